/* XML of office documents, changed tag by tag: what stands between the tags is what somebody wrote, and stays to the letter. */

/** Something that is not known here, or not whole: carried out of the change, and never further than the cleaning. */
export class Unknown extends Error {}

/** Text of a part. Throws for other encodings, and for what may define words of its own. */
export const textOfPart = (bytes: Buffer): string => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unknown('another encoding');
  }
  if (text.includes('<!')) throw new Unknown('definitions, remarks or raw text');
  return text;
};

const longestTag = 1024 * 1024;

/** Where a tag ends that begins here; marks in quotes do not end it. By hand, for an expression would need a stack as deep as the tag is long. */
const endOfTag = (text: string, from: number): number => {
  let quote = '';
  for (let at = from + 1; at < text.length && at - from < longestTag; at += 1) {
    const sign = text.charAt(at);
    if (sign === '<') break;
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at + 1;
  }
  throw new Unknown('a tag without end');
};

/** Changes each tag; where more than the tag is to go, the change says where it ends. */
const eachTag = (text: string, change: (tag: string, end: number) => string | { readonly goesTo: number }): string => {
  const kept: string[] = [];
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', from)) {
    const end = endOfTag(text, at);
    const now = change(text.slice(at, end), end);
    kept.push(text.slice(from, at), typeof now === 'string' ? now : '');
    from = typeof now === 'string' ? end : now.goesTo;
  }
  return kept.join('') + text.slice(from);
};

/** Changes each tag. */
export const inTags = (text: string, change: (tag: string) => string): string => eachTag(text, change);

const attribute = /\s+([\w.-]+:)?([\w.-]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** A tag without the attributes of these names, whatever prefix they have. */
export const without =
  (isSought: (name: string) => boolean) =>
  (tag: string): string =>
    tag.replaceAll(attribute, (whole, _prefix, name: string) => (isSought(name) ? '' : whole));

/** A tag in which these attributes say something else. */
export const saying =
  (names: readonly string[], value: string) =>
  (tag: string): string =>
    tag.replaceAll(attribute, (whole, prefix: string | undefined, name: string) =>
      names.includes(name) ? ` ${prefix ?? ''}${name}="${value}"` : whole,
    );

/** The name of a tag that begins something, with its prefix. */
const nameOf = (tag: string): string => /^<([\w.-]+(?::[\w.-]+)?)/.exec(tag)?.[1] ?? '';
const isCalled = (tag: string, name: string): boolean => nameOf(tag) === name || nameOf(tag).endsWith(`:${name}`);

/** Behind the tag that ends what this one begins. */
const behind = (text: string, tag: string, end: number): number => {
  if (tag.endsWith('/>')) return end;
  const closes = text.indexOf(`</${nameOf(tag)}`, end);
  if (closes < 0) throw new Unknown(`${nameOf(tag)} without end`);
  return endOfTag(text, closes);
};

/** The text without the elements of this name that `goes` chooses, and all that is in them. */
export const withoutElements = (text: string, name: string, goes: (tag: string) => boolean = () => true): string =>
  eachTag(text, (tag, end) => (isCalled(tag, name) && goes(tag) ? { goesTo: behind(text, tag, end) } : tag));

/** What an attribute of a tag says. */
export const said = (tag: string, name: string): string | undefined =>
  [...tag.matchAll(attribute)].find(([, , found]) => found === name)?.[3]?.slice(1, -1);
