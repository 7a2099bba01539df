import { addDays } from '../../../platform/clock.ts';
import { handOnVisits, switchOff, switchOn, type Visits } from '../../../rooms/portal/index.ts';
import { makeLink } from '../../../rooms/referrals/index.ts';
import { must, type Stage } from '../stage.ts';
import { then } from './open-report.ts';

const coordinator = 'mj.coordination.yves';

/** How often a page was read on a day: invented, and so few days that one sees them all. */
const read: readonly (readonly [language: string, page: string, days: readonly number[]])[] = [
  ['en', 'home', [14, 9, 17]],
  ['en', 'rights', [11, 6, 8]],
  ['pt', 'home', [22, 31, 27]],
  ['pt', 'check', [16, 19, 12]],
  ['uk', 'home', [13, 8, 10]],
  ['ar', 'home', [6, 9, 7]],
  ['ar', 'shelter', [4, 3, 5]],
  ['ti', 'home', [1, 0, 1]],
];

const visitsOf = (day: number): readonly Visits[] =>
  read.flatMap(([language, page, days]) => {
    const visits = days[day] ?? 0;
    return visits === 0 ? [] : [{ language, page, visits }];
  });

/** What was read on three days, as the public site hands it on. */
const playVisits = async (stage: Stage): Promise<void> => {
  for (const day of [0, 1, 2])
    await stage.progress.once(`site/visits/${day}`, async () => {
      await handOnVisits(stage.portal, addDays(stage.today, day - 3), visitsOf(day));
      return null;
    });
};

/** A sentence stood at the head of the Ukrainian pages for some days and was taken away; none stands now. */
const playBanner = async (stage: Stage): Promise<void> => {
  const { id } = await stage.as('site/banner/on', {
    ...{ login: coordinator, at: then(stage, 9, 9) },
    work: (scene) => switchOn(scene, { language: 'uk', text: 'offers', until: addDays(stage.today, -3) }),
  });
  await stage.as('site/banner/off', {
    ...{ login: coordinator, at: then(stage, 4, 17) },
    work: (scene) => switchOff(scene, id),
  });
};

/** A link that a school may use once. The vault signs what it opens, so that it begins now. */
const playLink = async (stage: Stage): Promise<void> => {
  const { vault, casework, draftKey } = stage;
  if (vault === null) return;
  await stage.as('site/link', {
    ...{ login: 'savteh.leila', at: stage.now },
    work: async (scene) =>
      must(await makeLink({ vault, database: casework, draftKey }, scene, { path: 'school', days: 7 })),
  });
};

/** The public site and its links, as who looks after them sees them. */
export const playSite = async (stage: Stage): Promise<void> => {
  await playVisits(stage);
  await playBanner(stage);
  await playLink(stage);
};
