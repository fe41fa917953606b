/** The switch's dates: a text such as `09:57:29.000 GMT Wed Nov 18 2009`, or dateTime.iso8601 in UTC (sippy.md section 5). */
import type { XmlRpcDate } from '../../wire/xmlrpc-values.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,6})? GMT ([A-Z][a-z]{2}) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{4})$/;

/** The moment as the text format; the day of the month has a leading zero if `padded`. */
export function formatTime(moment: string, padded: boolean): string {
  const date = new Date(moment);
  const day = String(date.getUTCDate());
  const shown = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${padded ? day.padStart(2, '0') : day}`;
  return `${moment.slice(11, 19)}.000 GMT ${shown} ${moment.slice(0, 4)}`;
}

/** A moment as `YYYY-MM-DDTHH:MM:SSZ`; null when it has neither format or does not exist. The day's name may be any. */
export function parseTime(value: string | XmlRpcDate): string | null {
  if (typeof value !== 'string') {
    const { text } = value;
    return existing(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 11)}${text.slice(11)}Z`);
  }
  const [, hour, minute, second, weekday = '', month = '', day = '', year] = TIME.exec(value) ?? [];
  const ordinal = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  if (!DAYS.includes(weekday)) return null;
  return existing(`${year}-${ordinal}-${day.padStart(2, '0')}T${hour}:${minute}:${second}Z`);
}

/** The moment as it is kept: whole seconds. */
export function momentOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

function existing(moment: string): string | null {
  const date = new Date(moment);
  return !Number.isNaN(date.valueOf()) && momentOf(date) === moment ? moment : null;
}
