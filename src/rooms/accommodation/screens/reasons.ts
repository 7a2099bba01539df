import { named, type PageContext } from '../../../platform/web/index.ts';
import type { Reason } from '../rules/index.ts';

/** Why a bed is refused, in a sentence. */
export const reasonText = (page: PageContext, { rule, day, code }: Reason): string => {
  const { words } = page;
  const values: Record<string, string> = {};
  if (day !== undefined) values['day'] = words.date(day, 'short');
  if (rule === 'need_missing') values['what'] = named(page, 'bed-needs', code ?? '');
  if (rule === 'unwanted') values['what'] = named(page, 'house-features', code ?? '');
  if (rule === 'security_low') values['what'] = named(page, 'house-security', code ?? '');
  if (rule === 'child_age') values['age'] = code ?? '';
  if (rule === 'restricted') values['what'] = named(page, 'house-restrictions', code ?? '');
  if (rule === 'exploiter_near' || rule === 'too_near') values['what'] = named(page, 'house-areas', code ?? '');
  return words.t(`accommodation.rule.${rule}`, values);
};
