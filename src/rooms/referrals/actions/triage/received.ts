import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import type { Profile, Transition } from '../../../../profile/index.ts';
import { type Holder, holders, type SealedFieldName, sealedFields } from '../../../identity/index.ts';
import { mayReceive, mayRedirect } from '../../access.ts';
import { type SignAdvice, weighSigns } from '../../rules/signs.ts';
import { isFoundVictim } from '../../rules/triage.ts';
import { noTraffickingEvents, stepsFrom } from '../../steps.ts';
import { type FileFacts, findFiles } from '../../store/files.ts';
import type { StoredPerson } from '../../store/rows.ts';
import type { Supplement } from '../../store/supplements.ts';
import { endsOfPersons, type PersonEnd } from '../../store/triage/ends.ts';
import {
  type Exploiter,
  exploitersOf,
  type Interview,
  interviewOf,
  partsOfPersons,
  type PersonParts,
} from '../../store/triage/matter.ts';
import { countByColleague, findColleagues, nearReports } from '../../store/triage/queue.ts';
import {
  changesOf,
  eventsOf,
  hangingOn,
  type HangingReport,
  type LoggedChange,
  noticesOf,
  type OutcomeNotice,
  personsOf,
  type Question,
  questionsOf,
  type ReportEventLine,
  statusOfPersons,
} from '../../store/triage/received.ts';
import { type DraftScene, openLabel } from '../drafts/content.ts';
import { codesOf, dayOf, type Held, heldReport, type Result } from './load.ts';
import { linesOf, type QueueLine } from './queue.ts';
import { readSupplements } from './supplements.ts';

/** Which parts of one person reached the viewer; a part that did not is absent, never shown as empty. */
export type PersonView = {
  readonly person: StoredPerson;
  readonly needs: PersonParts['needs'][number] | null;
  readonly residence: PersonParts['residence'][number] | null;
  readonly contact: PersonParts['contact'][number] | null;
  readonly channels: PersonParts['channels'];
  readonly periods: PersonParts['periods'];
  readonly places: PersonParts['places'];
  readonly signs: PersonParts['signs'];
  readonly consents: PersonParts['consents'];
  readonly links: PersonParts['links'];
  readonly advice: SignAdvice;
  readonly status: { readonly caseId: Uuid; readonly status: string | null } | null;
  readonly sealed: readonly SealedFieldName[];
};

/** A colleague who may look after reports, with how many she has open. */
export type Colleague = { readonly id: Uuid; readonly name: string; readonly open: number };

/** Everything the page of a received report shows. */
export type ReceivedView = Held & {
  readonly label: string | null;
  readonly persons: readonly PersonView[];
  readonly exploiters: readonly Exploiter[];
  readonly interview: Interview | null;
  readonly files: readonly FileFacts[];
  readonly questions: readonly Question[];
  /** What the sender said after sending, the newest first. */
  readonly supplements: readonly Supplement[];
  readonly changes: readonly LoggedChange[];
  readonly events: readonly ReportEventLine[];
  readonly notices: readonly OutcomeNotice[];
  readonly hanging: readonly HangingReport[];
  readonly holders: readonly Holder[];
  readonly sealed: readonly SealedFieldName[];
  readonly colleagues: readonly Colleague[];
  readonly steps: readonly Transition[];
  /** What came of each person so far; only for who may end the report. */
  readonly ends: readonly PersonEnd[];
};

const adviceOn = (profile: Profile, person: StoredPerson, signs: PersonView['signs']): SignAdvice => {
  const answers = {
    age_answer: person.age_answer,
    forms: person.forms,
    signs_general: signs.map(({ indicator }) => indicator),
  };
  return weighSigns(profile, answers);
};

type Around = {
  readonly parts: PersonParts;
  readonly statuses: Awaited<ReturnType<typeof statusOfPersons>>;
  readonly sealed: readonly SealedFieldName[];
};

