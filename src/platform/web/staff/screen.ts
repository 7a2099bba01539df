import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Answers } from '../../form/answer.ts';
import type { Form, ParsedForm } from '../../form/form.ts';
import type { FormState } from '../../form/state.ts';
import type { JournalEntry } from '../../journal.ts';
import type { Refusal } from '../../outcome.ts';
import type { Scene } from '../../scene.ts';
import type { Viewer } from '../../viewer.ts';
import type { Words } from '../../words.ts';
import type { PageContext } from '../page.ts';
import type { StaffEnvironment } from './environment.ts';

/** What comes out of a load when it was neither refused nor missing. */
export type Loaded<Outcome> = Exclude<Outcome, Refusal | null | undefined>;

/** Where a screen is and who may use it. */
export type Place<Params, Query> = {
  /** The room whose words and codes the page uses: `referrals`. */
  readonly room: string;
  readonly path: `/${string}`;
  /** A permit of `roles.json`, or `anyone-signed-in`. Pages open to all are made with `openGet` and `openPost`. */
  readonly permit: string;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
};

/**
 * Types of journal events a route writes when it does what it is for, with what follows from them and what the vault writes
 * for it; that it was refused (`<room>.refused`) is written for every route. What it writes beside is a fault, and tests fail.
 */
export type Journals = readonly `${string}.${string}`[];

/** A page to read. `load` runs in a read-only transaction; null or a refusal `not_found` becomes a 404. */
export type GetScreen<Profile, Params, Query, Outcome> = Place<Params, Query> & {
  /** The journal line of this reading, committed before anything is read. */
  readonly reads?: (params: Params) => JournalEntry | null;
  /** Needed where it `reads`: a page that writes its reading down without declaring it stops the start. */
  readonly journals?: Journals;
  readonly load: (scene: Scene<Profile>, where: { readonly params: Params; readonly query: Query }) => Promise<Outcome>;
  readonly page: (data: Loaded<Outcome>, page: PageContext) => VNode;
  /** Title of the window: never a name, a code at most. */
  readonly title: (data: Loaded<Outcome>, words: Words) => string;
};

/** What a form may be: fields of the platform's form, or a zod schema over the flat raw form. */
export type Body<Values> = Form<Values> | z.ZodType<Values>;

/** A received file. */
export type ReceivedFile = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** How the form arrived, beside its answers. */
export type Submission<Params> = {
  readonly params: Params;
  /** The version the page was shown with (`<FormFor version>`); null when it has none. */
  readonly version: string | null;
  /** One per shown form: the same for a double click, so that the action can be done once. */
  readonly key: string;
  /** Value of the pressed button, when it has the name `_button`. */
  readonly button: string | null;
  /** What was typed and what is no longer asked; drafts keep this. */
  readonly form: ParsedForm<Answers>;
  readonly files: Readonly<Record<string, readonly ReceivedFile[]>>;
};

/** What somebody else has written meanwhile, for the screen that lets people choose. */
export type Theirs = { readonly values: Answers; readonly version: string; readonly by?: string; readonly at?: string };

/** A page that does something: one transaction, then a redirect. */
export type PostScreen<Profile, Params, Values, Outcome> = Place<Params, unknown> & {
  readonly journals: Journals;
  readonly body: Body<Values> | ((params: Params) => Body<Values> | null);
  /** Sent twice with the same words (a double click), it is done once and leads to the same page. For what adds something. */
  readonly once?: true;
  /** Keeps half-filled pages: `act` runs whatever the errors. */
  readonly lenient?: boolean;
  /** Adding or removing a row keeps the page too: `act` runs with the rows as they now are, and the page is shown again. */
  readonly keepsRows?: true;
  readonly act: (scene: Scene<Profile>, input: Values, submission: Submission<Params>) => Promise<Outcome>;
  /** Path to go to; add `?done=<code>` for the sentence `<room>.done.<code>` on the next page. */
  readonly then: (value: Exclude<Outcome, Refusal>, params: Params) => string;
  /** The page the form is on: shown again with errors and everything typed. */
  readonly again?: Screen<Profile>;
  /** For forms with a version: loads what stands there now, when the action refuses with `changed_meanwhile`. */
  readonly theirs?: (scene: Scene<Profile>, params: Params) => Promise<Theirs | null>;
};

/** A question asked by POST that changes nothing (search, opening an identity): answers with a page. */
export type AskScreen<Profile, Params, Values, Outcome> = Place<Params, unknown> & {
  readonly journals: Journals;
  readonly body: Body<Values> | ((params: Params) => Body<Values> | null);
  readonly reads: (input: Values, params: Params) => JournalEntry | null;
  readonly load: (scene: Scene<Profile>, input: Values, submission: Submission<Params>) => Promise<Outcome>;
  readonly page: (data: Loaded<Outcome>, page: PageContext) => VNode;
  readonly title: (data: Loaded<Outcome>, words: Words) => string;
  readonly again?: Screen<Profile>;
};

/** A visit to a page that is open to all (sign-in, activation): there may be no viewer, and no transaction is opened. */
export type Visit<Profile, Params = unknown> = {
  readonly environment: StaffEnvironment<Profile>;
  readonly viewer: Viewer | null;
  readonly params: Params;
  readonly query: Readonly<Record<string, string>>;
  readonly address: string;
  /** Signs in: sets the cookie. The token comes from `newSessionToken()`; the database keeps `hashOfToken(token)`. */
  readonly startSession: (token: string) => void;
  /** Keeps the language of this page for the pages to come, as if it had been chosen. */
  readonly keepLanguage: () => void;
  readonly endSession: () => Promise<void>;
};

export type OpenGet<Profile, Params, Outcome> = Omit<Place<Params, unknown>, 'permit' | 'query'> & {
  readonly load: (visit: Visit<Profile, Params>) => Promise<Outcome>;
  readonly page: (data: Loaded<Outcome>, page: PageContext) => VNode;
  readonly title: (data: Loaded<Outcome>, words: Words) => string;
};

export type OpenPost<Profile, Params, Values, Outcome> = Omit<Place<Params, unknown>, 'permit' | 'query'> & {
  /** Of what it leaves in the journal itself; what the vault writes at sign-in is the vault's. */
  readonly journals?: Journals;
  readonly body: Body<Values>;
  readonly act: (visit: Visit<Profile, Params>, input: Values) => Promise<Outcome>;
  readonly then: (value: Exclude<Outcome, Refusal>) => string;
  readonly again?: Screen<Profile>;
};

/** Shows the page of a screen for a request, with a form's state over it. */
export type Show = (
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState | null,
  status: number,
) => Promise<string>;

/** A screen ready to be registered; made only by the functions of `screens.ts`. */
export type Screen<Profile> = {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  readonly room: string;
  readonly permit: string;
  readonly open: boolean;
  readonly journals: Journals;
  /** What the page it is shown on again writes of its own reading. */
  readonly journalsAgain?: Journals;
  readonly show: ((environment: StaffEnvironment<Profile>) => Show) | null;
  /** Path of the page a POST belongs to: where its address leads when it is typed or reloaded. */
  readonly backTo: `/${string}` | null;
  readonly handle: (
    environment: StaffEnvironment<Profile>,
  ) => (request: FastifyRequest, reply: FastifyReply) => Promise<string | Buffer>;
};
