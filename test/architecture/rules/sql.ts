import type { CallExpression, Expression, TaggedTemplateExpression, TemplateLiteral } from 'oxc-parser';
import { type Finding, findingAt, type Rule } from '../engine.ts';
import { isSqlPlace, placeOf, roomsInOrder } from '../places.ts';
import { type SourceFile, walk } from '../source.ts';

const outsideAdvice =
  'SQL stands only in a store; give the store a function named after the question and call it through an action';

const builders = ['selectFrom', 'insertInto', 'replaceInto', 'updateTable', 'deleteFrom', 'mergeInto'];

const tableMethods = [
  ...builders,
  'from',
  'into',
  'using',
  'with',
  'table',
  'ref',
  'innerJoin',
  'leftJoin',
  'rightJoin',
  'fullJoin',
  'crossJoin',
  'innerJoinLateral',
  'leftJoinLateral',
];

const queryMethods = ['query', 'raw', 'unsafe', 'execute', 'executeQuery', 'prepare'];

const statement =
  /^\s*(select|insert|update|delete|with|merge|truncate|create|alter|drop|grant|revoke|begin|commit|set|copy|call|notify|listen)\b/i;

const methodOf = ({ callee }: CallExpression): string =>
  callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';

const isSqlTag = ({ tag }: TaggedTemplateExpression): boolean =>
  (tag.type === 'Identifier' && tag.name === 'sql') ||
  (tag.type === 'MemberExpression' && tag.object.type === 'Identifier' && tag.object.name === 'sql');

const textOf = (template: TemplateLiteral): string => template.quasis.map(({ value }) => value.raw).join('?');

const plainText = (node: Expression | undefined): string | undefined => {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') return textOf(node);
  return undefined;
};

const argumentText = (node: CallExpression, at: number): string | undefined => {
  const argument = node.arguments[at];
  return argument === undefined || argument.type === 'SpreadElement' ? undefined : plainText(argument);
};

const isQuery = (node: CallExpression): boolean => {
  const method = methodOf(node);
  if (builders.includes(method)) return true;
  return queryMethods.includes(method) && statement.test(argumentText(node, 0) ?? '');
};

const sqlOutside = (file: SourceFile): Finding[] => {
  const found = file.imports
    .filter(({ specifier }) => /^(pg|kysely)(\/|$)/.test(specifier))
    .map(({ line }) => ({ path: file.path, line, advice: outsideAdvice }));
  walk(file, {
    TaggedTemplateExpression(node) {
      if (isSqlTag(node)) found.push(findingAt(file, node.start, outsideAdvice));
    },
    CallExpression(node) {
      if (isQuery(node)) found.push(findingAt(file, node.start, outsideAdvice));
    },
  });
  return found;
};

const sqlOnlyInStores: Rule = {
  name: 'sql-only-in-stores',
  check: (house) => house.sources.filter(({ path }) => !isSqlPlace(path)).flatMap(sqlOutside),
};

const schemas = [...roomsInOrder, 'security', 'journal', 'graphile_worker'];

const withoutQuoted = (text: string): string => text.replace(/'[^']*'/g, "''").replace(/--.*$/gm, '');

const foreign = (text: string, own: string): string | undefined => {
  for (const [whole, schema = '', thing = '', paren = ''] of withoutQuoted(text).matchAll(
    /\b([a-z_]+)\.([a-z_]+)\b(\s*\()?/g,
  )) {
    if (schema === own || !schemas.includes(schema) || thing.endsWith('_published')) continue;
    if (paren !== '' && (schema === 'security' || schema === 'journal')) continue;
    return whole;
  }
  return undefined;
};

const foreignTables = (file: SourceFile): Finding[] => {
  const own = placeOf(file.path).room;
  const found: Finding[] = [];
  const judge = (text: string | undefined, offset: number) => {
    const name = text === undefined ? undefined : foreign(text, own);
    if (name !== undefined)
      found.push(
        findingAt(
          file,
          offset,
          `${name} belongs to another room; read the view it publishes (<schema>.<thing>_published) or ask its front door`,
        ),
      );
  };
  walk(file, {
    TaggedTemplateExpression: (node) => (isSqlTag(node) ? judge(textOf(node.quasi), node.start) : undefined),
    CallExpression(node) {
      const method = methodOf(node);
      if (tableMethods.includes(method)) judge(argumentText(node, 0), node.start);
      if (queryMethods.includes(method) && statement.test(argumentText(node, 0) ?? ''))
        judge(argumentText(node, 0), node.start);
    },
  });
  return found;
};

const storesReadPublishedViews: Rule = {
  name: 'stores-read-published-views',
  check: (house) => house.sources.filter(({ path }) => placeOf(path).area === 'room').flatMap(foreignTables),
};

/** The rules about SQL: where it may stand, and what it may name. */
export const sqlRules: readonly Rule[] = [sqlOnlyInStores, storesReadPublishedViews];
