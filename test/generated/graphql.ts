/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The amount in the reseller's own books, where these have another currency than the client's. */
export type AccountingInput = {
  /** Above zero, in the currency of those books. */
  amount: string;
  /** How much of the currency of those books one unit of the client's currency is. */
  conversionRate: string;
};

/** A charge: money to be debited from a client. */
export type AddChargeInput = {
  /** Demanded by LogicBoxes where the two currencies differ; refused elsewhere. */
  accounting?: AccountingInput | null | undefined;
  /** How much, above zero, with at most the decimals that the provider keeps (VoIP.ms: 6, LogicBoxes: 3). */
  amount: string;
  /** Global id of the client. */
  clientId: string | number;
  /** Only to be sure: refused unless it is the currency of the client's money. */
  currency?: string | null | undefined;
  /** Text for the upstream's books, which the client may see; at most 255 characters. */
  description?: string | null | undefined;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
};

/** A payment: money to be credited to a client. */
export type AddPaymentInput = {
  /** How much, above zero, with at most the decimals that the provider keeps (VoIP.ms: 6, LogicBoxes: 3). */
  amount: string;
  /** Global id of the client. */
  clientId: string | number;
  /** Only to be sure: refused unless it is the currency of the client's money. */
  currency?: string | null | undefined;
  /** Text for the upstream's books, which the client may see; at most 255 characters. */
  description?: string | null | undefined;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Money that came in, or a credit; money when left out. Only where the provider tells the two apart. */
  paymentKind?: PaymentKind | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
};

/** Changes of an address. What is left out stays as it is; null clears it. */
export type AddressChangeInput = {
  /** Town or city; null clears it. */
  city?: string | null | undefined;
  /** ISO 3166-1 alpha-2, one of `ResellerAccount.countries`. */
  country?: string | null | undefined;
  /** Postal or ZIP code. */
  postalCode?: string | null | undefined;
  /** State or province. */
  state?: string | null | undefined;
  /** Street and number. */
  street?: string | null | undefined;
};

/** In which order. Ties are broken by account and number, so that the order is the same each time. */
export type ClientOrder = {
  /** Which way. */
  direction?: OrderDirection | null | undefined;
  /** What decides. */
  field: ClientOrderField;
};

/** What clients can be ordered by. */
export type ClientOrderField =
  /** By balance; clients whose balance could not be read come last. Costs one upstream call a client. */
  | 'BALANCE'
  /** By e-mail address. */
  | 'EMAIL'
  /** By `displayName`, without regard to capitals and accents. */
  | 'NAME'
  /** By account in the order of the configuration, then by the upstream's number. The default. */
  | 'UPSTREAM_ID';

/** Life cycle of a client, common to all providers. */
export type ClientStatus =
  /** Can use the services. */
  | 'ACTIVE'
  /** Ended for good; the books remain. */
  | 'CLOSED'
  /** Exists, but is shut out from the services for now. */
  | 'SUSPENDED';

/** Which clients. Conditions are combined with AND; one that is left out or null holds for all. */
export type ClientWhere = {
  /** Only clients at the accounts of these names. */
  accounts?: Array<string> | null | undefined;
  /** Only clients whose balance is below this amount, in the account's currency. Costs one upstream call a client. */
  balanceBelow?: string | null | undefined;
  /** True: only clients whose balance is below their own warning threshold; false: only the others. A client without a threshold is never below it. Costs two upstream calls a client. */
  belowThreshold?: boolean | null | undefined;
  /** Only the client with this e-mail address; capitals do not matter. Costs one upstream call an account. */
  email?: string | null | undefined;
  /** Only clients in this state. */
  status?: ClientStatus | null | undefined;
  /** Only clients in whose number, name, company, e-mail address, phone number or city this text occurs, as far as the list of the provider shows them; capitals and accents do not matter. At most 200 characters. */
  text?: string | null | undefined;
};

/** A client to be deleted. */
export type DeleteClientInput = {
  /** Global id of the client. */
  clientId: string | number;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** As for other mutations; one is made when left out, since a repetition changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
};

/** How far a write can be proven after its answer was lost. */
export type Delivery =
  /** It leaves a mark in the upstream's books and is looked for there. */
  | 'PROBED'
  /** A second send changes nothing, so it may simply be asked for again under a new key. */
  | 'REPEATABLE'
  /** Only a person can tell, by looking at the upstream. */
  | 'UNPROVEN';

