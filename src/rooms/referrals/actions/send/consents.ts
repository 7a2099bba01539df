import type { Profile } from '../../../../profile/index.ts';
import { organisationId } from '../../../directory/index.ts';
import type { IntakeConsent } from '../../../identity/index.ts';
import { told } from '../../facts/answers.ts';
import type { ConsentPlan } from './plan.ts';
import type { Sending } from './report-rows.ts';

const kindFor = (profile: Profile, body: string) => {
  const kind = profile.consents.kinds.find(({ to }) => to !== 'recorder' && to !== 'chosen' && profile.plays(body, to));
  if (kind === undefined) throw new Error(`the profile asks nobody whether ${body} may know of a person`);
  return kind;
};

/** The parts that really go to the body on this consent. */
const passing = ({ plan }: Sending, { id }: ConsentPlan): readonly string[] => [
  ...new Set(
    plan.persons
      .flatMap(({ shares }) => shares)
      .filter(({ basis }) => basis.kind === 'consent' && basis.code === id)
      .flatMap(({ compartments }) => compartments),
  ),
];

/**
 * The answers that persons gave on the form, as records: what goes to a body on a consent was given, what does not go
 * although it was asked for was refused. Who agreed to something of which nothing was filled in agreed to nothing.
 */
export const intakeConsents = (sending: Sending): readonly IntakeConsent[] => {
  const { scene, plan, read } = sending;
  return plan.consents.flatMap((one) => {
    const kind = kindFor(scene.profile, one.recipientCode);
    const parts = passing(sending, one);
    const answers = read.persons.find(({ id }) => id === one.personId)?.answers;
    if (!answers || (one.agreed && parts.length === 0)) return [];
    return {
      ...{ id: one.id, personId: one.personId, reportId: plan.reportId, kind: kind.id },
      answer: parts.length > 0 ? 'given' : 'refused',
      organisationId: organisationId(scene.profile.id, one.recipientCode),
      compartments: parts.length > 0 ? parts : kind.compartments,
      givenOn: answers.explained_on ?? scene.clock.today(scene.profile.timeZone),
      language: answers.explained_in ?? told(answers.language) ?? 'en',
      interpreter: answers.explained_with ?? 'none',
      explainedByRecorder: answers.explained_by_recorder ?? null,
    };
  });
};
