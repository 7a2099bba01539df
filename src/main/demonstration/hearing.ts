import { addDays, type Instant, instantOn, type PlainDate } from '../../platform/clock.ts';
import type { Scene } from '../../profile/index.ts';
import { personOfCase, referToSupport, settleTasks } from '../../rooms/cases/index.ts';
import {
  decide,
  type DecideInput,
  notifyMinister,
  recordInterview,
  tellRights,
} from '../../rooms/identification/index.ts';
import { recordConsent } from '../../rooms/identity/index.ts';
import type { Chance } from './chance.ts';
import type { InventedPerson } from './people.ts';
import { must, type Stage } from './stage.ts';

/** A person with the case the police opened. */
export type Followed = { readonly person: InventedPerson; readonly caseId: string };

/** The moment of an act of a working day. */
export const momentOn = (stage: Pick<Stage, 'profile'>, day: PlainDate, hour: number): Instant =>
  instantOn(day, stage.profile.timeZone, hour * 60);

/** Hears a person in a language they understand. */
export const hear = async (scene: Scene, { person, caseId }: Followed, on: PlainDate): Promise<void> => {
  must(
    await recordInterview(scene, caseId, {
      ...{ held_on: on, place: 'police_station', language: person.language },
      ...{ interpreter: 'professional_present', persons_present: ['interpreter'], support_accompanied: false },
      ...{
        conditions: ['private', 'purpose_explained', 'could_stop'],
        result: person.isFound ? 'indications' : 'continues',
      },
    }),
  );
};

/** Tells a person the first rights and obligations, and that the case may be dismissed. */
export const inform = async (scene: Scene, { person, caseId }: Followed, on: PlainDate): Promise<void> => {
  const atFirst = scene.profile.rights.filter(({ tell_when }) => tell_when.includes('first_contact'));
  must(
    await tellRights(scene, caseId, {
      ...{ told_on: on, occasion: 'first', rights: atFirst.map(({ id }) => id) },
      obligations: scene.profile.obligations.filter((one) => one.first_information).map(({ id }) => id),
      ...{ dismissal_told: true, language: person.language, interpreter: 'professional_present', acknowledged: 'yes' },
    }),
  );
};

const signsOf = ({ answers }: InventedPerson): readonly string[] =>
  Array.isArray(answers['signs_general']) ? (answers['signs_general'] as string[]) : [];

const because: Readonly<Record<string, readonly string[]>> = {
  indications_found: ['indicators_observed', 'statement_of_person', 'findings_on_site'],
  identify: ['facts_confirmed', 'proceedings_opened'],
  no_indications: ['labour_offence', 'facts_not_confirmed', 'no_exploitation'],
  decline: ['no_cooperation_wished', 'no_identification_wished', 'left_country'],
  close: ['follow_up_ended'],
};

/** A decision in the making: the step, the day, what chance decides. */
export type Deciding = {
  readonly event: 'indications_found' | 'identify' | 'no_indications' | 'decline' | 'close';
  readonly on: PlainDate;
  readonly chance: Chance;
  readonly reasonText?: string;
};

const inputOf = ({ person }: Followed, { event, on, chance, reasonText }: Deciding): DecideInput => ({
  decided_on: on,
  reasons: [chance.pick(because[event] ?? ['other'])],
  indicators: signsOf(person),
  third_country: person.isThirdCountry ? 'yes' : 'no',
  ...{ free_decision: event === 'decline', follow_up_ended: event === 'close' },
  ...(event === 'indications_found'
    ? { palermo_acts: ['recruitment'], palermo_means: ['deception'], palermo_purposes: ['forced_labour'] }
    : {}),
  ...(reasonText ? { reason_text: reasonText } : {}),
});

/** Decides about a person by one step. */
export const decideOn = async (scene: Scene, followed: Followed, deciding: Deciding): Promise<void> => {
  const it = { caseId: followed.caseId, event: deciding.event, version: null };
  must(await decide(scene, it, inputOf(followed, deciding)));
};

/** Sends the notice that a person is presumed a victim, where the law asks for it: a human act. Gives its id or null. */
export const notify = async (scene: Scene, { person, caseId }: Followed): Promise<string | null> => {
  if (!person.isThirdCountry) return null;
  const { name, born, citizenship } = person;
  const sent = await notifyMinister(scene, caseId, { name, date_of_birth: born, nationality: citizenship });
  return must(sent).noticeId;
};

/** A person agrees that the support service learns who they are; for a child its guardian does. */
const agree = async (scene: Scene, { person, caseId }: Followed, on: PlainDate): Promise<void> => {
  const found = await personOfCase(scene, caseId);
  if (found === null) throw new Error('the demonstration asks about a case that is not there');
  const speaks =
    found.age === 'adult' ? { given_by: 'person' } : { given_by: 'guardian', authority: 'ad_hoc_administrator' };
  must(
    await recordConsent(scene, found, {
      ...{ kind: 'support', age_said: found.age ?? 'adult', answer: 'given', ...speaks, given_on: on },
      ...{ method: 'oral', language: person.language, interpreter: 'professional_present', no_explained: true },
      agreed_parts: ['identity', 'contact_safe'],
    }),
  );
};

/** Refers a person who agrees to the support service; the task of one who does not is settled. Gives the referral or null. */
export const refer = async (
  scene: Scene,
  { person, caseId }: Followed,
  on: PlainDate,
  agrees: boolean,
): Promise<string | null> => {
  if (!agrees) {
    await settleTasks(scene, caseId, 'refer_support');
    return null;
  }
  await agree(scene, { person, caseId }, on);
  const { referralId } = must(await referToSupport(scene, caseId, { urgency: 'this_week' }));
  // What lies in the past was looked after then.
  await settleTasks(scene, caseId, 'hand_over_keys', 'guardian');
  return referralId;
};

/** Days later, moved on to a working day of the country. */
export const workingDayAfter = (stage: Pick<Stage, 'profile'>, day: PlainDate, days: number): PlainDate => {
  const later = addDays(day, days);
  return stage.profile.isWorkingDay(later) ? later : workingDayAfter(stage, later, 1);
};
