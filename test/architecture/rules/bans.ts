import type { CallExpression, Expression, NewExpression, VisitorObject } from 'oxc-parser';
import { type Finding, findingAt, type Rule } from '../engine.ts';
import { placeOf } from '../places.ts';
import { type SourceFile, walk } from '../source.ts';

type Ban = (note: (offset: number) => void) => VisitorObject;

const ban = (name: string, advice: string, free: (path: string) => boolean, handlers: Ban): Rule => ({
  name,
  check: (house) => house.sources.filter(({ path }) => !free(path)).flatMap((file) => broken(file, advice, handlers)),
});

const broken = (file: SourceFile, advice: string, handlers: Ban): Finding[] => {
  const found: Finding[] = [];
  walk(
    file,
    handlers((offset) => void found.push(findingAt(file, offset, advice))),
  );
  return found;
};

const nowhere = () => false;

const isNamed = (node: { type: string }, name: string): boolean =>
  node.type === 'Identifier' && 'name' in node && node.name === name;

const member = (node: Expression | { type: string }): readonly [object: string, property: string] | undefined => {
  if (node.type !== 'MemberExpression' || !('object' in node) || !('property' in node)) return undefined;
  const object = node.object.type === 'Identifier' ? node.object.name : '';
  if (node.property.type === 'Identifier') return [object, node.property.name];
  return node.property.type === 'Literal' ? [object, String(node.property.value)] : undefined;
};

const isMember = (node: { type: string }, object: string, properties: readonly string[]): boolean => {
  const found = member(node);
  return found !== undefined && found[0] === object && properties.includes(found[1]);
};

const askTheClock = ban(
  'ask-the-clock',
  'ask the clock of the scene: clock.now(), clock.today(zone); convert with toDate and fromDate of platform/clock.ts',
  (path) => path === 'src/platform/clock.ts',
  (note) => ({
    NewExpression: (node) =>
      isNamed(node.callee, 'Date') && node.arguments.length === 0 ? note(node.start) : undefined,
    MemberExpression: (node) =>
      isMember(node, 'Date', ['now']) || isMember(node, 'Temporal', ['Now']) ? note(node.start) : undefined,
    CallExpression: (node) => (isNamed(node.callee, 'Date') ? note(node.start) : undefined),
  }),
);

const settingsInConfig = ban(
  'settings-in-config',
  'read the setting in src/platform/config.ts, where it is checked once, and pass it in',
  (path) => path === 'src/platform/config.ts',
  (note) => ({
    MemberExpression: (node) => (isMember(node, 'process', ['env']) ? note(node.start) : undefined),
    ImportSpecifier: (node) => (isNamed(node.imported, 'env') ? note(node.start) : undefined),
    VariableDeclarator: (node) =>
      node.init !== null && isNamed(node.init, 'process') && node.id.type === 'ObjectPattern'
        ? note(node.start)
        : undefined,
  }),
);

const nameEveryExport = ban(
  'name-every-export',
  'give the export a name, so that it has the same name everywhere',
  nowhere,
  (note) => ({
    ExportDefaultDeclaration: (node) => note(node.start),
    ExportSpecifier: (node) => (isNamed(node.exported, 'default') ? note(node.start) : undefined),
  }),
);

const noEnums = ban('lists-not-enums', 'use a list `as const` and the type of its members', nowhere, (note) => ({
  TSEnumDeclaration: (node) => note(node.start),
}));

const randomFromCrypto = ban(
  'random-from-crypto',
  'take ids from platform/ids.ts and randomness from node:crypto; a demonstration takes a seeded generator',
  nowhere,
  (note) => ({ MemberExpression: (node) => (isMember(node, 'Math', ['random']) ? note(node.start) : undefined) }),
);

const htmlSinks = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'setHTMLUnsafe',
  'srcdoc',
  'srcDoc',
];

const htmlFromComponents = ban(
  'html-from-components',
  'text becomes HTML only through JSX, which escapes it; build the elements instead',
  nowhere,
  (note) => ({
    MemberExpression: (node) => (htmlSinks.includes(member(node)?.[1] ?? '') ? note(node.start) : undefined),
    JSXAttribute: (node) =>
      node.name.type === 'JSXIdentifier' && htmlSinks.includes(node.name.name) ? note(node.start) : undefined,
    Property: (node) => (htmlSinks.some((sink) => isNamed(node.key, sink)) ? note(node.start) : undefined),
    CallExpression: (node) => (isMember(node.callee, 'document', ['write', 'writeln']) ? note(node.start) : undefined),
  }),
);

const isBuiltPattern = ({ callee, arguments: [pattern] }: CallExpression | NewExpression): boolean =>
  isNamed(callee, 'RegExp') && pattern?.type !== 'Literal';

const patternsAreLiteral = ban(
  'patterns-are-literal',
  'write the pattern as a literal; one built from text can be made to hang or to match everything',
  nowhere,
  (note) => ({
    NewExpression: (node) => (isBuiltPattern(node) ? note(node.start) : undefined),
    CallExpression: (node) => (isBuiltPattern(node) ? note(node.start) : undefined),
  }),
);

const logNotPrint = ban(
  'log-do-not-print',
  'write to the log of the platform, which lets through only listed fields; only main prints',
  (path) => placeOf(path).area === 'main',
  (note) => ({ MemberExpression: (node) => (member(node)?.[0] === 'console' ? note(node.start) : undefined) }),
);

const suppression = /(oxlint|eslint)-disable|biome-ignore|@ts-(ignore|nocheck|expect-error)/;

const noSuppressions: Rule = {
  name: 'mend-do-not-silence',
  check: (house) =>
    house.sources.flatMap((file) =>
      file.comments
        .filter(({ value }) => suppression.test(value))
        .map(({ start }) => findingAt(file, start, 'mend what the tool says; a silenced warning hides the next one')),
    ),
};

/** The bans: each names what to do instead. */
export const banRules: readonly Rule[] = [
  askTheClock,
  settingsInConfig,
  nameEveryExport,
  noEnums,
  randomFromCrypto,
  htmlFromComponents,
  patternsAreLiteral,
  logNotPrint,
  noSuppressions,
];
