/** A policy's expression with one of its terms taken out. */
export type Variant = { readonly without: string; readonly expression: string };

type Group = { readonly from: number; readonly to: number };

/** Goes over an expression and tells each character's depth of brackets; text in quotes is skipped. */
const scan = (text: string, visit: (index: number, depth: number, groups: number[]) => void): void => {
  const open: number[] = [];
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted;
    if (quoted) continue;
    if (text[index] === '(') open.push(index + 1);
    visit(index, open.length, open);
    if (text[index] === ')') open.pop();
  }
};

const groupsOf = (text: string): Group[] => {
  const groups: Group[] = [{ from: 0, to: text.length }];
  scan(text, (index, _, open) => {
    const from = open.at(-1);
    if (text[index] === ')' && from !== undefined) groups.push({ from, to: index });
  });
  return groups;
};

/** Where a group's own terms begin and end, when AND or OR joins them. */
const termsOf = (text: string, { from, to }: Group, joint: ' AND ' | ' OR '): Group[] => {
  const part = text.slice(from, to);
  const cuts: number[] = [];
  scan(part, (index, depth) => {
    if (depth === 0 && part.startsWith(joint, index)) cuts.push(index);
  });
  if (cuts.length === 0) return [];
  const starts = [0, ...cuts.map((cut) => cut + joint.length)];
  return starts.map((start, index) => ({ from: from + start, to: from + (cuts[index] ?? part.length) }));
};

const replaced = (text: string, { from, to }: Group, by: string): string => text.slice(0, from) + by + text.slice(to);

const shortened = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A text without the brackets around all of it. */
export const bare = (text: string): string => {
  const [whole, ...inner] = groupsOf(text);
  const outermost = inner.find(({ from, to }) => from === 1 && whole !== undefined && to === whole.to - 1);
  return outermost === undefined ? text : bare(text.slice(1, -1));
};

/** True when no AND and no OR joins parts of the whole text. */
export const isLone = (text: string): boolean => {
  const inner = bare(text);
  const group = { from: 0, to: inner.length };
  return termsOf(inner, group, ' AND ').length === 0 && termsOf(inner, group, ' OR ').length === 0;
};

/** What asks for a condition after WHERE: a lone condition in brackets. */
const loneConditions = (text: string): Group[] =>
  groupsOf(text).filter(
    (group) =>
      text.slice(0, group.from).endsWith('WHERE (') &&
      termsOf(text, group, ' AND ').length === 0 &&
      termsOf(text, group, ' OR ').length === 0,
  );

/**
 * Every way to weaken an expression by one term, and to strengthen it by one alternative: a term joined by AND, or a
 * lone condition of a subquery, becomes true; an alternative joined by OR becomes false.
 */
export const variantsOf = (expression: string): readonly Variant[] => {
  const text = shortened(expression);
  const variant =
    (by: string) =>
    (term: Group): Variant => ({
      without: bare(text.slice(term.from, term.to)),
      expression: replaced(text, term, by),
    });
  return [
    ...groupsOf(text)
      .flatMap((group) => termsOf(text, group, ' AND '))
      .map(variant('true')),
    ...loneConditions(text).map(variant('true')),
    ...groupsOf(text)
      .flatMap((group) => termsOf(text, group, ' OR '))
      .map(variant('false')),
  ];
};
