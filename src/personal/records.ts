/**
 * What a caller gets to see of the records of clients: the one place where personal data are masked. What is null stays
 * null, so that a caller learns that something is missing, and nothing else.
 */
import type { GatewayError } from '../errors.ts';
import type { Operation } from '../journal/operation.ts';
import type { FreesidePackage, FreesideProfile } from '../providers/records-freeside.ts';
import type {
  LogicboxesPhone,
  LogicboxesProfile,
  LogicboxesTransactionPage,
  MailAccount,
} from '../providers/records-logicboxes.ts';
import type { ClientRecord, LedgerRow, ThresholdRecord, TransactionRecord } from '../providers/records.ts';
import { sippyAttributes, type SippyAttributeName, type SippyAttributes } from '../providers/sippy-attributes.ts';
import { maskOperation } from './operations.ts';
import { MASKED, maskText } from './text.ts';

/** How records look to a caller. A record is never changed; the view gives another one. */
export interface RecordView {
  readonly client: (record: ClientRecord) => ClientRecord;
  readonly clients: (records: readonly ClientRecord[]) => readonly ClientRecord[];
  readonly threshold: (record: ThresholdRecord) => ThresholdRecord;
  readonly ledger: (rows: readonly LedgerRow[]) => readonly LedgerRow[];
  readonly transactions: (rows: readonly TransactionRecord[]) => readonly TransactionRecord[];
  readonly sippy: (attributes: SippyAttributes) => SippyAttributes;
  readonly freeside: (profile: FreesideProfile) => FreesideProfile;
  readonly freesidePackages: (packages: readonly FreesidePackage[]) => readonly FreesidePackage[];
  readonly logicboxes: (profile: LogicboxesProfile) => LogicboxesProfile;
  readonly logicboxesPage: (page: LogicboxesTransactionPage) => LogicboxesTransactionPage;
  readonly mailAccount: (mailbox: MailAccount) => MailAccount;
  readonly operation: (operation: Operation) => Operation;
  /** What a person has written. */
  readonly text: (text: string) => string;
  /** Words of an upstream in an error. */
  readonly error: (error: GatewayError) => GatewayError;
}

/** Everything as it is: for callers with `clients:pii`, and for the command line. */
export const wholeView: RecordView = {
  client: same,
  clients: same,
  threshold: same,
  ledger: same,
  transactions: same,
  sippy: same,
  freeside: same,
  freesidePackages: same,
  logicboxes: same,
  logicboxesPage: same,
  mailAccount: same,
  operation: same,
  text: same,
  error: (error) => error.withText(),
};

/** Personal data masked: for every other caller. */
export const maskedView: RecordView = {
  client: maskClient,
  clients: (records) => records.map(maskClient),
  threshold: (record) => ({ ...record, email: hide(record.email) }),
  ledger: (rows) => rows.map(maskRow),
  transactions: (rows) =>
    // The upstream's type may be a phone number.
    rows.map((row) => ({ ...row, type: maskText(row.type), description: maskText(row.description) })),
  sippy: maskSippy,
  freeside: (profile) => ({
    ...profile,
    nightPhoneNumber: hide(profile.nightPhoneNumber),
    mobilePhoneNumber: hide(profile.mobilePhoneNumber),
    fax: hide(profile.fax),
    invoiceEmails: hideList(profile.invoiceEmails),
  }),
  freesidePackages: (packages) =>
    packages.map((one) => ({
      ...one,
      services: one.services.map((service) => ({ ...service, value: MASKED })),
    })),
  logicboxes: (profile) => ({
    ...profile,
    username: MASKED,
    addressLines: hideList(profile.addressLines),
    phone: hidePhone(profile.phone),
    alternatePhone: hidePhone(profile.alternatePhone),
    mobile: hidePhone(profile.mobile),
    fax: hidePhone(profile.fax),
  }),
  logicboxesPage: (page) => ({
    ...page,
    rows: page.rows.map((row) => ({ ...row, description: maskText(row.description) })),
  }),
  mailAccount: (mailbox) => ({
    ...mailbox,
    email: MASKED,
    domain: hide(mailbox.domain),
    firstName: hide(mailbox.firstName),
    lastName: hide(mailbox.lastName),
    alternateEmail: hide(mailbox.alternateEmail),
    internalForwards: hide(mailbox.internalForwards),
  }),
  operation: maskOperation,
  text: maskText,
  // The words stay beside the message, where nobody shows them.
  error: same,
};

function same<T>(record: T): T {
  return record;
}

function hide(value: string | null): string | null {
  return value === null ? null : MASKED;
}

/** How many there are is not told either. */
function hideList(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [MASKED];
}

function hidePhone(phone: LogicboxesPhone | null): LogicboxesPhone | null {
  return phone && { countryCode: MASKED, number: MASKED };
}

function maskClient(record: ClientRecord): ClientRecord {
  return {
    ...record,
    displayName: `Client ${record.upstreamId}`,
    company: hide(record.company),
    firstName: hide(record.firstName),
    lastName: hide(record.lastName),
    email: hide(record.email),
    phoneNumber: hide(record.phoneNumber),
    address: {
      street: hide(record.address.street),
      city: hide(record.address.city),
      state: hide(record.address.state),
      postalCode: hide(record.address.postalCode),
      country: hide(record.address.country),
    },
  };
}

function maskRow(row: LedgerRow): LedgerRow {
  return { ...row, description: maskText(row.description), phoneNumber: hide(row.phoneNumber) };
}

function maskSippy(attributes: SippyAttributes): SippyAttributes {
  const shown = Object.entries(attributes).map(([name, value]) => {
    const isPersonal = 'personal' in sippyAttributes[name as SippyAttributeName];
    return [name, isPersonal && value !== null && value !== undefined ? MASKED : value];
  });
  return Object.fromEntries(shown) as SippyAttributes;
}
