/** Moments as Freeside writes them. Moments are epoch seconds; the stand-in's server lives in UTC. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A moment as text of its epoch seconds; empty for null. */
export function epochText(moment: number | null): string {
  return moment === null ? '' : String(moment);
}

/** `01/31/2024`. */
export function slashed(moment: number): string {
  const { year, month, day } = partsOf(moment);
  return `${twoDigits(month + 1)}/${twoDigits(day)}/${year}`;
}

/** `01/31/2024`, or `(none)`. */
export function slashedOrNone(moment: number | null): string {
  return moment === null ? '(none)' : slashed(moment);
}

/** `01-Jan-2024`, as lines of invoices have it. */
export function dashed(moment: number): string {
  const { year, month, day } = partsOf(moment);
  return `${twoDigits(day)}-${MONTHS[month]}-${year}`;
}

/** `Jan 5th, 2024`, as open invoices have it. */
export function spoken(moment: number): string {
  const { year, month, day } = partsOf(moment);
  return `${MONTHS[month]} ${day}${ending(day)}, ${year}`;
}

/** The same day so many months later, or the last one of a shorter month. */
export function monthsLater(moment: number, months: number): number {
  const date = new Date(moment * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(day, date.getUTCDate()));
  return date.valueOf() / 1000;
}

/** Ten in the morning of a day; `month` counts months since the year 0. */
export function dayInMonth(month: number, day: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, day, 10) / 1000;
}

function partsOf(moment: number): { year: string; month: number; day: number } {
  const date = new Date(moment * 1000);
  return {
    year: String(date.getUTCFullYear()).padStart(4, '0'),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function ending(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th';
}
