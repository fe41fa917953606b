/** An upstream system as the model of the journal needs it: it keeps books, loses answers, and applies requests late. */
import { decimal } from '../../src/money.ts';
import { splitMark, withMark } from '../../src/mark.ts';
import { findRow } from '../../src/providers/shared/find-row.ts';
import type { Finding, Lost } from '../../src/providers/provider.ts';
import type { LedgerRow } from '../../src/providers/records.ts';

/** What becomes of a request. Fractions are of the time in which it may still arrive, or be seen, without breaking the bounds. */
export interface Fate {
  /** `lost`: the connection breaks; `never`: nothing comes until the time is over; `fault`: the gateway itself fails. */
  readonly answer: 'ok' | 'refused' | 'limited' | 'unreachable' | 'lost' | 'never' | 'fault';
  /** When it is applied, from 0 (at once) to 1 (at the last moment); null: never. */
  readonly arrival: number | null;
  /** When it is seen in the books after that, likewise. */
  readonly visible: number;
  /** Characters that are kept of the entry's text. */
  readonly cut: number;
}

/** One request that has left a gateway. */
export interface Sent {
  readonly mark: string;
  readonly book: string;
  readonly amount: string;
  readonly text: string;
  readonly fate: Fate;
  /** Milliseconds since 1970; null: it never arrives. */
  arrivesAt: number | null;
  readonly visibleAt: number;
  /** True once a gateway has an answer that tells whether it was applied. */
  isAnswered: boolean;
}

/** An entry that no gateway has made. */
interface HandMade {
  readonly book: string;
  readonly amount: string;
  readonly text: string;
  readonly bookedAt: number;
}

/** One side of one client's ledger. */
export function bookOf(kind: string, clientId: string | null): string {
  return `${kind} of ${clientId}`;
}

/** The answers after which a request is certainly not applied. */
const refusals: readonly Fate['answer'][] = ['refused', 'limited', 'unreachable'];

/** True for a request of which the upstream, or the lack of one, says that it was not applied. */
export function isRefused({ fate }: Sent): boolean {
  return refusals.includes(fate.answer);
}

/** The books, and what is on its way to them. */
export class Upstream {
  readonly sends: Sent[] = [];
  readonly handMade: HandMade[] = [];
  isReadable = true;

  /** Takes a request. `latest`: when it must be applied and seen at the latest, if it is at all. */
  take(request: { mark: string; book: string; amount: string; fate: Fate }, latest: number): Sent {
    const { mark, book, amount, fate } = request;
    const now = Date.now();
    const arrival = refusals.includes(fate.answer) ? null : (fate.arrival ?? (fate.answer === 'ok' ? 0 : null));
    const arrivesAt = arrival === null ? null : now + Math.floor(arrival * (latest - now));
    const visibleAt = arrivesAt === null ? Infinity : arrivesAt + Math.floor(fate.visible * (latest - arrivesAt));
    const text = withMark(mark, 'Set-up fee').slice(0, fate.cut);
    const sent: Sent = { mark, book, amount, text, fate, arrivesAt, visibleAt, isAnswered: false };
    this.sends.push(sent);
    return sent;
  }

  /** The requests with this mark. */
  sentWith(mark: string): readonly Sent[] {
    return this.sends.filter((sent) => sent.mark === mark);
  }

  /** How often the write with this mark is applied by now. */
  applied(mark: string): number {
    return this.sentWith(mark).filter(isApplied).length;
  }

  /** How often it will be applied besides. */
  pending(mark: string): number {
    return this.sentWith(mark).filter((sent) => sent.arrivesAt !== null && !isApplied(sent)).length;
  }

  /** What is seen in the books by now of a lost write. */
  find(book: string, lost: Lost): Finding {
    const ours = this.sends.filter((sent) => sent.book === book && sent.arrivesAt !== null && isSeen(sent));
    const rows = [
      ...ours.map((sent, index) => rowOf(`g${index}`, sent, sent.arrivesAt ?? 0)),
      ...this.handMade.filter((row) => row.book === book).map((row, index) => rowOf(`h${index}`, row, row.bookedAt)),
    ];
    return findRow(rows, lost);
  }

  /** The text of an entry of ours that everybody can see; null when there is none. */
  seenText(book: string): string | null {
    return this.sends.find((sent) => sent.book === book && isSeen(sent))?.text ?? null;
  }
}

function isApplied({ arrivesAt }: Sent): boolean {
  return arrivesAt !== null && arrivesAt <= Date.now();
}

function isSeen({ visibleAt }: Sent): boolean {
  return visibleAt <= Date.now();
}

function rowOf(upstreamId: string, row: { amount: string; text: string }, at: number): LedgerRow {
  const { mark, text } = splitMark(row.text);
  const bookedAt = new Date(at);
  return {
    upstreamId,
    type: 'charge',
    currency: 'USD',
    date: bookedAt.toISOString().slice(0, 10),
    amount: decimal(row.amount),
    description: text,
    mark,
    bookedAt,
    packageId: null,
    phoneNumber: null,
  };
}
