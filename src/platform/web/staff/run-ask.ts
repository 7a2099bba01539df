import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal } from '../../outcome.ts';
import { type Admitted, admit } from './admit.ts';
import { showErrors, showRefusal } from './again.ts';
import type { StaffEnvironment } from './environment.ts';
import { parseReceived, submissionOf } from './received.ts';
import { showOutcome } from './run-get.ts';
import type { AskScreen } from './screen.ts';
import { codeOfNo, exchangeOf, reading, writeReading, writeRefusal } from './steps.ts';

const answer = async <Profile, Params, Values, Outcome>(
  screen: AskScreen<Profile, Params, Values, Outcome>,
  { signedIn, params, received, body }: Admitted<Profile, Params, Values>,
): Promise<string> => {
  const { exchange } = signedIn;
  const form = parseReceived(exchange.environment, body, received);
  if (form.errors.length > 0) return showErrors(exchange, screen, form);
  await writeReading(signedIn, screen.reads(form.values, params));
  const submission = submissionOf(received, params, form);
  const outcome = await reading(signedIn, (scene) => screen.load(scene, form.values, submission));
  const no = codeOfNo(outcome);
  if (no !== null) await writeRefusal(signedIn, screen.path, no);
  if (isRefusal(outcome)) return showRefusal(exchange, screen, form, outcome);
  return showOutcome(exchange, screen, outcome, { form: { ...form, refusal: null }, status: 200 });
};

/** Answers a question that was posted: like a page to read, with its journal line first, but nothing stands in the address. */
export const runAsk =
  <Profile, Params, Values, Outcome>(screen: AskScreen<Profile, Params, Values, Outcome>) =>
  (environment: StaffEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const exchange = await exchangeOf(environment, screen.room, request, reply);
    const admitted = await admit(exchange, screen);
    return 'stopped' in admitted ? admitted.stopped : answer(screen, admitted);
  };
