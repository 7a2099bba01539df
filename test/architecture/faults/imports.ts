import { type Allowed, above, cleanHouse, type Planted } from './planted.ts';

const cases = 'src/rooms/cases';

/** Faults against the rules about who may know whom. */
export const importFaults: readonly Planted[] = [
  {
    rule: 'no-circles',
    what: 'two files that import each other, one of them only for a type',
    at: 'src/rooms/cases/facts.ts:1',
    files: above(
      `${cases}/facts.ts`,
      `import type { mayClose } from './rules.ts';\nexport type May = typeof mayClose;`,
    ),
  },
  {
    rule: 'nothing-imports-main',
    what: 'an action that imports main',
    at: `${cases}/jobs.ts:1`,
    files: above(`${cases}/jobs.ts`, `import '../../main/vault.ts';`),
  },
  {
    rule: 'platform-knows-no-domain',
    what: 'the platform importing a room, even by its front door',
    at: 'src/platform/outcome.ts:1',
    files: above(
      'src/platform/outcome.ts',
      `import type { Staff } from '../rooms/directory/index.ts';\nexport type Who = Staff;`,
    ),
  },
  {
    rule: 'platform-knows-no-domain',
    what: 'the platform importing the country',
    at: 'src/platform/outcome.ts:1',
    files: above('src/platform/outcome.ts', `export type { Profile } from '../profile/index.ts';`),
  },
  {
    rule: 'platform-knows-no-domain',
    what: 'the profile importing a room by an import type',
    at: 'src/profile/index.ts:1',
    files: above('src/profile/index.ts', `export type Who = import('../rooms/directory/index.ts').Staff;`),
  },
  {
    rule: 'rooms-meet-at-the-front-door',
    what: 'a room reaching into another room’s store',
    at: `${cases}/jobs.ts:1`,
    files: above(
      `${cases}/jobs.ts`,
      `import { findStaff } from '../directory/store.ts';\nexport const found = [findStaff];`,
    ),
  },
  {
    rule: 'rooms-meet-at-the-front-door',
    what: 'a browser island reaching into an action',
    at: 'src/client/board.ts:1',
    files: { 'src/client/board.ts': `export { openCase } from '../rooms/cases/actions/open-case.ts';\n` },
  },
  {
    rule: 'rooms-in-order',
    what: 'an upper room importing a lower one',
    at: 'src/rooms/directory/facts.ts:1',
    files: {
      [`${cases}/index.ts`]: `export type Case = { id: string };\n`,
      'src/rooms/directory/facts.ts': `import type { Case } from '../cases/index.ts';\nexport type Mine = Case;\n`,
      'src/rooms/directory/index.ts': `export type { Mine } from './facts.ts';\n${cleanHouse['src/rooms/directory/index.ts']}`,
    },
  },
  {
    rule: 'web-framework-at-the-edge',
    what: 'an action that knows of requests',
    at: `${cases}/jobs.ts:1`,
    files: above(
      `${cases}/jobs.ts`,
      `import type { FastifyRequest } from 'fastify';\nexport type Request = FastifyRequest;`,
    ),
  },
  {
    rule: 'web-framework-at-the-edge',
    what: 'the platform outside its web part using a plugin of Fastify',
    at: 'src/platform/outcome.ts:1',
    files: above('src/platform/outcome.ts', `import '@fastify/cookie';`),
  },
  {
    rule: 'vault-imports-platform-only',
    what: 'the vault importing a room',
    at: 'src/vault/openings.ts:1',
    files: above('src/vault/openings.ts', `export type { Staff } from '../rooms/directory/index.ts';`),
  },
  {
    rule: 'vault-imports-platform-only',
    what: 'a room reaching into the vault',
    at: `${cases}/jobs.ts:1`,
    files: above(`${cases}/jobs.ts`, `export { openNames } from '../../vault/openings.ts';`),
  },
  {
    rule: 'linkage-imports-platform-only',
    what: 'the matching importing a room',
    at: 'src/linkage/score.ts:1',
    files: {
      ...above('src/main/casework.ts', `import '../linkage/score.ts';`),
      'src/linkage/score.ts': `import type { Staff } from '../rooms/directory/index.ts';\nexport type Scored = Staff;\n`,
    },
  },
  {
    rule: 'linkage-imports-platform-only',
    what: 'a room using the matching by itself',
    at: `${cases}/jobs.ts:1`,
    files: {
      ...above(`${cases}/jobs.ts`, `import '../../linkage/score.ts';`),
      'src/linkage/score.ts': `export const score = 1;\n`,
    },
  },
  {
    rule: 'tests-stay-outside',
    what: 'the program importing a test helper',
    at: `${cases}/jobs.ts:1`,
    files: above(`${cases}/jobs.ts`, `import '../../../test/personas.ts';`),
  },
  {
    rule: 'portal-sees-only-public',
    what: 'the public site importing a staff room’s front door',
    at: 'src/main/portal.ts:1',
    files: above('src/main/portal.ts', `export { findStaff } from '../rooms/directory/index.ts';`),
  },
  {
    rule: 'portal-sees-only-public',
    what: 'a public page that carries staff screens along',
    at: `${cases}/screens/page.tsx:1`,
    files: {
      [`${cases}/public/page.tsx`]: `export { casesPage } from '../screens/page.tsx';\n`,
      ...above('src/main/portal.ts', `import '../rooms/cases/public/page.tsx';`),
    },
  },
  {
    rule: 'no-orphans',
    what: 'a file that only its test uses',
    at: 'src/platform/unused.ts:1',
    files: {
      'src/platform/unused.ts': 'export const unused = 1;\n',
      'src/platform/unused.test.ts': `import { unused } from './unused.ts';\nexport const tested = unused;\n`,
    },
  },
];

/** What these rules allow. */
export const importsAllowed: readonly Allowed[] = [
  {
    what: 'a test beside its file that reaches everywhere',
    files: {
      [`${cases}/rules.test.ts`]: `import '../../main/vault.ts';\nimport { findStaff } from '../directory/store.ts';\nexport const found = [findStaff];\n`,
    },
  },
  {
    what: 'a worker reached by its URL, and a file loaded on demand',
    files: {
      'src/platform/pool.ts': `export const worker = new URL('./worker.ts', import.meta.url);\nexport const later = import('./later.ts');\n`,
      'src/platform/worker.ts': 'export const works = 1;\n',
      'src/platform/later.ts': 'export const comes = 1;\n',
      ...above('src/main/vault.ts', `import '../platform/pool.ts';`),
    },
  },
  {
    what: 'a browser island of a screen, and the web part of the platform naming Fastify',
    files: {
      'src/client/case.tsx': `export { casesPage } from '../rooms/cases/screens/page.tsx';\n`,
      'src/platform/web/server.ts': `import 'fastify';\nimport '@fastify/helmet';\n`,
      ...above('src/main/vault.ts', `import '../platform/web/server.ts';`),
    },
  },
];
