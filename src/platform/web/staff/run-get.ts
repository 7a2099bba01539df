import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { FormState } from '../../form/state.ts';
import { isRefusal } from '../../outcome.ts';
import type { Words } from '../../words.ts';
import type { PageContext } from '../page.ts';
import type { StaffEnvironment } from './environment.ts';
import { notAllowed, problemPage, refusalPage } from './problem-page.tsx';
import { type Exchange, pageContext, renderPage } from './render.tsx';
import type { GetScreen, Loaded } from './screen.ts';
import {
  codeOfNo,
  exchangeOf,
  mayUse,
  reading,
  readParams,
  readQuery,
  type SignedIn,
  toSignIn,
  writeReading,
  writeRefusal,
} from './steps.ts';

type Shown<Outcome> = {
  readonly page: (data: Loaded<Outcome>, page: PageContext) => VNode;
  readonly title: (data: Loaded<Outcome>, words: Words) => string;
};

/** Loads have no status of their own: a refused reading is not the reader's to correct, so 422 becomes 403. */
const refuseReading = async <Profile>(
  exchange: Exchange<Profile>,
  refusal: Parameters<typeof refusalPage>[1],
): Promise<string> => {
  const text = await refusalPage(exchange, refusal);
  if (exchange.reply.statusCode === 422) exchange.reply.code(403);
  return text;
};

/** Draws what was loaded; nothing there, or hidden, is 404, and a refusal is a page that says so. */
export const showOutcome = async <Profile, Outcome>(
  exchange: Exchange<Profile>,
  screen: Shown<Outcome>,
  outcome: Outcome,
  shown: { readonly form: FormState | null; readonly status: number },
): Promise<string> => {
  if (outcome === null || outcome === undefined) return problemPage(exchange, 'not_found');
  if (isRefusal(outcome)) return refuseReading(exchange, outcome);
  const data = outcome as Loaded<Outcome>;
  const { words } = exchange.visitor;
  exchange.reply.code(shown.status);
  const title = screen.title(data, words);
  const wrong = shown.form !== null && (shown.form.errors.length > 0 || shown.form.refusal !== null);
  const page = pageContext(exchange, shown.form);
  return renderPage(
    exchange,
    page,
    screen.page(data, page),
    wrong ? words.t('platform.form.error_title', { title }) : title,
  );
};

const readThenShow = async <Profile, Params, Query, Outcome>(
  screen: GetScreen<Profile, Params, Query, Outcome>,
  signedIn: SignedIn<Profile>,
  shown: { readonly form: FormState | null; readonly status: number },
): Promise<string> => {
  const { exchange } = signedIn;
  const params = readParams(screen.params, exchange.request);
  if (isRefusal(params)) return problemPage(exchange, 'not_found');
  const query = readQuery(screen.query, exchange.request);
  if (isRefusal(query)) return problemPage(exchange, 'bad_request');
  await writeReading(signedIn, screen.reads?.(params) ?? null);
  const outcome = await reading(signedIn, (scene) => screen.load(scene, { params, query }));
  const no = codeOfNo(outcome);
  // A page shown again under a refused form has its line already.
  if (no !== null && shown.form === null) await writeRefusal(signedIn, screen.path, no);
  return showOutcome(exchange, screen, outcome, shown);
};

/** Shows a page: session, permit, journal line, read-only transaction, page. With a form's state, over that state. */
export const runGet =
  <Profile, Params, Query, Outcome>(screen: GetScreen<Profile, Params, Query, Outcome>) =>
  (environment: StaffEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply, form: FormState | null, status: number): Promise<string> => {
    const exchange = await exchangeOf(environment, screen.room, request, reply);
    const viewer = exchange.visitor.session?.viewer;
    if (!viewer) return toSignIn(exchange);
    if (!mayUse(viewer, screen.permit)) return notAllowed({ exchange, viewer }, screen.path);
    return readThenShow(screen, { exchange, viewer }, { form, status });
  };
