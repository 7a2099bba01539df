import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { acceptSupport, addNote, addTask, changeFlags, lookAfter } from '../../../rooms/cases/index.ts';
import {
  decide,
  planInterview,
  receiveNotice,
  reviewDecision,
  notifyMinister,
} from '../../../rooms/identification/index.ts';
import { chanceOf } from '../chance.ts';
import { decideOn, type Followed, hear, inform, notify, refer } from '../hearing.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { endedEarly, permitAfterPeriod, playConference, playStay, runningPeriod } from './stays.ts';
import { daysBefore, openAll, type OpenPlan, sendOpen, take, then } from './open-report.ts';

type Begun = { readonly followed: readonly Followed[]; readonly daysAgo: number; readonly login: string };

const begin = async (stage: Stage, plan: OpenPlan, login: string): Promise<Begun> => {
  const open = await sendOpen(stage, plan);
  const daysAgo = plan.daysAgo ?? 1;
  await take(stage, open, login, then(stage, daysAgo - 1, 9));
  return { followed: await openAll(stage, open, login, then(stage, daysAgo - 1, 10)), daysAgo, login };
};

type When = { readonly step: string; readonly login: string; readonly days: number; readonly hour: number };

const act = <T>(stage: Stage, { step, login, days, hour }: When, work: (scene: StageScene) => Promise<T>): Promise<T> =>
  stage.as(step, { login, at: then(stage, days, hour), work });

const found = async (scene: StageScene, one: Followed, on: PlainDate, reasonText?: string): Promise<void> => {
  // The choice of a reason only: any seed will do, if it is the same every time.
  const chance = chanceOf(0, `decide/${one.person.id}`);
  await decideOn(scene, one, { event: 'indications_found', on, chance, ...(reasonText ? { reasonText } : {}) });
};

/** An interview planned for tomorrow, with interpreter and the support service; the task to tell rights. */
const planned = async (stage: Stage): Promise<void> => {
  const { followed, login } = await begin(
    stage,
    {
      ...{ story: 'today-planned', sender: 'cret.fatima', daysAgo: 4, form: 'domestic', commune: 'luxembourg' },
      persons: [{ changes: { interpreter_sex: 'female' } }],
    },
    'spj.claudine',
  );
  await act(stage, { step: 'today-planned/plan', login, days: 2, hour: 11 }, async (scene) => {
    for (const { caseId, person } of followed) {
      must(
        await planInterview(scene, caseId, {
          ...{ planned_day: addDays(stage.today, 1), planned_hour: '10:30', place: 'own_office' },
          ...{ language: person.language, interpreter: 'professional_present', interpreter_wish: 'female' },
          ...{ interpreter_number: 'INT-204', support_accompanies: true },
        }),
      );
      must(await lookAfter(scene, caseId, true));
      must(await addTask(scene, caseId, { task_kind: 'book_interpreter', due_on: stage.today, for_me: true }));
    }
    return null;
  });
};

/** Persons who were heard and wait for a decision. */
const heard = async (stage: Stage): Promise<void> => {
  const { followed, login } = await begin(
    stage,
    {
      ...{ story: 'today-heard', sender: 'pgd.luc', daysAgo: 12, form: 'sexual', commune: 'ettelbruck' },
      persons: [{ isFound: true, isOnline: true }, { isOnline: true }],
    },
    'spj.mathis',
  );
  await act(stage, { step: 'today-heard/hear', login, days: 6, hour: 16 }, async (scene) => {
    for (const one of followed) {
      await hear(scene, one, daysBefore(stage, 6));
      await inform(scene, one, daysBefore(stage, 6));
      must(
        await addTask(scene, one.caseId, {
          task_kind: 'decide_status',
          due_on: addDays(stage.today, -1),
          for_me: true,
        }),
      );
    }
    return null;
  });
};

