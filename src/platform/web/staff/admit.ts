import type { z } from 'zod';
import { textOf } from '../../form/raw.ts';
import { isRefusal } from '../../outcome.ts';
import { type ReceivedForm, receiveForm } from '../http/body.ts';
import { notAllowed, problemPage } from './problem-page.tsx';
import type { Exchange } from './render.tsx';
import { resendPage } from './resend-page.tsx';
import type { Body } from './screen.ts';
import { isFormToken, isSameOrigin } from './same-origin.ts';
import { mayUse, readParams, type SignedIn } from './steps.ts';

/** A form that may be read: sent by our own page, by somebody who may use this screen. */
export type Admitted<Profile, Params, Values> = {
  readonly signedIn: SignedIn<Profile>;
  readonly params: Params;
  readonly received: ReceivedForm;
  readonly body: Body<Values>;
};

/** The page to answer with instead. */
export type Stopped = { readonly stopped: string };

type Asked<Params, Values> = {
  readonly path: string;
  readonly permit: string;
  readonly params?: z.ZodType<Params>;
  readonly body: Body<Values> | ((params: Params) => Body<Values> | null);
};

const stop = async (page: Promise<string>): Promise<Stopped> => ({ stopped: await page });

/** Receives a form from our own pages only; the page to answer with otherwise. */
export const receiveOwn = async <Profile>(exchange: Exchange<Profile>): Promise<ReceivedForm | Stopped> => {
  if (!isSameOrigin(exchange.request, exchange.environment.origin)) return stop(problemPage(exchange, 'other_site'));
  const received = await receiveForm(exchange.request);
  return isRefusal(received) ? stop(problemPage(exchange, 'wrong_type')) : received;
};

/** True when the form carries the token of this session. */
export const hasToken = <Profile>(exchange: Exchange<Profile>, received: ReceivedForm): boolean =>
  isFormToken(textOf(received.raw, '_token'), exchange.visitor.formToken);

/** Lets a form in, step by step; each *no* is a page. Only after all of them is anything of the form read. */
export const admit = async <Profile, Params, Values>(
  exchange: Exchange<Profile>,
  screen: Asked<Params, Values>,
): Promise<Admitted<Profile, Params, Values> | Stopped> => {
  const received = await receiveOwn(exchange);
  if ('stopped' in received) return received;
  const viewer = exchange.visitor.session?.viewer;
  if (!viewer) return stop(resendPage(exchange, received.raw, 'signed_out'));
  if (!mayUse(viewer, screen.permit)) return stop(notAllowed({ exchange, viewer }, screen.path));
  if (!hasToken(exchange, received)) return stop(resendPage(exchange, received.raw, 'other_session'));
  const params = readParams(screen.params, exchange.request);
  if (isRefusal(params)) return stop(problemPage(exchange, 'not_found'));
  const body = typeof screen.body === 'function' ? screen.body(params) : screen.body;
  if (body === null) return stop(problemPage(exchange, 'not_found'));
  return { signedIn: { exchange, viewer }, params, received, body };
};
