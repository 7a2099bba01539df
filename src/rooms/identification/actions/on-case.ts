import { daysBetween } from '../../../platform/clock.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseAddition, type CaseFile, type CasePart, lawInWords, type PartClock } from '../../cases/index.ts';
import { reviewOf } from '../rules.ts';
import { heldStates } from '../steps.ts';
import { type IdentificationView, readIdentification } from './read.ts';
import { reviewText } from './review-date.ts';

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
  clocks: reviewClock(view, scene.profile, words),
  actions: actionsOf(view, scene, words),
  tabs: [{ href: `/cases/${view.file.id}/identification`, label: words.t('identification.tab') }],
});

const nothing: CaseAddition = { chips: [], clocks: [], actions: [], tabs: [] };

/** What this room adds to the case page: what stands out, the next step, its own view. */
export const identificationOnCase: CasePart = {
  id: 'identification',
  load: async (scene: Scene, file: CaseFile) => {
    const view = await readIdentification(scene, file.id);
    return (words: Words) => (view === null ? nothing : add(view, scene, words));
  },
};
