import { type Allowed, inAction, inActionAt, type Planted } from './planted.ts';

const banned = (rule: string, what: string, code: string): Planted => ({
  rule,
  what,
  at: inActionAt(1),
  files: inAction(code),
});

const element = 'declare const element: any;';

/** Faults against the bans. */
export const banFaults: readonly Planted[] = [
  banned('ask-the-clock', 'the time from a new Date', 'export const now = new Date();'),
  banned('ask-the-clock', 'the time in milliseconds', 'export const now = Date.now();'),
  banned(
    'ask-the-clock',
    'the time from Temporal',
    'declare const Temporal: any; export const now = Temporal.Now.instant();',
  ),
  banned('settings-in-config', 'a setting read on the spot', 'export const where = process.env.HOME;'),
  banned('settings-in-config', 'a setting read by a computed name', `export const where = process['env'];`),
  banned('settings-in-config', 'the environment unpacked', 'export const { env } = process;'),
  banned(
    'settings-in-config',
    'the environment imported',
    `import { env } from 'node:process'; export const where = env;`,
  ),
  banned('name-every-export', 'a default export', 'export default 1;'),
  banned('name-every-export', 'a default export by another way', 'const one = 1; export { one as default };'),
  banned('lists-not-enums', 'an enum', 'export enum Kind { a }'),
  banned('random-from-crypto', 'a guessable number', 'export const dice = Math.random();'),
  banned('html-from-components', 'markup put in as text', `${element} element.innerHTML = '<b>';`),
  banned('html-from-components', 'markup put in beside', `${element} element.insertAdjacentHTML('beforeend', '<b>');`),
  banned(
    'html-from-components',
    'unescaped markup as a property',
    `export const sink = { dangerouslySetInnerHTML: { __html: '' } };`,
  ),
  {
    rule: 'html-from-components',
    what: 'unescaped markup in JSX',
    at: 'src/rooms/portal/public/page.tsx:2',
    files: {
      'src/rooms/portal/public/page.tsx': `/** Page. */\nexport const portalPage = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;\n`,
    },
  },
  banned(
    'patterns-are-literal',
    'a pattern built from text',
    'declare const typed: string; export const found = new RegExp(typed);',
  ),
  banned(
    'patterns-are-literal',
    'a pattern built from a template',
    'declare const typed: string; export const found = RegExp(`^${typed}`);',
  ),
  banned('log-do-not-print', 'a line printed', `console.log('here');`),
  banned('mend-do-not-silence', 'a warning silenced', '// @ts-expect-error later\nexport const x = 1;'),
  banned('mend-do-not-silence', 'a lint rule switched off', '/* oxlint-disable */'),
];

/** What the bans allow. */
export const bansAllowed: readonly Allowed[] = [
  { what: 'a moment converted', files: inAction(`export const moment = new Date('2026-11-21T00:00:00Z');`) },
  { what: 'a literal pattern', files: inAction(`export const found = [/a+/, new RegExp('a+')];`) },
  {
    what: 'what is banned named in text and comments',
    files: inAction(`// never Math.random()\nexport const advice = 'no process.env, no innerHTML';`),
  },
];