/** In which order. Ties are broken by number. */
export type LedgerOrder = {
  /** Which way. */
  direction?: OrderDirection | null | undefined;
  /** What decides. */
  field: LedgerOrderField;
};

/** What charges and deposits can be ordered by. */
export type LedgerOrderField =
  /** By amount. */
  | 'AMOUNT'
  /** By day, then by number. The default, latest first. */
  | 'DATE'
  /** By the upstream's number, which grows with time. */
  | 'UPSTREAM_ID';

/** Which charges or deposits. Conditions are combined with AND; one that is left out or null holds for all. */
export type LedgerWhere = {
  /** First day, included. */
  from?: string | null | undefined;
  /** Largest amount, included. */
  maxAmount?: string | null | undefined;
  /** Smallest amount, included. */
  minAmount?: string | null | undefined;
  /** Text that occurs in the description; capitals and accents do not matter. */
  text?: string | null | undefined;
  /** Last day, included. */
  to?: string | null | undefined;
};

/** What a write does; each is a capability of the same name. */
export type OperationKind =
  /** Debits a client. */
  | 'ADD_CHARGE'
  /** Creates a mailbox of a mail order. */
  | 'ADD_MAIL_ACCOUNT'
  /** Creates an address of a mail order that only forwards. */
  | 'ADD_MAIL_FORWARD'
  /** Credits a client. */
  | 'ADD_PAYMENT'
  /** Deletes a client. */
  | 'DELETE_CLIENT'
  /** Gives a client a new one-time password. */
  | 'RESET_ONE_TIME_PASSWORD'
  /** Ends a suspension. */
  | 'RESUME_CLIENT'
  /** Sets a client's low-balance threshold. */
  | 'SET_CLIENT_THRESHOLD'
  /** Creates a Freeside client with a package and a service. */
  | 'SIGNUP_FREESIDE_CLIENT'
  /** Creates a LogicBoxes client. */
  | 'SIGNUP_LOGICBOXES_CLIENT'
  /** Creates a Sippy client. */
  | 'SIGNUP_SIPPY_CLIENT'
  /** Creates a VoIP.ms client. */
  | 'SIGNUP_VOIPMS_CLIENT'
  /** Shuts a client out from the services for a time. */
  | 'SUSPEND_CLIENT'
  /** Changes a client's profile. */
  | 'UPDATE_CLIENT'
  /** Changes any attribute of a Sippy client. */
  | 'UPDATE_SIPPY_CLIENT';

/** How far a write has come. */
export type OperationState =
  /** Recorded; nothing has been sent. */
  | 'PREPARED'
  /** Certainly not applied. The last attempt tells why. */
  | 'REJECTED'
  /** Under way; the answer is awaited. */
  | 'SENT'
  /** Confirmed by the upstream. */
  | 'SUCCEEDED'
  /** Sent, and no valid answer came back: it may or may not have been applied. Nothing is sent again under this key. */
  | 'UNKNOWN';

/** Which operations to list. Conditions are combined with AND. */
export type OperationWhere = {
  /** Only those at the account of this name. */
  account?: string | null | undefined;
  /** Only those of the client with this global id. */
  clientId?: string | number | null | undefined;
  /** Only those in this state, such as UNKNOWN. */
  state?: OperationState | null | undefined;
};

/** Which way an order goes. */
export type OrderDirection =
  /** Smallest, earliest or first in the alphabet first. */
  | 'ASC'
  /** Largest, latest or last in the alphabet first. */
  | 'DESC';

/** How far an account contributed to a result over several accounts. */
export type OutcomeState =
  /** Everything that was asked of it is in the result. */
  | 'COMPLETE'
  /** Nothing of it is in the result. */
  | 'FAILED'
  /** Something of it is missing, such as clients whose balance could not be read. */
  | 'PARTIAL';

/** What a payment is in the books. */
export type PaymentKind =
  /** A credit that is granted without money. Not every provider tells the two apart. */
  | 'CREDIT'
  /** Money came in. What is meant when nothing is said. */
  | 'RECEIPT';

