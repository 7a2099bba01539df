import { answerPath } from '../../form/path.ts';
import type { FieldError, ParsedForm } from '../../form/form.ts';
import type { FormState } from '../../form/state.ts';
import type { Refusal } from '../../outcome.ts';
import { refusalStatus } from '../refusal-status.ts';
import { refusalPage, refusalText } from './problem-page.tsx';
import { isFormRefusal } from './refuse-form.ts';
import type { Exchange } from './render.tsx';
import { resendPage } from './resend-page.tsx';
import type { Screen } from './screen.ts';

type Again<Profile> = { readonly again?: Screen<Profile> };

/** Shows the form's page again over a state; the typed things alone when the form has no page. */
export const showAgain = <Profile>(
  exchange: Exchange<Profile>,
  { again }: Again<Profile>,
  state: FormState,
  status: number,
): Promise<string> => {
  const { environment, request, reply } = exchange;
  const show = again?.show?.(environment);
  return show ? show(request, reply, state, status) : resendPage(exchange, state.raw, 'other_session');
};

/** The page again with the errors of its fields. */
export const showErrors = <Profile>(
  exchange: Exchange<Profile>,
  screen: Again<Profile>,
  form: ParsedForm<unknown>,
  errors: readonly FieldError[] = form.errors,
): Promise<string> => showAgain(exchange, screen, { ...form, errors, refusal: null }, 422);

const stateOf = <Profile>(exchange: Exchange<Profile>, form: ParsedForm<unknown>, refusal: Refusal): FormState => {
  if (isFormRefusal(refusal)) return { ...form, errors: refusal.errors, refusal: null };
  const sentence = refusalText(exchange.visitor.words, exchange.room, refusal);
  if (refusal.field === undefined) return { ...form, errors: [], refusal: sentence };
  const error: FieldError = {
    name: refusal.field,
    code: refusal.refused,
    path: answerPath(refusal.field),
    values: {},
    sentence,
  };
  return { ...form, errors: [error], refusal: null };
};

/** Shows a refusal: on the form's page with everything typed, else as a page of its own. */
export const showRefusal = <Profile>(
  exchange: Exchange<Profile>,
  screen: Again<Profile>,
  form: ParsedForm<unknown>,
  refusal: Refusal,
): Promise<string> => {
  if (!screen.again || refusal.refused === 'not_found') return refusalPage(exchange, refusal);
  return showAgain(exchange, screen, stateOf(exchange, form, refusal), refusalStatus(refusal.refused));
};
