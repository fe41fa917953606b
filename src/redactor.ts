/**
 * The one redactor: what leaves the gateway for a log, an error, a journal, a plan or a terminal goes through it. It knows
 * the secrets of the configuration, and what credentials and card numbers look like.
 */
import { maskEmails, maskText } from './personal/text.ts';
import { credentialsOut } from './redaction/patterns.ts';
import { base64FormsOf, formsOf, oneLine } from './redaction/forms.ts';

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

/** Longest text of an upstream that is kept or shown, in characters. */
const MAX_WORDS = 200;

/** Longest text of an upstream that is looked at; nothing longer is an error text, and looking costs time. */
const MAX_READ = 4000;

/** Longest message of ours, in characters. */
const MAX_MESSAGE = 2000;

/** Shape of a status code that is safe to carry. */
const CODE = /^[A-Za-z0-9_.-]{1,64}$/;

/** Takes secrets out of texts, in the encodings in which an upstream may echo them. */
export class Redactor {
  readonly #pattern: RegExp | null;

  /** `secrets`: whatever must not be shown. An empty one is left out. */
  constructor(secrets: Iterable<string> = []) {
    const known = [...new Set([...secrets].map(oneLine))].filter((secret) => secret !== '');
    const patterns = known
      .toSorted((left, right) => right.length - left.length)
      .flatMap((secret) => [Array.from(secret, formsOf).join(''), ...base64FormsOf(secret)]);
    this.#pattern = patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'giu');
  }

  /** The text without secrets, credentials and card numbers. Its layout and length stay as they are. */
  clean(text: string): string {
    return credentialsOut(this.#withoutSecrets(text), REDACTED);
  }

  /** A message for callers: clean, and at most 2,000 characters. */
  message(text: string): string {
    return this.clean(text.slice(0, MAX_READ)).slice(0, MAX_MESSAGE).toWellFormed();
  }

  /** A line of the log: clean, and without e-mail addresses. */
  line(text: string): string {
    return maskEmails(this.clean(text));
  }

  /** The text of a fault for the log: clean, without e-mail addresses and phone numbers. */
  fault(text: string): string {
    return maskText(this.clean(text));
  }

  /**
   * Words of an upstream: on one line, without control characters, secrets, credentials, card numbers, e-mail addresses and
   * phone numbers, cut at 200 characters; '' for absurdly long text.
   */
  text(value: string): string {
    if (value.length > MAX_READ) return '';
    return maskText(this.clean(oneLine(value)))
      .slice(0, MAX_WORDS)
      .toWellFormed();
  }

  /** The status code when it is safe to carry, otherwise "unreadable". */
  code(value: string): string {
    return CODE.test(value) && this.#withoutSecrets(value) === value ? value : 'unreadable';
  }

  #withoutSecrets(value: string): string {
    return this.#pattern === null ? value : value.replace(this.#pattern, REDACTED);
  }
}
