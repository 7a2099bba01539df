import { type Allowed, above, cleanHouse, type Planted } from './planted.ts';

const cases = 'src/rooms/cases';

/** Faults against the rules about the parts of one room. */
export const partFaults: readonly Planted[] = [
  {
    rule: 'screens-load-through-actions',
    what: 'a screen that asks the store',
    at: `${cases}/screens/page.tsx:1`,
    files: above(
      `${cases}/screens/page.tsx`,
      `import { loadCase } from '../store.ts';\nexport const load = [loadCase];`,
    ),
  },
  {
    rule: 'screens-load-through-actions',
    what: 'an API route that asks the store for a type',
    at: `${cases}/api.ts:1`,
    files: above(`${cases}/api.ts`, `import type { loadCase } from './store.ts';\nexport type Load = typeof loadCase;`),
  },
  {
    rule: 'parts-in-order',
    what: 'a store that decides who may',
    at: `${cases}/store.ts:1`,
    files: {
      ...above(`${cases}/store.ts`, `import { may } from './access.ts';\nexport const asked = [may];`),
      [`${cases}/access.ts`]: `export const may = 'no';\n`,
    },
  },
  {
    rule: 'parts-in-order',
    what: 'a public page that uses a staff screen',
    at: `${cases}/public/page.tsx:1`,
    files: {
      [`${cases}/public/page.tsx`]: `export { casesPage } from '../screens/page.tsx';\n`,
      ...above('src/main/casework.ts', `import '../rooms/cases/public/page.tsx';`),
    },
  },
  {
    rule: 'rules-are-pure',
    what: 'a rule that asks the store',
    at: `${cases}/rules.ts:1`,
    files: above(`${cases}/rules.ts`, `import { loadCase } from './store.ts';\nexport const load = [loadCase];`),
  },
  {
    rule: 'rules-are-pure',
    what: 'a rule that reads the time',
    at: `${cases}/rules.ts:1`,
    files: above(
      `${cases}/rules.ts`,
      `import { systemClock } from '../../platform/clock.ts';\nexport const clock = [systemClock];`,
    ),
  },
  {
    rule: 'rules-are-pure',
    what: 'a rule that uses a package',
    at: `${cases}/rules.ts:1`,
    files: above(`${cases}/rules.ts`, `import { readFileSync } from 'node:fs';\nexport const read = [readFileSync];`),
  },
  {
    rule: 'rules-are-pure',
    what: 'a rule that runs another room’s code',
    at: `${cases}/rules.ts:1`,
    files: above(
      `${cases}/rules.ts`,
      `import { findStaff } from '../directory/index.ts';\nexport const found = [findStaff];`,
    ),
  },
  {
    rule: 'rules-are-pure',
    what: 'a rule that waits, in a folder of rules',
    at: `${cases}/rules/late.ts:2`,
    files: {
      [`${cases}/rules/late.ts`]: `/** Late. */\nexport const late = async () => 1;\n`,
      ...above(`${cases}/rules.ts`, `export { late } from './rules/late.ts';`),
    },
  },
  {
    rule: 'room-files',
    what: 'a drawer for everything',
    at: `${cases}/helpers.ts:1`,
    files: {
      [`${cases}/helpers.ts`]: 'export const help = 1;\n',
      ...above('src/main/casework.ts', `import '../rooms/cases/helpers.ts';`),
    },
  },
  {
    rule: 'room-files',
    what: 'a room that does not say what it is for',
    at: `${cases}/README.md:1`,
    files: { [`${cases}/README.md`]: undefined },
  },
  {
    rule: 'room-files',
    what: 'a room that stands in no order',
    at: 'src/rooms/attic:1',
    files: { 'src/rooms/attic/README.md': '# attic\n' },
  },
];

/** What these rules allow. */
export const partsAllowed: readonly Allowed[] = [
  {
    what: 'a part grown into a folder, its files using each other',
    files: {
      [`${cases}/store.ts`]: undefined,
      [`${cases}/store/load.ts`]: `export const table = 'case';\n`,
      [`${cases}/store/index.ts`]: `export { table as loadCase } from './load.ts';\n`,
      [`${cases}/actions/open-case.ts`]: (cleanHouse[`${cases}/actions/open-case.ts`] ?? '').replace(
        '../store.ts',
        '../store/index.ts',
      ),
    },
  },
  {
    what: 'figures that use the store of statistics',
    files: {
      'src/rooms/statistics/README.md': '# statistics\n',
      'src/rooms/statistics/store.ts': `export const rows = 1;\n`,
      'src/rooms/statistics/figures/detection-itm.ts': `import { sql } from 'kysely';\nimport { rows } from '../store.ts';\nexport const figure = [rows, sql\`select 1 from cases.case_published\`];\n`,
      'src/rooms/statistics/actions.ts': `export { figure } from './figures/detection-itm.ts';\n`,
      ...above('src/main/casework.ts', `import '../rooms/statistics/actions.ts';`),
    },
  },
];
