import { addDays } from '../../../platform/clock.ts';
import {
  addFunding,
  addInterpreter,
  assess,
  divideWork,
  giveAid,
  noteConference,
  noteConflict,
  noteSession,
  orderTranslation,
  planSession,
  setGoal,
  takeStep,
} from '../../../rooms/assistance/index.ts';
import { readAssistance, readSupports } from '../../../rooms/assistance/actions/index.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { daysBefore, then } from './open-report.ts';

type Act = { readonly name: string; readonly login: string; readonly days: number; readonly hour: number };

const act = <T>(stage: Stage, { name, login, days, hour }: Act, work: (scene: StageScene) => Promise<T>): Promise<T> =>
  stage.as(`assistance/${name}`, { login, at: then(stage, days, hour), work });

const savteh = 'savteh.leila';
const coteh = 'coteh.nora';

/** First contact, consent, danger and needs, all on one day. */
const takeUp = async (
  scene: StageScene,
  caseId: string,
  it: { readonly on: ReturnType<typeof daysBefore>; readonly team: string },
): Promise<void> => {
  const { on, team } = it;
  must(await divideWork(scene, { caseId, version: null }, { lead_team: team, mine: true }));
  must(await takeStep(scene, { caseId, event: 'contact', version: null }, { on_day: on, contact_way: 'in_person' }));
  must(await takeStep(scene, { caseId, event: 'consent', version: null }, { on_day: on }));
  const note = 'Inventé : dort mal, craint d’être retrouvée ; veut apprendre le français.';
  must(
    await assess(
      scene,
      { caseId, kind: 'danger' },
      {
        made_on: on,
        ticked: { high: ['contact'], some: ['debt', 'online'], unknown: ['family_threatened'] },
        assessment_note: note,
      },
    ),
  );
  const needs = { high: ['S1', 'S5'], some: ['S2', 'S6', 'S7', 'S8'], unknown: ['S4'] };
  must(await assess(scene, { caseId, kind: 'needs' }, { made_on: on, ticked: needs }));
};

/** A person who was accepted seven weeks ago: a plan of two teams, appointments, and a danger that must be looked at again. */
const longSupported = async (stage: Stage, caseId: string): Promise<void> => {
  await act(stage, { name: 'long/take-up', login: savteh, days: 47, hour: 14 }, async (scene) => {
    await takeUp(scene, caseId, { on: daysBefore(stage, 47), team: 'SAVTEH' });
    const goal = (service: string, text: string, team: string) =>
      setGoal(scene, caseId, { service, goal_text: text, team, target_on: addDays(stage.today, 30) });
    must(await goal('S1', 'Inventé : une chambre où elle peut fermer la porte à clé.', 'COTEH'));
    must(await goal('S5', 'Inventé : soigner le poignet.', 'SAVTEH'));
    must(await goal('S7', 'Inventé : cours de français deux fois par semaine.', 'SAVTEH'));
    const agreed = { on_day: daysBefore(stage, 47), plan_agreed: true };
    must(await takeStep(scene, { caseId, event: 'plan', version: null }, agreed));
    const plan = (kind: string, days: number, hour: string, place: string) =>
      planSession(scene, caseId, {
        ...{ session_kind: kind, planned_day: daysBefore(stage, days), planned_hour: hour, session_place: place },
        language: 'fr',
      });
    must(await plan('medical', 40, '09:30', 'elsewhere'));
    must(await plan('psychological', 2, '15:00', 'office'));
    must(await plan('legal', -6, '11:00', 'office'));
    return null;
  });
  await act(stage, { name: 'long/held', login: savteh, days: 40, hour: 12 }, async (scene) => {
    const view = must(await readAssistance(scene, caseId));
    const first = view.sessions.at(-1);
    const held = { attendance: 'late', minutes: 95, session_note: 'Inventé : accompagnée jusqu’au bout.' };
    return must(await noteSession(scene, { caseId, sessionId: first?.id ?? '', version: null }, held));
  });
};

/** What it costs and who takes part: a ledger with a sum that waits, interpreters, a translation, a conference. */
const means = (stage: Stage, caseId: string): Promise<unknown> =>
  act(stage, { name: 'long/means', login: savteh, days: 20, hour: 11 }, async (scene) => {
    const on = daysBefore(stage, 20);
    const add = (interpreter_number: string, codes: readonly string[]) =>
      addInterpreter(scene, { interpreter_number, spoken: codes.map((language) => ({ language })), remote: true });
    must(await add('INT-204', ['ar', 'fr']));
    must(await add('INT-311', ['pt', 'fr', 'en']));
    must(await noteConflict(scene, caseId, { interpreter_number: 'INT-204', conflict_ground: 'same_community' }));
    const aid = (amount: number, aid_ground: string) =>
      giveAid(scene, caseId, { amount, aid_ground, payer: 'service', paid_on: on });
    must(await aid(48.5, 'travel'));
    must(await aid(620, 'rent'));
    must(
      await orderTranslation(scene, caseId, {
        ...{ text_kind: 'document', from_language: 'pt', to_language: 'fr', confidentiality: 'personal' },
        ...{ cost: 90, payer: 'service', wanted_by: daysBefore(stage, 6) },
      }),
    );
    return must(
      await noteConference(scene, caseId, {
        ...{ held_on: on, bodies_present: ['INFOTRAITE', 'SPJ', 'CRL'], agreed_points: ['who_leads', 'safe_place'] },
        next_conference: addDays(stage.today, 9),
      }),
    );
  });

/** A person in whose case needs were just assessed by the other team, before there is a plan. */
const newlyAssessed = (stage: Stage, caseId: string): Promise<unknown> =>
  act(stage, { name: 'new/take-up', login: coteh, days: 9, hour: 10 }, async (scene) => {
    await takeUp(scene, caseId, { on: daysBefore(stage, 9), team: 'COTEH' });
    must(
      await planSession(scene, caseId, {
        ...{ session_kind: 'first_meeting', planned_day: addDays(stage.today, 1), planned_hour: '14:00' },
        ...{ session_place: 'shelter', language: 'pt' },
      }),
    );
    return null;
  });

/** Somebody who once said no came back a few days ago; nobody has taken her yet. */
const cameBack = (stage: Stage): Promise<unknown> =>
  act(stage, { name: 'back', login: savteh, days: 3, hour: 16 }, async (scene) => {
    const [one] = must(await readSupports(scene, 'declined', 1)).rows;
    if (one === undefined) return null;
    const said = { on_day: daysBefore(stage, 3), person_decided: true };
    return must(await takeStep(scene, { caseId: one.caseId, event: 'accept_later', version: null }, said));
  });

/** The year of both teams, as invented as everything here. */
const funded = (stage: Stage): Promise<unknown> =>
  act(stage, { name: 'funded', login: savteh, days: 60, hour: 9 }, async (scene) => {
    const add = (funded_team: string, weekly_hours: number, funded_amount: number) =>
      addFunding(scene, {
        ...{ funded_team, weekly_hours, funded_amount, payer: 'ministry' },
        ...{ starts_on: daysBefore(stage, 180), ends_on: addDays(stage.today, 184) },
      });
    must(await add('SAVTEH', 100, 210_000));
    return must(await add('COTEH', 60, 130_000));
  });

/** Persons whom the service supports, at different points; a third came back and nobody is responsible. */
export const playAssistance = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  const [long, recent] = supported;
  await funded(stage);
  if (long !== undefined) {
    await longSupported(stage, long);
    await means(stage, long);
  }
  if (recent !== undefined) await newlyAssessed(stage, recent);
  await cameBack(stage);
};