const personView = (profile: Profile, person: StoredPerson, { parts, statuses, sealed }: Around): PersonView => {
  const own = <Row extends { readonly person_id: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => row.person_id === person.id);
  const signs = own(parts.signs);
  return {
    ...{ person, signs, channels: own(parts.channels), periods: own(parts.periods), places: own(parts.places) },
    ...{ consents: own(parts.consents), links: own(parts.links) },
    needs: own(parts.needs)[0] ?? null,
    residence: own(parts.residence)[0] ?? null,
    contact: own(parts.contact)[0] ?? null,
    advice: adviceOn(profile, person, signs),
    status: statuses.get(person.id) ?? null,
    sealed: sealed.filter((field) => field.subjectId === person.id),
  };
};

const colleaguesOf = async (scene: DraftScene): Promise<readonly Colleague[]> => {
  if (!hasPermit(scene.viewer, 'referrals.triage')) return [];
  const load = await countByColleague(scene.tx);
  const staff = await findColleagues(scene.tx, scene.viewer.organisationId);
  return staff.map((one) => ({ ...one, open: load.get(one.id) ?? 0 }));
};

const personViews = async (scene: DraftScene, held: Held, sealed: readonly SealedFieldName[]) => {
  const persons = await personsOf(scene.tx, held.report.id);
  const ids = persons.map(({ id }) => id);
  const around = { parts: await partsOfPersons(scene.tx, ids), statuses: await statusOfPersons(scene.tx, ids), sealed };
  return persons.map((person) => personView(scene.profile, person, around));
};

const subjectsOf = async (scene: DraftScene, held: Held): Promise<readonly Uuid[]> => [
  ...new Set([held.report.id, held.rootId]),
  ...(await personsOf(scene.tx, held.report.id)).map(({ id }) => id),
];

const whatHappened = async (scene: DraftScene, held: Held) => ({
  questions: await questionsOf(scene.tx, held.report.id),
  supplements: await readSupplements(scene, held),
  changes: await changesOf(scene.tx, held.report.id),
  events: await eventsOf(scene.tx, [...new Set([held.report.id, held.rootId])]),
  notices: await noticesOf(scene.tx, held.report.id),
  hanging: await hangingOn(scene.tx, held),
});

/** The steps that may follow: nothing that says *no trafficking* where the police ever found indications. */
const howItMayEnd = async (scene: DraftScene, { report }: Held): Promise<Pick<ReceivedView, 'steps' | 'ends'>> => {
  const ends = mayRedirect(scene.viewer) === true ? await endsOfPersons(scene.tx, report.id) : [];
  const steps = stepsFrom(scene.profile, report.state, { organisations: codesOf(scene), on: dayOf(scene) });
  const hasVictims = ends.some(isFoundVictim);
  return { ends, steps: steps.filter(({ event }) => !hasVictims || !noTraffickingEvents.includes(event)) };
};

/** Loads a received report with everything of it that is the viewer's to see; refused to who receives none. */
export const readReceived = async (scene: DraftScene, reportId: Uuid): Result<ReceivedView> => {
  const may = mayReceive(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await heldReport(scene, reportId);
  if (isRefusal(held)) return held;
  const subjects = await subjectsOf(scene, held);
  const sealed = await sealedFields(scene, subjects);
  return {
    ...held,
    ...(await whatHappened(scene, held)),
    sealed: sealed.filter(({ subjectId }) => subjectId === held.report.id || subjectId === held.rootId),
    label: openLabel(scene, held.ownLabel),
    persons: await personViews(scene, held, sealed),
    exploiters: await exploitersOf(scene.tx, held.rootId),
    interview: await interviewOf(scene.tx, held.rootId),
    files: await findFiles(scene.tx, held.rootId),
    holders: await holders(scene, subjects),
    colleagues: await colleaguesOf(scene),
    ...(await howItMayEnd(scene, held)),
  };
};

/** Open reports that may be about the same facts: the same commune. A hint, nothing more. */
export const reportsNearby = async (scene: DraftScene, held: Held): Promise<readonly QueueLine[]> => {
  const { commune, id } = held.report;
  return commune === null ? [] : linesOf(scene, await nearReports(scene.tx, { reportId: id, commune }));
};
