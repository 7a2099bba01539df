import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RawForm } from '../../form/form.ts';
import { isRefusal, type Refusal } from '../../outcome.ts';
import { type Admitted, admit } from './admit.ts';
import { showAgain, showErrors, showRefusal } from './again.ts';
import { settleConflict, showConflict } from './conflict.tsx';
import type { StaffEnvironment } from './environment.ts';
import { formHash, onceFor } from './once.ts';
import { isFormRefusal } from './refuse-form.ts';
import { afterRowButton, parseReceived, submissionOf } from './received.ts';
import type { PostScreen } from './screen.ts';
import { acting, exchangeOf, writeRefusal } from './steps.ts';

const onward = (reply: FastifyReply, path: string): string => {
  if (path === '') reply.code(204);
  else reply.code(303).header('location', path);
  return '';
};

const refused = async <Profile, Params, Values, Outcome>(
  screen: PostScreen<Profile, Params, Values, Outcome>,
  admitted: Admitted<Profile, Params, Values>,
  refusal: Refusal,
): Promise<string> => {
  const { signedIn, received, body } = admitted;
  const { exchange } = signedIn;
  const form = parseReceived(exchange.environment, body, received);
  if (!isFormRefusal(refusal)) await writeRefusal(signedIn, screen.path, refusal);
  if (refusal.refused === 'changed_meanwhile' && screen.theirs) {
    const conflict = await showConflict({ admitted, form, theirs: screen.theirs });
    if (conflict !== null) return conflict;
  }
  return showRefusal(exchange, screen, form, refusal);
};

const act = async <Profile, Params, Values, Outcome>(
  screen: PostScreen<Profile, Params, Values, Outcome>,
  admitted: Admitted<Profile, Params, Values>,
): Promise<string> => {
  const { signedIn, params, received, body } = admitted;
  const { exchange } = signedIn;
  const form = parseReceived(exchange.environment, body, received);
  if (form.errors.length > 0 && !screen.lenient) return showErrors(exchange, screen, form);
  const submission = submissionOf(received, params, form);
  const { viewer } = signedIn;
  const hash = screen.once ? formHash(viewer, exchange.request.url, received) : null;
  const pathOf = (outcome: Outcome): string | null =>
    isRefusal(outcome) ? null : screen.then(outcome as Exclude<Outcome, Refusal>, params);
  const outcome = await acting(signedIn, (scene) =>
    onceFor(scene.tx, { hash, staffId: viewer.staffId }, () => screen.act(scene, form.values, submission), pathOf),
  );
  if (isRefusal(outcome)) return refused(screen, admitted, outcome);
  return onward(exchange.reply, (outcome as { readonly ledTo: string }).ledTo);
};

/** Keeps a draft with the rows as they now are, where the screen says so; gives the page of a refusal. */
const keptRows = async <Profile, Params, Values, Outcome>(
  screen: PostScreen<Profile, Params, Values, Outcome>,
  admitted: Admitted<Profile, Params, Values>,
  raw: RawForm,
): Promise<string | null> => {
  if (!screen.keepsRows) return null;
  const { signedIn, params, body } = admitted;
  const received = { ...admitted.received, raw };
  const form = parseReceived(signedIn.exchange.environment, body, received);
  const submission = submissionOf(received, params, form);
  const outcome = await acting(signedIn, (scene) => screen.act(scene, form.values, submission));
  return isRefusal(outcome) ? refused(screen, admitted, outcome) : null;
};

/** Takes a form: own origin, session, permit, token, answers, one transaction, redirect. Each *no* is a page that keeps what was typed. */
export const runPost =
  <Profile, Params, Values, Outcome>(screen: PostScreen<Profile, Params, Values, Outcome>) =>
  (environment: StaffEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const exchange = await exchangeOf(environment, screen.room, request, reply);
    const admitted = await admit(exchange, screen);
    if ('stopped' in admitted) return admitted.stopped;
    const rows = afterRowButton(admitted.received.raw);
    if (rows) return (await keptRows(screen, admitted, rows.raw)) ?? showAgain(exchange, screen, rows, 200);
    const settled = screen.theirs ? await settleConflict(admitted, screen.theirs) : admitted;
    return 'stopped' in settled ? settled.stopped : act(screen, settled);
  };
