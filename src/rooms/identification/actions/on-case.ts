import { daysBetween, type PlainDate } from '../../../platform/clock.ts';
import type { Words } from '../../../platform/words.ts';
import type { Law, Profile, Scene } from '../../../profile/index.ts';
import { type CaseAddition, type CaseFile, type CasePart, lawInWords, type PartClock } from '../../cases/index.ts';
import { reviewOf } from '../rules.ts';
import { heldStates, knownEvents, statusMachine } from '../steps.ts';
import { type IdentificationView, readIdentification } from './read.ts';
import { reviewText } from './review-date.ts';

/** The legal parameter that a step of the profile's table names as its clock, on a day; null when it names none. */
const lawOfStep = (profile: Profile, event: string, on: PlainDate): Law | null => {
  const step = profile.steps(statusMachine).transitions.find((one) => one.event === event && one.clock !== null);
  return step?.clock ? profile.law(step.clock, on) : null;
};

const sourceOf = (law: Law, words: Words): string =>
  law.provenance === 'recalled' || law.also === 'recalled'
    ? `${lawInWords(words, law.law)} ${words.t('identification.clock.recalled')}`
    : lawInWords(words, law.law);

/** The day the police first had indications; for those who do not see the decisions, the day of the present status. */
const indicationsOn = (view: IdentificationView): PlainDate | null => {
  const found = view.decisions.filter(({ event, state }) => event === knownEvents.indications && state !== 'refused');
  const first = found.at(-1)?.decidedOn;
  return first ?? (heldStates.includes(view.status.state) ? view.status.since : null);
};

const daysText = (words: Words, since: PlainDate, today: PlainDate): { days: number; text: string } => {
  const days = Math.max(0, daysBetween(since, today));
  return { days, text: words.t('identification.clock.since', { day: words.date(since, 'long'), days }) };
};

/** Assistance runs from the day of indications, without an end that is known yet. */
const assistanceClock = (view: IdentificationView, profile: Profile, words: Words): PartClock[] => {
  const since = indicationsOn(view);
  const law = since === null ? null : lawOfStep(profile, knownEvents.indications, view.today);
  if (since === null || law === null || !heldStates.includes(view.status.state)) return [];
  const { days, text } = daysText(words, since, view.today);
  const title = profile.nameIn(law.names, words.language);
  return [{ title, passed: days, total: null, figure: String(days), text, source: sourceOf(law, words), tone: 'good' }];
};

/** The duty to tell the residence authority has no number: it is measured, and never expires. */
const noticeClock = (view: IdentificationView, profile: Profile, words: Words): PartClock[] => {
  const since = indicationsOn(view);
  const law = lawOfStep(profile, knownEvents.startInterview, view.today);
  if (since === null || law === null || view.block?.blocked !== true) return [];
  const title = profile.nameIn(law.names, words.language);
  const source = sourceOf(law, words);
  const sent = view.notices.findLast(({ kind }) => kind === 'minister_notice');
  if (sent !== undefined) {
    const text = words.t('identification.clock.notice_sent', { at: words.date(sent.sentAt, 'moment') });
    return [{ title, passed: 1, total: 1, figure: '✓', text, source, tone: 'good' }];
  }
  const { days } = daysText(words, since, view.today);
  const text = words.t('identification.clock.notice_open', { day: words.date(since, 'long') });
  return [{ title, passed: days, total: null, figure: String(days), text, source, tone: days > 0 ? 'danger' : 'warn' }];
};

/** How far the term has run after which the status is looked at again; told from when the reminder is due. */
const reviewClock = (view: IdentificationView, profile: Profile, words: Words): PartClock[] => {
  const review = reviewOf(profile, view.status);
  if (review === null) return [];
  const { rule, from, dueOn } = review;
  const left = daysBetween(view.today, dueOn);
  if (left > rule.remind_days) return [];
  const text = reviewText({ status: view.status, review, today: view.today }, profile, words);
  const source = `${lawInWords(words, rule.law)} ${words.t(`identification.mark.${rule.provenance}`)}`;
  const title = words.t('identification.review.title');
  const passed = Math.min(rule.after_days, Math.max(0, daysBetween(from, view.today)));
  return [
    {
      title,
      passed,
      total: rule.after_days,
      figure: String(Math.max(0, left)),
      text,
      source,
      tone: left < 0 ? 'danger' : 'warn',
    },
  ];
};

const actionsOf = (view: IdentificationView, scene: Scene, words: Words): CaseAddition['actions'] => {
  const base = `/cases/${view.file.id}/identification`;
  const may = (permit: string): boolean => scene.viewer.permits.includes(permit);
  const waits = view.decisions.some(({ state }) => state === 'awaiting_review');
  const isEarly = !heldStates.includes(view.status.state) && view.interviews.every(({ state }) => state !== 'held');
  if (may('identification.interview') && isEarly && view.steps.length > 0)
    return [{ href: `${base}/record`, label: words.t('identification.interview.record') }];
  if (may('identification.decide') && view.steps.length > 0 && !waits)
    return [{ href: base, label: words.t('identification.decide.go') }];
  return [];
};

const add = (view: IdentificationView, scene: Scene, words: Words): CaseAddition => ({
  chips: [
    ...(view.block?.blocked === true
      ? [{ text: words.t('identification.chip.no_removal'), tone: 'good' as const }]
      : []),
    ...(view.told.length === 0 && heldStates.includes(view.status.state)
      ? [{ text: words.t('identification.chip.not_told'), tone: 'danger' as const }]
      : []),
    ...(view.decisions.some(({ state }) => state === 'awaiting_review')
      ? [{ text: words.t('identification.chip.awaiting'), tone: 'warn' as const }]
      : []),
  ],
  clocks: [
    ...assistanceClock(view, scene.profile, words),
    ...noticeClock(view, scene.profile, words),
    ...reviewClock(view, scene.profile, words),
  ],
  actions: actionsOf(view, scene, words),
  tabs: [{ href: `/cases/${view.file.id}/identification`, label: words.t('identification.tab') }],
});

const nothing: CaseAddition = { chips: [], clocks: [], actions: [], tabs: [] };

/** What this room adds to the case page: the clocks that really run, what stands out, the next step, its own view. */
export const identificationOnCase: CasePart = {
  id: 'identification',
  load: async (scene: Scene, file: CaseFile) => {
    const view = await readIdentification(scene, file.id);
    return (words: Words) => (view === null ? nothing : add(view, scene, words));
  },
};
