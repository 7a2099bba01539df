import type { PlainDate } from '../../../platform/clock.ts';
import { type Refusal, refuse } from '../../../platform/outcome.ts';
import type { Proceedings, Profile } from '../../../profile/index.ts';
import type { CustodyEvent, InquiryPart, ProceedingsRefusal } from '../facts/index.ts';

type No = Refusal<ProceedingsRefusal>;
type Measure = Proceedings['measures'][number];
type RequestKind = Proceedings['requests'][number];

const inForce = (
  it: { readonly valid_from: string | null; readonly valid_to: string | null },
  on: PlainDate,
): boolean => (it.valid_from === null || it.valid_from <= on) && (it.valid_to === null || it.valid_to > on);

/** A kind of measure the profile knows; throws for none, since the form offers no other. */
export const measureOf = (profile: Profile, kind: string): Measure => {
  const found = profile.proceedings.measures.find(({ id }) => id === kind);
  if (found === undefined) throw new Error(`the profile has no measure ${kind}`);
  return found;
};

/** Why the law does not allow this measure on that day, ordered by them; null when it does. What is only a bill is no law. */
export const measureRefusal = (
  profile: Profile,
  kind: string,
  { on, by }: { readonly on: PlainDate; readonly by: InquiryPart },
): No | null => {
  const measure = measureOf(profile, kind);
  const values = { law: measure.law };
  if (measure.state === 'bill') return refuse('measure_only_a_bill', { field: 'measure_kind', values });
  if (!inForce(measure, on)) return refuse('measure_not_in_force', { field: 'ordered_on', values });
  return measure.ordered_by.includes(by) ? null : refuse('not_ordered_by_them', { field: 'ordered_by', values });
};

/** A kind of request the profile knows; throws for none. */
export const requestOf = (profile: Profile, kind: string): RequestKind => {
  const found = profile.proceedings.requests.find(({ id }) => id === kind);
  if (found === undefined) throw new Error(`the profile has no request abroad ${kind}`);
  return found;
};

/** Why these may not send this request on that day; null when they may. Only the investigating judge sends letters rogatory. */
export const requestRefusal = (
  profile: Profile,
  kind: string,
  it: { readonly on: PlainDate; readonly parts: readonly InquiryPart[]; readonly country: string | null },
): No | null => {
  const request = requestOf(profile, kind);
  if (!request.sent_by.some((part) => it.parts.includes(part)))
    return refuse('not_your_request', { field: 'request_kind' });
  if (!inForce(request, it.on))
    return refuse('request_not_in_force', { field: 'sent_on', values: { law: request.law } });
  return request.to_country && it.country === null ? refuse('country_needed', { field: 'request_country' }) : null;
};

/** Nothing follows: the exhibit is with its owner again, or is no more. */
export const custodyIsOver = (event: CustodyEvent): boolean => event === 'returned' || event === 'destroyed';

/** A number of a case as people write it: `s1`, `V 2`; null for what is none. */
export const readLabel = (typed: string): string | null => {
  const label = typed.toUpperCase().replace(/[\s.-]/g, '');
  return /^[SVN][1-9]\d{0,3}$/.test(label) ? label : null;
};

/** A SHA-256 as people paste it; null for what is none. */
export const readFingerprint = (typed: string): string | null => {
  const digits = typed.toLowerCase().replace(/[\s:]/g, '');
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
};
