import { systemClock } from '../../src/platform/clock.ts';
import { asViewer } from '../../src/platform/database/index.ts';
import { appendToJournal, type JournalEntry } from '../../src/platform/journal.ts';
import { isRefusal, type Outcome, valueOf } from '../../src/platform/outcome.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import type { Profile, Scene } from '../../src/profile/index.ts';
import { openCase, personOfCase } from '../../src/rooms/cases/index.ts';
import { type ConsentInput, recordConsent } from '../../src/rooms/identity/index.ts';
import { beginIdentification, decide, type DecideInput } from '../../src/rooms/identification/index.ts';
import { readIdentification } from '../../src/rooms/identification/actions/index.ts';
import { receivedPerson } from './received-person.ts';
import { type ReportWorld, reportWorld } from './reports.ts';
import { idOfBody } from '../../src/rooms/directory/index.ts';

/** A database with keys and the people of a case: two officers, a worker of the support service, a permit officer. */
export type CaseWorld = ReportWorld & {
  readonly police: Viewer;
  readonly second: Viewer;
  readonly service: Viewer;
  readonly permits: Viewer;
  /** Acts and gives the events too. */
  readonly acting: <T>(
    viewer: Viewer,
    work: (scene: Scene) => Promise<T>,
  ) => Promise<{ outcome: T; events: JournalEntry[] }>;
  /** A case led by the identifying body, its status begun. */
  readonly newCase: (reportId?: string) => Promise<string>;
  readonly take: (viewer: Viewer, caseId: string, event: string, input: DecideInput) => ReturnType<typeof decide>;
  /** A case of a presumed victim. */
  readonly presumed: () => Promise<string>;
  readonly read: (viewer: Viewer, caseId: string) => ReturnType<typeof readIdentification>;
  readonly stateOf: (caseId: string) => Promise<string | undefined>;
  /** The person of a case agrees, in front of the police, that the support service may open parts. */
  readonly agree: (caseId: string, changes?: Partial<ConsentInput>) => Promise<Outcome<{ consentId: string }>>;
};

/** The code of a refusal. */
export const codeOf = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'not refused');

/** Today, where the country is. */
export const todayIn = (profile: Profile) => systemClock.today(profile.timeZone);

/** A decision with all that any guard may ask, for one reason. */
export const decisionFor = (profile: Profile, reason: string, more: Partial<DecideInput> = {}): DecideInput => ({
  decided_on: todayIn(profile),
  reasons: [reason],
  indicators: ['DEL-01'],
  third_country: 'yes',
  palermo_acts: ['recruitment'],
  palermo_purposes: ['forced_labour'],
  reason_text: 'Passport kept by the employer.',
  ...more,
});

/** An answer that may be recorded as it is. */
export const agreed = (profile: Profile, changes: Partial<ConsentInput> = {}): ConsentInput => ({
  ...{ kind: 'support', age_said: 'adult', answer: 'given', given_by: 'person', given_on: todayIn(profile) },
  ...{ method: 'oral', language: 'uk', interpreter: 'professional_present', no_explained: true },
  agreed_parts: ['identity', 'contact_safe'],
  ...changes,
});

const actingIn =
  ({ casework, profile }: ReportWorld): CaseWorld['acting'] =>
  (viewer, work) =>
    asViewer(casework, viewer, async (tx) => {
      const events: JournalEntry[] = [];
      const outcome = await work({ tx, viewer, profile, clock: systemClock, emit: (entry) => void events.push(entry) });
      const author = { organisationId: viewer.organisationId, staffId: viewer.staffId, now: systemClock.now() };
      if (!isRefusal(outcome)) await appendToJournal(tx, author, events);
      return { outcome, events };
    });

/** Makes such a world; `close` removes it. */
export const caseWorld = async (): Promise<CaseWorld> => {
  const world = await reportWorld();
  const { profile, as } = world;
  const [police, second] = [
    await world.viewer('judicial_police_officer'),
    await world.viewer('judicial_police_officer'),
  ];
  const leadOrganisationId = idOfBody(profile, 'SPJ');
  const newCase: CaseWorld['newCase'] = async (of) => {
    const received = await receivedPerson(world.administrator, of);
    return as(police, async (scene) => {
      const { caseId } = await openCase(scene, { ...received, leadOrganisationId });
      await beginIdentification(scene, caseId);
      return caseId;
    });
  };
  const take: CaseWorld['take'] = (viewer, caseId, event, input) =>
    as(viewer, (scene) => decide(scene, { caseId, event, version: null }, input));
  const read: CaseWorld['read'] = (viewer, caseId) => as(viewer, (scene) => readIdentification(scene, caseId));
  return {
    ...world,
    ...{ police, second, newCase, take, read },
    service: await world.viewer('savteh_worker'),
    permits: await world.viewer('permit_officer'),
    agree: (caseId, changes) =>
      as(police, async (scene) => {
        const person = await personOfCase(scene, caseId);
        if (person === null) throw new Error('no such case');
        return recordConsent(scene, person, agreed(profile, changes));
      }),
    acting: actingIn(world),
    presumed: async () => {
      const caseId = await newCase();
      valueOf(await take(police, caseId, 'indications_found', decisionFor(profile, 'indicators_observed')));
      return caseId;
    },
    stateOf: async (caseId) => (await read(police, caseId))?.status.state,
  };
};
