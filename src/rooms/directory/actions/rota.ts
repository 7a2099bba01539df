import { addDays, type Instant, instantOn, minutesOf, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Organisation, Scene } from '../../../profile/index.ts';
import { mayCall, mayKeepRota } from '../access.ts';
import type { DirectoryRefusal } from '../facts.ts';
import { gapsIn, type Span } from '../rules.ts';
import { cancelDuty, dutiesIn, type Duty, findColleague, insertDuty } from '../store/index.ts';
import { idOfBody } from './bodies.ts';

type Result<Value> = Promise<Outcome<Value, DirectoryRefusal>>;

/** A body of whom somebody is to be on call at every moment. */
type Covered = { readonly body: Organisation; readonly lookAheadDays: number };

const coveredBodies = ({ profile }: Scene): readonly Covered[] =>
  profile.handover.on_call.map(({ organisation, look_ahead_days: lookAheadDays }) => ({
    ...{ body: profile.organisation(organisation), lookAheadDays },
  }));

/** The bodies in whose name the viewer keeps a rota: her own, and the one her unit acts for. */
const ownBodies = ({ profile, viewer }: Scene): readonly Uuid[] => {
  const { units } = profile.settings;
  const acts = Object.keys(units).filter((body) => (units[body] ?? []).includes(viewer.organisationCode));
  return [viewer.organisationId, ...acts.map((code) => idOfBody(profile, code))];
};

const ahead = ({ clock }: Scene, days: number): Span => {
  const from = clock.now();
  return { from, until: inDays(from, days) };
};

const inDays = (from: Instant, days: number): Instant =>
  instantOn(
    addDays(from.slice(0, 10) as PlainDate, days),
    'UTC',
    Number(from.slice(11, 13)) * 60 + Number(from.slice(14, 16)),
  );

/** The rota of the viewer's body: who is on call from now on, and when nobody is. */
export type Rota = {
  readonly duties: readonly Duty[];
  readonly gaps: readonly Span[];
  /** False when the profile does not say that somebody of this body is to be on call at every moment: then a gap is none. */
  readonly covered: boolean;
  readonly days: number;
  /** Numbers older than this are said to be unchecked. */
  readonly uncheckedBefore: PlainDate;
};

const rotaOf = async (scene: Scene): Promise<Rota> => {
  const { profile, clock, tx } = scene;
  const own = ownBodies(scene);
  const covered = coveredBodies(scene).find(({ body }) => own.includes(idOfBody(profile, body.code)));
  const days = covered?.lookAheadDays ?? 14;
  const span = ahead(scene, days);
  const duties = await dutiesIn(tx, own, span);
  const uncheckedBefore = addDays(clock.today(profile.timeZone), -profile.handover.contact_check.days);
  return { duties, days, uncheckedBefore, covered: covered !== undefined, gaps: covered ? gapsIn(duties, span) : [] };
};

/** Loads the rota of the viewer's body. */
export const readRota = async (scene: Scene): Result<Rota> => {
  const may = mayKeepRota(scene.viewer);
  return isRefusal(may) ? may : rotaOf(scene);
};

/** How many gaps the rota of the viewer's body has; null for who keeps none. */
export const countRotaGaps = async (scene: Scene): Promise<number | null> => {
  if (mayKeepRota(scene.viewer) !== true) return null;
  const { covered, gaps } = await rotaOf(scene);
  return covered ? gaps.length : null;
};

/** A body with who is on call there now; nobody is an alarm where the profile wants somebody at every moment. */
export type OnCall = {
  readonly body: Organisation;
  readonly now: readonly Duty[];
  readonly next: Duty | null;
  /** When nobody is on call in the coming week. */
  readonly gaps: readonly Span[];
  readonly uncheckedBefore: PlainDate;
};

/** Who is on call now, of every body that is to be reached at every moment. */
export const readOnCall = async (scene: Scene): Result<readonly OnCall[]> => {
  const may = mayCall(scene.viewer);
  if (isRefusal(may)) return may;
  const { profile, clock, tx } = scene;
  const bodies = coveredBodies(scene);
  const ids = bodies.map(({ body }) => idOfBody(profile, body.code));
  const week = ahead(scene, 7);
  const duties = await dutiesIn(tx, ids, week);
  const uncheckedBefore = addDays(clock.today(profile.timeZone), -profile.handover.contact_check.days);
  return bodies.map(({ body }) => {
    const own = duties.filter(({ organisationId }) => organisationId === idOfBody(profile, body.code));
    const now = own.filter(({ from }) => from <= clock.now());
    const next = own.find(({ from }) => from > clock.now()) ?? null;
    return { body, now, next, gaps: gapsIn(own, week), uncheckedBefore };
  });
};

