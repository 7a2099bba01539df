/** Files laid over the small clean house; undefined takes a file away. */
export type Overlay = Readonly<Record<string, string | undefined>>;

/** A fault planted on purpose: the rule must find it there, and nowhere else. */
export type Planted = { readonly rule: string; readonly what: string; readonly at: string; readonly files: Overlay };

/** Something close to a fault that is right: no rule may complain. */
export type Allowed = { readonly what: string; readonly files: Overlay };

const explained = (code: string): string => `/** Says what it is for. */\n${code}\n`;

/** A house with two rooms, in which every rule is content. */
export const cleanHouse: Overlay = {
  'src/main/casework.ts': [
    `import fastify from 'fastify';`,
    `import { casesPage } from '../rooms/cases/screens/page.tsx';`,
    `import { caseJob } from '../rooms/cases/jobs.ts';`,
    `import { caseApi } from '../rooms/cases/api.ts';`,
    `console.log(fastify, casesPage, caseApi, caseJob);\n`,
  ].join('\n'),
  'src/main/portal.ts': `import { portalPage } from '../rooms/portal/public/page.tsx';\nexport const portal = [portalPage];\n`,
  'src/main/vault.ts': `import { openNames } from '../vault/openings.ts';\nopenNames();\n`,
  'src/vault/openings.ts': `import { systemClock } from '../platform/clock.ts';\n${explained('export const openNames = () => systemClock.now();')}`,
  'src/platform/clock.ts':
    explained('export const systemClock = { now: () => new Date() };') + explained('export const addDays = () => 1;'),
  'src/platform/outcome.ts': explained('export const refuse = (refused: string) => ({ refused });'),
  'src/platform/config.ts': 'export const port = process.env.PORT;\n',
  'src/profile/index.ts': `export type Profile = { days: number };\n`,
  'src/rooms/directory/README.md': '# directory\n',
  'src/rooms/directory/index.ts': `export { findStaff } from './store.ts';\nexport type Staff = { id: string };\n`,
  'src/rooms/directory/store.ts': `import { sql } from 'kysely';\n${explained('export const findStaff = () => sql`select id from directory.staff`;')}`,
  'src/rooms/cases/README.md': '# cases\n',
  'src/rooms/cases/facts.ts': `export const kinds = ['a', 'b'] as const;\n`,
  'src/rooms/cases/rules.ts': [
    `import { addDays } from '../../platform/clock.ts';`,
    `import { refuse } from '../../platform/outcome.ts';`,
    `import type { Profile } from '../../profile/index.ts';`,
    `import type { Staff } from '../directory/index.ts';`,
    `import { kinds } from './facts.ts';`,
    explained(
      `export const mayClose = (profile: Profile, staff: Staff) => [refuse('late'), addDays(), kinds, profile, staff];`,
    ),
  ].join('\n'),
  'src/rooms/cases/store.ts': explained(
    `export const loadCase = (tx: { selectFrom(t: string): unknown }) => tx.selectFrom('cases.case');`,
  ),
  'src/rooms/cases/actions/open-case.ts': [
    `import { findStaff } from '../../directory/index.ts';`,
    `import { port } from '../../../platform/config.ts';`,
    `import { mayClose } from '../rules.ts';`,
    `import { loadCase } from '../store.ts';`,
    explained('export const openCase = () => [findStaff, loadCase, mayClose, port];'),
  ].join('\n'),
  'src/rooms/cases/jobs.ts': `import { openCase } from './actions/open-case.ts';\n${explained('export const caseJob = () => openCase();')}`,
  'src/rooms/cases/api.ts': `import type { FastifyInstance } from 'fastify';\nimport { openCase } from './actions/open-case.ts';\n${explained('export const caseApi = (app: FastifyInstance) => [app, openCase];')}`,
  'src/rooms/cases/screens/page.tsx': `import { openCase } from '../actions/open-case.ts';\n${explained('export const casesPage = () => <p>{String(openCase)}</p>;')}`,
  'src/rooms/portal/README.md': '# portal\n',
  'src/rooms/portal/public/page.tsx': explained('export const portalPage = () => <p>ready</p>;'),
};

/** Adds code to the cases' action, where most faults can be planted. */
export const inAction = (code: string): Overlay => ({
  'src/rooms/cases/actions/open-case.ts': `${cleanHouse['src/rooms/cases/actions/open-case.ts']}${code}\n`,
});

/** Where code added by inAction begins. */
export const inActionAt = (line: number): string =>
  `src/rooms/cases/actions/open-case.ts:${(cleanHouse['src/rooms/cases/actions/open-case.ts'] ?? '').split('\n').length + line - 1}`;

/** Puts one more line above a file of the clean house. */
export const above = (path: string, line: string): Overlay => ({ [path]: `${line}\n${cleanHouse[path] ?? ''}` });
