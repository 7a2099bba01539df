import type { PlainDate } from '../../../platform/clock.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import type { Review } from '../rules.ts';
import { statusMachine } from '../steps.ts';
import type { Status } from '../store/index.ts';

/** A status and the day on which it is looked at again. */
export type StatusUnderReview = { readonly status: Status; readonly review: Review; readonly today: PlainDate };

const lastSeen = ({ reviewedOn, reviewedByName }: Status, words: Words): string =>
  reviewedOn === null
    ? words.t('identification.review.never')
    : words.t('identification.review.reviewed', {
        day: words.date(reviewedOn, 'long'),
        name: reviewedByName ?? words.t('identification.review.colleague'),
      });

/** Who last looked at a status and when it is due, as the case and its page of identification say it. */
export const reviewText = (it: StatusUnderReview, profile: Profile, words: Words): string => {
  const { review, status, today } = it;
  const day = words.date(review.dueOn, 'long');
  const key = review.rule.becomes === null ? 'due' : 'becomes';
  const state =
    review.rule.becomes === null ? '' : profile.stateName(statusMachine, review.rule.becomes, words.language);
  const late = review.dueOn < today && review.rule.becomes === null ? 'late' : key;
  return `${lastSeen(status, words)} ${words.t(`identification.review.${late}`, { day, state })}`;
};
