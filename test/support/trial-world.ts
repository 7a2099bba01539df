import assert from 'node:assert/strict';
import { plainDate } from '../../src/platform/clock.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import {
  addSuspect,
  type ChargeInput,
  chargeSuspect,
  enterHearing,
  enterJudgment,
  type JudgmentInput,
  makeFinal,
  readCourt,
  takeCourtStep,
} from '../../src/rooms/proceedings/actions/index.ts';
import type { JusticeWorld } from './justice-world.ts';

const day = plainDate;

/** A criminal case by its id and, where it is told, the version a page showed. */
export const on = (id: string, version: string | null = null) => ({ criminalCaseId: id, version });

const old: ChargeInput = {
  ...{ facts_from: day('2004-01-10'), facts_to: day('2004-06-30'), charged_on: day('2005-02-01') },
  elements: ['TRAFF-379-OLD:adult', 'TRAFF-379-OLD:sexual_exploitation'],
};

/** Months to serve and a fine. */
export const firm = (months: number, fine: number): Partial<JudgmentInput> => ({
  ...{ forms: ['FERME', 'AMENDE'], months_pronounced: months, months_firm: months, fine },
});

/** A conviction for the first charge on a day. */
export const judgment = (delivered_on: string, more: Partial<JudgmentInput>): JudgmentInput => ({
  ...{ instance: 'first', delivered_on: day(delivered_on), in_presence: true, outcome: 'convicted', retained: ['1'] },
  ...more,
});

const toCourtIn = ({ prosecutor, registrar, act, hand }: JusticeWorld) => {
  const court = async (id: string, as: Viewer = registrar) => {
    const view = await act(as, (scene) => readCourt(scene, id));
    assert.ok(view, 'the case is not seen');
    return view;
  };

  const accused = async (id: string, citizenship: string, kind = 'natural'): Promise<string> =>
    valueOf(
      await act(prosecutor, (scene) =>
        addSuspect(scene, id, { suspect_kind: kind, suspect_role: 'exploiter', suspect_danger: false, citizenship }),
      ),
    ).suspectId;

  const charge = (
    id: string,
    suspectId: string,
    input: Partial<ChargeInput> & { readonly offence?: string; readonly as?: Viewer; readonly version?: string } = {},
  ) => {
    const { offence = 'TRAFF-379-OLD', as = prosecutor, version = null, ...more } = input;
    return act(as, (scene) => chargeSuspect(scene, { ...on(id, version), suspectId, offence }, { ...old, ...more }));
  };

  const refer = (id: string, decided_on: string, as: Viewer = prosecutor) =>
    act(as, (scene) =>
      takeCourtStep(scene, { ...on(id), event: 'refer', share: hand }, { decided_on: day(decided_on) }),
    );
  const hear = (id: string, held_on: string, as: Viewer = registrar) =>
    act(as, (scene) =>
      enterHearing(scene, on(id), { instance: 'first', held_on: day(held_on), protections: ['video_link'] }),
    );
  return { court, accused, charge, refer, hear };
};

/** What is done to bring a case to a judgment, in a world of justice. */
export const trialIn = (world: JusticeWorld) => {
  const { registrar, act, newCriminalCase } = world;
  const before = toCourtIn(world);
  const { court, accused, charge, refer, hear } = before;
  const judge = (
    id: string,
    suspectId: string,
    input: JudgmentInput,
    more: { readonly correctsId?: string; readonly version?: string; readonly as?: Viewer } = {},
  ) =>
    act(more.as ?? registrar, (scene) =>
      enterJudgment(scene, { ...on(id, more.version ?? null), suspectId, correctsId: more.correctsId ?? null }, input),
    );
  const finish = async (id: string, suspectId: string, final_on: string, final_how = 'term_over') => {
    const found = (await court(id)).judgments.findLast((one) => one.suspectId === suspectId);
    assert.ok(found);
    return act(registrar, (scene) =>
      makeFinal(scene, { ...on(id), judgmentId: found.id }, { final_on: day(final_on), final_how }),
    );
  };

  /** A case of the old days at trial, with one person charged by article 379 as it was. */
  /** A case of the old days at trial, with everybody charged by article 379 as it was. */
  const atTrial = async (citizens: readonly string[] = ['IT']) => {
    const id = await newCriminalCase({ opened_on: day('2004-09-01'), qualification: 'thb_sexual' });
    const suspects: string[] = [];
    for (const citizenship of citizens) suspects.push(await accused(id, citizenship));
    for (const suspectId of suspects) valueOf(await charge(id, suspectId));
    valueOf(await refer(id, '2007-11-05'));
    valueOf(await hear(id, '2008-03-10'));
    return { id, suspects, first: suspects[0] ?? '' };
  };
  return { ...before, judge, finish, atTrial };
};