/** A new low-balance threshold. */
export type SetClientThresholdInput = {
  /** The threshold in the account's currency (VoIP.ms: 1 to 250). */
  amount: string;
  /** Global id of the client. */
  clientId: string | number;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** Where the warning is to go; stays as it is when left out. */
  email?: string | null | undefined;
  /** As for other mutations; one is made when left out, since a repetition changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
};

/** The address of a new client. */
export type SignupAddressInput = {
  /** Town or city. */
  city: string;
  /** ISO 3166-1 alpha-2; where `ResellerAccount.countries` is not null, one of these. */
  country: string;
  /** Postal or ZIP code. */
  postalCode: string;
  /** State or province. */
  state: string;
  /** Street and number. */
  street: string;
};

/** A new client at a VoIP.ms account. */
export type SignupVoipmsClientInput = {
  /** Name of the account that the client is to belong to. */
  account: string;
  /** True: the client can use the services at once; false: it waits for activation in the portal. */
  activate?: boolean | null | undefined;
  /** Postal address; all of it is required. */
  address: SignupAddressInput;
  /** Code of one of `ResellerAccount.balanceManagementOptions`; the upstream's default when left out. */
  balanceManagement?: string | null | undefined;
  /** Name of the business; none when left out. */
  company?: string | null | undefined;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** E-mail address; must not be in use. */
  email: string;
  /** The same address again. */
  emailConfirmation: string;
  /** Given name of the contact person. */
  firstName: string;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Family name of the contact person. */
  lastName: string;
  /** The client's portal password: at least 8 characters with a lower-case letter, a capital and a digit. It is sent to the upstream and kept nowhere. */
  password: string;
  /** The same password again. */
  passwordConfirmation: string;
  /** Contact number. */
  phoneNumber: string;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
};

/** Changes of a client. What is left out stays as it is; null clears what may be empty. */
export type UpdateClientInput = {
  /** Changes of the address. */
  address?: AddressChangeInput | null | undefined;
  /** Code of one of `ResellerAccount.balanceManagementOptions`. */
  balanceManagement?: string | null | undefined;
  /** Global id of the client. */
  clientId: string | number;
  /** Name of the business; null clears it. */
  company?: string | null | undefined;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** E-mail address, unique at the account; cannot be cleared. */
  email?: string | null | undefined;
  /** First name; cannot be cleared. */
  firstName?: string | null | undefined;
  /** As for other mutations; one is made when left out, since a repetition changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Last name; cannot be cleared. */
  lastName?: string | null | undefined;
  /** A new password for the client. When left out the client keeps the old one. It is sent to the upstream and kept nowhere. */
  password?: string | null | undefined;
  /** Contact number; cannot be cleared. */
  phoneNumber?: string | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
};

/** Every reason that a mutation can give. The same codes stand in `extensions.code` of top-level errors. */
export type UserErrorCode =
  /** The upstream refuses the account's login, its IP address or its use of the API. The operator must act. */
  | 'ACCOUNT_REFUSED'
  /** Something that must be unique is taken, such as the e-mail address of a client. */
  | 'ALREADY_EXISTS'
  /** The operation needs more upstream calls, time or memory than it is allowed. Ask for less at once. */
  | 'BUDGET_EXCEEDED'
  /** The caller may not do this. */
  | 'FORBIDDEN'
  /** The idempotency key was used before with another input. Nothing was sent. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The upstream refused because the funds do not suffice. Nothing was written. */
  | 'INSUFFICIENT_FUNDS'
  /** A fault of the gateway itself. The log has the details under the same correlation id. */
  | 'INTERNAL'
  /** A value of the input is missing, malformed or out of range. Correct it; `path` names the field. */
  | 'INVALID_INPUT'
  /** The object that the input names does not exist at the account. */
  | 'NOT_FOUND'
  /** The account's provider cannot do this. `ResellerAccount.capabilities` says so beforehand. */
  | 'NOT_SUPPORTED'
  /** The request was sent and no valid answer came back: it may or may not have been applied. Look at the upstream before you send it again. */
  | 'OUTCOME_UNKNOWN'
  /** The upstream refused because of too many requests. Nothing was written; try again later. */
  | 'RATE_LIMITED'
  /** The upstream refused for a reason that has no code of its own here; `upstreamCode` carries it. */
  | 'UPSTREAM_REJECTED'
  /** The upstream could not be reached in time, or answered with something that is no answer. */
  | 'UPSTREAM_UNAVAILABLE';

export type DashboardPageQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardPageQuery = { clients: { nodes: Array<{ upstreamId: string, displayName: string, balance: { current: { amount: string, currency: string } } | null, charges: { nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null> } };

export type ClientPageQueryVariables = Exact<{
  account: string;
  upstreamId: string;
}>;


export type ClientPageQuery = { client: { upstreamId: string, displayName: string, balance: { current: { amount: string, currency: string } } | null, charges: { nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null };

export type LedgerOfClientQueryVariables = Exact<{
  account: string;
  upstreamId: string;
}>;


export type LedgerOfClientQuery = { client: { balance: { current: { amount: string } } | null, charges: { totalCount: number | null } | null } | null };

export type AmountFragment = { amount: string, currency: string };

export type ProfileFragment = { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null };

type UserProblem_InputError_Fragment = { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null };

type UserProblem_UpstreamError_Fragment = { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null };

export type UserProblemFragment =
  | UserProblem_InputError_Fragment
  | UserProblem_UpstreamError_Fragment
;

type Written_AddChargePayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_AddMailAccountPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_AddMailForwardPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_AddPaymentPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_ClientStatusPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_DeleteClientPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_ResetOneTimePasswordPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_SetClientThresholdPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_SignupClientPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_UpdateClientPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type Written_UpdateSippyClientPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
       | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
  > };

export type WrittenFragment =
  | Written_AddChargePayload_Fragment
  | Written_AddMailAccountPayload_Fragment
  | Written_AddMailForwardPayload_Fragment
  | Written_AddPaymentPayload_Fragment
  | Written_ClientStatusPayload_Fragment
  | Written_DeleteClientPayload_Fragment
  | Written_ResetOneTimePasswordPayload_Fragment
  | Written_SetClientThresholdPayload_Fragment
  | Written_SignupClientPayload_Fragment
  | Written_UpdateClientPayload_Fragment
  | Written_UpdateSippyClientPayload_Fragment
;

export type WholeClientQueryVariables = Exact<{
  account: string;
  upstreamId?: string | null | undefined;
  email?: string | null | undefined;
}>;


export type WholeClientQuery = { client: { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, balance: { callsTotal: number | null, callsToday: number | null, talkTimeTotal: string | null, talkTimeTotalSeconds: number | null, talkTimeToday: string | null, talkTimeTodaySeconds: number | null, current: { amount: string, currency: string }, spentTotal: { amount: string, currency: string } | null, spentToday: { amount: string, currency: string } | null, client: { upstreamId: string } } | null, threshold: { email: string | null, amount: { amount: string, currency: string } } | null, packages: Array<{ upstreamId: string, name: string }> | null, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, description: string, phoneNumber: string | null, amount: { amount: string, currency: string }, package: { name: string } | null, client: { upstreamId: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string }, client: { upstreamId: string } } | null> } | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null };

export type ClientProfileQueryVariables = Exact<{
  account: string;
  upstreamId?: string | null | undefined;
  email?: string | null | undefined;
}>;


export type ClientProfileQuery = { client: { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null };

export type ClientListQueryVariables = Exact<{
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  where?: ClientWhere | null | undefined;
  orderBy?: ClientOrder | null | undefined;
}>;


export type ClientListQuery = { clients: { totalCount: number | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node: { upstreamId: string } | null }>, completeness: { complete: boolean, accounts: Array<{ state: OutcomeState, code: string | null }> } | null } };

export type ClientBalancesQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ClientBalancesQuery = { clients: { nodes: Array<{ upstreamId: string, balance: { current: { amount: string } } | null, threshold: { amount: { amount: string } } | null } | null> } };

export type ChargeListQueryVariables = Exact<{
  upstreamId: string;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  where?: LedgerWhere | null | undefined;
  orderBy?: LedgerOrder | null | undefined;
}>;


export type ChargeListQuery = { client: { charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null }, nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null };

export type DepositListQueryVariables = Exact<{
  upstreamId: string;
  where?: LedgerWhere | null | undefined;
  orderBy?: LedgerOrder | null | undefined;
}>;


export type DepositListQuery = { client: { deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string } | null> } | null } | null };

export type NodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type NodesQuery = { nodes: Array<
    | { __typename: 'Charge', id: string }
    | { __typename: 'Client', id: string }
    | { __typename: 'Deposit', id: string }
    | { __typename: 'Operation', id: string }
    | { __typename: 'Package', id: string }
    | { __typename: 'ResellerAccount', id: string }
   | null> };

export type OneNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type OneNodeQuery = { node:
    | { __typename: 'Charge', id: string }
    | { __typename: 'Client', id: string }
    | { __typename: 'Deposit', id: string }
    | { __typename: 'Operation', id: string }
    | { __typename: 'Package', id: string }
    | { __typename: 'ResellerAccount', id: string }
   | null };

export type OperationByKeyQueryVariables = Exact<{
  idempotencyKey?: string | null | undefined;
  id?: string | number | null | undefined;
}>;


export type OperationByKeyQuery = { operation: { id: string, state: OperationState, kind: OperationKind, client: { upstreamId: string } | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState }> } | null };

