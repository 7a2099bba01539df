/** The measurements: `npm run bench -- <name> [--json]`. Each compares with a peer or a limit in the same run. */
import { cpus, totalmem } from 'node:os';
import { type Measured, type Measurement, spoken } from './support/report.ts';

type Bench = { readonly about: string; readonly load: () => Promise<{ measure: () => Promise<readonly Measured[]> }> };

const benches: Readonly<Record<string, Bench>> = {
  portal: {
    about: 'public pages against a constant answer by the same server; bytes on the wire',
    load: () => import('./portal.ts'),
  },
  'portal-pages': {
    about: 'every public page in every language, whole: bytes on the wire and requests',
    load: () => import('./portal-pages.ts'),
  },
  'slow-phone': {
    about:
      'time to first readable text on a slow telephone (Chromium, throttled) beside the same words as a plain static page; --rounds=5',
    load: () => import('./slow-phone.ts'),
  },
  messages: {
    about:
      'messages without a name written and come back to, Argon2id on; ten thousand in a minute, a real one among them',
    load: () => import('./messages.ts'),
  },
  start: { about: 'time to healthy on a second start; memory of all processes', load: () => import('./start.ts') },
  worklist: {
    about: 'queue, worklist and search with 200,000 persons under row security against the same without',
    load: () => import('./worklist.ts'),
  },
  intake: {
    about: 'reports of four persons over HTTP against bare inserts of the same rows',
    load: () => import('./intake.ts'),
  },
  clocks: {
    about: 'legal clocks recomputed from events for 100,000 cases against a plain loop over the same events',
    load: () => import('./clocks.ts'),
  },
  beds: {
    about: 'bed search and board with 500 houses and 5,000 stays under row security against the same without; the page',
    load: () => import('./beds.ts'),
  },
  openings: {
    about: 'openings through the vault, decided, journalled and decrypted, against the same rows read without it',
    load: () => import('./openings.ts'),
  },
  linkage: {
    about: 'matching without names: who is found, counted and guessed; kernel and encoder against plain peers',
    load: () => import('./linkage.ts'),
  },
  'linkage-anonlink': {
    about:
      'the kernel against the comparison core of anonlink, compiled here (ANONLINK_CORE, g++), over the same filters',
    load: () => import('./linkage-anonlink.ts'),
  },
  'linkage-names': {
    about: 'matching on own lists with few names and with many: who is found, whom a thief names, beside plain filters',
    load: () => import('./linkage-names.ts'),
  },
  'linkage-store': {
    about: 'one new person matched against 1,000,000 encoded records in PostgreSQL (some minutes, 10 GiB of disk)',
    load: () => import('./linkage-store.ts'),
  },
};

const machine = (): string =>
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;

const help = (): string =>
  [
    'npm run bench -- <name> [--json]',
    '',
    ...Object.entries(benches).map(([name, { about }]) => `  ${name.padEnd(13)} ${about}`),
    '',
  ].join('\n');

const main = async (): Promise<number> => {
  const [name = '', ...flags] = process.argv.slice(2);
  const bench = benches[name];
  if (!bench) {
    process.stdout.write(`${help()}\n`);
    return name === '' || name === '--help' ? 0 : 2;
  }
  const { measure } = await bench.load();
  const measurement: Measurement = { bench: name, machine: machine(), measured: await measure() };
  process.stdout.write(flags.includes('--json') ? `${JSON.stringify(measurement, null, 2)}\n` : spoken(measurement));
  return 0;
};

process.exit(await main());
