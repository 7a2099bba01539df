/** Chooses by a seed alone, so that a walk can be gone again: xorshift, 32 bits. */
export type Chance = {
  readonly pick: <T>(from: readonly T[]) => T | undefined;
  readonly happens: (share: number) => boolean;
};

export const chanceOf = (seed: number): Chance => {
  let state = seed | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return { pick: (from) => from[Math.floor(next() * from.length)], happens: (share) => next() < share };
};

/** A form of a page: where it goes, and what may be answered to each of its inputs. */
export type PageForm = { readonly action: string; readonly inputs: ReadonlyMap<string, readonly string[]> };

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

const choicesOf = (html: string): readonly (readonly [string, string])[] => [
  ...[...html.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]): [string, string][] => {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type') ?? 'text';
    if (name === undefined || type === 'file') return [];
    return [[name, ['hidden', 'radio', 'checkbox'].includes(type) ? (attribute(tag, 'value') ?? 'on') : '']];
  }),
  ...[...html.matchAll(/<select\b[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].flatMap(
    ([, name = '', options = '']) =>
      [...options.matchAll(/<option\b[^>]*value="([^"]*)"/g)].map(([, value = '']): [string, string] => [name, value]),
  ),
  ...[...html.matchAll(/<textarea\b[^>]*name="([^"]+)"/g)].map(([, name = '']): [string, string] => [name, '']),
];

const formOf = (html: string): PageForm => {
  const inputs = new Map<string, string[]>();
  for (const [name, value] of choicesOf(html)) inputs.set(name, [...(inputs.get(name) ?? []), value]);
  return { action: attribute(html.slice(0, html.indexOf('>') + 1), 'action') ?? '', inputs };
};

/** The forms of a page that are posted. */
export const formsIn = (html: string): readonly PageForm[] =>
  [...html.matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/g)].map(([form]) => formOf(form));

/** Addresses of the same site that a page links to. */
export const linksIn = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/href="(\/[^"#]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))),
];

/** Everything in a page that is written like an identifier. */
export const idsIn = (html: string): readonly string[] => [
  ...new Set(html.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []),
];
