import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayDecide } from '../access.ts';
import { allowedCharge } from '../rules/judging/index.ts';
import { isOver } from '../steps.ts';
import {
  chargesOf,
  type CriminalCase,
  findSuspect,
  insertCharge,
  setDropped,
  type Suspect,
  tellVictims,
  updateCriminalCase,
  updateSuspect,
} from '../store/index.ts';
import { caseSeen, ownBody, type Result, type Seen, tell, today } from './acting.ts';

export type ChargeInput = {
  readonly facts_from: PlainDate;
  readonly facts_to: PlainDate;
  readonly charged_on: PlainDate;
  readonly elements?: readonly string[] | undefined;
  readonly aggravating?: readonly string[] | undefined;
};

/** Of which group of countries somebody is a citizen, for counting; never more than the group. */
export const citizenGroup = (scene: Scene, { citizenship }: Pick<Suspect, 'citizenship'>): string =>
  citizenship === null ? 'unknown' : (scene.profile.code('countries', citizenship).group ?? 'unknown');

/** Elements are chosen as `OFFENCE:element`; a charge keeps the element alone. */
const bare = (code: string): string => code.slice(code.indexOf(':') + 1);

const open = async (scene: Scene, it: Seen): Result<CriminalCase> => {
  const may = mayDecide(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, it);
  if (isRefusal(seen)) return seen;
  return isOver(scene.profile, seen.state) ? refuse('case_over') : seen;
};

const accuse = async (scene: Scene, suspect: Suspect): Promise<boolean> =>
  suspect.state !== 'suspect' || updateSuspect(scene.tx, suspect, { ...suspect, state: 'accused' });

/** Charges somebody by the text that was in force on the days of the facts. A second reader of an older page is told so. */
export const chargeSuspect = async (
  scene: Scene,
  it: Seen & { readonly suspectId: Uuid; readonly offence: string },
  input: ChargeInput,
): Result<{ criminalCaseId: Uuid }> => {
  const seen = await open(scene, it);
  if (isRefusal(seen)) return seen;
  const suspect = await findSuspect(scene.tx, it.suspectId);
  if (suspect?.criminalCaseId !== seen.id) return refuse('suspect_unknown');
  if (input.charged_on < input.facts_to) return refuse('charged_before_facts', { field: 'charged_on' });
  const facts = { from: input.facts_from, to: input.facts_to };
  const elements = (input.elements ?? []).map(bare);
  const aggravating = input.aggravating ?? [];
  const allowed = allowedCharge(scene.profile, { offence: it.offence, facts, elements, aggravating }, today(scene));
  if (isRefusal(allowed)) return allowed;
  const author = { criminalCaseId: seen.id, organisationId: ownBody(scene), by: scene.viewer.staffId };
  const wrote = await insertCharge(scene.tx, {
    ...{ ...author, at: scene.clock.now(), suspectId: suspect.id, offence: it.offence, elements, aggravating },
    ...{ factsFrom: facts.from, factsTo: facts.to, chargedOn: input.charged_on },
  });
  if (!wrote || !(await accuse(scene, suspect)) || !(await updateCriminalCase(scene.tx, seen, {})))
    return refuse('changed_meanwhile');
  await tellVictims(scene.tx, {
    ...{ criminalCaseId: seen.id, happened: 'facts_happened', on: facts.to, at: scene.clock.now() },
  });
  tell(scene, seen, {
    type: 'proceedings.charged',
    data: {
      ...{
        accused: suspect.number,
        offence: it.offence,
        first: suspect.state === 'suspect',
        suspect_kind: suspect.kind,
      },
      ...{ citizens: citizenGroup(scene, suspect), on: input.charged_on },
    },
  });
  return { criminalCaseId: seen.id };
};

/** Drops a charge; it stays readable as dropped. */
export const dropCharge = async (
  scene: Scene,
  it: Seen & { readonly chargeId: Uuid },
  input: { readonly dropped_on: PlainDate },
): Result<{ criminalCaseId: Uuid }> => {
  const seen = await open(scene, it);
  if (isRefusal(seen)) return seen;
  const charge = (await chargesOf(scene.tx, seen.id)).find(({ id }) => id === it.chargeId);
  if (charge === undefined || charge.droppedOn !== null) return refuse('not_found');
  if (input.dropped_on < charge.chargedOn) return refuse('before_last_step', { field: 'dropped_on' });
  if (input.dropped_on > today(scene)) return refuse('day_ahead', { field: 'dropped_on' });
  if (!(await setDropped(scene.tx, charge.id, input.dropped_on)) || !(await updateCriminalCase(scene.tx, seen, {})))
    return refuse('changed_meanwhile');
  tell(scene, seen, { type: 'proceedings.charge_dropped', data: { offence: charge.offence, on: input.dropped_on } });
  return { criminalCaseId: seen.id };
};
