import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Profile, SentenceForm, SentenceKind } from '../../../../profile/index.ts';
import type { Threat } from './offences.ts';
import type { JudgingRefusal } from '../../facts/index.ts';

type Result<Value> = Outcome<Value, JudgingRefusal>;

/** A sentence as it was pronounced: months in whole numbers, money in cents. Null: nothing of that kind. */
export type Sentence = {
  readonly forms: readonly string[];
  readonly pronounced: number | null;
  readonly suspended: number | null;
  readonly firm: number | null;
  readonly probation: number | null;
  readonly fineCents: number | null;
  readonly confiscatedCents: number | null;
  readonly workHours: number | null;
  readonly bans: readonly string[];
};

/** No sentence at all. */
export const noSentence: Sentence = {
  ...{ forms: [], pronounced: null, suspended: null, firm: null, probation: null },
  ...{ fineCents: null, confiscatedCents: null, workHours: null, bans: [] },
};

type Found = { readonly forms: readonly SentenceForm[]; readonly sentence: Sentence };

const ofKind = ({ forms }: Found, kind: SentenceKind): SentenceForm | undefined =>
  forms.find((form) => form.kind === kind);

const suspensionFits = (form: SentenceForm, { pronounced, suspended }: Sentence): boolean => {
  const [whole, part] = [pronounced ?? 0, suspended ?? 0];
  const fits = {
    none: part === 0,
    all: part === whole,
    part: part > 0 && part < whole,
    part_or_all: part > 0 && part <= whole,
  };
  return fits[form.prison?.suspended ?? 'none'];
};

const lengthRefusal = ({ pronounced, suspended, firm }: Sentence): Result<true> => {
  if (pronounced === null || pronounced <= 0) return refuse('length_needed', { field: 'months_pronounced' });
  const [held, served] = [suspended ?? 0, firm ?? 0];
  return held < 0 || served < 0 || held + served !== pronounced
    ? refuse('parts_do_not_add_up', {
        field: 'months_suspended',
        values: { pronounced, suspended: held, firm: served },
      })
    : true;
};

const prisonRefusal = (found: Found): Result<true> => {
  const { sentence } = found;
  const form = ofKind(found, 'prison');
  const hasLength = [sentence.pronounced, sentence.suspended, sentence.firm].some((part) => (part ?? 0) !== 0);
  if (form === undefined) {
    if (hasLength) return refuse('length_without_form', { field: 'months_pronounced' });
    return sentence.probation === null ? true : refuse('probation_without_form', { field: 'months_probation' });
  }
  const length = lengthRefusal(sentence);
  if (isRefusal(length)) return length;
  if (!suspensionFits(form, sentence)) return refuse('suspension_does_not_fit', { field: 'forms' });
  if (form.prison?.probation === true)
    return (sentence.probation ?? 0) > 0 ? true : refuse('probation_needed', { field: 'months_probation' });
  return sentence.probation === null ? true : refuse('probation_without_form', { field: 'months_probation' });
};

type Measured = { readonly kind: SentenceKind; readonly value: number | null; readonly field: string };

/** A fine or community service is always kept with its amount; a confiscation may be of things nobody valued. */
const measureRefusal = (found: Found, { kind, value, field }: Measured): Result<true> => {
  const hours = kind === 'work';
  if (ofKind(found, kind) === undefined)
    return value === null ? true : refuse(hours ? 'hours_without_form' : 'amount_without_form', { field });
  if (value === null && kind === 'confiscation') return true;
  return value !== null && value > 0 ? true : refuse(hours ? 'hours_needed' : 'amount_needed', { field });
};

const banRefusal = (found: Found): Result<true> => {
  const has = found.sentence.bans.length > 0;
  if (ofKind(found, 'ban') === undefined) return has ? refuse('ban_without_form', { field: 'bans' }) : true;
  return has ? true : refuse('ban_needed', { field: 'bans' });
};

const setRefusal = (found: Found, kind: 'natural' | 'legal'): Result<true> => {
  const { forms } = found;
  if (forms.length === 0) return refuse('sentence_empty', { field: 'forms' });
  if (forms.filter((form) => form.kind === 'prison').length > 1) return refuse('one_prison_form', { field: 'forms' });
  // Penal Code art. 34–38 (recalled): a legal person is fined, loses property and is shut out; it is never imprisoned.
  if (kind === 'legal' && ofKind(found, 'prison') !== undefined)
    return refuse('legal_person_no_prison', { field: 'forms' });
  const deferred = ofKind(found, 'deferral') !== undefined;
  return deferred && forms.some((form) => form.kind === 'prison' || form.kind === 'fine' || form.kind === 'work')
    ? refuse('deferral_stands_alone', { field: 'forms' })
    : true;
};

const formsOf = (profile: Profile, sentence: Sentence): Result<Found> => {
  const forms = sentence.forms.flatMap((id) => profile.offences.sentence_forms.filter((form) => form.id === id));
  return forms.length === sentence.forms.length ? { forms, sentence } : refuse('form_unknown', { field: 'forms' });
};

/** Does a sentence say what its forms are: months pronounced are suspended and firm ones, a fine has an amount, a ban says of what? */
export const checkSentence = (profile: Profile, sentence: Sentence, kind: 'natural' | 'legal'): Result<true> => {
  const found = formsOf(profile, sentence);
  if (isRefusal(found)) return found;
  const checks = [
    () => setRefusal(found, kind),
    () => prisonRefusal(found),
    () => measureRefusal(found, { kind: 'fine', value: sentence.fineCents, field: 'fine' }),
    () => measureRefusal(found, { kind: 'confiscation', value: sentence.confiscatedCents, field: 'confiscated' }),
    () => measureRefusal(found, { kind: 'work', value: sentence.workHours, field: 'work_hours' }),
    () => banRefusal(found),
  ];
  for (const check of checks) {
    const fits = check();
    if (isRefusal(fits)) return fits;
  }
  return true;
};

/** How a prison sentence is suspended, for counting: not, in part, in full; null where there is no prison. */
export const suspensionOf = ({ pronounced, suspended }: Sentence): 'none' | 'part' | 'full' | null => {
  if (pronounced === null || pronounced === 0) return null;
  if ((suspended ?? 0) === 0) return 'none';
  return suspended === pronounced ? 'full' : 'part';
};

/** True when a sentence takes something at once: a form that counts as effective. */
export const isEffective = (profile: Profile, sentence: Sentence): boolean =>
  profile.offences.sentence_forms.some((form) => form.effective && sentence.forms.includes(form.id));

/** What to look at where a sentence lies outside what the text threatens. Never a refusal: mitigating circumstances allow it. */
export type Outside = 'below_prison' | 'above_prison' | 'below_fine' | 'above_fine';

/** Compares a sentence with what the text threatens. */
export const outsideThreat = (sentence: Sentence, threat: Threat | null): readonly Outside[] => {
  if (threat === null) return [];
  const { pronounced, fineCents } = sentence;
  const fine = fineCents === null ? null : fineCents / 100;
  const isBelow = (value: number | null, least: number | null) => value !== null && least !== null && value < least;
  const isAbove = (value: number | null, most: number | null) => value !== null && most !== null && value > most;
  return [
    ...(isBelow(pronounced, threat.leastMonths) ? (['below_prison'] as const) : []),
    ...(isAbove(pronounced, threat.mostMonths) ? (['above_prison'] as const) : []),
    ...(isBelow(fine, threat.leastFine) ? (['below_fine'] as const) : []),
    ...(isAbove(fine, threat.mostFine) ? (['above_fine'] as const) : []),
  ];
};
