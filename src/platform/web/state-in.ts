import { type Form, type FormState, formState } from '../form/index.ts';
import type { PageContext } from './page.ts';

/** The state of one of several forms on a page: what was typed when it was this one, else its beginning. */
export const stateIn = (
  page: Pick<PageContext, 'form'>,
  form: Form<unknown>,
  start: Parameters<typeof formState>[1] = {},
): FormState => {
  const { form: typed } = page;
  if (typed === null) return formState(form, start);
  const names = [...Object.keys(typed.raw), ...typed.errors.map(({ name }) => name)];
  const isOurs = form.fields.some(({ id }) => names.some((name) => name === id || name.startsWith(`${id}.`)));
  return isOurs ? typed : formState(form, start);
};
