import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene, Transition } from '../../../profile/index.ts';
import { type CaseFile, loadCase } from '../../cases/index.ts';
import { sealedFields, standingConsents } from '../../identity/index.ts';
import { firstDayOf } from '../../protection/index.ts';
import { mayWork } from '../access.ts';
import { type GapLine, gapOf } from '../rules/index.ts';
import { needsWorker, openSteps } from '../steps.ts';
import {
  type Aid,
  aidOf,
  type Assessment,
  assessmentsOf,
  type Closing,
  type Conference,
  conferencesOf,
  type Conflict,
  conflictsOf,
  countSupports,
  findClosing,
  findSupport,
  type Goal,
  goalsOf,
  type ListedSupport,
  type Interpreter,
  listInterpreters,
  type Listing,
  listSupports,
  type Looking,
  type Session,
  sessionsOf,
  type Step,
  stepsOf,
  type Support,
  type Translation,
  translationsOf,
} from '../store/index.ts';
import { codesOf, type Result, serviceOf, today } from './acting.ts';

/** All the page of a support shows; no text, for those are sealed. */
export type AssistanceView = {
  readonly file: CaseFile;
  readonly support: Support | null;
  readonly open: readonly Transition[];
  readonly history: readonly (Step & { readonly by: string | null })[];
  readonly assessments: readonly Assessment[];
  readonly goals: readonly Goal[];
  readonly sessions: readonly Session[];
  readonly aid: readonly Aid[];
  readonly translations: readonly Translation[];
  readonly conferences: readonly Conference[];
  readonly closing: Closing | null;
  readonly interpreters: readonly Interpreter[];
  readonly conflicts: readonly Conflict[];
  /** The day on which the law starts assistance; null while the police has found no indications. */
  readonly lawOn: PlainDate | null;
  readonly gap: readonly GapLine[];
  readonly hasConsent: boolean;
  readonly hasTexts: boolean;
  readonly today: PlainDate;
  readonly now: Instant;
};

const ownText = /^(goal|session|assessment|aid|order|conference|closing)\./;

const noRows = {
  ...{ history: [], assessments: [], goals: [], sessions: [], aid: [] },
  ...{ translations: [], conferences: [], interpreters: [], conflicts: [] },
};

const rowsOf = async ({ tx }: Scene, support: Support | null) => {
  if (support === null) return { ...noRows, closing: null };
  return {
    history: await stepsOf(tx, support.id),
    assessments: await assessmentsOf(tx, support.id),
    goals: await goalsOf(tx, support.id),
    sessions: await sessionsOf(tx, support.id),
    aid: await aidOf(tx, support.id),
    translations: await translationsOf(tx, support.id),
    conferences: await conferencesOf(tx, support.id),
    closing: await findClosing(tx, support.id),
    interpreters: await listInterpreters(tx),
    conflicts: await conflictsOf(tx, support.id),
  };
};

/** Loads the page of a support; refused to who does not work on it, and when there is no such case. */
export const readAssistance = async (scene: Scene, caseId: Uuid): Result<AssistanceView> => {
  const may = mayWork(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await loadCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const support = await findSupport(scene.tx, caseId);
  const on = today(scene);
  const lawOn = await firstDayOf(scene, caseId, 'indications_found');
  const isAwaited = support === null || needsWorker(scene.profile, support.state);
  const given = support ?? { referredOn: null, contactedOn: null, assessedOn: null, plannedOn: null };
  const consents = await standingConsents(scene, file.personId, serviceOf(scene));
  return {
    ...{ file, support, lawOn, gap: gapOf(lawOn, given, isAwaited ? on : null), today: on, now: scene.clock.now() },
    ...(await rowsOf(scene, support)),
    open: support === null ? [] : openSteps(scene.profile, support.state, { organisations: codesOf(scene), on }),
    hasConsent: consents.some(({ purposes }) => purposes.includes('support')),
    hasTexts: (await sealedFields(scene, [caseId])).some(({ field }) => ownText.test(field)),
  };
};

const looking = (scene: Scene): Looking => ({
  ...{ today: today(scene), now: scene.clock.now(), staffId: scene.viewer.staffId },
});

/** How many persons a page of the list holds. */
export const supportsPerPage = 50;

/** One page of the service's persons. */
export type SupportList = {
  readonly which: Listing;
  readonly rows: readonly ListedSupport[];
  readonly counts: Readonly<Record<Listing, number>>;
  readonly page: number;
};

/** Loads a page of the service's persons: those with something due, one's own, all, or those whose support is over. */
export const readSupports = async (scene: Scene, which: Listing, page: number): Result<SupportList> => {
  const may = mayWork(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const it = looking(scene);
  const rows = await listSupports(scene.tx, { ...it, which, size: supportsPerPage, number: page });
  return { which, page, rows, counts: await countSupports(scene.tx, it) };
};

/** For how many persons something is due; null for who supports nobody. */
export const countSupportsDue = async (scene: Scene): Promise<number | null> =>
  isRefusal(mayWork(scene.viewer, scene.profile)) ? null : (await countSupports(scene.tx, looking(scene))).due;
