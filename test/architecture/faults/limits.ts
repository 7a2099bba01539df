import { type Allowed, inAction, inActionAt, type Planted } from './planted.ts';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

const longFunction = (count: number): string => `const long = () => {\n${lines(count - 2, '  void 0;')}};\nvoid long;`;

const longComponent = (count: number): string =>
  `const Long = () => {\n${lines(count - 3, '  void 0;')}  return <p>x</p>;\n};\nvoid Long;\n`;

const component = (count: number) => ({
  'src/rooms/portal/public/page.tsx': `${longComponent(count)}/** Page. */\nexport const portalPage = () => <p />;\n`,
});

/** Faults against the limits. */
export const limitFaults: readonly Planted[] = [
  {
    rule: 'files-can-be-read',
    what: 'a file cut off',
    at: 'test/half.ts:1',
    files: { 'test/half.ts': 'const a = {\n' },
  },
  {
    rule: 'functions-in-one-glance',
    what: 'a function of 41 lines',
    at: inActionAt(1),
    files: inAction(longFunction(41)),
  },
  {
    rule: 'functions-in-one-glance',
    what: 'a component of 41 lines',
    at: 'src/rooms/portal/public/page.tsx:1',
    files: component(41),
  },
  {
    rule: 'functions-in-one-glance',
    what: 'a long function among the developer commands',
    at: 'scripts/long.ts:1',
    files: { 'scripts/long.ts': longFunction(41) },
  },
  {
    rule: 'four-parameters',
    what: 'five parameters',
    at: inActionAt(1),
    files: inAction('export type F = 1; void ((a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e]);'),
  },
  {
    rule: 'files-in-one-sitting',
    what: 'a file of 301 lines',
    at: 'test/long.ts:301',
    files: { 'test/long.ts': lines(301, 'void 0;') },
  },
  {
    rule: 'names-in-kebab-case',
    what: 'a name with capitals',
    at: 'test/TestServer.ts:1',
    files: { 'test/TestServer.ts': 'void 0;\n' },
  },
  {
    rule: 'exports-are-explained',
    what: 'an exported function that says nothing',
    at: inActionAt(1),
    files: inAction('export const f = () => 1;'),
  },
  {
    rule: 'exports-are-explained',
    what: 'an exported function under a plain comment',
    at: inActionAt(2),
    files: inAction('// f\nexport function f() {}'),
  },
];

/** What the limits allow. */
export const limitsAllowed: readonly Allowed[] = [
  { what: 'a function of 40 lines', files: inAction(longFunction(40)) },
  { what: 'a component of 40 lines', files: component(40) },
  { what: 'a file of 300 lines', files: { 'test/long.ts': lines(300, 'void 0;') } },
  { what: 'a long test', files: { 'src/platform/clock.test.ts': longFunction(80) } },
  { what: 'a type without a docstring', files: inAction('export type Plain = string;') },
];
