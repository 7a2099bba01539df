import { fixedClock, type Instant } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isKeptProposed, runNight } from '../../../linkage/index.ts';
import { personOfCase } from '../../../rooms/cases/index.ts';
import { type ConsentInput, type PersonOfCase, recordConsent } from '../../../rooms/identity/index.ts';
import { answerSide, judgeSide, proposeMatches, readMatching } from '../../../rooms/matching/index.ts';
import { personOfReport } from '../../../rooms/referrals/index.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { openAll, type OpenPlan, type OpenReport, sendOpen, take, then } from './open-report.ts';

/** A person as one body wrote her down. */
type Known = { readonly story: string; readonly sender: string; readonly changes: Readonly<Record<string, unknown>> };

const planOf = ({ story, sender, changes }: Known): OpenPlan => ({
  ...{ story, sender, daysAgo: 20, form: 'domestic', commune: 'luxembourg' },
  persons: [{ changes: { sex: 'female', ...changes } }],
});

const born = (day: string) => ({ born: day });
const policeOnly = { agrees_police: true, agrees_support: false };
const serviceOnly = { agrees_police: false, agrees_support: true };

/** The same three women as two bodies each wrote them down: another order, another spelling, day and month exchanged. */
const known = {
  shelter: {
    ...{ story: 'match-shelter', sender: 'caritas.sam' },
    changes: { full_name: 'Mariana Ionescu', ...born('1996-05-14'), citizenship: 'RO', ...policeOnly },
  },
  service: {
    ...{ story: 'match-service', sender: 'savteh.leila' },
    changes: { full_name: 'IONESCU Maryana', ...born('1996-05-14'), citizenship: 'RO', ...policeOnly },
  },
  shelterToo: {
    ...{ story: 'match-shelter-too', sender: 'caritas.sam' },
    changes: { full_name: 'Oksana Hryhorenko', ...born('1991-02-08'), citizenship: 'UA', ...serviceOnly },
  },
  police: {
    ...{ story: 'match-police', sender: 'itm.anouk' },
    changes: { full_name: 'Oksana Grigorenko', ...born('1991-08-02'), citizenship: 'UA' },
  },
  hospital: {
    ...{ story: 'match-hospital', sender: 'hop.docteur.vera' },
    changes: { full_name: 'Tigist Bekele', ...born('1999-11-23'), citizenship: 'ET', ...policeOnly },
  },
  serviceToo: {
    ...{ story: 'match-service-too', sender: 'savteh.leila' },
    changes: { full_name: 'Bekele Tigist', ...born('1999-11-23'), citizenship: 'ET', ...policeOnly },
  },
} as const satisfies Readonly<Record<string, Known>>;

const saysYes = (scene: StageScene, kind: string): ConsentInput => ({
  ...{ kind, age_said: 'adult', answer: 'given', given_by: 'person', agreed_parts: [], no_explained: true },
  ...{ given_on: scene.clock.today(scene.profile.timeZone), method: 'oral', language: 'fr' },
  interpreter: 'professional_present',
});

const found = (person: PersonOfCase | null): PersonOfCase => {
  if (person === null) throw new Error('the person of the story is not there');
  return person;
};

type Asked = { readonly story: string; readonly login: string; readonly kind: string };

const ask = (
  stage: Stage,
  { story, login, kind }: Asked,
  personIn: (scene: StageScene) => Promise<PersonOfCase | null>,
): Promise<unknown> =>
  stage.as(`${story}/asked-about-matching`, {
    ...{ login, at: then(stage, 19, 11) },
    work: async (scene) => must(await recordConsent(scene, found(await personIn(scene)), saysYes(scene, kind))),
  });

const firstPerson = (open: OpenReport): Uuid => open.persons[0]?.id ?? '';

const askOnReport = async (stage: Stage, one: Known, kind: string): Promise<void> => {
  const open = await sendOpen(stage, planOf(one));
  await ask(stage, { story: one.story, login: one.sender, kind }, (scene) =>
    personOfReport(scene, open.reportId, firstPerson(open)),
  );
};

