/** Where things stand in a JSON text, so that a wrong profile file is reported by line. */

/** A path into a JSON document: keys and positions. */
export type JsonPath = readonly (string | number)[];

/** Thrown when the text is not JSON. `offset` counts characters from 0. */
export class JsonSyntaxFault extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

type Scan = { readonly text: string; at: number; readonly offsets: Map<string, number> };

const space = /[ \t\r\n]*/y;
/** Any character from the space up but the quote and the backslash, or an escape. */
const stringToken = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const plainToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const keyOf = (path: JsonPath): string => JSON.stringify(path);

const take = (scan: Scan, token: RegExp): string | undefined => {
  token.lastIndex = scan.at;
  const found = token.exec(scan.text)?.[0];
  if (found !== undefined) scan.at += found.length;
  return found;
};

const peek = (scan: Scan): string => {
  take(scan, space);
  return scan.text[scan.at] ?? '';
};

const wrong = (scan: Scan, expected: string): JsonSyntaxFault =>
  new JsonSyntaxFault(`${expected} expected, found ${scan.text[scan.at] ?? 'the end of the file'}`, scan.at);

const takeMark = (scan: Scan, mark: string): void => {
  if (peek(scan) !== mark) throw wrong(scan, mark);
  scan.at += 1;
};

/** After a member: a comma and another member, or the closing mark. True when another member follows. */
const another = (scan: Scan, close: string): boolean => {
  const mark = peek(scan);
  if (mark === close) return false;
  if (mark !== ',') throw wrong(scan, `a comma or ${close}`);
  scan.at += 1;
  return true;
};

const scanMember = (scan: Scan, path: JsonPath): void => {
  peek(scan);
  const start = scan.at;
  const name = take(scan, stringToken);
  if (name === undefined) throw wrong(scan, 'a name in double quotes');
  const memberPath = [...path, JSON.parse(name) as string];
  if (scan.offsets.has(keyOf(memberPath))) throw new JsonSyntaxFault(`${name} is there twice`, start);
  takeMark(scan, ':');
  scanValue(scan, memberPath);
  scan.offsets.set(keyOf(memberPath), start);
};

const scanList = (scan: Scan, path: JsonPath): void => {
  scan.at += 1;
  if (peek(scan) === ']') return void (scan.at += 1);
  let position = 0;
  do scanValue(scan, [...path, position++]);
  while (another(scan, ']'));
  scan.at += 1;
};

const scanObject = (scan: Scan, path: JsonPath): void => {
  scan.at += 1;
  if (peek(scan) === '}') return void (scan.at += 1);
  do scanMember(scan, path);
  while (another(scan, '}'));
  scan.at += 1;
};

const scanValue = (scan: Scan, path: JsonPath): void => {
  const mark = peek(scan);
  scan.offsets.set(keyOf(path), scan.at);
  if (mark === '{') scanObject(scan, path);
  else if (mark === '[') scanList(scan, path);
  else if (take(scan, mark === '"' ? stringToken : plainToken) === undefined) throw wrong(scan, 'a value');
};

/** The line (from 1) of a character position. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Reads a JSON text strictly (no name twice). Throws a {@link JsonSyntaxFault}. */
export const parseStrictly = (text: string): unknown => {
  const scan: Scan = { text, at: 0, offsets: new Map() };
  scanValue(scan, []);
  if (peek(scan) !== '') throw wrong(scan, 'the end of the file');
  return JSON.parse(text);
};

/** The line (from 1) where a path stands, or its nearest ancestor that exists. */
export const lineOf = (text: string, path: JsonPath): number => {
  const scan: Scan = { text, at: 0, offsets: new Map() };
  scanValue(scan, []);
  for (let length = path.length; length >= 0; length--) {
    const offset = scan.offsets.get(keyOf(path.slice(0, length)));
    if (offset !== undefined) return lineAt(text, offset);
  }
  return 1;
};
