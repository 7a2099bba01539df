import type { CallExpression, ObjectExpression, TemplateLiteral } from 'oxc-parser';
import { placeOf, roomsInOrder } from '../architecture/places.ts';
import { type SourceFile, walk } from '../architecture/source.ts';
import type { Catalogue } from './catalogues.ts';

/** A key asked for at a place of the code. */
export type Asked = { readonly key: string; readonly at: string };

/** All that the code says about keys. */
export type Uses = {
  /** Keys asked for word by word. */
  readonly asked: readonly Asked[];
  /** The fixed beginnings of keys put together from parts, asked for on the spot: `referrals.state.` */
  readonly askedPrefixes: readonly Asked[];
  /** All text that may be the fixed beginning of a key. */
  readonly prefixes: ReadonlySet<string>;
  /** Every piece of text in the code, since a key may wait in a list before it is asked for. */
  readonly literals: ReadonlySet<string>;
  /** The pieces of text and the property names of each room, for keys made of field ids, codes and events. */
  readonly byRoom: ReadonlyMap<string, ReadonlySet<string>>;
  /** Keys that the code promises: the sentence of each refusal, the label of each field, the words after each action. */
  readonly promised: readonly Asked[];
};

type Notes = {
  asked: Asked[];
  askedPrefixes: Asked[];
  prefixes: Set<string>;
  promised: Asked[];
  literals: Set<string>;
  byRoom: Map<string, Set<string>>;
};

/** Gathers the uses of keys in the program. */
export const usesIn = (files: readonly SourceFile[]): Uses => {
  const notes: Notes = {
    asked: [],
    askedPrefixes: [],
    prefixes: new Set(),
    promised: [],
    literals: new Set(),
    byRoom: new Map(),
  };
  for (const file of files) noteFile(file, notes);
  return notes;
};

const roomOf = ({ path }: SourceFile): string => placeOf(path).room || placeOf(path).area;

const noteFile = (file: SourceFile, notes: Notes): void => {
  const room = roomOf(file);
  const own = notes.byRoom.get(room) ?? new Set<string>();
  notes.byRoom.set(room, own);
  const at = (offset: number) => `${file.path}:${file.lineAt(offset)}`;
  const noteText = (text: string, offset: number) => {
    notes.literals.add(text);
    own.add(text);
    for (const [, code = ''] of text.matchAll(/[?&]done=([a-z_-]+)/g)) {
      own.add(code);
      notes.promised.push({ key: `${room}.done.${code}`, at: at(offset) });
    }
  };
  walk(file, {
    Literal: (node) => (typeof node.value === 'string' ? noteText(node.value, node.start) : undefined),
    TemplateLiteral(node) {
      for (const quasi of node.quasis) noteText(quasi.value.raw, quasi.start);
      const prefix = prefixOf(node);
      if (prefix !== undefined) notes.prefixes.add(prefix);
      if (node.expressions.length > 0) own.add(`${node.quasis[0]?.value.raw ?? ''}…`);
    },
    Property: (node) => (node.key.type === 'Identifier' ? void own.add(node.key.name) : undefined),
    CallExpression: (node) => noteCall(node, room, at(node.start), notes),
    ObjectExpression: (node) => noteField(node, room, at(node.start), notes),
  });
};

const prefixOf = ({ quasis, expressions }: TemplateLiteral): string | undefined => {
  const prefix = quasis[0]?.value.raw ?? '';
  return expressions.length > 0 && /^[a-z]+\.([a-z_-]+\.)+[a-z_-]*$/.test(prefix) ? prefix : undefined;
};

const firstText = ({ arguments: [first] }: CallExpression): string | undefined => {
  if (first?.type === 'Literal' && typeof first.value === 'string') return first.value;
  return first?.type === 'TemplateLiteral' && first.expressions.length === 0 ? first.quasis[0]?.value.raw : undefined;
};

const placesOfPeople = (room: string): boolean => roomsInOrder.includes(room);

const calledName = ({ callee }: CallExpression): string => {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
};