const askOnCase = async (stage: Stage, one: Known, login: string): Promise<void> => {
  const open = await sendOpen(stage, planOf(one));
  await take(stage, open, login, then(stage, 19, 9));
  const [followed] = await openAll(stage, open, login, then(stage, 19, 10));
  await ask(stage, { story: one.story, login, kind: 'matching_support' }, (scene) =>
    personOfCase(scene, followed?.caseId ?? ''),
  );
};

/** Encoding and comparing as they happen by themselves: in the vault, at night, and by the worker after it. */
const night = (stage: Stage, step: string, daysAgo: number, shownAfter: number): Promise<unknown> =>
  stage.progress.once(`match-night/${step}`, async () => {
    const { matching, profile } = stage;
    if (matching === null) return null;
    await matching.encode();
    const clock = fixedClock(then(stage, daysAgo, 4));
    const shown = fixedClock(then(stage, daysAgo - shownAfter, 4));
    await runNight({ database: matching.linkage, clock, timeZone: profile.timeZone });
    const tools = { database: stage.worker, profile, clock, isProposed: isKeptProposed };
    await proposeMatches({ ...tools, days: () => shownAfter });
    await proposeMatches({ ...tools, clock: shown });
    return null;
  });

const hospitalStory = async (scene: StageScene): Promise<Uuid> => {
  const { sides } = must(await readMatching(scene));
  const side = sides.find(
    ({ side: one, state }) => (state === 'asked' || state === 'open') && isFinished(scene, one.otherClass),
  );
  if (side === undefined) throw new Error('nobody is asked about the match that is to end');
  return side.side.id;
};

/** Of what the service is asked, the one about the hospital; of what the hospital is asked, all. */
const isFinished = ({ viewer }: StageScene, otherClass: string): boolean =>
  viewer.organisationCode === 'HOSP' || otherClass === 'hospital_school';

const yes = { no_explained: true, answer: 'yes', method: 'oral', language: 'am' } as const;

const act = (
  stage: Stage,
  step: string,
  who: { readonly login: string; readonly at: Instant },
  work: (scene: StageScene, sideId: Uuid) => Promise<unknown>,
): Promise<unknown> =>
  stage.as(`match-finished/${step}`, {
    ...who,
    work: async (scene) => must((await work(scene, await hospitalStory(scene))) as object),
  });

/** One that came to its end: the service's person says yes, then the hospital's, and both workers find that she is one. */
const finish = async (stage: Stage): Promise<void> => {
  if (stage.matching === null) return;
  const [service, hospital] = [known.serviceToo.sender, known.hospital.sender];
  await act(stage, 'service-yes', { login: service, at: then(stage, 14, 10) }, (scene, id) =>
    answerSide(scene, id, yes),
  );
  await night(stage, 'second', 13, 1);
  await act(stage, 'hospital-yes', { login: hospital, at: then(stage, 11, 15) }, (scene, id) =>
    answerSide(scene, id, yes),
  );
  await act(stage, 'service-same', { login: service, at: then(stage, 10, 9) }, (scene, id) =>
    judgeSide(scene, id, 'same'),
  );
  await act(stage, 'hospital-same', { login: hospital, at: then(stage, 10, 16) }, (scene, id) =>
    judgeSide(scene, id, 'same'),
  );
  await night(stage, 'third', 9, 1);
};

/** Persons met by two bodies: two pairs that wait for somebody to ask, and one that came to its end. */
export const playMatches = async (stage: Stage): Promise<void> => {
  await askOnReport(stage, known.shelter, 'matching_support');
  await askOnReport(stage, known.service, 'matching_support');
  await askOnReport(stage, known.shelterToo, 'matching_police');
  await askOnCase(stage, known.police, 'spj.mathis');
  await askOnReport(stage, known.hospital, 'matching_support');
  await askOnReport(stage, known.serviceToo, 'matching_support');
  await night(stage, 'first', 18, 3);
  await finish(stage);
};
