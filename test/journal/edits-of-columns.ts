/** Edits of single columns of a journal's tables. */
import type { Place } from './places.ts';

const keys = { operations: 'id', entries: 'sequence', head: 'id', meta: 'name' };
const nullable = new Set(
  'client_id send_until next_look_at trace spender spent_on spent_currency spent_amount reason operation_id snapshot trace_hash tenant detail'.split(
    ' ',
  ),
);

/** Every column of every row to another value, and to none where there is one. */
export async function editsOfColumns(place: Place): Promise<readonly (readonly [name: string, statement: string])[]> {
  const found: (readonly [string, string])[] = [];
  for (const [table, key] of Object.entries(keys)) {
    for (const row of await place.sql(`select * from ${table}`)) {
      const which = String(row[key]);
      for (const [column, value] of Object.entries(row)) {
        const none = nullable.has(column) ? ['null'] : [];
        for (const to of value === null ? [otherFor(column)] : [changed(column, value), ...none])
          found.push([
            `${table}.${column} of ${which}`,
            `update ${table} set ${column} = ${to} where ${key} = '${which}'`,
          ]);
      }
    }
  }
  return found;
}

function otherFor(column: string): string {
  return column.endsWith('_at') || column.endsWith('_until') ? '1' : `'{}'`;
}

function changed(column: string, value: unknown): string {
  // PostgreSQL's client gives bigint as text.
  const isNumber =
    typeof value === 'number' ||
    (/^(?:sequence|at|created_at|version|id)$/.test(column) && /^\d+$/.test(String(value)));
  if (column === 'snapshot' || column === 'body') return `replace(${column}, 'USD', 'EUR')`;
  return isNumber || column.endsWith('_at') || column === 'send_until' ? `${column} + 1000` : `'x' || ${column}`;
}
