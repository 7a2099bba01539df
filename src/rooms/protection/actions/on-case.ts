import type { PlainDate } from '../../../platform/clock.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Words } from '../../../platform/words.ts';
import type { Law, Profile, Scene } from '../../../profile/index.ts';
import { type CaseAddition, type CaseFile, type CasePart, lawInWords, type PartClock } from '../../cases/index.ts';
import { type ClockFace, clockBook, facesOn, recompute } from '../rules/index.ts';
import { clockEventsOf, type OnwardStep, onwardStepsOf } from '../store/index.ts';
import { adultState, hasOnward, onwardEvents, onwardMachines } from '../steps.ts';
import { type ChildView, readChild } from './child.ts';
import { stayKnots, toldOfPerson } from './on-thread.ts';
import { today } from './read.ts';

/** The article a clock rests on, and how sure the program is of it. */
export const lawOfClock = (law: Law, isUnverified: boolean, words: Words): string =>
  isUnverified ? `${lawInWords(words, law.law)} ${words.t('protection.clock.unverified')}` : lawInWords(words, law.law);

const figureOf = ({ kind, state, left, passed }: ClockFace): string => {
  if (kind === 'duty' && state === 'done') return '✓';
  return String(kind === 'term' && state !== 'ended_early' ? (left ?? '–') : passed);
};

const textOf = (face: ClockFace, words: Words): string => {
  const { kind, state } = face;
  const say = (key: string, days: PlainDate | null, count: number): string =>
    words.t(`protection.clock.${key}`, { day: days === null ? '' : words.date(days, 'long'), days: count });
  const since = say('since', face.since, face.passed);
  if (state === 'ended_early') return `${since} · ${say('ended_early', face.endedOn, 0)}`;
  if (state === 'paused') return `${since} · ${say('paused', face.pausedSince, 0)}`;
  if (state === 'over') return say('over', face.until, 0);
  if (kind === 'duty')
    return state === 'done' ? say('done', face.endedOn, face.passed) : say('open', face.since, face.passed);
  return kind === 'term' ? `${since} · ${say('until', face.until, face.left ?? 0)}` : since;
};

const soon = 15;

const toneOf = ({ kind, state, left, passed }: ClockFace): PartClock['tone'] => {
  if (state === 'done') return 'good';
  if (state === 'over') return 'danger';
  if (state === 'paused' || state === 'ended_early') return 'warn';
  if (kind === 'duty') return passed > 0 ? 'danger' : 'warn';
  if (kind === 'open') return 'good';
  return (left ?? soon) < soon ? 'warn' : 'thread';
};

/** Something that is over and calls for nothing more is history, not a clock: it stands in the thread. */
const stillTells = ({ kind, state }: ClockFace): boolean => state !== 'done' || kind === 'duty';

/** A clock in words: what runs, since when, until when, on which article. */
export const clockInWords = (face: ClockFace, profile: Profile, words: Words): PartClock => ({
  title: profile.nameIn(face.law.names, words.language),
  passed: face.state === 'done' ? 1 : face.passed,
  total: face.state === 'done' ? 1 : face.total,
  figure: figureOf(face),
  text: textOf(face, words),
  source: lawOfClock(face.law, face.unverified, words),
  tone: toneOf(face),
});

/** The clocks that stand on a page. */
export const clocksInWords = (faces: readonly ClockFace[], profile: Profile, words: Words): readonly PartClock[] =>
  faces.filter(stillTells).map((face) => clockInWords(face, profile, words));

/** That somebody is protected as a child, and whether anybody represents them yet; of an adult, until when it was so. */
const childChips = (child: ChildView | null, words: Words): CaseAddition['chips'] => {
  if (child === null || child.state === null) return [];
  if (child.state === adultState) {
    const day = words.date(child.steps.at(-1)?.happenedOn ?? child.today, 'long');
    return [{ text: words.t('protection.child.chip.was', { day }), tone: 'plain' }];
  }
  const [guardian] = child.guardians;
  return [
    { text: words.t(`protection.child.chip.${child.age}`), tone: 'thread' },
    guardian === undefined
      ? { text: words.t('protection.child.chip.nobody'), tone: 'danger' }
      : { text: words.t(`protection.child.did.${guardian.event}`), tone: 'good' },
  ];
};

const childTabs = (child: ChildView | null, words: Words): CaseAddition['tabs'] =>
  child === null ? [] : [{ href: `/cases/${child.file.id}/child`, label: words.t('protection.child.tab') }];

/** For the bodies that confer on permits, where the country has such a conference. */
const conferenceTabs = ({ viewer, profile }: Scene, { id }: CaseFile, words: Words): CaseAddition['tabs'] =>
  hasPermit(viewer, 'protection.confer') && profile.sharing.conference !== undefined
    ? [{ href: `/cases/${id}/conference`, label: words.t('protection.conference.tab'), seldom: true }]
    : [];

/** A day of travel, or the way somebody is on, where it is not over. */
const onwardChips = (steps: readonly OnwardStep[], profile: Profile, words: Words): CaseAddition['chips'] =>
  (['return', 'union'] as const).flatMap((path): CaseAddition['chips'] => {
    const last = steps.findLast((one) => one.path === path);
    if (last === undefined) return [];
    const text = profile.stateName(onwardMachines[path], last.toState, words.language);
    const travel = last.event === onwardEvents.plan ? last.travelOn : null;
    return travel === null
      ? [{ text, tone: 'plain' }]
      : [{ text: words.t('protection.onward.chip', { day: words.date(travel, 'long') }), tone: 'warn' }];
  });

/** A citizen of the Union is on the other way than whoever got a reflection period; both may return. */
const onwardTabs = (
  { profile }: Scene,
  { id }: CaseFile,
  { words, hasOtherStay }: { readonly words: Words; readonly hasOtherStay: boolean },
): CaseAddition['tabs'] =>
  (['return', 'union'] as const)
    .filter((path) => hasOnward(profile, path) && (path === 'return' || !hasOtherStay))
    .map((path) => ({
      href: `/cases/${id}/onward/${path}`,
      label: words.t(`protection.onward.${path}.tab`),
      seldom: true,
    }));

/** What this room adds to the case page: every legal clock of the case, counted anew from what happened. */
export const protectionOnCase: CasePart = {
  id: 'protection',
  load: async (scene: Scene, file: CaseFile) => {
    const book = clockBook(scene.profile);
    const events = await clockEventsOf(scene.tx, file.id);
    const faces = facesOn(book, recompute(book, events), today(scene));
    const child = await readChild(scene, file.id);
    const steps = await onwardStepsOf(scene.tx, file.id);
    const hasOtherStay = events.some(({ type }) => type === 'reflection_granted' || type === 'permit_granted');
    return (words: Words): CaseAddition => ({
      ...{
        chips: [...childChips(child, words), ...onwardChips(steps, scene.profile, words)],
        actions: [],
        tabs: [
          ...childTabs(child, words),
          ...conferenceTabs(scene, file, words),
          ...onwardTabs(scene, file, { words, hasOtherStay }),
        ],
      },
      clocks: clocksInWords(faces, scene.profile, words),
      knots: stayKnots(events, scene.profile, words),
      told: toldOfPerson(events, scene.profile, words),
    });
  },
};
