/** A reader of CSV for the tests, written from RFC 4180 and strict: whatever the RFC does not allow fails. */

/** The records of a text, each with its fields. */
export function recordsOf(text: string): readonly (readonly string[])[] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const records: string[][] = [];
  let record: string[] = [];
  while (field.lastIndex < text.length) {
    const start = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`No field at ${start}: ${JSON.stringify(text.slice(start, start + 40))}`);
    const [, quoted, plain, end] = match;
    record.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

/** The lines below the header by the names of the columns. Fails for a line that is shorter or longer than the header. */
export function linesOf(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...records] = recordsOf(text);
  return records.map((record) => {
    if (record.length !== header.length) throw new Error(`${record.length} fields below ${header.length} names.`);
    return Object.fromEntries(header.map((name, index) => [name, record[index]!]));
  });
}
