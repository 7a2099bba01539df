import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal, type Refusal } from '../../outcome.ts';
import type { JournalEntry } from '../../journal.ts';
import type { PageContext } from '../page.ts';
import { admit } from './admit.ts';
import { showErrors, showRefusal } from './again.ts';
import type { StaffEnvironment } from './environment.ts';
import { notAllowed, problemPage, refusalPage } from './problem-page.tsx';
import { type Exchange, pageContext } from './render.tsx';
import type { Journals, Loaded, Place, Screen, Submission } from './screen.ts';
import { parseReceived, submissionOf } from './received.ts';
import {
  codeOfNo,
  exchangeOf,
  mayUse,
  reading,
  readParams,
  type SignedIn,
  toSignIn,
  writeReading,
  writeRefusal,
} from './steps.ts';
import type { Scene } from '../../scene.ts';
import type { z } from 'zod';

/** A file to be saved. The name stands in folders and on screens of others: a reference at most, never a name. */
export type SentFile = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** What making a file needs of the installation beside the page: whether everything in it is invented. */
export type FileContext = { readonly synthetic: boolean };

type MakeFile<Outcome> = (
  data: Loaded<Outcome>,
  page: PageContext,
  context: FileContext,
) => Promise<SentFile | Refusal>;

/** A file to download: its journal line first, its data in a read-only transaction, made after that has ended. */
export type DownloadScreen<Profile, Params, Outcome> = Omit<Place<Params, unknown>, 'query'> & {
  readonly journals: Journals;
  /** Null for a file that shows nobody's data. */
  readonly reads: (params: Params) => JournalEntry | null;
  readonly load: (scene: Scene<Profile>, params: Params) => Promise<Outcome>;
  readonly file: MakeFile<Outcome>;
};

/** A file that needs something said first, such as a purpose: posted, so that it does not stand in the address. */
export type AskDownloadScreen<Profile, Params, Values, Outcome> = Omit<Place<Params, unknown>, 'query'> & {
  readonly journals: Journals;
  readonly body: z.ZodType<Values>;
  readonly reads: (params: Params) => JournalEntry | null;
  readonly load: (scene: Scene<Profile>, input: Values, submission: Submission<Params>) => Promise<Outcome>;
  readonly file: MakeFile<Outcome>;
  readonly again: Screen<Profile>;
};

type Answer = string | Buffer;

const sendFile = <Profile>({ reply, environment }: Exchange<Profile>, { name, type, bytes }: SentFile): Buffer => {
  const marked = environment.synthetic ? `synthetic-${name}` : name;
  reply.code(200).type(type).header('content-disposition', `attachment; filename="${marked}"`);
  reply.header('cache-control', 'no-store');
  return bytes;
};

const made = <Profile, Outcome>(exchange: Exchange<Profile>, make: MakeFile<Outcome>, data: Outcome) =>
  make(data as Loaded<Outcome>, pageContext(exchange, null), { synthetic: exchange.environment.synthetic });

const download = async <Profile, Params, Outcome>(
  screen: DownloadScreen<Profile, Params, Outcome>,
  signedIn: SignedIn<Profile>,
): Promise<Answer> => {
  const { exchange } = signedIn;
  const params = readParams(screen.params, exchange.request);
  if (isRefusal(params)) return problemPage(exchange, 'not_found');
  await writeReading(signedIn, screen.reads(params));
  const data = await reading(signedIn, (scene) => screen.load(scene, params));
  const file = codeOfNo(data) ?? (await made(exchange, screen.file, data));
  if (!isRefusal(file)) return sendFile(exchange, file);
  await writeRefusal(signedIn, screen.path, file);
  return refusalPage(exchange, file);
};

const runDownload =
  <Profile, Params, Outcome>(screen: DownloadScreen<Profile, Params, Outcome>) =>
  (environment: StaffEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<Answer> => {
    const exchange = await exchangeOf(environment, screen.room, request, reply);
    const viewer = exchange.visitor.session?.viewer;
    if (!viewer) return toSignIn(exchange);
    const signedIn = { exchange, viewer };
    return mayUse(viewer, screen.permit) ? download(screen, signedIn) : notAllowed(signedIn, screen.path);
  };

const runAskDownload =
  <Profile, Params, Values, Outcome>(screen: AskDownloadScreen<Profile, Params, Values, Outcome>) =>
  (environment: StaffEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<Answer> => {
    const exchange = await exchangeOf(environment, screen.room, request, reply);
    const admitted = await admit(exchange, screen);
    if ('stopped' in admitted) return admitted.stopped;
    const { signedIn, params, received, body } = admitted;
    const form = parseReceived(environment, body, received);
    if (form.errors.length > 0) return showErrors(exchange, screen, form);
    await writeReading(signedIn, screen.reads(params));
    const submission = submissionOf(received, params, form);
    const data = await reading(signedIn, (scene) => screen.load(scene, form.values, submission));
    const file = codeOfNo(data) ?? (await made(exchange, screen.file, data));
    if (!isRefusal(file)) return sendFile(exchange, file);
    await writeRefusal(signedIn, screen.path, file);
    if (data === null || data === undefined) return problemPage(exchange, 'not_found');
    return showRefusal(exchange, screen, form, file);
  };

/** A file to download by its address. */
export const downloadScreen = <Profile, Outcome, Params = unknown>(
  screen: DownloadScreen<Profile, Params, Outcome>,
): Screen<Profile> => {
  const { path, room, permit, journals } = screen;
  const shown = { open: false, show: null, backTo: null, journals };
  return { method: 'GET', path, room, permit, ...shown, handle: runDownload(screen) };
};

/** A file that is asked for with a form. */
export const askDownloadScreen = <Profile, Values, Outcome, Params = unknown>(
  screen: AskDownloadScreen<Profile, Params, Values, Outcome>,
): Screen<Profile> => {
  const { path, room, permit, journals, again } = screen;
  const shown = { open: false, show: null, backTo: again.path, journals, journalsAgain: again.journals };
  return { method: 'POST', path, room, permit, ...shown, handle: runAskDownload(screen) };
};
