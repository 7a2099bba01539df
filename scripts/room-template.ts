/** A file of a new room: its path in the repository and its text. */
export type RoomFile = { readonly path: string; readonly text: string };

const readme = (room: string): string => `# ${room}

What this room is for, in two sentences a person in the field would say.

- **Law:** the articles its rules come from.
- **Words:** the words it adds to \`docs/words.md\`.
- **Actions:** what people do here; each says who may and what it refuses.
- **Published views:** what other rooms may read of its tables.
`;

const facts = (room: string): string => `import { z } from 'zod';

/** What people enter here; the one source of the form, its checks and the API's schema. */
export const entrySchema = z.strictObject({
  /** The day it happened, where the profile's country is. */
  happenedOn: z.iso.date(),
});
export type Entry = z.infer<typeof entrySchema>;

/** Why an act of ${room} can be refused; each code has its sentence in words/. */
export const refusals = ['may_not_read', 'day_in_future'] as const;
export type RefusalCode = (typeof refusals)[number];
`;

const rules = `import type { PlainDate } from '../../platform/clock.ts';
import { type Refusal, refuse } from '../../platform/outcome.ts';
import type { Entry, RefusalCode } from './facts.ts';

/** What has happened cannot lie after today. Replace by the room's first rule and name its article here. */
export const refuseFutureDay = (entry: Entry, today: PlainDate): Refusal<RefusalCode> | null =>
  entry.happenedOn > today ? refuse('day_in_future', { field: 'happenedOn' }) : null;
`;

const rulesTest = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlainDate } from '../../platform/clock.ts';
import { refuseFutureDay } from './rules.ts';

const today = '2026-11-21' as PlainDate;

test('a day in the future is refused, today and before are not', () => {
  assert.equal(refuseFutureDay({ happenedOn: '2026-11-22' }, today)?.refused, 'day_in_future');
  assert.equal(refuseFutureDay({ happenedOn: '2026-11-21' }, today), null);
  assert.equal(refuseFutureDay({ happenedOn: '2020-01-01' }, today), null);
});
`;

const access = (room: string): string => `import { type Refusal, refuse } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { RefusalCode } from './facts.ts';

/** May this viewer read ${room}? The questions in order; the last answer is no. */
export const refuseReading = (viewer: Viewer): Refusal<RefusalCode> | null => {
  if (viewer.permits.includes('${room}.read')) return null;
  return refuse('may_not_read');
};
`;

const store = (room: string): string => `import { sql } from 'kysely';
import type { Transaction } from '../../platform/database/index.ts';

/** For which organisation the database shows rows. Stands in until ${room} has its first table. */
export const readOrganisation = async (tx: Transaction): Promise<string | null> => {
  const { rows } = await sql<{ id: string | null }>\`select security.viewer_organisation() as id\`.execute(tx);
  return rows[0]?.id ?? null;
};
`;

const actions = (room: string): string => `import type { Refusal } from '../../platform/outcome.ts';
import type { Scene } from '../../profile/index.ts';
import { refuseReading } from './access.ts';
import type { Entry, RefusalCode } from './facts.ts';
import { refuseFutureDay } from './rules.ts';
import { readOrganisation } from './store.ts';

/** What the overview shows. */
export type Overview = { readonly organisationId: string | null };

/** Reads the overview of ${room}; refuses who may not read it. */
export const readOverview = async ({ tx, viewer }: Scene): Promise<Overview | Refusal<RefusalCode>> =>
  refuseReading(viewer) ?? { organisationId: await readOrganisation(tx) };

/** May they? · does the law allow? · save · record: the order of every action. */
export const keepEntry = async (scene: Scene, entry: Entry): Promise<Entry | Refusal<RefusalCode>> => {
  const { viewer, clock, profile, emit } = scene;
  const refused = refuseReading(viewer) ?? refuseFutureDay(entry, clock.today(profile.timeZone));
  if (refused) return refused;
  emit({ type: '${room}.entry_kept', subject: { kind: 'organisation', id: viewer.organisationId } });
  return entry;
};
`;

const screen = (room: string): string => `import { getScreen, PageHead } from '../../../platform/web/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { readOverview } from '../actions.ts';

/** The first page of ${room}. */
export const overviewScreen = getScreen({
  room: '${room}',
  path: '/${room}',
  permit: '${room}.read',
  load: (scene: Scene) => readOverview(scene),
  title: (_overview, words) => words.t('${room}.overview.title'),
  page: (_overview, { words }) => <PageHead title={words.t('${room}.overview.title')} />,
});
`;

const index = `export { keepEntry, type Overview, readOverview } from './actions.ts';
export type { Entry } from './facts.ts';
`;

const texts: Readonly<Record<string, (room: string) => Readonly<Record<string, string>>>> = {
  en: (room) => ({
    'overview.title': room,
    'refusal.may_not_read': 'Your role does not read this. Ask your administrator if your work needs it.',
    'refusal.day_in_future': 'This day is in the future. Enter today or a day before.',
  }),
  fr: (room) => ({
    'overview.title': room,
    'refusal.may_not_read':
      'Votre rôle ne permet pas de lire ceci. Adressez-vous à votre administrateur si votre travail l’exige.',
    'refusal.day_in_future': 'Ce jour est dans le futur. Indiquez aujourd’hui ou un jour passé.',
  }),
  de: (room) => ({
    'overview.title': room,
    'refusal.may_not_read': 'Ihre Rolle liest dies nicht. Fragen Sie Ihre Administration, wenn Ihre Arbeit es braucht.',
    'refusal.day_in_future': 'Dieser Tag liegt in der Zukunft. Geben Sie heute oder einen früheren Tag an.',
  }),
};

const catalogue = (room: string, own: Readonly<Record<string, string>>): string => {
  const entries = Object.entries(own).map(([key, text]) => [`${room}.${key}`, text]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
};

/** The files a new room begins with; small, but they compile, pass the rules and can be read as a pattern. */
export const roomFiles = (room: string): RoomFile[] => {
  const parts: Readonly<Record<string, string>> = {
    'README.md': readme(room),
    'facts.ts': facts(room),
    'rules.ts': rules,
    'rules.test.ts': rulesTest,
    'access.ts': access(room),
    'store.ts': store(room),
    'actions.ts': actions(room),
    'screens/overview.tsx': screen(room),
    'index.ts': index,
  };
  return [
    ...Object.entries(parts).map(([name, text]) => ({ path: `src/rooms/${room}/${name}`, text })),
    ...Object.entries(texts).map(([language, own]) => ({
      path: `words/${language}/${room}.json`,
      text: catalogue(room, own(room)),
    })),
  ];
};