/** Presumed victims: notices sent and received, a referral that waits, one accepted, notes and flags. */
const presumed = async (stage: Stage): Promise<string | null> => {
  const { followed, login } = await begin(
    stage,
    {
      ...{ story: 'today-presumed', sender: 'itm.anouk', daysAgo: 20, form: 'labour', commune: 'grevenmacher' },
      persons: [{ isFound: true }, { isFound: true, isOnline: true }, { isFound: true }],
    },
    'spj.claudine',
  );
  const [reason = ''] = stage.invented.texts.reasons;
  await act(stage, { step: 'today-presumed/decide', login, days: 14, hour: 15 }, async (scene) => {
    for (const one of followed) {
      await hear(scene, one, daysBefore(stage, 15));
      await inform(scene, one, daysBefore(stage, 15));
      await found(scene, one, daysBefore(stage, 14), reason);
    }
    return null;
  });
  await support(stage, followed, login);
  return followed[0]?.caseId ?? null;
};

const support = async (stage: Stage, followed: readonly Followed[], login: string): Promise<void> => {
  const [first, second, third] = followed;
  if (!first || !second || !third) return;
  const [accepted] = await act(stage, { step: 'today-presumed/refer', login, days: 12, hour: 10 }, async (scene) => {
    await notify(scene, first);
    const agreed = await refer(scene, first, daysBefore(stage, 12), true);
    await refer(scene, second, daysBefore(stage, 12), true);
    must(await changeFlags(scene, third.caseId, ['exploiter_at_large', 'no_voice_message'], null));
    return [agreed];
  });
  await act(stage, { step: 'today-presumed/accept', login: 'savteh.leila', days: 11, hour: 14 }, async (scene) => {
    must(await acceptSupport(scene, accepted ?? ''));
    const [note = ''] = stage.invented.texts.notes;
    must(await addNote(scene, first.caseId, { note_kind: 'contact', note_text: note }));
    must(
      await addTask(scene, first.caseId, { task_kind: 'medical_visit', due_on: addDays(stage.today, 2), for_me: true }),
    );
    return null;
  });
  await act(stage, { step: 'today-presumed/note', login, days: 10, hour: 9 }, async (scene) => {
    const note = stage.invented.texts.notes[2] ?? '';
    must(await addNote(scene, first.caseId, { note_kind: 'analysis', note_text: note }));
    must(await addTask(scene, third.caseId, { task_kind: 'follow_up', due_on: stage.today }));
    return null;
  });
};

/** How four persons of one report were decided on; the notices that went out, and the referral of the first. */
const decideAll = (
  stage: Stage,
  { login, chance }: { readonly login: string; readonly chance: ReturnType<typeof chanceOf> },
  [first, second, third, fourth]: readonly [Followed, Followed, Followed, Followed],
): Promise<{ sent: readonly string[]; agreed: string | null }> =>
  act(stage, { step: 'today-decided/decide', login, days: 50, hour: 15 }, async (scene) => {
    const on = daysBefore(stage, 50);
    const sent: string[] = [];
    for (const one of [first, fourth]) {
      await hear(scene, one, on);
      await inform(scene, one, on);
      await found(scene, one, on);
      sent.push(...[await notify(scene, one)].filter((id) => id !== null));
    }
    await refer(scene, fourth, on, false);
    const referral = await refer(scene, first, on, true);
    await decideOn(scene, second, { event: 'decline', on, chance });
    await decideOn(scene, third, { event: 'no_indications', on, chance });
    return { sent, agreed: referral };
  });

/** A report with three ends: identified, declined, not a victim; and a decision of one officer that waits for a second. */
const decided = async (stage: Stage): Promise<string | null> => {
  const { followed, login } = await begin(
    stage,
    {
      ...{ story: 'today-decided', sender: 'itm.anouk', daysAgo: 60, form: 'labour', commune: 'kayl' },
      persons: [{ isFound: true }, {}, {}, { isFound: true }],
    },
    'spj.mathis',
  );
  const [first, second, third, fourth] = followed;
  if (!first || !second || !third || !fourth) return null;
  const chance = chanceOf(stage.invented.seed, 'today-decided');
  const { sent, agreed } = await decideAll(stage, { login, chance }, [first, second, third, fourth]);
  await act(stage, { step: 'today-decided/accept', login: 'savteh.leila', days: 49, hour: 10 }, async (scene) =>
    must(await acceptSupport(scene, agreed ?? '')),
  );
  if (sent[0] !== undefined) await playStay(stage, 'today-decided', sent[0], permitAfterPeriod);
  await act(stage, { step: 'today-decided/identify', login, days: 20, hour: 10 }, async (scene) => {
    for (const one of [first, fourth])
      await decideOn(scene, one, { event: 'identify', on: daysBefore(stage, 20), chance });
    return null;
  });
  await waiting(stage, fourth, login);
  return first.caseId;
};