/** A link of the chain: a body with who is on call there now, or a number that always answers. */
export type ChainLink = {
  readonly name: Organisation['names'];
  readonly now: readonly Duty[];
  readonly number: string | null;
  /** Known by hearsay or by inference alone. */
  readonly isUnverified: boolean;
};

/** Who answers, in the order of the profile; where nobody does, the next one. */
export const chainOf = ({ profile }: Pick<Scene, 'profile'>, onCall: readonly OnCall[]): readonly ChainLink[] =>
  profile.hotline.chain.map((link) => {
    const isUnverified = link.provenance === 'recalled' || link.provenance === 'inferred';
    if (!('organisation' in link)) return { name: link.names, now: [], number: link.number, isUnverified };
    const now = onCall.find(({ body }) => body.code === link.organisation)?.now ?? [];
    return { name: profile.organisation(link.organisation).names, now, number: null, isUnverified };
  });

export type DutyInput = {
  readonly duty_staff: string;
  readonly duty_from_day: PlainDate;
  readonly duty_from_hour: string;
  readonly duty_until_day: PlainDate;
  readonly duty_until_hour: string;
  readonly duty_channel: string;
  readonly duty_number: string;
  readonly number_checked_on: PlainDate;
};

const momentOf = (scene: Scene, day: PlainDate, hour: string, field: string): Outcome<Instant, DirectoryRefusal> => {
  const minutes = minutesOf(hour);
  return minutes === null ? refuse('no_hour', { field }) : instantOn(day, scene.profile.timeZone, minutes);
};

const spanOf = (scene: Scene, input: DutyInput): Outcome<Span, DirectoryRefusal> => {
  const from = momentOf(scene, input.duty_from_day, input.duty_from_hour, 'duty_from_hour');
  if (isRefusal(from)) return from;
  const until = momentOf(scene, input.duty_until_day, input.duty_until_hour, 'duty_until_hour');
  if (isRefusal(until)) return until;
  if (until <= from) return refuse('hours_backwards', { field: 'duty_until_day' });
  return until > inDays(from, 14) ? refuse('too_long', { field: 'duty_until_day' }) : { from, until };
};

/** Puts somebody of the own body on call. Two at once are allowed; that nobody is stays visible as a gap. */
export const putOnCall = async (scene: Scene, input: DutyInput): Result<{ dutyId: Uuid }> => {
  const { tx, viewer, clock } = scene;
  const may = mayKeepRota(viewer);
  if (isRefusal(may)) return may;
  const found = await findColleague(tx, viewer.organisationId, input.duty_staff.trim().toLowerCase());
  if (found === null || found.state === 'disabled') return refuse('unknown_person', { field: 'duty_staff' });
  const span = spanOf(scene, input);
  if (isRefusal(span)) return span;
  if (!/^\+?[0-9][0-9 ()/.-]{2,38}$/.test(input.duty_number.trim()))
    return refuse('no_number', { field: 'duty_number' });
  const organisationId = ownBodies(scene).at(-1) ?? viewer.organisationId;
  const dutyId = await insertDuty(tx, {
    ...{ ...span, organisationId, staffId: found.id, channel: input.duty_channel, number: input.duty_number.trim() },
    ...{ checkedOn: input.number_checked_on, by: viewer.staffId, at: clock.now() },
  });
  const data = { from: span.from, until: span.until };
  scene.emit({ type: 'directory.duty_set', subject: { kind: 'staff', id: found.id }, data });
  return { dutyId };
};

/** Takes an entry of the rota back. */
export const takeOffCall = async (scene: Scene, dutyId: Uuid): Result<{ dutyId: Uuid }> => {
  const may = mayKeepRota(scene.viewer);
  if (isRefusal(may)) return may;
  if (!(await cancelDuty(scene.tx, dutyId, scene.clock.now()))) return refuse('not_found');
  scene.emit({ type: 'directory.duty_cancelled', subject: { kind: 'duty', id: dutyId } });
  return { dutyId };
};
