import { addDays } from '../../../platform/clock.ts';
import { answerBack, askBack, mergeReports, redirect, setTriage, splitReport } from '../../../rooms/referrals/index.ts';
import { handOn } from '../hand-on.ts';
import { must, type Stage } from '../stage.ts';
import { type OpenReport, personaOf, sendOpen, take, then } from './open-report.ts';

const stillThere = (why: string): Record<string, unknown> => ({
  ...{ still_exploited: 'yes', kept_there_by: why, at_risk: 'yes', risk_reasons: why, last_contact: 'week' },
  how_left: undefined,
});

/** Four reports that nobody has acknowledged yet: danger now, a child, workers on a site, a person who asked for help. */
const unread = async (stage: Stage): Promise<void> => {
  await sendOpen(stage, {
    ...{ story: 'today-danger', sender: 'pgd.carole', hoursAgo: 0.6, form: 'sexual', commune: 'luxembourg' },
    report: { in_danger: 'yes', danger_reasons: 'Inventé : l’homme l’attend devant le commissariat.' },
    persons: [{ isOnline: true, changes: stillThere('Inventé : menaces contre sa sœur.') }],
  });
  await sendOpen(stage, {
    ...{ story: 'today-child', sender: 'medscol.lea', hoursAgo: 20, form: 'begging', commune: 'esch_sur_alzette' },
    persons: [
      {
        isChild: true,
        changes: { ...stillThere('Inventé : un adulte l’attend à la sortie.'), age_answer: 'not_sure' },
      },
    ],
  });
  await sendOpen(stage, {
    ...{ story: 'today-site', sender: 'itm.anouk', hoursAgo: 3, form: 'labour', commune: 'differdange' },
    persons: [
      {
        changes: { ...stillThere('Inventé : passeports chez le chef d’équipe.'), support_information: 'asks_contact' },
      },
      { changes: { support_information: 'informed' } },
      { isOnline: true, changes: { support_information: 'declined' } },
      { changes: { special_needs: ['medication'], support_information: 'asks_contact' } },
    ],
  });
  await sendOpen(stage, {
    ...{
      story: 'today-caritas',
      sender: 'caritas.sam',
      daysAgo: 1,
      form: 'domestic',
      commune: 'strassen',
      path: 'ngo',
    },
    persons: [{ changes: { cooperates: 'not_sure' } }],
  });
};

/** Two questions of the police to the reporter wait for an answer, one was answered. */
const askedBack = async (stage: Stage): Promise<void> => {
  const [question = '', second = question] = stage.invented.texts.questions;
  for (const [story, sender, text] of [
    ['today-asked-itm', 'itm.anouk', question],
    ['today-asked-hotline', 'hotline.emile', second],
    ['today-answered', 'itm.tun', question],
  ] as const) {
    const open = await sendOpen(stage, {
      ...{ story, sender, daysAgo: 5, form: 'labour', commune: 'petange' },
      persons: [{}, {}],
    });
    await take(stage, open, 'spj.claudine', then(stage, 4, 9));
    const { questionId } = await stage.as(`${story}/ask`, {
      ...{ login: 'spj.claudine', at: then(stage, 3, 11) },
      work: async (scene) => {
        const question = { question: text, answer_by: addDays(stage.today, 4) };
        return must(await askBack(scene, { reportId: open.reportId }, question));
      },
    });
    if (story === 'today-answered') await answer(stage, story, questionId);
  }
};

const answer = (stage: Stage, story: string, questionId: string): Promise<unknown> =>
  stage.as(`${story}/answer`, {
    ...{ login: 'itm.tun', at: then(stage, 2, 15) },
    work: async (scene) =>
      must(await answerBack(scene, { questionId, answer: 'Inventé : cinq personnes, la clé chez le contremaître.' })),
  });

/** One report in somebody's hands, one that was smuggling, one divided, two that speak of the same matter. */
const sorted = async (stage: Stage): Promise<void> => {
  const inHand = await sendOpen(stage, {
    ...{ story: 'today-in-hand', sender: 'ona.patrice', daysAgo: 3, form: 'sexual', commune: 'mersch' },
    persons: [{ isOnline: true }],
  });
  await take(stage, inHand, 'spj.mathis', then(stage, 2, 9));
  await stage.as('today-in-hand/raise', {
    ...{ login: 'spj.mathis', at: then(stage, 2, 10) },
    work: async (scene) => {
      const raised = { urgency: 'this_week', assigned_to: personaOf(stage, 'spj.mathis').name };
      return must(
        await setTriage(scene, { reportId: inHand.reportId }, { ...raised, change_reason: 'new_information' }),
      );
    },
  });
  await smuggled(stage);
  await divided(stage);
  await joined(stage);
};

const smuggled = async (stage: Stage): Promise<void> => {
  const open = await sendOpen(stage, {
    ...{ story: 'today-smuggled', sender: 'douanes.nico', daysAgo: 6, form: 'criminal', commune: 'dudelange' },
    persons: [{}, {}, {}],
  });
  await take(stage, open, 'spj.jeff', then(stage, 5, 9));
  await stage.as('today-smuggled/redirect', {
    ...{ login: 'spj.jeff', at: then(stage, 4, 16) },
    work: async (scene) => must(await redirect(scene, { reportId: open.reportId }, { redirect_reason: 'smuggling' })),
  });
  const at = then(stage, 4, 17);
  await handOn(stage, 'today-smuggled', { login: 'spj.jeff', at, reportId: open.reportId, reason: 'smuggling' });
};

const divided = async (stage: Stage): Promise<void> => {
  const open = await sendOpen(stage, {
    ...{ story: 'today-divided', sender: 'itm.sonia', daysAgo: 7, form: 'labour', commune: 'bettembourg' },
    persons: [{}, {}, {}],
  });
  await take(stage, open, 'spj.jeff', then(stage, 6, 9));
  const last = open.persons.at(-1)?.id ?? '';
  await stage.as('today-divided/split', {
    ...{ login: 'spj.jeff', at: then(stage, 6, 10) },
    work: async (scene) =>
      must(await splitReport(scene, { reportId: open.reportId }, { persons: [last], reason: 'other_matter' })),
  });
};

const pair = (stage: Stage, story: string, sender: string, daysAgo: number): Promise<OpenReport> =>
  sendOpen(stage, {
    ...{ story, sender, daysAgo, form: 'labour', commune: 'sanem' },
    persons: [{}, {}],
  });

const joined = async (stage: Stage): Promise<void> => {
  const first = await pair(stage, 'today-joined-first', 'itm.tun', 9);
  const second = await pair(stage, 'today-joined-second', 'pgd.luc', 8);
  await take(stage, first, 'spj.claudine', then(stage, 8, 9));
  await take(stage, second, 'spj.claudine', then(stage, 7, 9));
  const [own, other] = [second.persons[0]?.id ?? '', first.persons[0]?.id ?? ''];
  await stage.as('today-joined/merge', {
    ...{ login: 'spj.claudine', at: then(stage, 7, 11) },
    work: async (scene) => {
      const both = { reportId: second.reportId, otherId: first.reportId };
      return must(await mergeReports(scene, both, [{ from: own, to: other }]));
    },
  });
};

/** What waits for the police and for those who reported. */
export const playQueue = async (stage: Stage): Promise<void> => {
  await sorted(stage);
  await askedBack(stage);
  await unread(stage);
};
