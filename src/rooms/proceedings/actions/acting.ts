import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { Compartment } from '../../../platform/sealing/index.ts';
import type { GuardName, Part, Scene } from '../../../profile/index.ts';
import { actingCodes } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { sealFor } from '../../identity/index.ts';
import type { BodyPart, ProceedingsRefusal } from '../facts/index.ts';
import { stepTo } from '../steps.ts';
import {
  bodiesOfCase,
  type CaseChange,
  type CriminalCase,
  findCriminalCase,
  insertCaseStep,
  updateCriminalCase,
} from '../store/index.ts';

export type Result<Value> = Promise<Outcome<Value, ProceedingsRefusal>>;

/** The day of today where the country is. */
export const today = (scene: Scene): PlainDate => scene.clock.today(scene.profile.timeZone);

/** Codes of the bodies in whose name somebody acts. */
export const codesOf = ({ profile, viewer }: Scene): readonly string[] => actingCodes(profile, viewer.organisationCode);

/** Identifiers of the bodies in whose name somebody acts. */
export const bodiesOf = (scene: Scene): readonly Uuid[] => codesOf(scene).map((code) => idOfBody(scene.profile, code));

/** The body in whose name somebody plays one of these parts; her own when none of them does. */
export const bodyPlaying = (scene: Scene, parts: readonly Part[]): Uuid => {
  const code = codesOf(scene).find((one) => parts.some((part) => scene.profile.plays(one, part)));
  return code === undefined ? scene.viewer.organisationId : idOfBody(scene.profile, code);
};

const inquiring: readonly Part[] = ['prosecutes', 'investigates_judicially', 'identifies', 'judges'];

/** The body in whose name somebody writes on a criminal case. */
export const ownBody = (scene: Scene): Uuid => bodyPlaying(scene, inquiring);

/** Where somebody is, and the version the page was shown with. */
export type Seen = { readonly criminalCaseId: Uuid; readonly version: string | null };

/** A criminal case as the page showed it; refused when it is not there for this viewer or was changed meanwhile. */
export const caseSeen = async (scene: Scene, { criminalCaseId, version }: Seen): Result<CriminalCase> => {
  const found = await findCriminalCase(scene.tx, criminalCaseId);
  if (found === null) return refuse('not_found');
  return version !== null && version !== String(found.version) ? refuse('changed_meanwhile') : found;
};

/** Emits an event of a criminal case: codes and days alone, to the bodies that work on it. */
export const tell = (
  scene: Scene,
  it: Pick<CriminalCase, 'id' | 'audience'>,
  event: {
    readonly type: `proceedings.${string}`;
    readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  },
): void =>
  scene.emit({ data: {}, ...event, subject: { kind: 'criminal_case', id: it.id }, audience: [...it.audience] });

/** Who of the bodies of a case holds names: all of them. The words of the inquiry are held by all but the court. */
const holds = (part: BodyPart, compartment: Compartment): boolean => compartment === 'identity' || part !== 'judges';

/** Seals texts to the bodies that work on a case today, by the profile's legal basis. Needs no vault. */
export const sealToBodies = async (
  scene: Scene,
  criminalCaseId: Uuid,
  it: {
    readonly subjectId: Uuid;
    readonly compartment: 'identity' | 'investigation';
    readonly fields: Readonly<Record<string, string | undefined>>;
  },
): Promise<boolean> => {
  const fields = Object.fromEntries(
    Object.entries(it.fields).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : [])),
  );
  if (Object.keys(fields).length === 0) return false;
  const bodies = (await bodiesOfCase(scene.tx, criminalCaseId)).filter(
    ({ until, part }) => until === null && holds(part, it.compartment),
  );
  await sealFor(
    scene,
    [{ subjectId: it.subjectId, compartments: { [it.compartment]: fields } }],
    bodies.map(({ organisationId }) => ({
      ...{ organisationId, compartments: [it.compartment] },
      basis: { kind: 'law' as const, code: scene.profile.proceedings.basis },
    })),
  );
  return true;
};

/** A step that is about to be taken. */
export type Taking = {
  readonly event: string;
  readonly on: PlainDate;
  readonly reasons?: readonly string[];
  readonly holds?: readonly GuardName[];
  /** What else changes of the case with it. */
  readonly change?: CaseChange;
};

const dayRefusal = (scene: Scene, seen: CriminalCase, on: PlainDate): Refusal<ProceedingsRefusal> | null => {
  if (on > today(scene)) return refuse('day_ahead', { field: 'decided_on' });
  return on < seen.since ? refuse('before_last_step', { field: 'decided_on' }) : null;
};

/**
 * Takes one step of the profile's table and writes it down: the history, the state, the event `proceedings.step_taken`. Refused when
 * the table has no such step for these bodies, a guard is not met, or somebody was faster. The caller asks access.ts before.
 */
export const takeStep = async (scene: Scene, seen: CriminalCase, it: Taking): Result<CriminalCase> => {
  const { reasons = [] } = it;
  const wrong = dayRefusal(scene, seen, it.on);
  if (wrong !== null) return wrong;
  const reasoned: readonly GuardName[] = reasons.length > 0 ? ['reasoned'] : [];
  const asking = { organisations: codesOf(scene), on: it.on, holds: [...reasoned, ...(it.holds ?? [])] };
  const taken = stepTo(scene.profile, seen.state, it.event, asking);
  if (isRefusal(taken)) return taken;
  const wrote = await insertCaseStep(scene.tx, {
    ...{ criminalCaseId: seen.id, organisationId: ownBody(scene), step: taken.transition.id, event: it.event },
    ...{ fromState: seen.state, toState: taken.state, reasons, decidedOn: it.on },
    ...{ recordedBy: scene.viewer.staffId, recordedAt: scene.clock.now() },
  });
  const change = { ...it.change, state: taken.state, since: it.on };
  if (!wrote || !(await updateCriminalCase(scene.tx, seen, change))) return refuse('changed_meanwhile');
  tell(scene, seen, {
    type: 'proceedings.step_taken',
    data: {
      ...{ criminal_event: it.event, criminal_from: seen.state, criminal_to: taken.state, on: it.on },
      ...(reasons.length > 0 ? { reasons: [...reasons] } : {}),
    },
  });
  return { ...seen, state: taken.state, since: it.on, version: seen.version + 1 };
};
