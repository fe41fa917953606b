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
  /** Text for the upstream's books, which the client may see; at most 255 characters. A short mark is put in front of it there ("RG-..."), by which the entry can be found again. */
  description?: string | null | undefined;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
};

/** A new mailbox of a mail order. */
export type AddMailAccountInput = {
  /** Name of the account that the order belongs to. */
  account: string;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** Address of the mailbox; must not exist yet. */
  email: string;
  /** Given name of the user. */
  firstName: string;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** ISO 639-1, such as "en". */
  languageCode: string;
  /** Family name of the user. */
  lastName: string;
  /** Address that gets notifications about the mailbox. */
  notificationEmail: string;
  /** Number of the mail, hosting or domain order. */
  orderId: string;
  /** Password of the mailbox. It is sent to the upstream and kept nowhere. */
  password: string;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
};

/** A new address of a mail order that only forwards. */
export type AddMailForwardInput = {
  /** Name of the account that the order belongs to. */
  account: string;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** The address; must not exist yet. */
  email: string;
  /** Addresses that get the mail, one at least. */
  forwards: Array<string>;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Number of the mail, hosting or domain order. */
  orderId: string;
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
  /** Text for the upstream's books, which the client may see; at most 255 characters. A short mark is put in front of it there ("RG-..."), by which the entry can be found again. */
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

/** What a provider may be able to do. A field or mutation that needs a missing one answers null or NOT_SUPPORTED. */
export type Capability =
  /** Debits a client. */
  | 'ADD_CHARGE'
  /** Creates a mailbox of a mail order. */
  | 'ADD_MAIL_ACCOUNT'
  /** Creates an address of a mail order that only forwards. */
  | 'ADD_MAIL_FORWARD'
  /** Credits a client. */
  | 'ADD_PAYMENT'
  /** Reads clients' balances. */
  | 'BALANCES'
  /** Reads the options of what happens when a balance runs out. */
  | 'BALANCE_MANAGEMENT'
  /** Lists clients, and reads them by id or e-mail. */
  | 'CLIENTS'
  /** Reads the countries that an address may have. */
  | 'COUNTRIES'
  /** Deletes a client. */
  | 'DELETE_CLIENT'
  /** Reads the Freeside agent with counts of its clients. */
  | 'FREESIDE_AGENT'
  /** Reads the packages that Freeside clients have ordered, with their services. */
  | 'FREESIDE_PACKAGES'
  /** Reads what only Freeside tells of a client. */
  | 'FREESIDE_PROFILES'
  /** Reads clients' charges and deposits. */
  | 'LEDGER'
  /** Reads what only LogicBoxes tells of a client. */
  | 'LOGICBOXES_PROFILES'
  /** Searches the current and the archived ledger with the upstream's own filters. */
  | 'LOGICBOXES_TRANSACTIONS'
  /** Reads the reseller's own balance. */
  | 'OWN_BALANCE'
  /** Reads packages, and which client has which. */
  | 'PACKAGES'
  /** Reads the reseller's prices by bands. */
  | 'PRICE_BANDS'
  /** Gives a client a new one-time password. */
  | 'RESET_ONE_TIME_PASSWORD'
  /** Ends a suspension. */
  | 'RESUME_CLIENT'
  /** Renews the account's login session at the upstream. */
  | 'SESSION'
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
  /** Checks a client's own login. */
  | 'SIGN_IN'
  /** Reads all attributes of Sippy clients. */
  | 'SIPPY_PROFILES'
  /** Shuts a client out from the services for a time. */
  | 'SUSPEND_CLIENT'
  /** Reads clients' low-balance thresholds. */
  | 'THRESHOLDS'
  /** Reads the reseller's own transactions. */
  | 'TRANSACTIONS'
  /** Changes a client's profile. */
  | 'UPDATE_CLIENT'
  /** Changes any attribute of a Sippy client. */
  | 'UPDATE_SIPPY_CLIENT'
  /** Tells whether a user name is free. */
  | 'USERNAMES';

/** A client's own login. */
export type CheckSignInInput = {
  /** Name of the account that the client belongs to. */
  account: string;
  /** Password or one-time password. It is sent to the upstream and kept nowhere. */
  password: string;
  /** User name of the self-care pages. */
  username: string;
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
  /** By balance as a number, whatever its currency; clients whose balance could not be read come last. Needs the scope `ledger:read`. Costs one upstream call a client. */
  | 'BALANCE'
  /** By e-mail address, as far as the list of the provider shows it: clients of Sippy and Freeside come first. Needs the scope `clients:pii`. */
  | 'EMAIL'
  /** By `displayName`, without regard to capitals and accents. Needs the scope `clients:pii`. */
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
  /** Only clients whose balance is below this amount, each in its own currency. Needs the scope `ledger:read`. Costs one upstream call a client. */
  balanceBelow?: string | null | undefined;
  /** True: only clients for whom what `BalanceThreshold.measure` names is below their own warning threshold; false: only the others. A client without a threshold is never below it. Needs the scope `ledger:read`. Costs two upstream calls a client. */
  belowThreshold?: boolean | null | undefined;
  /** Only the client with this e-mail address; capitals do not matter. Needs the scope `clients:pii`. Costs one or two upstream calls an account; at Sippy, which has no search, up to one a client. */
  email?: string | null | undefined;
  /** Only clients in this state. Where the provider tells none (VoIP.ms, Sippy), no client is. */
  status?: ClientStatus | null | undefined;
  /** Only clients in whose number, name, company, e-mail address, phone number or city this text occurs, as far as the list of the provider shows them; capitals and accents do not matter. At most 200 characters. Needs the scope `clients:pii`. */
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
  /** A second send changes nothing, so it may simply be asked for again under the same key. */
  | 'REPEATABLE'
  /** Only a person can tell, by looking at the upstream. */
  | 'UNPROVEN';

/** Where knowledge of an outcome comes from. */
export type EvidenceSource =
  /** The upstream's books. */
  | 'BOOKS'
  /** A person, by `resolveOperation` or the command line. */
  | 'PERSON';

/** The address of a new Freeside client. */
export type FreesideAddressInput = {
  /** Town or city. */
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** County, where taxes depend on it. */
  county?: string | null | undefined;
  /** Postal or ZIP code. */
  postalCode: string;
  /** State or province, two letters. */
  state: string;
  /** Street and number. */
  street: string;
  /** Second line. */
  street2?: string | null | undefined;
};

/** How a new Freeside client pays. Fill what the method needs. */
export type FreesideBillingInput = {
  /** Account of an electronic cheque. Sent to the upstream and kept nowhere. */
  bankAccountNumber?: string | null | undefined;
  /** Bank of an electronic cheque. Sent to the upstream and kept nowhere. */
  bankRoutingNumber?: string | null | undefined;
  /** End of a credit card as MM/YYYY. */
  cardExpiry?: string | null | undefined;
  /** Number of a credit card. Sent to the upstream and kept nowhere. */
  cardNumber?: string | null | undefined;
  /** Three or four digits of a credit card. Sent to the upstream and kept nowhere. */
  cardVerification?: string | null | undefined;
  /** Way of payment. */
  method: FreesidePaymentMethod;
  /** Exact name on the card, or name of the bank. */
  payerName?: string | null | undefined;
  /** Number of a prepaid card. Sent to the upstream and kept nowhere. */
  prepaidCardNumber?: string | null | undefined;
};

/** How a client pays. Which of them the operator allows is known only when it refuses. */
export type FreesidePaymentMethod =
  /** By invoice. */
  | 'BILL'
  /** Credit card, charged automatically. */
  | 'CARD'
  /** Electronic cheque, drawn automatically. */
  | 'CHEK'
  /** Electronic cheque, drawn on demand. */
  | 'DCHK'
  /** Credit card, charged on demand. */
  | 'DCRD'
  /** Through a PayPal account. */
  | 'PPAL'
  /** Prepaid card. */
  | 'PREPAY';

/** Whether an account answers, as far as its last calls tell. */
export type HealthState =
  /** The last call found it away, refusing the login or limiting the rate. */
  | 'DOWN'
  /** It has failed so often in a row that calls are refused here, without asking it, until `heldBackUntil`. */
  | 'HELD_BACK'
  /** Nothing has been asked of it since the gateway was started. */
  | 'UNKNOWN'
  /** The last call got a valid answer. */
  | 'UP';

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

/** The address of a new LogicBoxes client. */
export type LogicboxesAddressInput = {
  /** Town or city. */
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Street address, one to three lines. */
  lines: Array<string>;
  /** Postal or ZIP code. */
  postalCode: string;
  /** State or province; left out where there is none. */
  state?: string | null | undefined;
};

/** A phone number in two parts. */
export type LogicboxesPhoneInput = {
  /** Dialling code of the country, one to three digits. */
  countryCode: string;
  /** The rest of the number, four to twelve digits. */
  number: string;
};

/** Who made a transaction. */
export type LogicboxesTransactionOrigin =
  /** A person, in the control panel or through the API. */
  | 'MANUAL'
  /** The system, for an order. */
  | 'SYSTEM';

/** What a transaction is. */
export type LogicboxesTransactionType =
  /** A credit note; a deposit. */
  | 'CREDIT'
  /** A debit note; a charge. */
  | 'DEBIT'
  /** For an order; a charge. */
  | 'INVOICE'
  /** Money that came in; a deposit. */
  | 'RECEIPT';

/** Which entries, with the upstream's own conditions, combined with AND. One that is left out holds for all. */
export type LogicboxesTransactionWhere = {
  /** Smallest amount; the upstream takes whole ones only. */
  amountFrom?: number | null | undefined;
  /** Largest amount; the upstream takes whole ones only. */
  amountTo?: number | null | undefined;
  /** Only those of clients with these numbers at the upstream. */
  clientIds?: Array<string> | null | undefined;
  /** Only later ones; to the second, not included. */
  createdAfter?: string | null | undefined;
  /** Only earlier ones; to the second, not included. */
  createdBefore?: string | null | undefined;
  /** Only those with this text, as the upstream compares it. Needs the scope `clients:pii`. */
  description?: string | null | undefined;
  /** Only those made by a person, or by the system. */
  origin?: LogicboxesTransactionOrigin | null | undefined;
  /** True: only settled ones; false: only open ones. Not for the archive. */
  settled?: boolean | null | undefined;
  /** Only those with these numbers. */
  transactionIds?: Array<string> | null | undefined;
  /** Only these kinds. */
  types?: Array<LogicboxesTransactionType> | null | undefined;
  /** Only those of clients with these user names. Needs the scope `clients:pii`. */
  usernames?: Array<string> | null | undefined;
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
  /** The answer was lost, and the upstream's books do not show it although it can no longer be under way: it was not applied. */
  | 'RECONCILED_ABSENT'
  /** The answer was lost, and the upstream's books show that it was applied, once. */
  | 'RECONCILED_SUCCEEDED'
  /** Certainly not applied. The last attempt tells why. */
  | 'REJECTED'
  /** The answer was lost, and a person has said what became of it: `evidence.applied`. */
  | 'RESOLVED'
  /** Under way; the answer is awaited. */
  | 'SENT'
  /** Confirmed by the upstream. */
  | 'SUCCEEDED'
  /** Sent, and no valid answer came back: it may or may not have been applied. `evidence` tells what was seen of it since. */
  | 'UNKNOWN';

/** Which operations to list. Conditions are combined with AND. */
export type OperationWhere = {
  /** Only those at the account of this name. */
  account?: string | null | undefined;
  /** Only those of the client with this global id. */
  clientId?: string | number | null | undefined;
  /** Only those that were first asked for at this moment or later. */
  from?: string | null | undefined;
  /** Only those in this state, such as UNKNOWN. */
  state?: OperationState | null | undefined;
  /** Only those in one of these states. */
  states?: Array<OperationState> | null | undefined;
  /** Only those that were first asked for before this moment. */
  to?: string | null | undefined;
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

/** The kinds of upstream system. */
export type ProviderKind =
  /** A Freeside billing system. */
  | 'FREESIDE'
  /** LogicBoxes, known as ResellerClub: domains and hosting. */
  | 'LOGICBOXES'
  /** A Sippy softswitch. */
  | 'SIPPY'
  /** VoIP.ms, a telephony wholesaler. */
  | 'VOIPMS';

/** Whose session to renew. */
export type RenewSessionInput = {
  /** Name of the account. */
  account: string;
};

/** Whose one-time password to set anew. */
export type ResetOneTimePasswordInput = {
  /** Name of the account that the client belongs to. */
  account: string;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
  /** Login of the self-care pages: of the client, of one of its users, or of the account itself. */
  webLogin: string;
};

/** Whom to let in again. */
export type ResumeClientInput = {
  /** Global id of the client. */
  clientId: string | number;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** As for other mutations; one is made when left out, since a repetition changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
  /** Only for a provider that suspends by service (Freeside): "user@domain". May be left out when the client has only one. */
  service?: string | null | undefined;
};

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

/** What became of a check of a client's login. */
export type SignInOutcome =
  /** Right, by a one-time password, which is used up now. The upstream does not say whose. */
  | 'ONE_TIME'
  /** The upstream refuses them; `message` has its words. */
  | 'REFUSED'
  /** User name and password are right. */
  | 'SIGNED_IN';

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

/** A new client at a Freeside account, with a package and its service. */
export type SignupFreesideClientInput = {
  /** Number of the access number, where the operator has some. */
  accessNumberId?: string | null | undefined;
  /** Name of the account that the client is to belong to. */
  account: string;
  /** Where bills and services go. */
  address: FreesideAddressInput;
  /** How the client pays. */
  billing: FreesideBillingInput;
  /** Free text for the operator. */
  comments?: string | null | undefined;
  /** Name of the business; none when left out. */
  company?: string | null | undefined;
  /** Number for daytime. */
  dayPhoneNumber?: string | null | undefined;
  /** Number of the domain's service; the operator's default when left out. */
  domainServiceId?: string | null | undefined;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** Number for telefax. */
  fax?: string | null | undefined;
  /** Given name. */
  firstName: string;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Addresses that are to get the invoices. */
  invoiceEmails?: Array<string> | null | undefined;
  /** Family name. */
  lastName: string;
  /** Number of a mobile phone. */
  mobilePhoneNumber?: string | null | undefined;
  /** Number for evenings. */
  nightPhoneNumber?: string | null | undefined;
  /** Number of the package, the `upstreamId` of one of `ResellerAccount.packages`. */
  packageId: string;
  /** Password of the service. Sent to the upstream and kept nowhere. */
  password: string;
  /** True: invoices go by post as well. */
  postalInvoices?: boolean | null | undefined;
  /** Code of a promotion. */
  promotionCode?: string | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
  /** Code that the operator has given out. */
  registrationCode?: string | null | undefined;
  /** User name of the service; `ResellerAccount.isUsernameAvailable` tells whether it is free. */
  username: string;
};

/** A new client at a LogicBoxes account. */
export type SignupLogicboxesClientInput = {
  /** Whether the client has accepted the terms. */
  acceptPolicy?: boolean | null | undefined;
  /** Name of the account that the client is to belong to. */
  account: string;
  /** Where the client is. */
  address: LogicboxesAddressInput;
  /** Another number to call. */
  alternatePhone?: LogicboxesPhoneInput | null | undefined;
  /** Name of the business. */
  company: string;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** E-mail address, which is the user name; must not be in use. */
  email: string;
  /** Number for telefax. */
  fax?: LogicboxesPhoneInput | null | undefined;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Language of control panel and e-mails, two letters. */
  language?: string | null | undefined;
  /** Whether the client agrees to e-mails with offers. */
  marketingConsent?: boolean | null | undefined;
  /** Number of a mobile phone. */
  mobile?: LogicboxesPhoneInput | null | undefined;
  /** Name of the contact person. */
  name: string;
  /** Password of the control panel: 9 to 16 characters with a small letter, a capital, a digit and one of ~*!@$#%_+.?:,{}. It is sent to the upstream and kept nowhere. */
  password: string;
  /** Number to call. */
  phone: LogicboxesPhoneInput;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
  /** Whether the client agrees to text messages. */
  smsConsent?: boolean | null | undefined;
  /** Number for value added tax. */
  vatId?: string | null | undefined;
};

/** A new client at a Sippy account. What is left out gets the default of the switch. */
export type SignupSippyClientInput = {
  /** Name of the account that the client is to belong to. */
  account: string;
  /** Pattern by which accounts are matched. */
  accountsMatchingRule?: string | null | undefined;
  /** What the client may do with accounts of end users. */
  accountsRights?: Array<SippyRight> | null | undefined;
  /** Whom else to ask for. */
  alternateContact?: string | null | undefined;
  /** Another number to call. */
  alternatePhoneNumber?: string | null | undefined;
  /** True: the client may call the XML API itself. */
  apiAccess?: boolean | null | undefined;
  /** True: the client may give API access to customers of its own. */
  apiManagement?: boolean | null | undefined;
  /** Password of the XML API. Sent to the switch and kept nowhere. */
  apiPassword?: string | null | undefined;
  /** True: may see reports of answer rate and call length. */
  asrAcdEnabled?: boolean | null | undefined;
  /** Address that gets hidden copies of e-mails. */
  bcc?: string | null | undefined;
  /** True: has the call shop feature. */
  callshopEnabled?: boolean | null | undefined;
  /** Address that gets copies of e-mails. */
  cc?: string | null | undefined;
  /** Town or city. */
  city?: string | null | undefined;
  /** Number of the customer that gets a commission on the client. */
  commissionAgentId?: number | null | undefined;
  /** Size of that commission, in percent. */
  commissionPercent?: string | null | undefined;
  /** Name of the business. */
  company?: string | null | undefined;
  /** True: has conferences. */
  conferencingEnabled?: boolean | null | undefined;
  /** Whom to ask for. */
  contact?: string | null | undefined;
  /** Country or region, free text at the switch. */
  country?: string | null | undefined;
  /** How far the balance may go below zero, as a positive amount. A caller with money limits cannot raise it. */
  creditLimit?: string | null | undefined;
  /** Style sheet of the branded pages. */
  css?: string | null | undefined;
  /** What the client may do with customers of its own. */
  customersRights?: Array<SippyRight> | null | undefined;
  /** True: may store debit and credit cards. */
  debitCreditCardsEnabled?: boolean | null | undefined;
  /** Free text; at most 128 characters. */
  description?: string | null | undefined;
  /** True: has the pool of phone numbers. */
  didPoolEnabled?: boolean | null | undefined;
  /** True: numbers are looked up in the do-not-call list. */
  dnclEnabled?: boolean | null | undefined;
  /** Host name of the branded pages. */
  dnsAlias?: string | null | undefined;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** Number of the download format in the switch's list. */
  exportTypeId?: number | null | undefined;
  /** Number for telefax. */
  fax?: string | null | undefined;
  /** Given name of the contact person. */
  firstName?: string | null | undefined;
  /** A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for. */
  idempotencyKey: string;
  /** Positive: the client begins with funds; negative: with a debt. None when left out. Any but zero needs the scope `payments:write`, and is refused to a caller with money limits. */
  initialBalance?: string | null | undefined;
  /** True: has the IVR applications. */
  ivrAppsEnabled?: boolean | null | undefined;
  /** Two letters, such as "en". */
  language?: string | null | undefined;
  /** Family name of the contact person. */
  lastName?: string | null | undefined;
  /** Sender of e-mails to accounts of the client. */
  mailFrom?: string | null | undefined;
  /** New calls a second; null stands for unlimited. */
  maxCallsPerSecond?: string | null | undefined;
  /** How many levels of customers the client may have below it. */
  maxDepth?: number | null | undefined;
  /** Calls at once; null stands for unlimited. */
  maxSessions?: number | null | undefined;
  /** Initial between given and family name. */
  middleInitial?: string | null | undefined;
  /** Smallest payment, in the currency of payments. */
  minimumPaymentAmount?: string | null | undefined;
  /** Name in the switch; unique there, at most 32 characters. */
  name: string;
  /** That limit, in percent. */
  overcommitLimitPercent?: string | null | undefined;
  /** True: credit that is given away is limited. */
  overcommitProtection?: boolean | null | undefined;
  /** Number of the rules for passwords. */
  passwordPolicyId?: number | null | undefined;
  /** ISO 4217 code of the currency of payments. */
  paymentCurrency?: string | null | undefined;
  /** Number of the preferred method of payment in the switch's list. */
  paymentMethod?: number | null | undefined;
  /** Number to call. */
  phoneNumber?: string | null | undefined;
  /** Postal or ZIP code. */
  postalCode?: string | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
  /** Number of the routing group. */
  routingGroupId?: number | null | undefined;
  /** Form of address, such as "Mr." or "Ms.". */
  salutation?: string | null | undefined;
  /** True: may share its payment processors. */
  sharePaymentProcessors?: boolean | null | undefined;
  /** Number of the page that is shown after signing in. */
  startPage?: number | null | undefined;
  /** Province or state. */
  state?: string | null | undefined;
  /** Street and number. */
  street?: string | null | undefined;
  /** Bits of system management, as the switch numbers them; its documents do not name them. */
  systemRights?: number | null | undefined;
  /** Number of the tariff; null stands for a tariff of its own. */
  tariffId?: number | null | undefined;
  /** What the client may do with tariffs. */
  tariffsRights?: Array<SippyRight> | null | undefined;
  /** Number of the time zone in the switch's list. */
  timeZoneId?: number | null | undefined;
  /** True: the client may assign a tariff of its own. */
  useOwnTariff?: boolean | null | undefined;
  /** What the client may do with vouchers. */
  vouchersRights?: Array<SippyRight> | null | undefined;
  /** Login of the self-care pages and of the API; at most 32 characters. */
  webLogin?: string | null | undefined;
  /** Password of the self-care pages. Sent to the switch and kept nowhere. */
  webPassword: string;
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

/** What may be done with the objects of one kind. */
export type SippyRight =
  /** May create. */
  | 'ADD'
  /** May delete. */
  | 'DELETE'
  /** May change. */
  | 'EDIT';

/** Whom to shut out. The upstream is told the `reason` where it takes one (LogicBoxes). */
export type SuspendClientInput = {
  /** Global id of the client. */
  clientId: string | number;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** As for other mutations; one is made when left out, since a repetition changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
  /** Only for a provider that suspends by service (Freeside): "user@domain". May be left out when the client has only one. */
  service?: string | null | undefined;
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

/** Changes of a Sippy client. What is left out stays as it is; null empties a text, or stands for "unlimited" or "own tariff" where the description says so. */
export type UpdateSippyClientInput = {
  /** Pattern by which accounts are matched. */
  accountsMatchingRule?: string | null | undefined;
  /** What the client may do with accounts of end users. */
  accountsRights?: Array<SippyRight> | null | undefined;
  /** Whom else to ask for. */
  alternateContact?: string | null | undefined;
  /** Another number to call. */
  alternatePhoneNumber?: string | null | undefined;
  /** True: the client may call the XML API itself. */
  apiAccess?: boolean | null | undefined;
  /** True: the client may give API access to customers of its own. */
  apiManagement?: boolean | null | undefined;
  /** Password of the XML API. Sent to the switch and kept nowhere. */
  apiPassword?: string | null | undefined;
  /** True: may see reports of answer rate and call length. */
  asrAcdEnabled?: boolean | null | undefined;
  /** Address that gets hidden copies of e-mails. */
  bcc?: string | null | undefined;
  /** True: has the call shop feature. */
  callshopEnabled?: boolean | null | undefined;
  /** Address that gets copies of e-mails. */
  cc?: string | null | undefined;
  /** Town or city. */
  city?: string | null | undefined;
  /** Global id of the client. */
  clientId: string | number;
  /** Number of the customer that gets a commission on the client. */
  commissionAgentId?: number | null | undefined;
  /** Size of that commission, in percent. */
  commissionPercent?: string | null | undefined;
  /** Name of the business. */
  company?: string | null | undefined;
  /** True: has conferences. */
  conferencingEnabled?: boolean | null | undefined;
  /** Whom to ask for. */
  contact?: string | null | undefined;
  /** Country or region, free text at the switch. */
  country?: string | null | undefined;
  /** How far the balance may go below zero, as a positive amount. A caller with money limits cannot raise it. */
  creditLimit?: string | null | undefined;
  /** Style sheet of the branded pages. */
  css?: string | null | undefined;
  /** What the client may do with customers of its own. */
  customersRights?: Array<SippyRight> | null | undefined;
  /** True: may store debit and credit cards. */
  debitCreditCardsEnabled?: boolean | null | undefined;
  /** Free text; at most 128 characters. */
  description?: string | null | undefined;
  /** True: has the pool of phone numbers. */
  didPoolEnabled?: boolean | null | undefined;
  /** True: numbers are looked up in the do-not-call list. */
  dnclEnabled?: boolean | null | undefined;
  /** Host name of the branded pages. */
  dnsAlias?: string | null | undefined;
  /** True: check everything and answer with `plan`, but write nothing. */
  dryRun?: boolean | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** Number of the download format in the switch's list. */
  exportTypeId?: number | null | undefined;
  /** Number for telefax. */
  fax?: string | null | undefined;
  /** Given name of the contact person. */
  firstName?: string | null | undefined;
  /** As for other mutations; one is made when left out, since a repetition changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** True: has the IVR applications. */
  ivrAppsEnabled?: boolean | null | undefined;
  /** Two letters, such as "en". */
  language?: string | null | undefined;
  /** Family name of the contact person. */
  lastName?: string | null | undefined;
  /** Sender of e-mails to accounts of the client. */
  mailFrom?: string | null | undefined;
  /** New calls a second; null stands for unlimited. */
  maxCallsPerSecond?: string | null | undefined;
  /** How many levels of customers the client may have below it. */
  maxDepth?: number | null | undefined;
  /** Calls at once; null stands for unlimited. */
  maxSessions?: number | null | undefined;
  /** Initial between given and family name. */
  middleInitial?: string | null | undefined;
  /** Smallest payment, in the currency of payments. */
  minimumPaymentAmount?: string | null | undefined;
  /** Name in the switch; unique there, at most 32 characters. */
  name?: string | null | undefined;
  /** That limit, in percent. */
  overcommitLimitPercent?: string | null | undefined;
  /** True: credit that is given away is limited. */
  overcommitProtection?: boolean | null | undefined;
  /** Number of the rules for passwords. */
  passwordPolicyId?: number | null | undefined;
  /** ISO 4217 code of the currency of payments. */
  paymentCurrency?: string | null | undefined;
  /** Number of the preferred method of payment in the switch's list. */
  paymentMethod?: number | null | undefined;
  /** Number to call. */
  phoneNumber?: string | null | undefined;
  /** Postal or ZIP code. */
  postalCode?: string | null | undefined;
  /** Why it is done, kept with the operation; at most 500 characters. */
  reason?: string | null | undefined;
  /** Number of the routing group. */
  routingGroupId?: number | null | undefined;
  /** Form of address, such as "Mr." or "Ms.". */
  salutation?: string | null | undefined;
  /** True: may share its payment processors. */
  sharePaymentProcessors?: boolean | null | undefined;
  /** Number of the page that is shown after signing in. */
  startPage?: number | null | undefined;
  /** Province or state. */
  state?: string | null | undefined;
  /** Street and number. */
  street?: string | null | undefined;
  /** Bits of system management, as the switch numbers them; its documents do not name them. */
  systemRights?: number | null | undefined;
  /** Number of the tariff; null stands for a tariff of its own. */
  tariffId?: number | null | undefined;
  /** What the client may do with tariffs. */
  tariffsRights?: Array<SippyRight> | null | undefined;
  /** Number of the time zone in the switch's list. */
  timeZoneId?: number | null | undefined;
  /** True: the client may assign a tariff of its own. */
  useOwnTariff?: boolean | null | undefined;
  /** What the client may do with vouchers. */
  vouchersRights?: Array<SippyRight> | null | undefined;
  /** Login of the self-care pages and of the API; at most 32 characters. */
  webLogin?: string | null | undefined;
  /** Password of the self-care pages. Sent to the switch and kept nowhere. */
  webPassword?: string | null | undefined;
};

/** Every reason that a mutation can give. The same codes stand in `extensions.code` of top-level errors. */
export type UserErrorCode =
  /** The upstream refuses the account's login, its IP address or its use of the API. The operator must act. */
  | 'ACCOUNT_REFUSED'
  /** Something that must be unique is taken, such as the e-mail address of a client. */
  | 'ALREADY_EXISTS'
  /** The request or its document is larger than allowed, or needs more upstream calls, time or memory. Ask for less at once. */
  | 'BUDGET_EXCEEDED'
  /** The caller may not do this; the message names the scope or the account that is missing. */
  | 'FORBIDDEN'
  /** The idempotency key was used before with another input. Nothing was sent. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The upstream refused because the funds do not suffice. Nothing was written. */
  | 'INSUFFICIENT_FUNDS'
  /** A fault of the gateway itself. The log has the details under the same correlation id. */
  | 'INTERNAL'
  /** A value of the input is missing, malformed or out of range. Correct it; `path` names the field. */
  | 'INVALID_INPUT'
  /** The journal of writes cannot be read or written, so no write is sent. Reads go on; the operator must act. */
  | 'JOURNAL_UNAVAILABLE'
  /** The amount is beyond what the caller may move at once, or on one day. Nothing was sent. */
  | 'LIMIT_EXCEEDED'
  /** The answer was lost, and by now it is known that the write was not applied. Use a new idempotency key to do it again. */
  | 'NOT_APPLIED'
  /** The object that the input names does not exist at the account. */
  | 'NOT_FOUND'
  /** The account's provider cannot do this. `ResellerAccount.capabilities` says so beforehand. */
  | 'NOT_SUPPORTED'
  /** The request was sent and no valid answer came back: it may or may not have been applied. Look at the upstream before you send it again. */
  | 'OUTCOME_UNKNOWN'
  /** An earlier write of money for the same client has an unknown outcome, and the gateway is set to refuse others until it is known. Nothing was sent. */
  | 'PREDECESSOR_UNKNOWN'
  /** The upstream refused because of too many requests. Nothing was written; try again later. */
  | 'RATE_LIMITED'
  /** The request carries no valid credential: send an API key or a token. */
  | 'UNAUTHENTICATED'
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

export type EntitiesQueryVariables = Exact<{
  representations: Array<Readonly<Record<string, unknown>>> | Readonly<Record<string, unknown>>;
}>;


export type EntitiesQuery = { entities: Array<
    | { id: string, typename: 'Charge' }
    | { id: string, upstreamId: string, typename: 'Client', account: { name: string } }
    | { id: string, typename: 'Deposit' }
    | { id: string, state: OperationState, typename: 'Operation' }
    | { id: string, name: string, typename: 'Package' }
    | { id: string, name: string, typename: 'ResellerAccount' }
   | null> };

export type ServiceSdlQueryVariables = Exact<{ [key: string]: never; }>;


export type ServiceSdlQuery = { service: { sdl: string } };

export type SomeChargeQueryVariables = Exact<{
  upstreamId: string;
}>;


export type SomeChargeQuery = { client: { charges: { nodes: Array<{ id: string } | null> } | null } | null };

export type FourOutcomeFragment = { state: OutcomeState, code: string | null, message: string | null, retryable: boolean | null, account: { name: string } };

export type FourPageQueryVariables = Exact<{
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  where?: ClientWhere | null | undefined;
  orderBy?: ClientOrder | null | undefined;
}>;


export type FourPageQuery = { clients: { totalCount: number | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, upstreamId: string, displayName: string, status: ClientStatus | null, account: { name: string } } | null>, completeness: { complete: boolean, accounts: Array<{ state: OutcomeState, code: string | null, message: string | null, retryable: boolean | null, account: { name: string } }> } | null } };

export type FourBalancesQueryVariables = Exact<{
  where?: ClientWhere | null | undefined;
  orderBy?: ClientOrder | null | undefined;
}>;


export type FourBalancesQuery = { clients: { totalCount: number | null, nodes: Array<{ id: string, displayName: string, balance: { current: { amount: string, currency: string } } | null } | null>, completeness: { complete: boolean } | null } };

export type FourDashboardQueryVariables = Exact<{ [key: string]: never; }>;


export type FourDashboardQuery = { clients: { totalCount: number | null, nodes: Array<{ id: string, displayName: string, account: { name: string }, balance: { current: { amount: string, currency: string } } | null, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null } | null } | null>, completeness: { complete: boolean, accounts: Array<{ state: OutcomeState, code: string | null, message: string | null, retryable: boolean | null, account: { name: string } }> } | null }, portfolio: { clientCount: number | null, totals: Array<{ currency: string, clientCount: number, funds: { amount: string }, owed: { amount: string }, net: { amount: string } }>, completeness: { complete: boolean, accounts: Array<{ state: OutcomeState, code: string | null, message: string | null, retryable: boolean | null, account: { name: string } }> } } };

export type FourAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type FourAccountsQuery = { accounts: Array<{ name: string, capabilities: Array<{ capability: Capability }>, health: { state: HealthState, consecutiveFailures: number, lastFailureCode: UserErrorCode | null, lastSuccessAt: string | null, heldBackUntil: string | null } }> };

export type FourTwinsQueryVariables = Exact<{
  one: string;
  other: string;
  upstreamId: string;
}>;


export type FourTwinsQuery = { one: { id: string, upstreamId: string, displayName: string, email: string | null, status: ClientStatus | null, balance: { current: { amount: string, currency: string }, client: { id: string } } | null, charges: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null, deposits: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null } | null, other: { id: string, upstreamId: string, displayName: string, email: string | null, status: ClientStatus | null, balance: { current: { amount: string, currency: string }, client: { id: string } } | null, charges: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null, deposits: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null } | null };

export type FourWholeFragment = { id: string, upstreamId: string, displayName: string, email: string | null, status: ClientStatus | null, balance: { current: { amount: string, currency: string }, client: { id: string } } | null, charges: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null, deposits: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null };

export type FourNodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type FourNodesQuery = { nodes: Array<
    | { __typename: 'Charge', description: string, id: string, client: { id: string } }
    | { __typename: 'Client', displayName: string, id: string }
    | { __typename: 'Deposit', description: string, id: string, client: { id: string } }
    | { __typename: 'Operation', id: string }
    | { __typename: 'Package', id: string }
    | { __typename: 'ResellerAccount', id: string }
   | null> };

type FourWritten_AddChargePayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_AddMailAccountPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_AddMailForwardPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_AddPaymentPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_ClientStatusPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_DeleteClientPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_ResetOneTimePasswordPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_SetClientThresholdPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_SignupClientPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_UpdateClientPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

type FourWritten_UpdateSippyClientPayload_Fragment = { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
    | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
  > };

export type FourWrittenFragment =
  | FourWritten_AddChargePayload_Fragment
  | FourWritten_AddMailAccountPayload_Fragment
  | FourWritten_AddMailForwardPayload_Fragment
  | FourWritten_AddPaymentPayload_Fragment
  | FourWritten_ClientStatusPayload_Fragment
  | FourWritten_DeleteClientPayload_Fragment
  | FourWritten_ResetOneTimePasswordPayload_Fragment
  | FourWritten_SetClientThresholdPayload_Fragment
  | FourWritten_SignupClientPayload_Fragment
  | FourWritten_UpdateClientPayload_Fragment
  | FourWritten_UpdateSippyClientPayload_Fragment
;

export type FourAddChargeMutationVariables = Exact<{
  input: AddChargeInput;
}>;


export type FourAddChargeMutation = { addCharge: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourAddPaymentMutationVariables = Exact<{
  input: AddPaymentInput;
}>;


export type FourAddPaymentMutation = { addPayment: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourSetClientThresholdMutationVariables = Exact<{
  input: SetClientThresholdInput;
}>;


export type FourSetClientThresholdMutation = { setClientThreshold: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourUpdateClientMutationVariables = Exact<{
  input: UpdateClientInput;
}>;


export type FourUpdateClientMutation = { updateClient: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourUpdateSippyClientMutationVariables = Exact<{
  input: UpdateSippyClientInput;
}>;


export type FourUpdateSippyClientMutation = { updateSippyClient: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourSignupVoipmsClientMutationVariables = Exact<{
  input: SignupVoipmsClientInput;
}>;


export type FourSignupVoipmsClientMutation = { signupVoipmsClient: { client: { id: string } | null, operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourSignupSippyClientMutationVariables = Exact<{
  input: SignupSippyClientInput;
}>;


export type FourSignupSippyClientMutation = { signupSippyClient: { client: { id: string } | null, operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourSignupFreesideClientMutationVariables = Exact<{
  input: SignupFreesideClientInput;
}>;


export type FourSignupFreesideClientMutation = { signupFreesideClient: { client: { id: string } | null, operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourSignupLogicboxesClientMutationVariables = Exact<{
  input: SignupLogicboxesClientInput;
}>;


export type FourSignupLogicboxesClientMutation = { signupLogicboxesClient: { client: { id: string } | null, operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourSuspendClientMutationVariables = Exact<{
  input: SuspendClientInput;
}>;


export type FourSuspendClientMutation = { suspendClient: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourResumeClientMutationVariables = Exact<{
  input: ResumeClientInput;
}>;


export type FourResumeClientMutation = { resumeClient: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourDeleteClientMutationVariables = Exact<{
  input: DeleteClientInput;
}>;


export type FourDeleteClientMutation = { deleteClient: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourResetOneTimePasswordMutationVariables = Exact<{
  input: ResetOneTimePasswordInput;
}>;


export type FourResetOneTimePasswordMutation = { resetOneTimePassword: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourAddMailAccountMutationVariables = Exact<{
  input: AddMailAccountInput;
}>;


export type FourAddMailAccountMutation = { addMailAccount: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourAddMailForwardMutationVariables = Exact<{
  input: AddMailForwardInput;
}>;


export type FourAddMailForwardMutation = { addMailForward: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourCheckSignInMutationVariables = Exact<{
  input: CheckSignInInput;
}>;


export type FourCheckSignInMutation = { checkSignIn: { outcome: SignInOutcome | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourRenewSessionMutationVariables = Exact<{
  input: RenewSessionInput;
}>;


export type FourRenewSessionMutation = { renewSession: { userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FourLookupsQueryVariables = Exact<{ [key: string]: never; }>;


export type FourLookupsQuery = { voipms: { id: string, upstreamId: string, displayName: string, email: string | null, status: ClientStatus | null, balance: { current: { amount: string, currency: string }, client: { id: string } } | null, charges: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null, deposits: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null } | null, sippy: { id: string, upstreamId: string, displayName: string, email: string | null, status: ClientStatus | null, balance: { current: { amount: string, currency: string }, client: { id: string } } | null, charges: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null, deposits: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null } | null, freeside: { id: string, upstreamId: string, displayName: string, email: string | null, status: ClientStatus | null, balance: { current: { amount: string, currency: string }, client: { id: string } } | null, charges: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null, deposits: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null } | null, logicboxes: { id: string, upstreamId: string, displayName: string, email: string | null, status: ClientStatus | null, balance: { current: { amount: string, currency: string }, client: { id: string } } | null, charges: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null, deposits: { nodes: Array<{ id: string, description: string, amount: { amount: string, currency: string }, client: { id: string } } | null> } | null } | null };

export type FourWritesMutationVariables = Exact<{
  voipms: AddChargeInput;
  sippy: AddChargeInput;
  freeside: SuspendClientInput;
  logicboxes: AddChargeInput;
}>;


export type FourWritesMutation = { voipms: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > }, sippy: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > }, freeside: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > }, logicboxes: { operation: { id: string, state: OperationState, account: { name: string } } | null, plan: { delivery: Delivery } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: UserErrorCode, message: string, path: Array<string> | null }
    > } };

export type FreesideRowFragment = { id: string, upstreamId: string, displayName: string, firstName: string | null, lastName: string | null, phoneNumber: string | null, status: ClientStatus | null };

export type FreesidePackagesFragment = { packages: Array<{ upstreamId: string, status: string | null, quantity: number | null, orderedOn: string | null, startsOn: string | null, setUpOn: string | null, lastBilledOn: string | null, nextBillOn: string | null, suspendedOn: string | null, cancelledOn: string | null, expiresOn: string | null, package: { upstreamId: string, name: string }, services: Array<{ upstreamId: string, name: string, value: string, table: string }> }> | null };

export type FreesideLedgerFragment = { charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null };

export type FreesideWholeFragment = { company: string | null, email: string | null, id: string, upstreamId: string, displayName: string, firstName: string | null, lastName: string | null, phoneNumber: string | null, status: ClientStatus | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balance: { current: { amount: string, currency: string }, creditLimit: { amount: string, currency: string } | null, client: { upstreamId: string } } | null, packages: Array<{ upstreamId: string, name: string }> | null, freeside: { displayNumber: string, nightPhoneNumber: string | null, mobilePhoneNumber: string | null, fax: string | null, invoiceEmails: Array<string>, postalInvoices: boolean, nextBillDate: string | null, lastInvoiceDate: string | null, statusLabel: string | null, openInvoices: Array<{ number: string, date: string | null, owed: { amount: string, currency: string }, charged: { amount: string, currency: string } | null }>, packages: Array<{ upstreamId: string, status: string | null, quantity: number | null, orderedOn: string | null, startsOn: string | null, setUpOn: string | null, lastBilledOn: string | null, nextBillOn: string | null, suspendedOn: string | null, cancelledOn: string | null, expiresOn: string | null, package: { upstreamId: string, name: string }, services: Array<{ upstreamId: string, name: string, value: string, table: string }> }> | null } | null, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null };

export type FreesideClientQueryVariables = Exact<{
  upstreamId?: string | null | undefined;
  email?: string | null | undefined;
}>;


export type FreesideClientQuery = { client: { company: string | null, email: string | null, id: string, upstreamId: string, displayName: string, firstName: string | null, lastName: string | null, phoneNumber: string | null, status: ClientStatus | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balance: { current: { amount: string, currency: string }, creditLimit: { amount: string, currency: string } | null, client: { upstreamId: string } } | null, packages: Array<{ upstreamId: string, name: string }> | null, freeside: { displayNumber: string, nightPhoneNumber: string | null, mobilePhoneNumber: string | null, fax: string | null, invoiceEmails: Array<string>, postalInvoices: boolean, nextBillDate: string | null, lastInvoiceDate: string | null, statusLabel: string | null, openInvoices: Array<{ number: string, date: string | null, owed: { amount: string, currency: string }, charged: { amount: string, currency: string } | null }>, packages: Array<{ upstreamId: string, status: string | null, quantity: number | null, orderedOn: string | null, startsOn: string | null, setUpOn: string | null, lastBilledOn: string | null, nextBillOn: string | null, suspendedOn: string | null, cancelledOn: string | null, expiresOn: string | null, package: { upstreamId: string, name: string }, services: Array<{ upstreamId: string, name: string, value: string, table: string }> }> | null } | null, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null };

export type FreesideNameQueryVariables = Exact<{
  upstreamId?: string | null | undefined;
  email?: string | null | undefined;
}>;


export type FreesideNameQuery = { client: { displayName: string } | null };

export type FreesideRowsQueryVariables = Exact<{
  first?: number | null | undefined;
  where?: ClientWhere | null | undefined;
}>;


export type FreesideRowsQuery = { clients: { totalCount: number | null, nodes: Array<{ id: string, upstreamId: string, displayName: string, firstName: string | null, lastName: string | null, phoneNumber: string | null, status: ClientStatus | null } | null>, completeness: { complete: boolean, accounts: Array<{ state: OutcomeState, code: string | null, retryable: boolean | null, account: { name: string } }> } | null } };

export type FreesidePageQueryVariables = Exact<{
  first?: number | null | undefined;
  where?: ClientWhere | null | undefined;
  profile: boolean;
  ledger: boolean;
  packages: boolean;
}>;


export type FreesidePageQuery = { clients: { totalCount: number | null, nodes: Array<{ upstreamId: string, displayName: string } & { email?: string | null, address?: { city: string | null } | null, balance?: { current: { amount: string } } | null, freeside?: { displayNumber: string } | null } & { packages?: Array<{ upstreamId: string }> | null } | null> } };

export type FreesideBooksQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type FreesideBooksQuery = { clients: { nodes: Array<{ upstreamId: string, displayName: string, email: string | null, balance: { current: { amount: string } } | null, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null> } };

export type FreesideAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type FreesideAccountQuery = { account: { provider: ProviderKind, currency: string | null, freeside: { number: string, name: string, prospects: number | null, active: number | null, suspended: number | null, cancelled: number | null } | null, packages: { totalCount: number | null, nodes: Array<{ id: string, upstreamId: string, name: string, setupFee: { amount: string, currency: string } | null, monthlyFee: { amount: string, currency: string } | null } | null> } | null, health: { state: HealthState, lastFailureCode: UserErrorCode | null } } | null };

export type FreesideUsernameQueryVariables = Exact<{
  username: string;
  domain: string;
}>;


export type FreesideUsernameQuery = { account: { isUsernameAvailable: boolean | null } | null };

export type FreesideSuspensionQueryVariables = Exact<{
  upstreamId: string;
}>;


export type FreesideSuspensionQuery = { client: { status: ClientStatus | null, freeside: { packages: Array<{ upstreamId: string, status: string | null, suspendedOn: string | null }> | null } | null } | null };

export type FreesidePortfolioQueryVariables = Exact<{ [key: string]: never; }>;


export type FreesidePortfolioQuery = { portfolio: { clientCount: number | null, totals: Array<{ currency: string, clientCount: number, funds: { amount: string }, owed: { amount: string }, net: { amount: string } }>, completeness: { complete: boolean } } };

export type FreesideSignupMutationVariables = Exact<{
  input: SignupFreesideClientInput;
}>;


export type FreesideSignupMutation = { signupFreesideClient: { client: { company: string | null, email: string | null, id: string, upstreamId: string, displayName: string, firstName: string | null, lastName: string | null, phoneNumber: string | null, status: ClientStatus | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balance: { current: { amount: string, currency: string }, creditLimit: { amount: string, currency: string } | null, client: { upstreamId: string } } | null, packages: Array<{ upstreamId: string, name: string }> | null, freeside: { displayNumber: string, nightPhoneNumber: string | null, mobilePhoneNumber: string | null, fax: string | null, invoiceEmails: Array<string>, postalInvoices: boolean, nextBillDate: string | null, lastInvoiceDate: string | null, statusLabel: string | null, openInvoices: Array<{ number: string, date: string | null, owed: { amount: string, currency: string }, charged: { amount: string, currency: string } | null }>, packages: Array<{ upstreamId: string, status: string | null, quantity: number | null, orderedOn: string | null, startsOn: string | null, setUpOn: string | null, lastBilledOn: string | null, nextBillOn: string | null, suspendedOn: string | null, cancelledOn: string | null, expiresOn: string | null, package: { upstreamId: string, name: string }, services: Array<{ upstreamId: string, name: string, value: string, table: string }> }> | null } | null, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ id: string, upstreamId: string, date: string, upstreamType: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type FreesideJustSignupMutationVariables = Exact<{
  input: SignupFreesideClientInput;
}>;


export type FreesideJustSignupMutation = { signupFreesideClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type FreesideSuspendMutationVariables = Exact<{
  input: SuspendClientInput;
}>;


export type FreesideSuspendMutation = { suspendClient: { client: { status: ClientStatus | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type FreesideResumeMutationVariables = Exact<{
  input: ResumeClientInput;
}>;


export type FreesideResumeMutation = { resumeClient: { client: { status: ClientStatus | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type FreesideJustSuspendMutationVariables = Exact<{
  input: SuspendClientInput;
}>;


export type FreesideJustSuspendMutation = { suspendClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type FreesideJustResumeMutationVariables = Exact<{
  input: ResumeClientInput;
}>;


export type FreesideJustResumeMutation = { resumeClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type FreesideRenewMutationVariables = Exact<{ [key: string]: never; }>;


export type FreesideRenewMutation = { renewSession: { account: { name: string } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LedgerOfClientQueryVariables = Exact<{
  account: string;
  upstreamId: string;
}>;


export type LedgerOfClientQuery = { client: { balance: { current: { amount: string } } | null, charges: { totalCount: number | null } | null } | null };

export type LogicboxesBookFragment = { charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null };

export type LogicboxesOwnFragment = { logicboxes: { username: string, resellerId: string | null, addressLines: Array<string>, createdAt: string | null, language: string | null, salesContactId: string | null, passwordExpired: boolean | null, twoFactorEnabled: boolean | null, phone: { countryCode: string, number: string } | null, alternatePhone: { countryCode: string, number: string } | null, mobile: { countryCode: string, number: string } | null, fax: { countryCode: string, number: string } | null, totalReceipts: { amount: string, currency: string } | null } | null };

export type LogicboxesClientQueryVariables = Exact<{
  upstreamId?: string | null | undefined;
  email?: string | null | undefined;
}>;


export type LogicboxesClientQuery = { client: { status: ClientStatus | null, id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, balance: { current: { amount: string, currency: string } } | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null, logicboxes: { username: string, resellerId: string | null, addressLines: Array<string>, createdAt: string | null, language: string | null, salesContactId: string | null, passwordExpired: boolean | null, twoFactorEnabled: boolean | null, phone: { countryCode: string, number: string } | null, alternatePhone: { countryCode: string, number: string } | null, mobile: { countryCode: string, number: string } | null, fax: { countryCode: string, number: string } | null, totalReceipts: { amount: string, currency: string } | null } | null, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null };

export type LogicboxesProfileQueryVariables = Exact<{
  upstreamId?: string | null | undefined;
  email?: string | null | undefined;
}>;


export type LogicboxesProfileQuery = { client: { status: ClientStatus | null, id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null };

export type LogicboxesPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LogicboxesPageQuery = { clients: { totalCount: number | null, nodes: Array<{ upstreamId: string, displayName: string, email: string | null, phoneNumber: string | null, status: ClientStatus | null } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LogicboxesAddressesQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type LogicboxesAddressesQuery = { clients: { nodes: Array<{ id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null, logicboxes: { username: string, resellerId: string | null, addressLines: Array<string>, createdAt: string | null, language: string | null, salesContactId: string | null, passwordExpired: boolean | null, twoFactorEnabled: boolean | null, phone: { countryCode: string, number: string } | null, alternatePhone: { countryCode: string, number: string } | null, mobile: { countryCode: string, number: string } | null, fax: { countryCode: string, number: string } | null, totalReceipts: { amount: string, currency: string } | null } | null } | null> } };

export type LogicboxesBalancesQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type LogicboxesBalancesQuery = { clients: { nodes: Array<{ upstreamId: string, balance: { current: { amount: string, currency: string } } | null } | null> } };

export type LogicboxesBooksQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type LogicboxesBooksQuery = { clients: { nodes: Array<{ upstreamId: string, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null> } };

export type LogicboxesBookPagesQueryVariables = Exact<{
  upstreamId: string;
  chargesAfter?: string | null | undefined;
  depositsAfter?: string | null | undefined;
}>;


export type LogicboxesBookPagesQuery = { client: { charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, amount: { amount: string, currency: string } } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, amount: { amount: string, currency: string } } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LogicboxesTransactionsQueryVariables = Exact<{
  archived?: boolean | null | undefined;
  where?: LogicboxesTransactionWhere | null | undefined;
  orderBy?: Array<string> | string | null | undefined;
  page?: number | null | undefined;
  pageSize?: number | null | undefined;
}>;


export type LogicboxesTransactionsQuery = { account: { logicboxesTransactions: { totalCount: number | null, rows: Array<{ upstreamId: string, createdAt: string, type: LogicboxesTransactionType | null, description: string, orderId: string | null, productKey: string | null, greedy: boolean | null, forexDifference: string | null, selling: { amount: string, currency: string }, openSelling: { amount: string, currency: string } | null, accounting: { amount: string, currency: string } | null, openAccounting: { amount: string, currency: string } | null, client: { upstreamId: string, email: string | null } | null }> } | null } | null };

export type LogicboxesAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type LogicboxesAccountQuery = { account: { provider: ProviderKind, currency: string | null, balance: { current: { amount: string, currency: string } } | null, priceBands: Array<{ productKey: string, planCategory: string, bands: Array<{ bandId: string, isDefault: boolean, prices: Array<{ action: string, amount: { amount: string, currency: string } }>, parameters: Array<{ name: string, value: string }> }> }> | null } | null };

export type LogicboxesSignupMutationVariables = Exact<{
  input: SignupLogicboxesClientInput;
}>;


export type LogicboxesSignupMutation = { signupLogicboxesClient: { client: { status: ClientStatus | null, id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null, logicboxes: { username: string, resellerId: string | null, addressLines: Array<string>, createdAt: string | null, language: string | null, salesContactId: string | null, passwordExpired: boolean | null, twoFactorEnabled: boolean | null, phone: { countryCode: string, number: string } | null, alternatePhone: { countryCode: string, number: string } | null, mobile: { countryCode: string, number: string } | null, fax: { countryCode: string, number: string } | null, totalReceipts: { amount: string, currency: string } | null } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesUpdateMutationVariables = Exact<{
  input: UpdateClientInput;
}>;


export type LogicboxesUpdateMutation = { updateClient: { client: { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null, logicboxes: { username: string, resellerId: string | null, addressLines: Array<string>, createdAt: string | null, language: string | null, salesContactId: string | null, passwordExpired: boolean | null, twoFactorEnabled: boolean | null, phone: { countryCode: string, number: string } | null, alternatePhone: { countryCode: string, number: string } | null, mobile: { countryCode: string, number: string } | null, fax: { countryCode: string, number: string } | null, totalReceipts: { amount: string, currency: string } | null } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesSuspendMutationVariables = Exact<{
  input: SuspendClientInput;
}>;


export type LogicboxesSuspendMutation = { suspendClient: { client: { status: ClientStatus | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesResumeMutationVariables = Exact<{
  input: ResumeClientInput;
}>;


export type LogicboxesResumeMutation = { resumeClient: { client: { status: ClientStatus | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesDeleteMutationVariables = Exact<{
  input: DeleteClientInput;
}>;


export type LogicboxesDeleteMutation = { deleteClient: { deletedClientId: string | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesMailAccountMutationVariables = Exact<{
  input: AddMailAccountInput;
}>;


export type LogicboxesMailAccountMutation = { addMailAccount: { mailAccount: { email: string, domain: string | null, firstName: string | null, lastName: string | null, alternateEmail: string | null, internalForwards: string | null, quotaLimit: string | null, quotaUsed: string | null, status: string | null, accountType: string | null, countryCode: string | null, languageCode: string | null, popHost: string | null, imapHost: string | null, smtpHost: string | null, webmailUrl: string | null, createdAt: string | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesMailForwardMutationVariables = Exact<{
  input: AddMailForwardInput;
}>;


export type LogicboxesMailForwardMutation = { addMailForward: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesJustUpdateMutationVariables = Exact<{
  input: UpdateClientInput;
}>;


export type LogicboxesJustUpdateMutation = { updateClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesJustSuspendMutationVariables = Exact<{
  input: SuspendClientInput;
}>;


export type LogicboxesJustSuspendMutation = { suspendClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesJustResumeMutationVariables = Exact<{
  input: ResumeClientInput;
}>;


export type LogicboxesJustResumeMutation = { resumeClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type LogicboxesJustSignupMutationVariables = Exact<{
  input: SignupLogicboxesClientInput;
}>;


export type LogicboxesJustSignupMutation = { signupLogicboxesClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type AmountFragment = { amount: string, currency: string };

export type ProfileFragment = { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null };

type UserProblem_InputError_Fragment = { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null };

type UserProblem_UpstreamError_Fragment = { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null };

export type UserProblemFragment =
  | UserProblem_InputError_Fragment
  | UserProblem_UpstreamError_Fragment
;

type Written_AddChargePayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_AddMailAccountPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_AddMailForwardPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_AddPaymentPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_ClientStatusPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_DeleteClientPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_ResetOneTimePasswordPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_SetClientThresholdPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_SignupClientPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_UpdateClientPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
  > };

type Written_UpdateSippyClientPayload_Fragment = { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
        | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
        | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
       | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
    | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
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


export type ChargeMutation = { addCharge: { charge: { upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null, client: { balance: { current: { amount: string, currency: string } } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type PayMutationVariables = Exact<{
  input: AddPaymentInput;
}>;


export type PayMutation = { addPayment: { deposit: { upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null, client: { balance: { current: { amount: string, currency: string } } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type JustChargeMutationVariables = Exact<{
  input: AddChargeInput;
}>;


export type JustChargeMutation = { addCharge: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type JustPayMutationVariables = Exact<{
  input: AddPaymentInput;
}>;


export type JustPayMutation = { addPayment: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type ThresholdMutationVariables = Exact<{
  input: SetClientThresholdInput;
}>;


export type ThresholdMutation = { setClientThreshold: { client: { threshold: { email: string | null, amount: { amount: string, currency: string } } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type UpdateMutationVariables = Exact<{
  input: UpdateClientInput;
}>;


export type UpdateMutation = { updateClient: { client: { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SignupMutationVariables = Exact<{
  input: SignupVoipmsClientInput;
}>;


export type SignupMutation = { signupVoipmsClient: { client: { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type DeleteMutationVariables = Exact<{
  input: DeleteClientInput;
}>;


export type DeleteMutation = { deleteClient: { deletedClientId: string | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyAllFragment = { name: string | null, webLogin: string | null, tariffId: number | null, routingGroupId: number | null, creditLimit: string | null, accountsRights: Array<SippyRight> | null, customersRights: Array<SippyRight> | null, tariffsRights: Array<SippyRight> | null, vouchersRights: Array<SippyRight> | null, systemRights: number | null, accountsMatchingRule: string | null, company: string | null, salutation: string | null, firstName: string | null, lastName: string | null, middleInitial: string | null, street: string | null, state: string | null, postalCode: string | null, city: string | null, country: string | null, contact: string | null, phoneNumber: string | null, fax: string | null, alternatePhoneNumber: string | null, alternateContact: string | null, email: string | null, cc: string | null, bcc: string | null, mailFrom: string | null, paymentCurrency: string | null, paymentMethod: number | null, minimumPaymentAmount: string | null, apiAccess: boolean | null, apiManagement: boolean | null, commissionAgentId: number | null, commissionPercent: string | null, maxDepth: number | null, useOwnTariff: boolean | null, description: string | null, passwordPolicyId: number | null, callshopEnabled: boolean | null, overcommitProtection: boolean | null, overcommitLimitPercent: string | null, didPoolEnabled: boolean | null, ivrAppsEnabled: boolean | null, asrAcdEnabled: boolean | null, debitCreditCardsEnabled: boolean | null, conferencingEnabled: boolean | null, sharePaymentProcessors: boolean | null, dnclEnabled: boolean | null, timeZoneId: number | null, language: string | null, exportTypeId: number | null, startPage: number | null, css: string | null, dnsAlias: string | null, maxSessions: number | null, maxCallsPerSecond: string | null };

export type SippyWholeQueryVariables = Exact<{
  upstreamId?: string | null | undefined;
  email?: string | null | undefined;
}>;


export type SippyWholeQuery = { client: { status: ClientStatus | null, id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, sippy: { name: string | null, webLogin: string | null, tariffId: number | null, routingGroupId: number | null, creditLimit: string | null, accountsRights: Array<SippyRight> | null, customersRights: Array<SippyRight> | null, tariffsRights: Array<SippyRight> | null, vouchersRights: Array<SippyRight> | null, systemRights: number | null, accountsMatchingRule: string | null, company: string | null, salutation: string | null, firstName: string | null, lastName: string | null, middleInitial: string | null, street: string | null, state: string | null, postalCode: string | null, city: string | null, country: string | null, contact: string | null, phoneNumber: string | null, fax: string | null, alternatePhoneNumber: string | null, alternateContact: string | null, email: string | null, cc: string | null, bcc: string | null, mailFrom: string | null, paymentCurrency: string | null, paymentMethod: number | null, minimumPaymentAmount: string | null, apiAccess: boolean | null, apiManagement: boolean | null, commissionAgentId: number | null, commissionPercent: string | null, maxDepth: number | null, useOwnTariff: boolean | null, description: string | null, passwordPolicyId: number | null, callshopEnabled: boolean | null, overcommitProtection: boolean | null, overcommitLimitPercent: string | null, didPoolEnabled: boolean | null, ivrAppsEnabled: boolean | null, asrAcdEnabled: boolean | null, debitCreditCardsEnabled: boolean | null, conferencingEnabled: boolean | null, sharePaymentProcessors: boolean | null, dnclEnabled: boolean | null, timeZoneId: number | null, language: string | null, exportTypeId: number | null, startPage: number | null, css: string | null, dnsAlias: string | null, maxSessions: number | null, maxCallsPerSecond: string | null } | null, balance: { current: { amount: string, currency: string }, creditLimit: { amount: string, currency: string } | null } | null, threshold: { email: string | null, amount: { amount: string, currency: string } } | null, charges: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, upstreamType: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalCount: number | null, totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, upstreamType: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null };

export type SippyAttributesOfQueryVariables = Exact<{
  upstreamId: string;
}>;


export type SippyAttributesOfQuery = { client: { sippy: { name: string | null, webLogin: string | null, tariffId: number | null, routingGroupId: number | null, creditLimit: string | null, accountsRights: Array<SippyRight> | null, customersRights: Array<SippyRight> | null, tariffsRights: Array<SippyRight> | null, vouchersRights: Array<SippyRight> | null, systemRights: number | null, accountsMatchingRule: string | null, company: string | null, salutation: string | null, firstName: string | null, lastName: string | null, middleInitial: string | null, street: string | null, state: string | null, postalCode: string | null, city: string | null, country: string | null, contact: string | null, phoneNumber: string | null, fax: string | null, alternatePhoneNumber: string | null, alternateContact: string | null, email: string | null, cc: string | null, bcc: string | null, mailFrom: string | null, paymentCurrency: string | null, paymentMethod: number | null, minimumPaymentAmount: string | null, apiAccess: boolean | null, apiManagement: boolean | null, commissionAgentId: number | null, commissionPercent: string | null, maxDepth: number | null, useOwnTariff: boolean | null, description: string | null, passwordPolicyId: number | null, callshopEnabled: boolean | null, overcommitProtection: boolean | null, overcommitLimitPercent: string | null, didPoolEnabled: boolean | null, ivrAppsEnabled: boolean | null, asrAcdEnabled: boolean | null, debitCreditCardsEnabled: boolean | null, conferencingEnabled: boolean | null, sharePaymentProcessors: boolean | null, dnclEnabled: boolean | null, timeZoneId: number | null, language: string | null, exportTypeId: number | null, startPage: number | null, css: string | null, dnsAlias: string | null, maxSessions: number | null, maxCallsPerSecond: string | null } | null } | null };

export type SippyPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SippyPageQuery = { clients: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ upstreamId: string, displayName: string } | null> } };

export type SippyBalancesQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type SippyBalancesQuery = { clients: { nodes: Array<{ upstreamId: string, balance: { current: { amount: string, currency: string }, creditLimit: { amount: string, currency: string } | null } | null } | null> } };

export type SippyLedgersQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type SippyLedgersQuery = { clients: { nodes: Array<{ upstreamId: string, charges: { totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { totalAmount: { amount: string, currency: string } | null, nodes: Array<{ upstreamId: string, date: string, amount: { amount: string, currency: string } } | null> } | null } | null> } };

export type SippyDetailsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type SippyDetailsQuery = { clients: { nodes: Array<{ upstreamId: string, email: string | null, company: string | null, address: { city: string | null } | null, sippy: { webLogin: string | null } | null, threshold: { amount: { amount: string, currency: string } } | null } | null> } };

export type SippyPortfolioQueryVariables = Exact<{
  where?: ClientWhere | null | undefined;
}>;


export type SippyPortfolioQuery = { portfolio: { clientCount: number | null, totals: Array<{ currency: string, clientCount: number, funds: { amount: string, currency: string }, owed: { amount: string, currency: string }, net: { amount: string, currency: string } }>, completeness: { complete: boolean, accounts: Array<{ state: OutcomeState, code: string | null, retryable: boolean | null, account: { name: string } }> } } };

export type SippyAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type SippyAccountQuery = { account: { provider: ProviderKind, currency: string | null, capabilities: Array<{ capability: Capability }>, health: { state: HealthState, lastFailureCode: UserErrorCode | null, consecutiveFailures: number } } | null };

export type SippySignupMutationVariables = Exact<{
  input: SignupSippyClientInput;
}>;


export type SippySignupMutation = { signupSippyClient: { client: { id: string, upstreamId: string, displayName: string, company: string | null, firstName: string | null, lastName: string | null, email: string | null, phoneNumber: string | null, sippy: { name: string | null, webLogin: string | null, tariffId: number | null, routingGroupId: number | null, creditLimit: string | null, accountsRights: Array<SippyRight> | null, customersRights: Array<SippyRight> | null, tariffsRights: Array<SippyRight> | null, vouchersRights: Array<SippyRight> | null, systemRights: number | null, accountsMatchingRule: string | null, company: string | null, salutation: string | null, firstName: string | null, lastName: string | null, middleInitial: string | null, street: string | null, state: string | null, postalCode: string | null, city: string | null, country: string | null, contact: string | null, phoneNumber: string | null, fax: string | null, alternatePhoneNumber: string | null, alternateContact: string | null, email: string | null, cc: string | null, bcc: string | null, mailFrom: string | null, paymentCurrency: string | null, paymentMethod: number | null, minimumPaymentAmount: string | null, apiAccess: boolean | null, apiManagement: boolean | null, commissionAgentId: number | null, commissionPercent: string | null, maxDepth: number | null, useOwnTariff: boolean | null, description: string | null, passwordPolicyId: number | null, callshopEnabled: boolean | null, overcommitProtection: boolean | null, overcommitLimitPercent: string | null, didPoolEnabled: boolean | null, ivrAppsEnabled: boolean | null, asrAcdEnabled: boolean | null, debitCreditCardsEnabled: boolean | null, conferencingEnabled: boolean | null, sharePaymentProcessors: boolean | null, dnclEnabled: boolean | null, timeZoneId: number | null, language: string | null, exportTypeId: number | null, startPage: number | null, css: string | null, dnsAlias: string | null, maxSessions: number | null, maxCallsPerSecond: string | null } | null, balance: { current: { amount: string, currency: string }, creditLimit: { amount: string, currency: string } | null } | null, address: { street: string | null, city: string | null, state: string | null, postalCode: string | null, country: string | null, countryCode: string | null } | null, balanceManagement: { value: string } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyJustSignupMutationVariables = Exact<{
  input: SignupSippyClientInput;
}>;


export type SippyJustSignupMutation = { signupSippyClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyUpdateMutationVariables = Exact<{
  input: UpdateSippyClientInput;
}>;


export type SippyUpdateMutation = { updateSippyClient: { client: { sippy: { name: string | null, webLogin: string | null, tariffId: number | null, routingGroupId: number | null, creditLimit: string | null, accountsRights: Array<SippyRight> | null, customersRights: Array<SippyRight> | null, tariffsRights: Array<SippyRight> | null, vouchersRights: Array<SippyRight> | null, systemRights: number | null, accountsMatchingRule: string | null, company: string | null, salutation: string | null, firstName: string | null, lastName: string | null, middleInitial: string | null, street: string | null, state: string | null, postalCode: string | null, city: string | null, country: string | null, contact: string | null, phoneNumber: string | null, fax: string | null, alternatePhoneNumber: string | null, alternateContact: string | null, email: string | null, cc: string | null, bcc: string | null, mailFrom: string | null, paymentCurrency: string | null, paymentMethod: number | null, minimumPaymentAmount: string | null, apiAccess: boolean | null, apiManagement: boolean | null, commissionAgentId: number | null, commissionPercent: string | null, maxDepth: number | null, useOwnTariff: boolean | null, description: string | null, passwordPolicyId: number | null, callshopEnabled: boolean | null, overcommitProtection: boolean | null, overcommitLimitPercent: string | null, didPoolEnabled: boolean | null, ivrAppsEnabled: boolean | null, asrAcdEnabled: boolean | null, debitCreditCardsEnabled: boolean | null, conferencingEnabled: boolean | null, sharePaymentProcessors: boolean | null, dnclEnabled: boolean | null, timeZoneId: number | null, language: string | null, exportTypeId: number | null, startPage: number | null, css: string | null, dnsAlias: string | null, maxSessions: number | null, maxCallsPerSecond: string | null } | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyJustUpdateMutationVariables = Exact<{
  input: UpdateSippyClientInput;
}>;


export type SippyJustUpdateMutation = { updateSippyClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyJustUpdateCommonMutationVariables = Exact<{
  input: UpdateClientInput;
}>;


export type SippyJustUpdateCommonMutation = { updateClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyJustThresholdMutationVariables = Exact<{
  input: SetClientThresholdInput;
}>;


export type SippyJustThresholdMutation = { setClientThreshold: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippySuspendMutationVariables = Exact<{
  input: SuspendClientInput;
}>;


export type SippySuspendMutation = { suspendClient: { client: { status: ClientStatus | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyResumeMutationVariables = Exact<{
  input: ResumeClientInput;
}>;


export type SippyResumeMutation = { resumeClient: { client: { status: ClientStatus | null } | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyCheckSignInMutationVariables = Exact<{
  input: CheckSignInInput;
}>;


export type SippyCheckSignInMutation = { checkSignIn: { outcome: SignInOutcome | null, webUserId: string | null, accessLevel: string | null, message: string | null, client: { upstreamId: string } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyResetPasswordMutationVariables = Exact<{
  input: ResetOneTimePasswordInput;
}>;


export type SippyResetPasswordMutation = { resetOneTimePassword: { passwordPath: string | null, passwordExpiresAt: string | null, operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyJustSuspendMutationVariables = Exact<{
  input: SuspendClientInput;
}>;


export type SippyJustSuspendMutation = { suspendClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
    > } };

export type SippyJustResumeMutationVariables = Exact<{
  input: ResumeClientInput;
}>;


export type SippyJustResumeMutation = { resumeClient: { operation: { id: string, idempotencyKey: string, kind: OperationKind, state: OperationState, delivery: Delivery, reason: string | null, mark: string, upstreamId: string | null, amount: { amount: string, currency: string } | null, attempts: Array<{ outcome: OperationState, error:
          | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
          | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
         | null }>, evidence: { source: EvidenceSource, applied: boolean | null } | null } | null, plan: { delivery: Delivery, ifAnswerIsLost: string, rehearsed: boolean, input: Array<{ name: string, value: string }>, predictedBalance: { amount: string, currency: string } | null, requests: Array<{ function: string, parameters: Array<{ name: string, value: string }> }> } | null, userErrors: Array<
      | { __typename: 'InputError', code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
      | { __typename: 'UpstreamError', upstreamCode: string | null, retryable: boolean, code: UserErrorCode, message: string, upstreamText: string | null, path: Array<string> | null }
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
export const FourOutcomeFragmentDoc = new TypedDocumentString(`
    fragment FourOutcome on AccountOutcome {
  account {
    name
  }
  state
  code
  message
  retryable
}
    `, {"fragmentName":"FourOutcome"}) as unknown as TypedDocumentString<FourOutcomeFragment, unknown>;
export const AmountFragmentDoc = new TypedDocumentString(`
    fragment Amount on Money {
  amount
  currency
}
    `, {"fragmentName":"Amount"}) as unknown as TypedDocumentString<AmountFragment, unknown>;
export const FourWholeFragmentDoc = new TypedDocumentString(`
    fragment FourWhole on Client {
  id
  upstreamId
  displayName
  email
  status
  balance {
    current {
      ...Amount
    }
    client {
      id
    }
  }
  charges(first: 100) {
    nodes {
      id
      amount {
        ...Amount
      }
      description
      client {
        id
      }
    }
  }
  deposits(first: 100) {
    nodes {
      id
      amount {
        ...Amount
      }
      description
      client {
        id
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"FourWhole"}) as unknown as TypedDocumentString<FourWholeFragment, unknown>;
export const FourWrittenFragmentDoc = new TypedDocumentString(`
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}
    `, {"fragmentName":"FourWritten"}) as unknown as TypedDocumentString<FourWrittenFragment, unknown>;
export const FreesideRowFragmentDoc = new TypedDocumentString(`
    fragment FreesideRow on Client {
  id
  upstreamId
  displayName
  firstName
  lastName
  phoneNumber
  status
}
    `, {"fragmentName":"FreesideRow"}) as unknown as TypedDocumentString<FreesideRowFragment, unknown>;
export const FreesideLedgerFragmentDoc = new TypedDocumentString(`
    fragment FreesideLedger on Client {
  charges {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
  deposits {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"FreesideLedger"}) as unknown as TypedDocumentString<FreesideLedgerFragment, unknown>;
export const FreesidePackagesFragmentDoc = new TypedDocumentString(`
    fragment FreesidePackages on FreesideClient {
  packages {
    upstreamId
    package {
      upstreamId
      name
    }
    status
    quantity
    orderedOn
    startsOn
    setUpOn
    lastBilledOn
    nextBillOn
    suspendedOn
    cancelledOn
    expiresOn
    services {
      upstreamId
      name
      value
      table
    }
  }
}
    `, {"fragmentName":"FreesidePackages"}) as unknown as TypedDocumentString<FreesidePackagesFragment, unknown>;
export const FreesideWholeFragmentDoc = new TypedDocumentString(`
    fragment FreesideWhole on Client {
  ...FreesideRow
  company
  email
  address {
    street
    city
    state
    postalCode
    country
    countryCode
  }
  balance {
    current {
      ...Amount
    }
    creditLimit {
      ...Amount
    }
    client {
      upstreamId
    }
  }
  packages {
    upstreamId
    name
  }
  ...FreesideLedger
  freeside {
    displayNumber
    nightPhoneNumber
    mobilePhoneNumber
    fax
    invoiceEmails
    postalInvoices
    nextBillDate
    lastInvoiceDate
    statusLabel
    openInvoices {
      number
      date
      owed {
        ...Amount
      }
      charged {
        ...Amount
      }
    }
    ...FreesidePackages
  }
}
    fragment FreesideRow on Client {
  id
  upstreamId
  displayName
  firstName
  lastName
  phoneNumber
  status
}
fragment FreesidePackages on FreesideClient {
  packages {
    upstreamId
    package {
      upstreamId
      name
    }
    status
    quantity
    orderedOn
    startsOn
    setUpOn
    lastBilledOn
    nextBillOn
    suspendedOn
    cancelledOn
    expiresOn
    services {
      upstreamId
      name
      value
      table
    }
  }
}
fragment FreesideLedger on Client {
  charges {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
  deposits {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
}
fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"FreesideWhole"}) as unknown as TypedDocumentString<FreesideWholeFragment, unknown>;
export const LogicboxesBookFragmentDoc = new TypedDocumentString(`
    fragment LogicboxesBook on Client {
  charges(first: 500) {
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
    }
  }
  deposits(first: 500) {
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
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"LogicboxesBook"}) as unknown as TypedDocumentString<LogicboxesBookFragment, unknown>;
export const LogicboxesOwnFragmentDoc = new TypedDocumentString(`
    fragment LogicboxesOwn on Client {
  logicboxes {
    username
    resellerId
    addressLines
    phone {
      countryCode
      number
    }
    alternatePhone {
      countryCode
      number
    }
    mobile {
      countryCode
      number
    }
    fax {
      countryCode
      number
    }
    createdAt
    language
    salesContactId
    totalReceipts {
      ...Amount
    }
    passwordExpired
    twoFactorEnabled
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"LogicboxesOwn"}) as unknown as TypedDocumentString<LogicboxesOwnFragment, unknown>;
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
export const UserProblemFragmentDoc = new TypedDocumentString(`
    fragment UserProblem on UserError {
  __typename
  code
  message
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
  upstreamText
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}`, {"fragmentName":"Written"}) as unknown as TypedDocumentString<WrittenFragment, unknown>;
export const SippyAllFragmentDoc = new TypedDocumentString(`
    fragment SippyAll on SippyClient {
  name
  webLogin
  tariffId
  routingGroupId
  creditLimit
  accountsRights
  customersRights
  tariffsRights
  vouchersRights
  systemRights
  accountsMatchingRule
  company
  salutation
  firstName
  lastName
  middleInitial
  street
  state
  postalCode
  city
  country
  contact
  phoneNumber
  fax
  alternatePhoneNumber
  alternateContact
  email
  cc
  bcc
  mailFrom
  paymentCurrency
  paymentMethod
  minimumPaymentAmount
  apiAccess
  apiManagement
  commissionAgentId
  commissionPercent
  maxDepth
  useOwnTariff
  description
  passwordPolicyId
  callshopEnabled
  overcommitProtection
  overcommitLimitPercent
  didPoolEnabled
  ivrAppsEnabled
  asrAcdEnabled
  debitCreditCardsEnabled
  conferencingEnabled
  sharePaymentProcessors
  dnclEnabled
  timeZoneId
  language
  exportTypeId
  startPage
  css
  dnsAlias
  maxSessions
  maxCallsPerSecond
}
    `, {"fragmentName":"SippyAll"}) as unknown as TypedDocumentString<SippyAllFragment, unknown>;
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
    `, {"hash":"sha256:9bcf627db9dd224044a5cde997d1c475684488c1f7df3f593a5099b71b1ffbd0"}) as unknown as TypedDocumentString<DashboardPageQuery, DashboardPageQueryVariables>;
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
    `, {"hash":"sha256:a139498801e543c9af149d5cdc5d3e8e07ef362cc5312ef066bfafdbcc076a45"}) as unknown as TypedDocumentString<ClientPageQuery, ClientPageQueryVariables>;
export const EntitiesDocument = new TypedDocumentString(`
    query Entities($representations: [_Any!]!) {
  entities: _entities(representations: $representations) {
    typename: __typename
    ... on Client {
      id
      upstreamId
      account {
        name
      }
    }
    ... on ResellerAccount {
      id
      name
    }
    ... on Package {
      id
      name
    }
    ... on Charge {
      id
    }
    ... on Deposit {
      id
    }
    ... on Operation {
      id
      state
    }
  }
}
    `, {"hash":"sha256:a9ff5c218f72d29d553c88efe3bd7e1666e12cb773cd6fe64628e7c9fbbdfde7"}) as unknown as TypedDocumentString<EntitiesQuery, EntitiesQueryVariables>;
export const ServiceSdlDocument = new TypedDocumentString(`
    query ServiceSdl {
  service: _service {
    sdl
  }
}
    `, {"hash":"sha256:5af84a94088588b7aab129d8d5803af94a7a99bb30904858223735d3a62b35b0"}) as unknown as TypedDocumentString<ServiceSdlQuery, ServiceSdlQueryVariables>;
export const SomeChargeDocument = new TypedDocumentString(`
    query SomeCharge($upstreamId: String!) {
  client(account: "voipms-demo", upstreamId: $upstreamId) {
    charges(first: 1) {
      nodes {
        id
      }
    }
  }
}
    `, {"hash":"sha256:e238a392dacbc1296ea319c768c8bd4257ce5330a81bed3a792af67c76db1252"}) as unknown as TypedDocumentString<SomeChargeQuery, SomeChargeQueryVariables>;
export const FourPageDocument = new TypedDocumentString(`
    query FourPage($first: Int, $last: Int, $after: String, $before: String, $where: ClientWhere, $orderBy: ClientOrder) {
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
    nodes {
      id
      upstreamId
      displayName
      status
      account {
        name
      }
    }
    completeness {
      complete
      accounts {
        ...FourOutcome
      }
    }
  }
}
    fragment FourOutcome on AccountOutcome {
  account {
    name
  }
  state
  code
  message
  retryable
}`, {"hash":"sha256:c629f6e91a7b4f56f7c91286b2662b1cdfc5e83a7312f563f63d5208c18f6a47"}) as unknown as TypedDocumentString<FourPageQuery, FourPageQueryVariables>;
export const FourBalancesDocument = new TypedDocumentString(`
    query FourBalances($where: ClientWhere, $orderBy: ClientOrder) {
  clients(first: 500, where: $where, orderBy: $orderBy) {
    totalCount
    nodes {
      id
      displayName
      balance {
        current {
          ...Amount
        }
      }
    }
    completeness {
      complete
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:20b1b1b76dde95f15084a0107506cd54e1b48b94c7cac94afa747915bb3c75e2"}) as unknown as TypedDocumentString<FourBalancesQuery, FourBalancesQueryVariables>;
export const FourDashboardDocument = new TypedDocumentString(`
    query FourDashboard {
  clients(first: 100) {
    totalCount
    nodes {
      id
      displayName
      account {
        name
      }
      balance {
        current {
          ...Amount
        }
      }
      charges {
        totalCount
        totalAmount {
          ...Amount
        }
      }
      deposits {
        totalCount
        totalAmount {
          ...Amount
        }
      }
    }
    completeness {
      complete
      accounts {
        ...FourOutcome
      }
    }
  }
  portfolio {
    clientCount
    totals {
      currency
      clientCount
      funds {
        amount
      }
      owed {
        amount
      }
      net {
        amount
      }
    }
    completeness {
      complete
      accounts {
        ...FourOutcome
      }
    }
  }
}
    fragment FourOutcome on AccountOutcome {
  account {
    name
  }
  state
  code
  message
  retryable
}
fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:3a071a9469c3630b316fe642d2e7dd4cad5a9c40f41bd2ea56526f0e5389e8d1"}) as unknown as TypedDocumentString<FourDashboardQuery, FourDashboardQueryVariables>;
export const FourAccountsDocument = new TypedDocumentString(`
    query FourAccounts {
  accounts {
    name
    capabilities {
      capability
    }
    health {
      state
      consecutiveFailures
      lastFailureCode
      lastSuccessAt
      heldBackUntil
    }
  }
}
    `, {"hash":"sha256:b69092b07e74a912784c327177f4808321442c771f50b1df5b3cd9fc3a8bd9f2"}) as unknown as TypedDocumentString<FourAccountsQuery, FourAccountsQueryVariables>;
export const FourTwinsDocument = new TypedDocumentString(`
    query FourTwins($one: String!, $other: String!, $upstreamId: String!) {
  one: client(account: $one, upstreamId: $upstreamId) {
    ...FourWhole
  }
  other: client(account: $other, upstreamId: $upstreamId) {
    ...FourWhole
  }
}
    fragment FourWhole on Client {
  id
  upstreamId
  displayName
  email
  status
  balance {
    current {
      ...Amount
    }
    client {
      id
    }
  }
  charges(first: 100) {
    nodes {
      id
      amount {
        ...Amount
      }
      description
      client {
        id
      }
    }
  }
  deposits(first: 100) {
    nodes {
      id
      amount {
        ...Amount
      }
      description
      client {
        id
      }
    }
  }
}
fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:46b8db82a0deac5cc89994a977f52bc7752584db51a3e4f6cf287cdbcadf0161"}) as unknown as TypedDocumentString<FourTwinsQuery, FourTwinsQueryVariables>;
export const FourNodesDocument = new TypedDocumentString(`
    query FourNodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Client {
      displayName
    }
    ... on Charge {
      description
      client {
        id
      }
    }
    ... on Deposit {
      description
      client {
        id
      }
    }
  }
}
    `, {"hash":"sha256:e7ff8fbf8a06f8ac3635958d3e8adae6d5b7ac2ba40ff96f4713ff62f210d7c3"}) as unknown as TypedDocumentString<FourNodesQuery, FourNodesQueryVariables>;
export const FourAddChargeDocument = new TypedDocumentString(`
    mutation FourAddCharge($input: AddChargeInput!) {
  addCharge(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:599f3f0afbd1e2e16cc62222f1db76f97c908698fff58d99c0fad5f0022234e9"}) as unknown as TypedDocumentString<FourAddChargeMutation, FourAddChargeMutationVariables>;
export const FourAddPaymentDocument = new TypedDocumentString(`
    mutation FourAddPayment($input: AddPaymentInput!) {
  addPayment(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:99e1957ab92251d1b3d923942f0d5fdd3a83924e6eff1d7c1399f4dacf987d7b"}) as unknown as TypedDocumentString<FourAddPaymentMutation, FourAddPaymentMutationVariables>;
export const FourSetClientThresholdDocument = new TypedDocumentString(`
    mutation FourSetClientThreshold($input: SetClientThresholdInput!) {
  setClientThreshold(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:a1af8c1aee2a8325fa093f9819fe27460993ee8ac06f92630caa36f3d35fb454"}) as unknown as TypedDocumentString<FourSetClientThresholdMutation, FourSetClientThresholdMutationVariables>;
export const FourUpdateClientDocument = new TypedDocumentString(`
    mutation FourUpdateClient($input: UpdateClientInput!) {
  updateClient(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:b82377a60d0485c67c8288c3354e390abac5c70078bdf44541dcdf5903720e5c"}) as unknown as TypedDocumentString<FourUpdateClientMutation, FourUpdateClientMutationVariables>;
export const FourUpdateSippyClientDocument = new TypedDocumentString(`
    mutation FourUpdateSippyClient($input: UpdateSippyClientInput!) {
  updateSippyClient(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:47cda37bd93f9ce25aa903f973ca1628cd1b32d4baf053a16c4e7c985cf7e543"}) as unknown as TypedDocumentString<FourUpdateSippyClientMutation, FourUpdateSippyClientMutationVariables>;
export const FourSignupVoipmsClientDocument = new TypedDocumentString(`
    mutation FourSignupVoipmsClient($input: SignupVoipmsClientInput!) {
  signupVoipmsClient(input: $input) {
    ...FourWritten
    client {
      id
    }
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:009e413eb8e7369e600c97ebdfeae16e483a561aac19a9f186d02143015639d9"}) as unknown as TypedDocumentString<FourSignupVoipmsClientMutation, FourSignupVoipmsClientMutationVariables>;
export const FourSignupSippyClientDocument = new TypedDocumentString(`
    mutation FourSignupSippyClient($input: SignupSippyClientInput!) {
  signupSippyClient(input: $input) {
    ...FourWritten
    client {
      id
    }
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:ab2908b1ff26f4e4287255d203dee9c673bf704baa9253dc93424d2a4b5bd85f"}) as unknown as TypedDocumentString<FourSignupSippyClientMutation, FourSignupSippyClientMutationVariables>;
export const FourSignupFreesideClientDocument = new TypedDocumentString(`
    mutation FourSignupFreesideClient($input: SignupFreesideClientInput!) {
  signupFreesideClient(input: $input) {
    ...FourWritten
    client {
      id
    }
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:6e7f798f584789e86d8801a1a2f5e71210ac4767c8a97cbfc60ee4257cc9f4e2"}) as unknown as TypedDocumentString<FourSignupFreesideClientMutation, FourSignupFreesideClientMutationVariables>;
export const FourSignupLogicboxesClientDocument = new TypedDocumentString(`
    mutation FourSignupLogicboxesClient($input: SignupLogicboxesClientInput!) {
  signupLogicboxesClient(input: $input) {
    ...FourWritten
    client {
      id
    }
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:c4adcefebafc9f855923cc715446d46ce702f4668ae0dbb613bc4ee0f0aa0136"}) as unknown as TypedDocumentString<FourSignupLogicboxesClientMutation, FourSignupLogicboxesClientMutationVariables>;
export const FourSuspendClientDocument = new TypedDocumentString(`
    mutation FourSuspendClient($input: SuspendClientInput!) {
  suspendClient(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:66ecc2db4a0f727be2fe6274eeea9d851ee24de3ac0ced1cc1e1f50462967293"}) as unknown as TypedDocumentString<FourSuspendClientMutation, FourSuspendClientMutationVariables>;
export const FourResumeClientDocument = new TypedDocumentString(`
    mutation FourResumeClient($input: ResumeClientInput!) {
  resumeClient(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:629ad7a9728d519571a7a67df79b8557595bed8224bf87d342f283470bab7f17"}) as unknown as TypedDocumentString<FourResumeClientMutation, FourResumeClientMutationVariables>;
export const FourDeleteClientDocument = new TypedDocumentString(`
    mutation FourDeleteClient($input: DeleteClientInput!) {
  deleteClient(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:87f3691433edd4faa3263b940dd89d3b289171a9a4b1233fa73dcfeb60a266b1"}) as unknown as TypedDocumentString<FourDeleteClientMutation, FourDeleteClientMutationVariables>;
export const FourResetOneTimePasswordDocument = new TypedDocumentString(`
    mutation FourResetOneTimePassword($input: ResetOneTimePasswordInput!) {
  resetOneTimePassword(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:99caff298a5f924a3be56312eebfb9979f36020eed399eef5349a08eca715a53"}) as unknown as TypedDocumentString<FourResetOneTimePasswordMutation, FourResetOneTimePasswordMutationVariables>;
export const FourAddMailAccountDocument = new TypedDocumentString(`
    mutation FourAddMailAccount($input: AddMailAccountInput!) {
  addMailAccount(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:eb4edf181d5148173a0f7a3e7320da29a36ce2f41bad293b8f6c45c376d8affe"}) as unknown as TypedDocumentString<FourAddMailAccountMutation, FourAddMailAccountMutationVariables>;
export const FourAddMailForwardDocument = new TypedDocumentString(`
    mutation FourAddMailForward($input: AddMailForwardInput!) {
  addMailForward(input: $input) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:e6684f4cae5be62e974347343f5759c518f7b85532ff1178223b627a0086beb2"}) as unknown as TypedDocumentString<FourAddMailForwardMutation, FourAddMailForwardMutationVariables>;
export const FourCheckSignInDocument = new TypedDocumentString(`
    mutation FourCheckSignIn($input: CheckSignInInput!) {
  checkSignIn(input: $input) {
    outcome
    userErrors {
      __typename
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:0f710b90f03097f02f9c2217fa99d7058981f5a152eef6e2bc4198268bf9fb69"}) as unknown as TypedDocumentString<FourCheckSignInMutation, FourCheckSignInMutationVariables>;
export const FourRenewSessionDocument = new TypedDocumentString(`
    mutation FourRenewSession($input: RenewSessionInput!) {
  renewSession(input: $input) {
    userErrors {
      __typename
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:11c3ad1d1326eb0bdb0895cf71ecf7535f62e1abc2135571f0f1d8301639628d"}) as unknown as TypedDocumentString<FourRenewSessionMutation, FourRenewSessionMutationVariables>;
export const FourLookupsDocument = new TypedDocumentString(`
    query FourLookups {
  voipms: client(account: "voipms", upstreamId: "561115") {
    ...FourWhole
  }
  sippy: client(account: "sippy", upstreamId: "3") {
    ...FourWhole
  }
  freeside: client(account: "freeside", upstreamId: "5001") {
    ...FourWhole
  }
  logicboxes: client(account: "logicboxes", upstreamId: "31000001") {
    ...FourWhole
  }
}
    fragment FourWhole on Client {
  id
  upstreamId
  displayName
  email
  status
  balance {
    current {
      ...Amount
    }
    client {
      id
    }
  }
  charges(first: 100) {
    nodes {
      id
      amount {
        ...Amount
      }
      description
      client {
        id
      }
    }
  }
  deposits(first: 100) {
    nodes {
      id
      amount {
        ...Amount
      }
      description
      client {
        id
      }
    }
  }
}
fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:3070d9c2eabaa066781653b50e70c8a724d2afe3bc350fe0fcaddc4a2f16e71f"}) as unknown as TypedDocumentString<FourLookupsQuery, FourLookupsQueryVariables>;
export const FourWritesDocument = new TypedDocumentString(`
    mutation FourWrites($voipms: AddChargeInput!, $sippy: AddChargeInput!, $freeside: SuspendClientInput!, $logicboxes: AddChargeInput!) {
  voipms: addCharge(input: $voipms) {
    ...FourWritten
  }
  sippy: addCharge(input: $sippy) {
    ...FourWritten
  }
  freeside: suspendClient(input: $freeside) {
    ...FourWritten
  }
  logicboxes: addCharge(input: $logicboxes) {
    ...FourWritten
  }
}
    fragment FourWritten on MutationPayload {
  operation {
    id
    state
    account {
      name
    }
  }
  plan {
    delivery
  }
  userErrors {
    __typename
    code
    message
    path
  }
}`, {"hash":"sha256:69ad1e02de4031a2366ee45c4db358560d653450b1f0e7942365534ea244cfd9"}) as unknown as TypedDocumentString<FourWritesMutation, FourWritesMutationVariables>;
export const FreesideClientDocument = new TypedDocumentString(`
    query FreesideClient($upstreamId: String, $email: String) {
  client(account: "freeside-demo", upstreamId: $upstreamId, email: $email) {
    ...FreesideWhole
  }
}
    fragment FreesideRow on Client {
  id
  upstreamId
  displayName
  firstName
  lastName
  phoneNumber
  status
}
fragment FreesidePackages on FreesideClient {
  packages {
    upstreamId
    package {
      upstreamId
      name
    }
    status
    quantity
    orderedOn
    startsOn
    setUpOn
    lastBilledOn
    nextBillOn
    suspendedOn
    cancelledOn
    expiresOn
    services {
      upstreamId
      name
      value
      table
    }
  }
}
fragment FreesideLedger on Client {
  charges {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
  deposits {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
}
fragment FreesideWhole on Client {
  ...FreesideRow
  company
  email
  address {
    street
    city
    state
    postalCode
    country
    countryCode
  }
  balance {
    current {
      ...Amount
    }
    creditLimit {
      ...Amount
    }
    client {
      upstreamId
    }
  }
  packages {
    upstreamId
    name
  }
  ...FreesideLedger
  freeside {
    displayNumber
    nightPhoneNumber
    mobilePhoneNumber
    fax
    invoiceEmails
    postalInvoices
    nextBillDate
    lastInvoiceDate
    statusLabel
    openInvoices {
      number
      date
      owed {
        ...Amount
      }
      charged {
        ...Amount
      }
    }
    ...FreesidePackages
  }
}
fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:9cfabc7506a0fdeae703eabedf1fb2d1dbff2acc3d4f6b8a4c3032d6b97b6902"}) as unknown as TypedDocumentString<FreesideClientQuery, FreesideClientQueryVariables>;
export const FreesideNameDocument = new TypedDocumentString(`
    query FreesideName($upstreamId: String, $email: String) {
  client(account: "freeside-demo", upstreamId: $upstreamId, email: $email) {
    displayName
  }
}
    `, {"hash":"sha256:880dcc64316415278c0e9f57f83eded75cfb1612d64d383427da8c784a532c01"}) as unknown as TypedDocumentString<FreesideNameQuery, FreesideNameQueryVariables>;
export const FreesideRowsDocument = new TypedDocumentString(`
    query FreesideRows($first: Int, $where: ClientWhere) {
  clients(first: $first, where: $where) {
    totalCount
    nodes {
      ...FreesideRow
    }
    completeness {
      complete
      accounts {
        account {
          name
        }
        state
        code
        retryable
      }
    }
  }
}
    fragment FreesideRow on Client {
  id
  upstreamId
  displayName
  firstName
  lastName
  phoneNumber
  status
}`, {"hash":"sha256:8d086a21f2091b5be47979acaddc9a3dd70a97bb28dce8b1ed3cfbcf3ce28311"}) as unknown as TypedDocumentString<FreesideRowsQuery, FreesideRowsQueryVariables>;
export const FreesidePageDocument = new TypedDocumentString(`
    query FreesidePage($first: Int, $where: ClientWhere, $profile: Boolean!, $ledger: Boolean!, $packages: Boolean!) {
  clients(first: $first, where: $where) {
    totalCount
    nodes {
      upstreamId
      displayName
      ... @include(if: $profile) {
        email
        address {
          city
        }
        balance {
          current {
            amount
          }
        }
        freeside {
          displayNumber
        }
      }
      ... @include(if: $ledger) {
        ...FreesideLedger
      }
      ... @include(if: $packages) {
        packages {
          upstreamId
        }
      }
    }
  }
}
    fragment FreesideLedger on Client {
  charges {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
  deposits {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
}
fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:6f7c129d851ec1bce3aa3ca511ef7698c4761275ddaea9e98ad085c15f539e41"}) as unknown as TypedDocumentString<FreesidePageQuery, FreesidePageQueryVariables>;
export const FreesideBooksDocument = new TypedDocumentString(`
    query FreesideBooks($first: Int) {
  clients(first: $first) {
    nodes {
      upstreamId
      displayName
      email
      balance {
        current {
          amount
        }
      }
      ...FreesideLedger
    }
  }
}
    fragment FreesideLedger on Client {
  charges {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
  deposits {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
}
fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:2c813dad834417c3abba48dea228659f4bf38210bd3e0978a932dd5d6688461e"}) as unknown as TypedDocumentString<FreesideBooksQuery, FreesideBooksQueryVariables>;
export const FreesideAccountDocument = new TypedDocumentString(`
    query FreesideAccount {
  account(name: "freeside-demo") {
    provider
    currency
    freeside {
      number
      name
      prospects
      active
      suspended
      cancelled
    }
    packages {
      totalCount
      nodes {
        id
        upstreamId
        name
        setupFee {
          ...Amount
        }
        monthlyFee {
          ...Amount
        }
      }
    }
    health {
      state
      lastFailureCode
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:bd665c814bc2d1ab3bc0aff178a965c68103d9b4ace0367d6f868215bb802a46"}) as unknown as TypedDocumentString<FreesideAccountQuery, FreesideAccountQueryVariables>;
export const FreesideUsernameDocument = new TypedDocumentString(`
    query FreesideUsername($username: String!, $domain: String!) {
  account(name: "freeside-demo") {
    isUsernameAvailable(username: $username, domain: $domain)
  }
}
    `, {"hash":"sha256:a8eb2c1d27aa4ae5486abaf9bcda08dfe460803b5fd357fd47f1d08d6e7ed590"}) as unknown as TypedDocumentString<FreesideUsernameQuery, FreesideUsernameQueryVariables>;
export const FreesideSuspensionDocument = new TypedDocumentString(`
    query FreesideSuspension($upstreamId: String!) {
  client(account: "freeside-demo", upstreamId: $upstreamId) {
    status
    freeside {
      packages {
        upstreamId
        status
        suspendedOn
      }
    }
  }
}
    `, {"hash":"sha256:e2605ef2a6a0889a2edbd80d13d3b9f7aa621200b4b8df1d41ea9216594c8b5a"}) as unknown as TypedDocumentString<FreesideSuspensionQuery, FreesideSuspensionQueryVariables>;
export const FreesidePortfolioDocument = new TypedDocumentString(`
    query FreesidePortfolio {
  portfolio {
    clientCount
    totals {
      currency
      clientCount
      funds {
        amount
      }
      owed {
        amount
      }
      net {
        amount
      }
    }
    completeness {
      complete
    }
  }
}
    `, {"hash":"sha256:cc51575c311056c67af20577d2b3e8bdf4fc03a70e7b13da7c25feb3012b51a8"}) as unknown as TypedDocumentString<FreesidePortfolioQuery, FreesidePortfolioQueryVariables>;
export const FreesideSignupDocument = new TypedDocumentString(`
    mutation FreesideSignup($input: SignupFreesideClientInput!) {
  signupFreesideClient(input: $input) {
    ...Written
    client {
      ...FreesideWhole
    }
  }
}
    fragment FreesideRow on Client {
  id
  upstreamId
  displayName
  firstName
  lastName
  phoneNumber
  status
}
fragment FreesidePackages on FreesideClient {
  packages {
    upstreamId
    package {
      upstreamId
      name
    }
    status
    quantity
    orderedOn
    startsOn
    setUpOn
    lastBilledOn
    nextBillOn
    suspendedOn
    cancelledOn
    expiresOn
    services {
      upstreamId
      name
      value
      table
    }
  }
}
fragment FreesideLedger on Client {
  charges {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
  deposits {
    totalCount
    totalAmount {
      ...Amount
    }
    nodes {
      id
      upstreamId
      date
      upstreamType
      description
      amount {
        ...Amount
      }
    }
  }
}
fragment FreesideWhole on Client {
  ...FreesideRow
  company
  email
  address {
    street
    city
    state
    postalCode
    country
    countryCode
  }
  balance {
    current {
      ...Amount
    }
    creditLimit {
      ...Amount
    }
    client {
      upstreamId
    }
  }
  packages {
    upstreamId
    name
  }
  ...FreesideLedger
  freeside {
    displayNumber
    nightPhoneNumber
    mobilePhoneNumber
    fax
    invoiceEmails
    postalInvoices
    nextBillDate
    lastInvoiceDate
    statusLabel
    openInvoices {
      number
      date
      owed {
        ...Amount
      }
      charged {
        ...Amount
      }
    }
    ...FreesidePackages
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:3277daabb5120d544e7c5ed7d499786a529b69532933a185bd340e6360ebdca6"}) as unknown as TypedDocumentString<FreesideSignupMutation, FreesideSignupMutationVariables>;
export const FreesideJustSignupDocument = new TypedDocumentString(`
    mutation FreesideJustSignup($input: SignupFreesideClientInput!) {
  signupFreesideClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:9196e5c52e6ba59b0434d10756a619f48a33e3575cccb0c3d6fdfef038634a12"}) as unknown as TypedDocumentString<FreesideJustSignupMutation, FreesideJustSignupMutationVariables>;
export const FreesideSuspendDocument = new TypedDocumentString(`
    mutation FreesideSuspend($input: SuspendClientInput!) {
  suspendClient(input: $input) {
    ...Written
    client {
      status
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:b8426f8cca03b11008c38f606b502115771e6ba4f47bb2c8f82c45ff9da756cb"}) as unknown as TypedDocumentString<FreesideSuspendMutation, FreesideSuspendMutationVariables>;
export const FreesideResumeDocument = new TypedDocumentString(`
    mutation FreesideResume($input: ResumeClientInput!) {
  resumeClient(input: $input) {
    ...Written
    client {
      status
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:1b8becc3d4e6aeede3a2628bac6ed366c6ce5788ebafdf3d9a9f45b893b8cec0"}) as unknown as TypedDocumentString<FreesideResumeMutation, FreesideResumeMutationVariables>;
export const FreesideJustSuspendDocument = new TypedDocumentString(`
    mutation FreesideJustSuspend($input: SuspendClientInput!) {
  suspendClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:bb5d914051c588b43d32c2c1dfa85835695d90c36d3754db4d9236af8e3ca7c5"}) as unknown as TypedDocumentString<FreesideJustSuspendMutation, FreesideJustSuspendMutationVariables>;
export const FreesideJustResumeDocument = new TypedDocumentString(`
    mutation FreesideJustResume($input: ResumeClientInput!) {
  resumeClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:c26b7ee9b1303f937ab009bf9e4194c97606ce19ad8512f09afa80ce97e64447"}) as unknown as TypedDocumentString<FreesideJustResumeMutation, FreesideJustResumeMutationVariables>;
export const FreesideRenewDocument = new TypedDocumentString(`
    mutation FreesideRenew {
  renewSession(input: {account: "freeside-demo"}) {
    account {
      name
    }
    userErrors {
      ...UserProblem
    }
  }
}
    fragment UserProblem on UserError {
  __typename
  code
  message
  upstreamText
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}`, {"hash":"sha256:afbea7a55a5b56cc36b56b547798744fce133ee9d6a6d18c3f0de778c2d760b1"}) as unknown as TypedDocumentString<FreesideRenewMutation, FreesideRenewMutationVariables>;
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
    `, {"hash":"sha256:d113e6c1205a68420ce0a6cabfa1c38b9d24b49242129ca98658a1ec1d0703e3"}) as unknown as TypedDocumentString<LedgerOfClientQuery, LedgerOfClientQueryVariables>;
export const LogicboxesClientDocument = new TypedDocumentString(`
    query LogicboxesClient($upstreamId: String, $email: String) {
  client(account: "logicboxes-demo", upstreamId: $upstreamId, email: $email) {
    ...Profile
    ...LogicboxesOwn
    ...LogicboxesBook
    status
    balance {
      current {
        ...Amount
      }
    }
  }
}
    fragment LogicboxesBook on Client {
  charges(first: 500) {
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
    }
  }
  deposits(first: 500) {
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
    }
  }
}
fragment LogicboxesOwn on Client {
  logicboxes {
    username
    resellerId
    addressLines
    phone {
      countryCode
      number
    }
    alternatePhone {
      countryCode
      number
    }
    mobile {
      countryCode
      number
    }
    fax {
      countryCode
      number
    }
    createdAt
    language
    salesContactId
    totalReceipts {
      ...Amount
    }
    passwordExpired
    twoFactorEnabled
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
}`, {"hash":"sha256:c8f401c1fa22248c867462527ed03a6a2b1711863ff4863744e968f62e74f1f0"}) as unknown as TypedDocumentString<LogicboxesClientQuery, LogicboxesClientQueryVariables>;
export const LogicboxesProfileDocument = new TypedDocumentString(`
    query LogicboxesProfile($upstreamId: String, $email: String) {
  client(account: "logicboxes-demo", upstreamId: $upstreamId, email: $email) {
    ...Profile
    status
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
}`, {"hash":"sha256:204603cfaa243ac777eab0cd67d1ddc6030e118c358f8d79a250d7d833506333"}) as unknown as TypedDocumentString<LogicboxesProfileQuery, LogicboxesProfileQueryVariables>;
export const LogicboxesPageDocument = new TypedDocumentString(`
    query LogicboxesPage($first: Int, $after: String) {
  clients(first: $first, after: $after) {
    totalCount
    nodes {
      upstreamId
      displayName
      email
      phoneNumber
      status
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:a1afd78a1d06a929928b76d49815bccf4fca31a6619466f278234b83a21fc4ce"}) as unknown as TypedDocumentString<LogicboxesPageQuery, LogicboxesPageQueryVariables>;
export const LogicboxesAddressesDocument = new TypedDocumentString(`
    query LogicboxesAddresses($first: Int) {
  clients(first: $first) {
    nodes {
      ...Profile
      ...LogicboxesOwn
    }
  }
}
    fragment LogicboxesOwn on Client {
  logicboxes {
    username
    resellerId
    addressLines
    phone {
      countryCode
      number
    }
    alternatePhone {
      countryCode
      number
    }
    mobile {
      countryCode
      number
    }
    fax {
      countryCode
      number
    }
    createdAt
    language
    salesContactId
    totalReceipts {
      ...Amount
    }
    passwordExpired
    twoFactorEnabled
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
}`, {"hash":"sha256:f0ff39ebb5bd7ff538f2d9be6525fc088bbc08c254723cb335570447fcf10092"}) as unknown as TypedDocumentString<LogicboxesAddressesQuery, LogicboxesAddressesQueryVariables>;
export const LogicboxesBalancesDocument = new TypedDocumentString(`
    query LogicboxesBalances($first: Int) {
  clients(first: $first) {
    nodes {
      upstreamId
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
}`, {"hash":"sha256:2f0d3b266461787443fb0fe68abee042d1c1ce771aff923dd541add7be5f2dad"}) as unknown as TypedDocumentString<LogicboxesBalancesQuery, LogicboxesBalancesQueryVariables>;
export const LogicboxesBooksDocument = new TypedDocumentString(`
    query LogicboxesBooks($first: Int) {
  clients(first: $first) {
    nodes {
      upstreamId
      ...LogicboxesBook
    }
  }
}
    fragment LogicboxesBook on Client {
  charges(first: 500) {
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
    }
  }
  deposits(first: 500) {
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
    }
  }
}
fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:1ca7426c401b00623fe8b97e8c26e4c54729aae10ce92d03d7b4f5a5c15ff707"}) as unknown as TypedDocumentString<LogicboxesBooksQuery, LogicboxesBooksQueryVariables>;
export const LogicboxesBookPagesDocument = new TypedDocumentString(`
    query LogicboxesBookPages($upstreamId: String!, $chargesAfter: String, $depositsAfter: String) {
  client(account: "logicboxes-demo", upstreamId: $upstreamId) {
    charges(first: 500, after: $chargesAfter) {
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
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    deposits(first: 500, after: $depositsAfter) {
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
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:3bc3eb538d789a3b610d814ce1e4bc00513630ba5a4bd08c9c4e0474f9b9f84c"}) as unknown as TypedDocumentString<LogicboxesBookPagesQuery, LogicboxesBookPagesQueryVariables>;
export const LogicboxesTransactionsDocument = new TypedDocumentString(`
    query LogicboxesTransactions($archived: Boolean, $where: LogicboxesTransactionWhere, $orderBy: [String!], $page: Int, $pageSize: Int) {
  account(name: "logicboxes-demo") {
    logicboxesTransactions(
      archived: $archived
      where: $where
      orderBy: $orderBy
      page: $page
      pageSize: $pageSize
    ) {
      totalCount
      rows {
        upstreamId
        createdAt
        type
        description
        orderId
        productKey
        greedy
        selling {
          ...Amount
        }
        openSelling {
          ...Amount
        }
        accounting {
          ...Amount
        }
        openAccounting {
          ...Amount
        }
        forexDifference
        client {
          upstreamId
          email
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:61bae190b3e4ec40607fb0d61d8166d245f4614b274ee5dc10d3c95eff664c9d"}) as unknown as TypedDocumentString<LogicboxesTransactionsQuery, LogicboxesTransactionsQueryVariables>;
export const LogicboxesAccountDocument = new TypedDocumentString(`
    query LogicboxesAccount {
  account(name: "logicboxes-demo") {
    provider
    currency
    balance {
      current {
        ...Amount
      }
    }
    priceBands {
      productKey
      planCategory
      bands {
        bandId
        isDefault
        prices {
          action
          amount {
            ...Amount
          }
        }
        parameters {
          name
          value
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:87e50285c4da5136b68fe109428355bd3344bb984ac7e68e6ecb786b2997acba"}) as unknown as TypedDocumentString<LogicboxesAccountQuery, LogicboxesAccountQueryVariables>;
export const LogicboxesSignupDocument = new TypedDocumentString(`
    mutation LogicboxesSignup($input: SignupLogicboxesClientInput!) {
  signupLogicboxesClient(input: $input) {
    ...Written
    client {
      ...Profile
      ...LogicboxesOwn
      status
    }
  }
}
    fragment LogicboxesOwn on Client {
  logicboxes {
    username
    resellerId
    addressLines
    phone {
      countryCode
      number
    }
    alternatePhone {
      countryCode
      number
    }
    mobile {
      countryCode
      number
    }
    fax {
      countryCode
      number
    }
    createdAt
    language
    salesContactId
    totalReceipts {
      ...Amount
    }
    passwordExpired
    twoFactorEnabled
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:0cae0ee2b661565c9b42b4a89ee4a04e2a71f544ace33451639d251b7b5a4ef9"}) as unknown as TypedDocumentString<LogicboxesSignupMutation, LogicboxesSignupMutationVariables>;
export const LogicboxesUpdateDocument = new TypedDocumentString(`
    mutation LogicboxesUpdate($input: UpdateClientInput!) {
  updateClient(input: $input) {
    ...Written
    client {
      ...Profile
      ...LogicboxesOwn
    }
  }
}
    fragment LogicboxesOwn on Client {
  logicboxes {
    username
    resellerId
    addressLines
    phone {
      countryCode
      number
    }
    alternatePhone {
      countryCode
      number
    }
    mobile {
      countryCode
      number
    }
    fax {
      countryCode
      number
    }
    createdAt
    language
    salesContactId
    totalReceipts {
      ...Amount
    }
    passwordExpired
    twoFactorEnabled
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:8b916c7f3acfe13d474cda2979df3dce411080b50b22fe5d2605e692e3d831b3"}) as unknown as TypedDocumentString<LogicboxesUpdateMutation, LogicboxesUpdateMutationVariables>;
export const LogicboxesSuspendDocument = new TypedDocumentString(`
    mutation LogicboxesSuspend($input: SuspendClientInput!) {
  suspendClient(input: $input) {
    ...Written
    client {
      status
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:95d2ab3c359b5a3986e7c8c059d639dc5a9bedc403139fd7dc45bb4455e056d1"}) as unknown as TypedDocumentString<LogicboxesSuspendMutation, LogicboxesSuspendMutationVariables>;
export const LogicboxesResumeDocument = new TypedDocumentString(`
    mutation LogicboxesResume($input: ResumeClientInput!) {
  resumeClient(input: $input) {
    ...Written
    client {
      status
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:07718b1b2c14383cc43af032c8680009d73a13b8714f2bf4536508c84a06b96b"}) as unknown as TypedDocumentString<LogicboxesResumeMutation, LogicboxesResumeMutationVariables>;
export const LogicboxesDeleteDocument = new TypedDocumentString(`
    mutation LogicboxesDelete($input: DeleteClientInput!) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:be09629d7413035285a7cbb7f074a0b4f741df6ec225558b932c67b7ed79af10"}) as unknown as TypedDocumentString<LogicboxesDeleteMutation, LogicboxesDeleteMutationVariables>;
export const LogicboxesMailAccountDocument = new TypedDocumentString(`
    mutation LogicboxesMailAccount($input: AddMailAccountInput!) {
  addMailAccount(input: $input) {
    ...Written
    mailAccount {
      email
      domain
      firstName
      lastName
      alternateEmail
      internalForwards
      quotaLimit
      quotaUsed
      status
      accountType
      countryCode
      languageCode
      popHost
      imapHost
      smtpHost
      webmailUrl
      createdAt
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:3e208bad0d7105d1a2b9bfaff1240eeaca281bc5aff0035ee392c0a75d61b94c"}) as unknown as TypedDocumentString<LogicboxesMailAccountMutation, LogicboxesMailAccountMutationVariables>;
export const LogicboxesMailForwardDocument = new TypedDocumentString(`
    mutation LogicboxesMailForward($input: AddMailForwardInput!) {
  addMailForward(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:93af96a810d78b0564c75742834483d8833f92641f33670a61a9be98c438ca5a"}) as unknown as TypedDocumentString<LogicboxesMailForwardMutation, LogicboxesMailForwardMutationVariables>;
export const LogicboxesJustUpdateDocument = new TypedDocumentString(`
    mutation LogicboxesJustUpdate($input: UpdateClientInput!) {
  updateClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:e73e30819dd2160a1faa3feb97aa40b2992c4465a71e3c99bc779e4c1b8411a9"}) as unknown as TypedDocumentString<LogicboxesJustUpdateMutation, LogicboxesJustUpdateMutationVariables>;
export const LogicboxesJustSuspendDocument = new TypedDocumentString(`
    mutation LogicboxesJustSuspend($input: SuspendClientInput!) {
  suspendClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:aff33da35b43cb2bce2d690e686755c334aa38332a5657330b1accabff0d5ca7"}) as unknown as TypedDocumentString<LogicboxesJustSuspendMutation, LogicboxesJustSuspendMutationVariables>;
export const LogicboxesJustResumeDocument = new TypedDocumentString(`
    mutation LogicboxesJustResume($input: ResumeClientInput!) {
  resumeClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:12458b00f1c6e2d17efa8016b61dae86da3589853e2b06348f1ddd971b64faf4"}) as unknown as TypedDocumentString<LogicboxesJustResumeMutation, LogicboxesJustResumeMutationVariables>;
export const LogicboxesJustSignupDocument = new TypedDocumentString(`
    mutation LogicboxesJustSignup($input: SignupLogicboxesClientInput!) {
  signupLogicboxesClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:5ce7e0223629f36c2667111cd294bd107366226f58ffe98f4ea476f32c9a53f9"}) as unknown as TypedDocumentString<LogicboxesJustSignupMutation, LogicboxesJustSignupMutationVariables>;
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
}`, {"hash":"sha256:c4193ef5242ff92a3d1c42401c8b9bd440a86c86295a72ba87bc7c74144b8b17"}) as unknown as TypedDocumentString<WholeClientQuery, WholeClientQueryVariables>;
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
}`, {"hash":"sha256:6706c42a382575fb17ea4d7c8468e998f86c71f30cf7826890ee98d5bc142b65"}) as unknown as TypedDocumentString<ClientProfileQuery, ClientProfileQueryVariables>;
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
    `, {"hash":"sha256:9781d2992f875304b05f791fc05156e643339064b3e241d0bc45ae1eb19e9d3d"}) as unknown as TypedDocumentString<ClientListQuery, ClientListQueryVariables>;
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
    `, {"hash":"sha256:545340ac28533741fff9438209dff2c8305086ff794eaa400df1daf51194f142"}) as unknown as TypedDocumentString<ClientBalancesQuery, ClientBalancesQueryVariables>;
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
}`, {"hash":"sha256:9b8790d3338eda496b9a1e885769735858e31fcbe8d97021cd8cce177f7fa60c"}) as unknown as TypedDocumentString<ChargeListQuery, ChargeListQueryVariables>;
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
}`, {"hash":"sha256:437c48f5c6a6bec89dcf715a3013fce96e05eee8840a446d6c5b10e81fea4c11"}) as unknown as TypedDocumentString<DepositListQuery, DepositListQueryVariables>;
export const NodesDocument = new TypedDocumentString(`
    query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `, {"hash":"sha256:061e5e74ee7113d4c05a2475b34214b4bfa1c7f3a4c3904eb3829d10d065773b"}) as unknown as TypedDocumentString<NodesQuery, NodesQueryVariables>;
export const OneNodeDocument = new TypedDocumentString(`
    query OneNode($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `, {"hash":"sha256:75b573c1b698745c10632f624bf9af24d2e6ae186a1b0d2d5078da182a58f4f9"}) as unknown as TypedDocumentString<OneNodeQuery, OneNodeQueryVariables>;
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
}`, {"hash":"sha256:88ea686984f06fbadedd3f4511071f79cf7a4b831768a5c4dd062d9723388b54"}) as unknown as TypedDocumentString<OperationByKeyQuery, OperationByKeyQueryVariables>;
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
    `, {"hash":"sha256:f3e084049b8a132d923494644a577b44083d405b4da4b61e8d7e917f716822c2"}) as unknown as TypedDocumentString<OperationListQuery, OperationListQueryVariables>;
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:2db08a29818eb8a9c4dc972a16844e73fdd43ef531c56025d6503c60108766ab"}) as unknown as TypedDocumentString<ChargeMutation, ChargeMutationVariables>;
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:4c38237d8bb187313e02408f867a48a749fb82eab5456df2179abca8a322a092"}) as unknown as TypedDocumentString<PayMutation, PayMutationVariables>;
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:37531c0940c1222053450cbefb216947e3a45ee8a116b9771a65ca63ae06c2e6"}) as unknown as TypedDocumentString<JustChargeMutation, JustChargeMutationVariables>;
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:27ef506c5ac8badead247fedca41cf585485f913c9f5dc12480244ec9ea6541d"}) as unknown as TypedDocumentString<JustPayMutation, JustPayMutationVariables>;
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:abc1805e43ac3ab6f2b79aa7942786d7bab5d4407cd922550e67d039bf44a5b7"}) as unknown as TypedDocumentString<ThresholdMutation, ThresholdMutationVariables>;
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:084644f4bcc438ee33f4c469e63cb7b87a6de8957456ca33ca8379b2e4a8ef06"}) as unknown as TypedDocumentString<UpdateMutation, UpdateMutationVariables>;
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:d04a95bf8f824f0fe18750daf92a48f8afe7387b78dab764105cff92649d1871"}) as unknown as TypedDocumentString<SignupMutation, SignupMutationVariables>;
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:21e05cdd8875bf395eb8102327eb79ba5b92a519ecdaad833be1fd4aa4f43020"}) as unknown as TypedDocumentString<DeleteMutation, DeleteMutationVariables>;
export const SippyWholeDocument = new TypedDocumentString(`
    query SippyWhole($upstreamId: String, $email: String) {
  client(account: "sippy-demo", upstreamId: $upstreamId, email: $email) {
    ...Profile
    status
    sippy {
      ...SippyAll
    }
    balance {
      current {
        ...Amount
      }
      creditLimit {
        ...Amount
      }
    }
    threshold {
      amount {
        ...Amount
      }
      email
    }
    charges {
      totalCount
      totalAmount {
        ...Amount
      }
      nodes {
        upstreamId
        upstreamType
        date
        description
        amount {
          ...Amount
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
        upstreamType
        date
        description
        amount {
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
fragment SippyAll on SippyClient {
  name
  webLogin
  tariffId
  routingGroupId
  creditLimit
  accountsRights
  customersRights
  tariffsRights
  vouchersRights
  systemRights
  accountsMatchingRule
  company
  salutation
  firstName
  lastName
  middleInitial
  street
  state
  postalCode
  city
  country
  contact
  phoneNumber
  fax
  alternatePhoneNumber
  alternateContact
  email
  cc
  bcc
  mailFrom
  paymentCurrency
  paymentMethod
  minimumPaymentAmount
  apiAccess
  apiManagement
  commissionAgentId
  commissionPercent
  maxDepth
  useOwnTariff
  description
  passwordPolicyId
  callshopEnabled
  overcommitProtection
  overcommitLimitPercent
  didPoolEnabled
  ivrAppsEnabled
  asrAcdEnabled
  debitCreditCardsEnabled
  conferencingEnabled
  sharePaymentProcessors
  dnclEnabled
  timeZoneId
  language
  exportTypeId
  startPage
  css
  dnsAlias
  maxSessions
  maxCallsPerSecond
}`, {"hash":"sha256:6d43fb0028d24ee2fa6f4eab464c4e5ae3692ea1a8e3a9da1a18781fcebff54b"}) as unknown as TypedDocumentString<SippyWholeQuery, SippyWholeQueryVariables>;
export const SippyAttributesOfDocument = new TypedDocumentString(`
    query SippyAttributesOf($upstreamId: String!) {
  client(account: "sippy-demo", upstreamId: $upstreamId) {
    sippy {
      ...SippyAll
    }
  }
}
    fragment SippyAll on SippyClient {
  name
  webLogin
  tariffId
  routingGroupId
  creditLimit
  accountsRights
  customersRights
  tariffsRights
  vouchersRights
  systemRights
  accountsMatchingRule
  company
  salutation
  firstName
  lastName
  middleInitial
  street
  state
  postalCode
  city
  country
  contact
  phoneNumber
  fax
  alternatePhoneNumber
  alternateContact
  email
  cc
  bcc
  mailFrom
  paymentCurrency
  paymentMethod
  minimumPaymentAmount
  apiAccess
  apiManagement
  commissionAgentId
  commissionPercent
  maxDepth
  useOwnTariff
  description
  passwordPolicyId
  callshopEnabled
  overcommitProtection
  overcommitLimitPercent
  didPoolEnabled
  ivrAppsEnabled
  asrAcdEnabled
  debitCreditCardsEnabled
  conferencingEnabled
  sharePaymentProcessors
  dnclEnabled
  timeZoneId
  language
  exportTypeId
  startPage
  css
  dnsAlias
  maxSessions
  maxCallsPerSecond
}`, {"hash":"sha256:41ed7f0ee67a4b49cc74467b931be0a3de32568c28277dae8e659c5c8a4b97ae"}) as unknown as TypedDocumentString<SippyAttributesOfQuery, SippyAttributesOfQueryVariables>;
export const SippyPageDocument = new TypedDocumentString(`
    query SippyPage($first: Int, $after: String) {
  clients(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      upstreamId
      displayName
    }
  }
}
    `, {"hash":"sha256:52024e38daf590cfba122ec285f77d5dfa1996e395f72b3f1940cfae2ded605e"}) as unknown as TypedDocumentString<SippyPageQuery, SippyPageQueryVariables>;
export const SippyBalancesDocument = new TypedDocumentString(`
    query SippyBalances($first: Int) {
  clients(first: $first) {
    nodes {
      upstreamId
      balance {
        current {
          ...Amount
        }
        creditLimit {
          ...Amount
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:f6c66cf5db018c6afa3e73a8e25d99479da819c43ddda8d9ec5fc53bfa7f0a63"}) as unknown as TypedDocumentString<SippyBalancesQuery, SippyBalancesQueryVariables>;
export const SippyLedgersDocument = new TypedDocumentString(`
    query SippyLedgers($first: Int) {
  clients(first: $first) {
    nodes {
      upstreamId
      charges {
        totalAmount {
          ...Amount
        }
        nodes {
          upstreamId
          date
          amount {
            ...Amount
          }
        }
      }
      deposits {
        totalAmount {
          ...Amount
        }
        nodes {
          upstreamId
          date
          amount {
            ...Amount
          }
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:7bf8be60dfbfadeb90962a754f3a8b7f770c6388ed3ee60ad4612c00d9660db3"}) as unknown as TypedDocumentString<SippyLedgersQuery, SippyLedgersQueryVariables>;
export const SippyDetailsDocument = new TypedDocumentString(`
    query SippyDetails($first: Int) {
  clients(first: $first) {
    nodes {
      upstreamId
      email
      company
      address {
        city
      }
      sippy {
        webLogin
      }
      threshold {
        amount {
          ...Amount
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:cbef35d90769aec6b1d61c1629395cc6e9f615c43f0dcc5303a58f02fb49f2c4"}) as unknown as TypedDocumentString<SippyDetailsQuery, SippyDetailsQueryVariables>;
export const SippyPortfolioDocument = new TypedDocumentString(`
    query SippyPortfolio($where: ClientWhere) {
  portfolio(where: $where) {
    clientCount
    totals {
      currency
      clientCount
      funds {
        ...Amount
      }
      owed {
        ...Amount
      }
      net {
        ...Amount
      }
    }
    completeness {
      complete
      accounts {
        state
        code
        retryable
        account {
          name
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"hash":"sha256:8942840b214201107b33186039a5776794c7fe867ff1b0548c5e78d0676da957"}) as unknown as TypedDocumentString<SippyPortfolioQuery, SippyPortfolioQueryVariables>;
export const SippyAccountDocument = new TypedDocumentString(`
    query SippyAccount {
  account(name: "sippy-demo") {
    provider
    currency
    capabilities {
      capability
    }
    health {
      state
      lastFailureCode
      consecutiveFailures
    }
  }
}
    `, {"hash":"sha256:644ee21a9adcec0e7969facc3a067c9074f8c696048c9f13c9351d09f53e858f"}) as unknown as TypedDocumentString<SippyAccountQuery, SippyAccountQueryVariables>;
export const SippySignupDocument = new TypedDocumentString(`
    mutation SippySignup($input: SignupSippyClientInput!) {
  signupSippyClient(input: $input) {
    ...Written
    client {
      ...Profile
      sippy {
        ...SippyAll
      }
      balance {
        current {
          ...Amount
        }
        creditLimit {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
fragment SippyAll on SippyClient {
  name
  webLogin
  tariffId
  routingGroupId
  creditLimit
  accountsRights
  customersRights
  tariffsRights
  vouchersRights
  systemRights
  accountsMatchingRule
  company
  salutation
  firstName
  lastName
  middleInitial
  street
  state
  postalCode
  city
  country
  contact
  phoneNumber
  fax
  alternatePhoneNumber
  alternateContact
  email
  cc
  bcc
  mailFrom
  paymentCurrency
  paymentMethod
  minimumPaymentAmount
  apiAccess
  apiManagement
  commissionAgentId
  commissionPercent
  maxDepth
  useOwnTariff
  description
  passwordPolicyId
  callshopEnabled
  overcommitProtection
  overcommitLimitPercent
  didPoolEnabled
  ivrAppsEnabled
  asrAcdEnabled
  debitCreditCardsEnabled
  conferencingEnabled
  sharePaymentProcessors
  dnclEnabled
  timeZoneId
  language
  exportTypeId
  startPage
  css
  dnsAlias
  maxSessions
  maxCallsPerSecond
}`, {"hash":"sha256:85dbcd9c2dbec59396fd2ccb59e06ada0d7cfb4aa2e79c85a31ca812953b0a29"}) as unknown as TypedDocumentString<SippySignupMutation, SippySignupMutationVariables>;
export const SippyJustSignupDocument = new TypedDocumentString(`
    mutation SippyJustSignup($input: SignupSippyClientInput!) {
  signupSippyClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:701d59b40a05ff1ecb2f13f6afb40e633d83aca08613abbb3be7fa55c120a6e2"}) as unknown as TypedDocumentString<SippyJustSignupMutation, SippyJustSignupMutationVariables>;
export const SippyUpdateDocument = new TypedDocumentString(`
    mutation SippyUpdate($input: UpdateSippyClientInput!) {
  updateSippyClient(input: $input) {
    ...Written
    client {
      sippy {
        ...SippyAll
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
fragment SippyAll on SippyClient {
  name
  webLogin
  tariffId
  routingGroupId
  creditLimit
  accountsRights
  customersRights
  tariffsRights
  vouchersRights
  systemRights
  accountsMatchingRule
  company
  salutation
  firstName
  lastName
  middleInitial
  street
  state
  postalCode
  city
  country
  contact
  phoneNumber
  fax
  alternatePhoneNumber
  alternateContact
  email
  cc
  bcc
  mailFrom
  paymentCurrency
  paymentMethod
  minimumPaymentAmount
  apiAccess
  apiManagement
  commissionAgentId
  commissionPercent
  maxDepth
  useOwnTariff
  description
  passwordPolicyId
  callshopEnabled
  overcommitProtection
  overcommitLimitPercent
  didPoolEnabled
  ivrAppsEnabled
  asrAcdEnabled
  debitCreditCardsEnabled
  conferencingEnabled
  sharePaymentProcessors
  dnclEnabled
  timeZoneId
  language
  exportTypeId
  startPage
  css
  dnsAlias
  maxSessions
  maxCallsPerSecond
}`, {"hash":"sha256:3b91cb5272037e68e969d781396a8c495ba31a78758e98a784ee49667168ec2d"}) as unknown as TypedDocumentString<SippyUpdateMutation, SippyUpdateMutationVariables>;
export const SippyJustUpdateDocument = new TypedDocumentString(`
    mutation SippyJustUpdate($input: UpdateSippyClientInput!) {
  updateSippyClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:2639aecffe75e5914f63f080d481eef43216b206fe8ecf9ae76919768e4a3857"}) as unknown as TypedDocumentString<SippyJustUpdateMutation, SippyJustUpdateMutationVariables>;
export const SippyJustUpdateCommonDocument = new TypedDocumentString(`
    mutation SippyJustUpdateCommon($input: UpdateClientInput!) {
  updateClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:04388168ecb6dc338d407119a0b58af50eb2b692e9fb070c637d111b65d4238d"}) as unknown as TypedDocumentString<SippyJustUpdateCommonMutation, SippyJustUpdateCommonMutationVariables>;
export const SippyJustThresholdDocument = new TypedDocumentString(`
    mutation SippyJustThreshold($input: SetClientThresholdInput!) {
  setClientThreshold(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:60e31d40d54ec17b5b0ce7bbea783e617fc88d7f219589a4ada67c45ff0f382c"}) as unknown as TypedDocumentString<SippyJustThresholdMutation, SippyJustThresholdMutationVariables>;
export const SippySuspendDocument = new TypedDocumentString(`
    mutation SippySuspend($input: SuspendClientInput!) {
  suspendClient(input: $input) {
    ...Written
    client {
      status
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:27ff1cd10beccdf3439c8dd5668506ad486d0959efbc0cab44bab9b52420f09e"}) as unknown as TypedDocumentString<SippySuspendMutation, SippySuspendMutationVariables>;
export const SippyResumeDocument = new TypedDocumentString(`
    mutation SippyResume($input: ResumeClientInput!) {
  resumeClient(input: $input) {
    ...Written
    client {
      status
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:b08a8031b2a197ae6c049e4d369c075c95897cdcd55d9fce22f3b910ba79e467"}) as unknown as TypedDocumentString<SippyResumeMutation, SippyResumeMutationVariables>;
export const SippyCheckSignInDocument = new TypedDocumentString(`
    mutation SippyCheckSignIn($input: CheckSignInInput!) {
  checkSignIn(input: $input) {
    outcome
    client {
      upstreamId
    }
    webUserId
    accessLevel
    message
    userErrors {
      ...UserProblem
    }
  }
}
    fragment UserProblem on UserError {
  __typename
  code
  message
  upstreamText
  path
  ... on UpstreamError {
    upstreamCode
    retryable
  }
}`, {"hash":"sha256:8e4c8b0e7eb263af8c064b30256a678e4d8686fef21ce957e46b5fbe2396a5dd"}) as unknown as TypedDocumentString<SippyCheckSignInMutation, SippyCheckSignInMutationVariables>;
export const SippyResetPasswordDocument = new TypedDocumentString(`
    mutation SippyResetPassword($input: ResetOneTimePasswordInput!) {
  resetOneTimePassword(input: $input) {
    ...Written
    passwordPath
    passwordExpiresAt
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:214dca91a96f2f81ab1e83e03d6a3fdec966c8b67404d4cd4c142f5e0b2795b4"}) as unknown as TypedDocumentString<SippyResetPasswordMutation, SippyResetPasswordMutationVariables>;
export const SippyJustSuspendDocument = new TypedDocumentString(`
    mutation SippyJustSuspend($input: SuspendClientInput!) {
  suspendClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:077ccc3424d26c6a1a8334030fc69c4d429884dfd96d7d6ad82a51d02376a6db"}) as unknown as TypedDocumentString<SippyJustSuspendMutation, SippyJustSuspendMutationVariables>;
export const SippyJustResumeDocument = new TypedDocumentString(`
    mutation SippyJustResume($input: ResumeClientInput!) {
  resumeClient(input: $input) {
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
  upstreamText
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
    mark
    upstreamId
    attempts {
      outcome
      error {
        ...UserProblem
      }
    }
    evidence {
      source
      applied
    }
  }
  plan {
    input {
      name
      value
    }
    delivery
    ifAnswerIsLost
    predictedBalance {
      ...Amount
    }
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
}`, {"hash":"sha256:aea88d239ce3bdecffe8fac3f43026e45a769db7e19475c299bf4b91bda63257"}) as unknown as TypedDocumentString<SippyJustResumeMutation, SippyJustResumeMutationVariables>;