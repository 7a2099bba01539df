import { addDays, type Instant, type PlainDate } from '../../platform/clock.ts';
import { acceptSupport, lookAfter } from '../../rooms/cases/index.ts';
import {
  acknowledge,
  closeReport,
  confirmReceipt,
  markOutcomeSeen,
  redirect,
  reportsByDuty,
} from '../../rooms/referrals/index.ts';
import { receiveNotice } from '../../rooms/identification/index.ts';
import { decideStay } from '../../rooms/protection/index.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { PastReport, Persona } from './files.ts';
import { assistAll } from './past-assistance.ts';
import { handOn } from './hand-on.ts';
import { decideOn, type Followed, hear, inform, momentOn, notify, refer, workingDayAfter } from './hearing.ts';
import { type InventedPerson, inventPerson } from './people.ts';
import { deliver, personasOf, send } from './sending.ts';
import { stayAll } from './past-stays.ts';
import { must, type Stage } from './stage.ts';

/** A report of a past year, followed to its end. */
type Story = {
  readonly name: string;
  readonly report: PastReport;
  readonly chance: Chance;
  readonly persons: readonly InventedPerson[];
  readonly sentOn: PlainDate;
};

const consentBodies = ['INFOTRAITE', 'HOSP', 'CARITAS'];

const personsOf = (stage: Stage, name: string, report: PastReport): readonly InventedPerson[] =>
  Array.from({ length: report.persons }, (_, index) =>
    inventPerson(stage.profile, stage.invented, `${name}/person-${index + 1}`, {
      isFound: index < report.found,
      isOnline: index < report.online,
      isChild: index < (report.child ?? 0),
      ...{ form: report.form, commune: report.commune, seenOn: report.sent as PlainDate },
      byConsent: consentBodies.includes(report.from),
    }),
  );

const storyOf = (stage: Stage, report: PastReport, index: number): Story => {
  const name = `past-${index + 1}`;
  return {
    ...{ name, report, sentOn: report.sent as PlainDate },
    chance: chanceOf(stage.invented.seed, name),
    persons: personsOf(stage, name, report),
  };
};

const policeOf = (stage: Stage, chance: Chance): string => {
  const { code } = stage.profile.organisationFor('identifies');
  return chance.pick(personasOf(stage.invented, code).filter((one) => one.roles.includes('judicial_police_officer')))
    .login;
};

const maySend = ({ profile }: Stage, { roles }: Persona): boolean =>
  roles.some((role) => profile.role(role).permits.includes('referrals.send'));

const sentAt = (stage: Stage, day: PlainDate): Instant => momentOn(stage, day, 10);

const sendIt = async (stage: Stage, { name, report, chance, persons, sentOn }: Story): Promise<string> => {
  const at = sentAt(stage, sentOn);
  const senders = personasOf(stage.invented, report.from).filter((one) => maySend(stage, one));
  const plan = {
    ...{ story: name, sender: chance.pick(senders), seenOn: sentOn, form: report.form, commune: report.commune },
  };
  const { reportId } = await send(stage, { plan, persons, at, chance });
  return reportId;
};

/** The other body a report reaches beside the police: the prosecutor by duty, the support service by consent. */
const otherRecipient = ({ profile }: Stage, { report }: Story): string | null => {
  if (reportsByDuty(profile, report.from)) return profile.organisationFor('prosecutes', report.commune).code;
  const service = profile.organisationFor('supports').code;
  return service === report.from ? null : service;
};

/** The police take the report and open a case for each person; the other recipient says that it has it. */
const takeUp = async (stage: Stage, story: Story, login: string, reportId: string): Promise<readonly Followed[]> => {
  const day = workingDayAfter(stage, story.sentOn, 1);
  const opened = await stage.as(`${story.name}/open`, {
    ...{ login, at: momentOn(stage, day, 9) },
    work: async (scene) => {
      const openCases = story.report.redirect === undefined;
      return must(await acknowledge(scene, { reportId, openCases })).linked;
    },
  });
  const other = otherRecipient(stage, story);
  if (other !== null) await noteReceipt(stage, story, other, reportId);
  const cases = new Map(opened.map(({ personId, caseId }) => [personId, caseId]));
  return story.persons.map((person) => ({ person, caseId: cases.get(person.id) ?? '' }));
};