export type OperationListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  where?: OperationWhere | null | undefined;
}>;


export type OperationListQuery = { operations: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, state: OperationState, idempotencyKey: string } | null> } };

export type ChargeMutationVariables = Exact<{
  input: AddChargeInput;
}>;


export type ChargeMutation = { addCharge: { charge: { upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null, client: { balance: { current: { amount: string, currency: string } } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
         | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type PayMutationVariables = Exact<{
  input: AddPaymentInput;
}>;


export type PayMutation = { addPayment: { deposit: { upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null, client: { balance: { current: { amount: string, currency: string } } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
         | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type JustChargeMutationVariables = Exact<{
  input: AddChargeInput;
}>;


export type JustChargeMutation = { addCharge: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
         | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type JustPayMutationVariables = Exact<{
  input: AddPaymentInput;
}>;


export type JustPayMutation = { addPayment: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
         | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type ThresholdMutationVariables = Exact<{
  input: SetClientThresholdInput;
}>;


export type ThresholdMutation = { setClientThreshold: { client: { threshold: { email: string | null, amount: { amount: string, currency: string } } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
         | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type UpdateMutationVariables = Exact<{
  input: UpdateClientInput;
}>;


export type UpdateMutation = { updateClient: { client: { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
         | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type SignupMutationVariables = Exact<{
  input: SignupVoipmsClientInput;
}>;


export type SignupMutation = { signupVoipmsClient: { client: { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
         | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type DeleteMutationVariables = Exact<{
  input: DeleteClientInput;
}>;


export type DeleteMutation = { deleteClient: { deletedClientId: string | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
         | null }> } | null, plan: { delivery: Delivery, rehearsed: boolean, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ProfileFragmentDoc = new TypedDocumentString(`
    fragment Profile on Client {
  id
  upstreamId
  displayName
  company
  firstName
  lastName
  email
  phoneNumber
  address {
    street
    city
    state
    postalCode
    country
    countryCode
  }
  balanceManagement {
    value
  }
}
    `, {"fragmentName":"Profile"}) as unknown as TypedDocumentString<ProfileFragment, unknown>;
export const AmountFragmentDoc = new TypedDocumentString(`
    fragment Amount on Money {
  amount
  currency
}
    `, {"fragmentName":"Amount"}) as unknown as TypedDocumentString<AmountFragment, unknown>;
export const UserProblemFragmentDoc = new TypedDocumentString(`
    fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
    `, {"fragmentName":"UserProblem"}) as unknown as TypedDocumentString<UserProblemFragment, unknown>;
export const WrittenFragmentDoc = new TypedDocumentString(`
    fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}`, {"fragmentName":"Written"}) as unknown as TypedDocumentString<WrittenFragment, unknown>;
export const DashboardPageDocument = new TypedDocumentString(`
    query DashboardPage {
  clients(first: 100) {
    nodes {
      upstreamId
      displayName
      balance {
        current {
          amount
          currency
        }
      }
      charges(first: 5) {
        nodes {
          upstreamId
          date
          amount {
            amount
            currency
          }
          description
        }
      }
      deposits(first: 5) {
        nodes {
          upstreamId
          date
          amount {
            amount
            currency
          }
          description
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashboardPageQuery, DashboardPageQueryVariables>;
export const ClientPageDocument = new TypedDocumentString(`
    query ClientPage($account: String!, $upstreamId: String!) {
  client(account: $account, upstreamId: $upstreamId) {
    upstreamId
    displayName
    balance {
      current {
        amount
        currency
      }
    }
    charges(first: 5) {
      nodes {
        upstreamId
        date
        amount {
          amount
          currency
        }
        description
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClientPageQuery, ClientPageQueryVariables>;
export const LedgerOfClientDocument = new TypedDocumentString(`
    query LedgerOfClient($account: String!, $upstreamId: String!) {
  client(account: $account, upstreamId: $upstreamId) {
    balance {
      current {
        amount
      }
    }
    charges {
      totalCount
    }
  }
}
    `) as unknown as TypedDocumentString<LedgerOfClientQuery, LedgerOfClientQueryVariables>;
export const WholeClientDocument = new TypedDocumentString(`
    query WholeClient($account: String!, $upstreamId: String, $email: String) {
  client(account: $account, upstreamId: $upstreamId, email: $email) {
    ...Profile
    balance {
      current {
        ...Amount
      }
      spentTotal {
        ...Amount
      }
      spentToday {
        ...Amount
      }
      callsTotal
      callsToday
      talkTimeTotal
      talkTimeTotalSeconds
      talkTimeToday
      talkTimeTodaySeconds
      client {
        upstreamId
      }
    }
    threshold {
      amount {
        ...Amount
      }
      email
    }
    packages {
      upstreamId
      name
    }
    charges {
      totalCount
      totalAmount {
        ...Amount
      }
      nodes {
        upstreamId
        date
        amount {
          ...Amount
        }
        description
        phoneNumber
        package {
          name
        }
        client {
          upstreamId
        }
      }
    }
    deposits {
      totalCount
      totalAmount {
        ...Amount
      }
      nodes {
        upstreamId
        date
        amount {
          ...Amount
        }
        description
        client {
          upstreamId
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment Profile on Client {
  id
  upstreamId
  displayName
  company
  firstName
  lastName
  email
  phoneNumber
  address {
    street
    city
    state
    postalCode
    country
    countryCode
  }
  balanceManagement {
    value
  }
}`) as unknown as TypedDocumentString<WholeClientQuery, WholeClientQueryVariables>;
export const ClientProfileDocument = new TypedDocumentString(`
    query ClientProfile($account: String!, $upstreamId: String, $email: String) {
  client(account: $account, upstreamId: $upstreamId, email: $email) {
    ...Profile
  }
}
    fragment Profile on Client {
  id
  upstreamId
  displayName
  company
  firstName
  lastName
  email
  phoneNumber
  address {
    street
    city
    state
    postalCode
    country
    countryCode
  }
  balanceManagement {
    value
  }
}`) as unknown as TypedDocumentString<ClientProfileQuery, ClientProfileQueryVariables>;
export const ClientListDocument = new TypedDocumentString(`
    query ClientList($first: Int, $last: Int, $after: String, $before: String, $where: ClientWhere, $orderBy: ClientOrder) {
  clients(
    first: $first
    last: $last
    after: $after
    before: $before
    where: $where
    orderBy: $orderBy
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      cursor
      node {
        upstreamId
      }
    }
    completeness {
      complete
      accounts {
        state
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClientListQuery, ClientListQueryVariables>;
export const ClientBalancesDocument = new TypedDocumentString(`
    query ClientBalances($first: Int) {
  clients(first: $first) {
    nodes {
      upstreamId
      balance {
        current {
          amount
        }
      }
      threshold {
        amount {
          amount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClientBalancesQuery, ClientBalancesQueryVariables>;
export const ChargeListDocument = new TypedDocumentString(`
    query ChargeList($upstreamId: String!, $first: Int, $last: Int, $after: String, $before: String, $where: LedgerWhere, $orderBy: LedgerOrder) {
  client(account: "voipms-demo", upstreamId: $upstreamId) {
    charges(
      first: $first
      last: $last
      after: $after
      before: $before
      where: $where
      orderBy: $orderBy
    ) {
      totalCount
      totalAmount {
        ...Amount
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
      nodes {
        upstreamId
        date
        amount {
          ...Amount
        }
        description
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<ChargeListQuery, ChargeListQueryVariables>;
export const DepositListDocument = new TypedDocumentString(`
    query DepositList($upstreamId: String!, $where: LedgerWhere, $orderBy: LedgerOrder) {
  client(account: "voipms-demo", upstreamId: $upstreamId) {
    deposits(where: $where, orderBy: $orderBy) {
      totalCount
      totalAmount {
        ...Amount
      }
      nodes {
        upstreamId
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<DepositListQuery, DepositListQueryVariables>;
export const NodesDocument = new TypedDocumentString(`
    query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodesQuery, NodesQueryVariables>;
export const OneNodeDocument = new TypedDocumentString(`
    query OneNode($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<OneNodeQuery, OneNodeQueryVariables>;
export const OperationByKeyDocument = new TypedDocumentString(`
    query OperationByKey($idempotencyKey: String, $id: ID) {
  operation(idempotencyKey: $idempotencyKey, id: $id) {
    id
    state
    kind
    client {
      upstreamId
    }
    amount {
      ...Amount
    }
    attempts {
      outcome
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<OperationByKeyQuery, OperationByKeyQueryVariables>;
export const OperationListDocument = new TypedDocumentString(`
    query OperationList($first: Int, $after: String, $where: OperationWhere) {
  operations(first: $first, after: $after, where: $where) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      state
      idempotencyKey
    }
  }
}
    `) as unknown as TypedDocumentString<OperationListQuery, OperationListQueryVariables>;
export const ChargeDocument = new TypedDocumentString(`
    mutation Charge($input: AddChargeInput!) {
  addCharge(input: $input) {
    ...Written
    charge {
      upstreamId
      date
      description
      amount {
        ...Amount
      }
    }
    client {
      balance {
        current {
          ...Amount
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}`) as unknown as TypedDocumentString<ChargeMutation, ChargeMutationVariables>;
export const PayDocument = new TypedDocumentString(`
    mutation Pay($input: AddPaymentInput!) {
  addPayment(input: $input) {
    ...Written
    deposit {
      upstreamId
      date
      description
      amount {
        ...Amount
      }
    }
    client {
      balance {
        current {
          ...Amount
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}`) as unknown as TypedDocumentString<PayMutation, PayMutationVariables>;
export const JustChargeDocument = new TypedDocumentString(`
    mutation JustCharge($input: AddChargeInput!) {
  addCharge(input: $input) {
    ...Written
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}`) as unknown as TypedDocumentString<JustChargeMutation, JustChargeMutationVariables>;
export const JustPayDocument = new TypedDocumentString(`
    mutation JustPay($input: AddPaymentInput!) {
  addPayment(input: $input) {
    ...Written
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}`) as unknown as TypedDocumentString<JustPayMutation, JustPayMutationVariables>;
export const ThresholdDocument = new TypedDocumentString(`
    mutation Threshold($input: SetClientThresholdInput!) {
  setClientThreshold(input: $input) {
    ...Written
    client {
      threshold {
        amount {
          ...Amount
        }
        email
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}`) as unknown as TypedDocumentString<ThresholdMutation, ThresholdMutationVariables>;
export const UpdateDocument = new TypedDocumentString(`
    mutation Update($input: UpdateClientInput!) {
  updateClient(input: $input) {
    ...Written
    client {
      ...Profile
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment Profile on Client {
  id
  upstreamId
  displayName
  company
  firstName
  lastName
  email
  phoneNumber
  address {
    street
    city
    state
    postalCode
    country
    countryCode
  }
  balanceManagement {
    value
  }
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}`) as unknown as TypedDocumentString<UpdateMutation, UpdateMutationVariables>;
export const SignupDocument = new TypedDocumentString(`
    mutation Signup($input: SignupVoipmsClientInput!) {
  signupVoipmsClient(input: $input) {
    ...Written
    client {
      ...Profile
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment Profile on Client {
  id
  upstreamId
  displayName
  company
  firstName
  lastName
  email
  phoneNumber
  address {
    street
    city
    state
    postalCode
    country
    countryCode
  }
  balanceManagement {
    value
  }
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}`) as unknown as TypedDocumentString<SignupMutation, SignupMutationVariables>;
export const DeleteDocument = new TypedDocumentString(`
    mutation Delete($input: DeleteClientInput!) {
  deleteClient(input: $input) {
    ...Written
    deletedClientId
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment UserProblem on UserError {
  __typename
  code
  message
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}
fragment Written on MutationPayload {
  operation {
    id
    idempotencyKey
    kind
    state
    delivery
    reason
    amount {
      ...Amount
    }
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
  }
  plan {
    delivery
    rehearsed
    requests {
      function
      parameters {
        name
        value
      }
    }
  }
  userErrors {
    ...UserProblem
  }
}`) as unknown as TypedDocumentString<DeleteMutation, DeleteMutationVariables>;