const noteCall = (node: CallExpression, room: string, at: string, notes: Notes): void => {
  const [first] = node.arguments;
  const prefix = first?.type === 'TemplateLiteral' && calledName(node) === 't' ? prefixOf(first) : undefined;
  if (prefix !== undefined) notes.askedPrefixes.push({ key: prefix, at });
  const text = firstText(node);
  if (text === undefined) return;
  if (calledName(node) === 't' && text.includes('.')) notes.asked.push({ key: text, at });
  // What platform, profile and vault refuse is worded by the room that shows it.
  if (calledName(node) === 'refuse' && placesOfPeople(room))
    notes.promised.push({ key: `${room}.refusal.${text}`, at });
};

const textProperty = (node: ObjectExpression, name: string): string | undefined => {
  for (const property of node.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier' || property.key.name !== name) continue;
    if (property.value.type === 'Literal' && typeof property.value.value === 'string') return property.value.value;
  }
  return undefined;
};

/** A field of a form has an id and a kind that forms know; its label is promised under its own id. */
const noteField = (node: ObjectExpression, room: string, at: string, notes: Notes): void => {
  const id = textProperty(node, 'id');
  const kind = textProperty(node, 'kind');
  if (id === undefined || kind === undefined || !fieldKinds.includes(kind)) return;
  notes.promised.push({ key: `${room}.field.${id}.label`, at });
};

const fieldKinds = [
  'text',
  'long-text',
  'date',
  'partial-date',
  'yes-no',
  'three-valued',
  'choice',
  'choices',
  'number',
  'phone',
  'email',
  'language',
  'country',
  'commune',
  'repeat',
  'file',
  'url',
  'time',
];

/** Keys asked for, begun or promised that the catalogue does not have, each with its place. */
export const missingKeys = ({ asked, askedPrefixes, promised }: Uses, catalogue: Catalogue): string[] => {
  const keys = [...catalogue.keys()];
  return [
    ...asked.filter(({ key }) => !catalogue.has(key)).map(({ key, at }) => `${at} asks for ${key}`),
    ...askedPrefixes
      .filter(({ key }) => !keys.some((each) => each.startsWith(key)))
      .map(({ key, at }) => `${at} asks for ${key}…`),
    ...promised.filter(({ key }) => !isKept(key, keys)).map(({ key, at }) => `${at} needs ${key}`),
  ];
};

/** A refusal may be worded once for all rooms; a field inside a group under the group: referrals.field.places.country.label. */
const isKept = (key: string, keys: readonly string[]): boolean => {
  if (keys.includes(key) || keys.includes(key.replace(/^[a-z]+\.refusal\./, 'platform.refusal.'))) return true;
  const [, room = '', id = ''] = /^([a-z]+)\.field\.(.+)\.label$/.exec(key) ?? [];
  return id !== '' && keys.some((each) => each.startsWith(`${room}.field.`) && each.endsWith(`.${id}.label`));
};

/** Keys of the catalogue that nothing asks for. */
export const unusedKeys = (uses: Uses, catalogue: Catalogue): string[] => {
  const prefixes = [...uses.prefixes];
  return [...catalogue.keys()].filter(
    (key) => !uses.literals.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)) && !isDerived(key, uses),
  );
};

const derivedKinds = ['field', 'refusal', 'event', 'done'];

const isDerived = (key: string, { byRoom, literals }: Uses): boolean => {
  const [room = '', kind = '', ...rest] = key.split('.');
  if (!derivedKinds.includes(kind)) return false;
  // An event of a room may be written by another process: the vault writes identity.opened.
  if (kind === 'event' && literals.has(`${room}.${rest.join('.')}`)) return true;
  const ids = kind === 'field' ? rest.slice(0, rest.includes('error') ? rest.indexOf('error') : -1) : rest;
  const known = (id: string) => [room, 'platform'].some((each) => isSaid(byRoom.get(each), id, room));
  return ids.length > 0 && ids.every(known);
};

const isSaid = (texts: ReadonlySet<string> | undefined, id: string, room: string): boolean => {
  if (texts === undefined) return false;
  // A code put together from parts: `vault_${code}`.
  const [beginning] = /^[a-z]+_/.exec(id) ?? [''];
  return texts.has(id) || texts.has(`${room}.${id}`) || (beginning !== '' && texts.has(`${beginning}…`));
};