const noteReceipt = async (stage: Stage, story: Story, body: string, reportId: string): Promise<void> => {
  const [reader] = personasOf(stage.invented, body);
  await stage.as(`${story.name}/read`, {
    login: reader?.login ?? '',
    at: momentOn(stage, workingDayAfter(stage, story.sentOn, 1), 11),
    work: async (scene) => must(await confirmReceipt(scene, { reportId })),
  });
};

/** A report being followed: who at the police follows it, and the cases of its persons. */
type Following = { readonly login: string; readonly reportId: string; readonly followed: readonly Followed[] };

const hearAll = (stage: Stage, story: Story, { login, reportId, followed }: Following): Promise<null> => {
  const heardOn = workingDayAfter(stage, story.sentOn, 5);
  const decidedOn = workingDayAfter(stage, heardOn, 2);
  const { chance } = story;
  return stage.as(`${story.name}/hear`, {
    ...{ login, at: momentOn(stage, decidedOn, 15) },
    work: async (scene) => {
      for (const one of followed) {
        if (one.person.isFound || chance.percent(20)) await hear(scene, one, heardOn);
        if (one.person.isFound) await inform(scene, one, heardOn);
        if (one.person.isFound) must(await lookAfter(scene, one.caseId, true));
        const otherwise = chance.percent(20) ? 'decline' : 'no_indications';
        const event = one.person.isFound ? 'indications_found' : otherwise;
        await decideOn(scene, one, { event, on: decidedOn, chance });
      }
      must(await closeReport(scene, { reportId }));
      return null;
    },
  });
};

const foundOnes = (followed: readonly Followed[]): readonly Followed[] =>
  followed.filter(({ person }) => person.isFound);

/** What left the police about the persons found: notices to the residence authority, referrals to the support service. */
type Protected = { readonly notices: readonly string[]; readonly referrals: readonly string[] };

const protectAll = (stage: Stage, story: Story, login: string, found: readonly Followed[]): Promise<Protected> => {
  const on = workingDayAfter(stage, story.sentOn, 9);
  return stage.as(`${story.name}/protect`, {
    ...{ login, at: momentOn(stage, on, 11) },
    work: async (scene) => {
      const [notices, referrals]: [string[], string[]] = [[], []];
      for (const one of found) {
        notices.push(...[await notify(scene, one)].filter((id) => id !== null));
        referrals.push(...[await refer(scene, one, on, story.chance.percent(70))].filter((id) => id !== null));
      }
      return { notices, referrals };
    },
  });
};

const receiveAll = (stage: Stage, story: Story, notices: readonly string[]): Promise<null> => {
  const [officer] = personasOf(stage.invented, stage.profile.organisationFor('decides_residence').code);
  const on = workingDayAfter(stage, story.sentOn, 10);
  const granted = { decided_on: on, third_country: 'yes' };
  return stage.as(`${story.name}/receive`, {
    login: officer?.login ?? '',
    at: momentOn(stage, on, 9),
    work: async (scene) => {
      for (const noticeId of notices) {
        must(await receiveNotice(scene, noticeId));
        must(await decideStay(scene, { noticeId, event: 'grant_reflection', version: null }, granted));
      }
      return null;
    },
  });
};

const acceptAll = (stage: Stage, story: Story, referrals: readonly string[]): Promise<readonly string[] | null> => {
  const service = stage.profile.organisationFor('supports').code;
  const workers = personasOf(stage.invented, service).filter(({ roles }) =>
    roles.some((role) => stage.profile.role(role).permits.includes('cases.accept-support')),
  );
  return stage.as(`${story.name}/accept`, {
    login: story.chance.pick(workers).login,
    at: momentOn(stage, workingDayAfter(stage, story.sentOn, 10), 14),
    work: async (scene) => {
      const cases: string[] = [];
      for (const referral of referrals) cases.push(must(await acceptSupport(scene, referral)).caseId);
      return cases;
    },
  });
};

const identifySome = (stage: Stage, story: Story, login: string, found: readonly Followed[]): Promise<null> => {
  const on = workingDayAfter(stage, story.sentOn, 45);
  return stage.as(`${story.name}/identify`, {
    ...{ login, at: momentOn(stage, on, 16) },
    work: async (scene) => {
      const { chance } = story;
      for (const one of found) if (chance.percent(30)) await decideOn(scene, one, { event: 'identify', on, chance });
      return null;
    },
  });
};

