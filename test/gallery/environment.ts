import { createHash } from 'node:crypto';
import { fixedClock, instant, instantPlus } from '../../src/platform/clock.ts';
import type { Database, Transaction } from '../../src/platform/database/index.ts';
import { type Code, withWorldCodes } from '../../src/platform/form/index.ts';
import type { JournalEntry } from '../../src/platform/journal.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import type { FaultLine, StaffEnvironment, StaffSession } from '../../src/platform/web/index.ts';
import { galleryWords } from './words.ts';

const code = (id: string, en: string, more: Partial<Code> = {}): Code => ({ code: id, label: { en }, ...more });

const lists = {
  channels: [
    code('check', 'Own check'),
    code('tip', 'Tip'),
    code('advert', 'Online advert'),
    code('old', 'Telex', { retired: true }),
  ],
  indicators: [
    code('papers', 'Papers held by somebody else', { group: { en: 'Freedom' } }),
    code('locked', 'Cannot leave the place', {
      group: { en: 'Freedom' },
      hint: { en: 'Locked in, watched, or threatened' },
    }),
    code('unpaid', 'Not paid, or far less than agreed', { group: { en: 'Work' } }),
  ],
};

/** What the kernel did, in order: `begin read`, `begin`, `journal <type>`, `commit`, `rollback`. */
export type Trail = { readonly steps: string[]; readonly faults: FaultLine[]; readonly ended: Set<string> };

export const token = 'A'.repeat(43);
const hash = createHash('sha256').update(token).digest('hex');

const viewer: Viewer = {
  staffId: '00000000-0000-7000-8000-000000000001',
  organisationId: '00000000-0000-7000-8000-000000000002',
  organisationCode: 'example',
  displayName: 'N. Example',
  roles: ['example'],
  permits: ['gallery.read', 'gallery.write'],
  opens: [],
  opensOwn: [],
  authors: [],
  purposes: [],
  language: 'en',
  session: hash,
  kind: 'staff',
  expires: '2026-11-21T11:00:00.000Z',
  context: '',
  mac: '',
};

const now = instant('2026-11-21T10:00:00.000Z');

const session: StaffSession = { viewer, endsAt: instantPlus(now, 30 * 60_000) };

type Options = { readonly language?: string; readonly origin?: string; readonly requestsPerMinute?: number };

const navigation = [
  {
    label: 'Work',
    items: [
      { href: '/gallery', label: 'Triage', count: '7' },
      { href: '/gallery/form', label: 'New report' },
      { href: '/gallery/check', label: 'My cases', count: '23' },
      { href: '/gallery/shared', label: 'Aufenthaltsbescheinigungen' },
    ],
  },
  {
    label: 'Knowledge',
    items: [
      { href: '/figures', label: 'Figures' },
      { href: '/directory', label: 'Directory' },
    ],
  },
] as const;

const setting = {
  database: {} as Database,
  profile: null,
  clock: fixedClock(now),
  timeZone: 'Europe/Luxembourg',
  callingCode: '352',
  codes: withWorldCodes(lists),
  wordsFor: galleryWords,
  signInPath: '/sign-in',
  homePath: '/gallery',
  formSecret: Buffer.alloc(32, 7),
  synthetic: true,
  roleLabel: () => 'Judicial Police · Officer',
  navigation: () => navigation,
} as const;

const notingViewer =
  (note: (step: string) => void): StaffEnvironment<null>['asViewer'] =>
  async (_database, _viewer, work, { readOnly } = {}) => {
    note(readOnly ? 'begin read' : 'begin');
    try {
      const value = await work({} as Transaction);
      note('commit');
      return value;
    } catch (fault) {
      note('rollback');
      throw fault;
    }
  };

/**
 * The surroundings of the kernel, writing down what it asks of them. The transaction is none: the gallery has no store.
 * That the real one obeys is tested with the real database in the rooms.
 */
export const galleryEnvironment = (trail: Trail, options: Options = {}): StaffEnvironment<null> => {
  const note = (step: string): void => void trail.steps.push(step);
  const { language = 'en', origin = 'http://localhost:8081', requestsPerMinute = 100_000 } = options;
  return {
    ...setting,
    languages: language === 'ar' ? ['ar', 'en'] : ['en', 'fr', 'de'],
    asViewer: notingViewer(note),
    appendJournal: async (_tx, _viewer, entries: readonly JournalEntry[]) => {
      for (const entry of entries) note(`journal ${entry.type} ${JSON.stringify(entry.data ?? {})}`);
      return entries;
    },
    scene: (tx, who, emit) => ({ tx, viewer: who, profile: null, clock: setting.clock, emit }),
    sessionFor: async (it) =>
      it === hash && !trail.ended.has(it) ? { ...session, viewer: { ...viewer, language } } : null,
    keepSession: async () => instantPlus(now, 60 * 60_000),
    endSession: async (it) => void trail.ended.add(it),
    logFault: (fault) => void trail.faults.push(fault),
    origin,
    requestsPerMinute,
  };
};

/** A new, empty trail. */
export const newTrail = (): Trail => ({ steps: [], faults: [], ended: new Set() });