const waiting = (stage: Stage, one: Followed, login: string): Promise<unknown> =>
  act(stage, { step: 'today-decided/propose', login, days: 1, hour: 11 }, async (scene) =>
    must(
      await decide(
        scene,
        { caseId: one.caseId, event: 'downgrade_to_presumed', version: null },
        { decided_on: daysBefore(stage, 1), reasons: ['new_elements'], reason_text: 'Inventé : nouveau témoin.' },
      ),
    ),
  );

/** A status that was lost after a second officer had confirmed it. */
const lost = async (stage: Stage): Promise<void> => {
  const { followed, login } = await begin(
    stage,
    {
      ...{ story: 'today-lost', sender: 'dgi.refugies.agnes', daysAgo: 90, form: 'sexual', commune: 'remich' },
      persons: [{ isFound: true, isOnline: true }],
    },
    'spj.jeff',
  );
  const [known] = followed;
  if (!known) return;
  const one = { ...known, person: { ...known.person, isThirdCountry: true, citizenship: 'NG' } };
  const { decisionId, noticeId } = await act(
    stage,
    { step: 'today-lost/propose', login, days: 40, hour: 15 },
    async (scene) => {
      await hear(scene, one, daysBefore(stage, 80));
      await inform(scene, one, daysBefore(stage, 80));
      await found(scene, one, daysBefore(stage, 79));
      await refer(scene, one, daysBefore(stage, 79), false);
      const noticeId = await notify(scene, one);
      const proposed = await decide(
        scene,
        { caseId: one.caseId, event: 'lose_status', version: null },
        { decided_on: daysBefore(stage, 40), reasons: ['contact_renewed'], legal_check: true },
      );
      return { decisionId: must(proposed).decisionId, noticeId };
    },
  );
  await act(stage, { step: 'today-lost/review', login: 'spj.claudine', days: 38, hour: 9 }, async (scene) =>
    must(await reviewDecision(scene, decisionId, { confirms: true })),
  );
  if (noticeId !== null) await playStay(stage, 'today-lost', noticeId, endedEarly);
};

/** A person abroad of the Union, presumed: the permit officer has received the notice and may be asked about removal. */
const noticed = async (stage: Stage): Promise<void> => {
  const { followed, login } = await begin(
    stage,
    {
      ...{ story: 'today-noticed', sender: 'dgi.refugies.agnes', daysAgo: 30, form: 'sexual', commune: 'wiltz' },
      persons: [
        {
          isFound: true,
          isOnline: true,
          changes: { citizenship: 'NG', language: 'en', residence_situation: 'irregular' },
        },
      ],
    },
    'spj.jeff',
  );
  const [one] = followed;
  if (!one) return;
  const noticeId = await act(stage, { step: 'today-noticed/notify', login, days: 22, hour: 15 }, async (scene) => {
    await hear(scene, one, daysBefore(stage, 23));
    await inform(scene, one, daysBefore(stage, 23));
    await found(scene, { ...one, person: { ...one.person, isThirdCountry: true } }, daysBefore(stage, 22));
    const { name, born } = one.person;
    return must(await notifyMinister(scene, one.caseId, { name, date_of_birth: born, nationality: 'NG' })).noticeId;
  });
  await act(stage, { step: 'today-noticed/receive', login: 'dgi.titres.bruno', days: 21, hour: 9 }, async (scene) =>
    must(await receiveNotice(scene, noticeId)),
  );
  await playStay(stage, 'today-noticed', noticeId, runningPeriod);
  await playConference(stage, { caseId: one.caseId, noticeId, login });
};

/** Cases in every status, with what waits on them. Gives those that the support service accompanies. */
export const playCases = async (stage: Stage): Promise<readonly string[]> => {
  await lost(stage);
  const decidedCase = await decided(stage);
  await noticed(stage);
  const presumedCase = await presumed(stage);
  await heard(stage);
  await planned(stage);
  return [decidedCase, presumedCase].filter((one) => one !== null);
};