/** After so many days (proceedings take years) the follow-up of a case has ended. */
const followUpDays = 1600;

const closeAll = (stage: Stage, story: Story, login: string, found: readonly Followed[]): Promise<null> => {
  const on = workingDayAfter(stage, story.sentOn, followUpDays);
  return stage.as(`${story.name}/close`, {
    ...{ login, at: momentOn(stage, on, 10) },
    work: async (scene) => {
      for (const one of found) await decideOn(scene, one, { event: 'close', on, chance: story.chance });
      return null;
    },
  });
};

/** What is not trafficking goes where it belongs, and never counts. */
const sendOn = async (
  stage: Stage,
  { name, report, sentOn }: Story,
  login: string,
  reportId: string,
): Promise<void> => {
  const at = momentOn(stage, workingDayAfter(stage, sentOn, 3), 10);
  const redirect_reason = report.redirect ?? 'other';
  await stage.as(`${name}/redirect`, {
    login,
    at,
    work: (scene) => redirect(scene, { reportId }, { redirect_reason }),
  });
  await handOn(stage, name, { login, at, reportId, reason: redirect_reason });
};

const follow = async (stage: Stage, story: Story, reportId: string): Promise<void> => {
  const login = policeOf(stage, story.chance);
  const followed = await takeUp(stage, story, login, reportId);
  if (story.report.redirect !== undefined) return sendOn(stage, story, login, reportId);
  await hearAll(stage, story, { login, reportId, followed });
  const found = foundOnes(followed);
  if (found.length === 0) return;
  const { notices, referrals } = await protectAll(stage, story, login, found);
  if (notices.length > 0) {
    await receiveAll(stage, story, notices);
    await stayAll(stage, { name: story.name, on: workingDayAfter(stage, story.sentOn, 10), notices });
  }
  const cases = referrals.length > 0 ? await acceptAll(stage, story, referrals) : null;
  const assistOn = workingDayAfter(stage, story.sentOn, 12);
  if (cases !== null) await assistAll(stage, { name: story.name, on: assistOn, cases });
  await identifySome(stage, story, login, found);
  if (addDays(story.sentOn, followUpDays + 40) < stage.today) await closeAll(stage, story, login, found);
};

/** Who reported in past years has read what came of it; one person of each body has, on one day. */
const readOutcomes = async (
  stage: Stage,
  stories: readonly Story[],
  sent: ReadonlyMap<string, string>,
): Promise<void> => {
  for (const [body, own] of Map.groupBy(stories, ({ report }) => report.from)) {
    const reader = personasOf(stage.invented, body).find((one) => maySend(stage, one));
    await stage.as(`outcomes/${body}`, {
      login: reader?.login ?? '',
      at: momentOn(stage, addDays(stage.today, -1), 8),
      // Of those whose persons were never decided nothing was told yet: there is nothing to have read.
      work: async (scene) => {
        for (const { name } of own) await markOutcomeSeen(scene, sent.get(name) ?? '');
      },
    });
  }
};

/** Stories played side by side: the database works while the program seals, and the other way round. */
const lanes = 3;

const inLanes = async (stories: readonly Story[], play: (story: Story) => Promise<void>): Promise<void> => {
  const waiting = [...stories];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await play(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

/**
 * Plays the reports of past years: all are sent, delivered in the order of time, then followed to their ends.
 * Deliveries come first, since the worker delivers whatever is due.
 */
export const playPast = async (stage: Stage): Promise<void> => {
  const stories = stage.invented.past.map((report, index) => storyOf(stage, report, index));
  const sent = new Map<string, string>();
  await inLanes(stories, async (story) => void sent.set(story.name, await sendIt(stage, story)));
  const inTime = stories.toSorted((one, other) => one.sentOn.localeCompare(other.sentOn));
  for (const { name, sentOn } of inTime) await deliver(stage, name, sentAt(stage, sentOn));
  await inLanes(stories, (story) => follow(stage, story, sent.get(story.name) ?? ''));
  await readOutcomes(stage, stories, sent);
};
