const valueAsJson = (value: unknown): unknown =>
  value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;

/** A row as the database reads it with `jsonb_populate_record`. */
export const rowAsJson = (row: object): object =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, valueAsJson(value)]));

/** Rows as the database reads them with `jsonb_populate_recordset`: columns by name, bytes as `\x…`. */
export const rowsAsJson = (rows: Readonly<Record<string, readonly object[]>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(rowAsJson)])));
