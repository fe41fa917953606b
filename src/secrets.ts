/** Every secret that the configuration holds, for the redactor. */
import type { AccessConfig } from './accessConfig.ts';
import type { AccountConfig } from './accountConfig.ts';
import type { JournalConfig } from './config.ts';
import { Redactor } from './redactor.ts';

/** The parts of the configuration that hold secrets. */
export interface SecretParts {
  readonly accounts: readonly Pick<AccountConfig, 'password'>[];
  readonly journal: Pick<JournalConfig, 'secret' | 'databaseUrl'>;
  /** Null or absent: nobody is configured to get in. */
  readonly access?: AccessConfig | null | undefined;
}

/** Shorter texts occur everywhere, so they cannot be told from others. */
const MIN_LENGTH = 4;

/** Names of settings whose texts are secrets; what they are read from (a file, a variable) is none. */
const SECRET_NAME = /(?:secret|password|token|hmac|key)s?$/i;

/** The redactor of a process: none of the secrets that it was configured with passes it. */
export function redactorFor({ accounts, journal, access }: SecretParts): Redactor {
  const { secret, databaseUrl } = journal;
  const secrets = [
    ...accounts.map(({ password }) => password),
    ...(secret === null ? [] : [secret]),
    ...(databaseUrl === null ? [] : [databaseUrl, ...passwordsOf(databaseUrl)]),
    ...textsUnder(access, false),
  ];
  return new Redactor(secrets.filter(({ length }) => length >= MIN_LENGTH));
}

/** The password in the URL as it stands there and decoded, where it can be. */
function passwordsOf(url: string): readonly string[] {
  const password = URL.parse(url)?.password ?? '';
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

/** All texts below members with a secret's name, however deep. */
function textsUnder(value: unknown, isSecret: boolean): readonly string[] {
  if (typeof value === 'string') return isSecret ? [value] : [];
  if (Buffer.isBuffer(value)) return isSecret ? [value.toString('utf8'), value.toString('base64')] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsUnder(item, isSecret));
  return Object.entries(value).flatMap(([name, inner]) => textsUnder(inner, SECRET_NAME.test(name)));
}
