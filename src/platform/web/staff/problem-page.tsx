import type { VNode } from 'preact';
import { isPlainDate } from '../../clock.ts';
import { type Refusal, refuse } from '../../outcome.ts';
import type { Words } from '../../words.ts';
import { refusalStatus } from '../refusal-status.ts';
import { type Exchange, pageContext, renderBare, renderPage } from './render.tsx';
import { type SignedIn, writeRefusal } from './steps.ts';

/** Troubles that are nobody's fault in a room; each has `platform.problem.<kind>.title` and `.text`. */
const statuses = {
  not_found: 404,
  not_allowed: 403,
  other_site: 403,
  bad_request: 400,
  too_large: 413,
  wrong_type: 415,
  too_many: 429,
  fault: 500,
  unavailable: 503,
} as const;
export type ProblemKind = keyof typeof statuses;

/** Days stand in a refusal as the law counts them; people read them as days of their language. */
const readable = (words: Words, values: NonNullable<Refusal['values']>): NonNullable<Refusal['values']> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isPlainDate(value) ? words.date(value, 'long') : value,
    ]),
  );

/** The sentence of a refusal: the room's, else the platform's, else that it was refused, with the code. */
export const refusalText = (words: Words, room: string, refusal: Refusal): string => {
  const keys = [`${room}.refusal.${refusal.refused}`, `platform.refusal.${refusal.refused}`];
  const key = keys.find((it) => words.has(it));
  return key
    ? words.t(key, refusal.values && readable(words, refusal.values))
    : words.t('platform.refusal.other', { code: refusal.refused });
};

const ProblemPage = (props: { words: Words; title: string; text: string; back: string; reference?: string }): VNode => (
  <article class="problem">
    <h1>{props.title}</h1>
    <p>{props.text}</p>
    {props.reference ? (
      <p class="soft">{props.words.t('platform.problem.reference', { reference: props.reference })}</p>
    ) : null}
    <p>
      <a href={props.back}>{props.words.t('platform.problem.back')}</a>
    </p>
  </article>
);

/** A clear page for a trouble of a known kind, with its status. */
export const problemPage = <Profile,>(exchange: Exchange<Profile>, kind: ProblemKind): Promise<string> => {
  const { words } = exchange.visitor;
  exchange.reply.code(statuses[kind]);
  const title = words.t(`platform.problem.${kind}.title`);
  const text = words.t(`platform.problem.${kind}.text`);
  const content = <ProblemPage words={words} title={title} text={text} back={exchange.environment.homePath} />;
  return renderPage(exchange, pageContext(exchange, null), content, title);
};

/** The page for who has no permit, after the journal has its line: who was refused which page, and nothing of what is on it. */
export const notAllowed = async <Profile,>(signedIn: SignedIn<Profile>, path: string): Promise<string> => {
  await writeRefusal(signedIn, path, refuse('not_allowed'));
  return problemPage(signedIn.exchange, 'not_allowed');
};

/** A clear page for a refusal that has no form to go back to. */
export const refusalPage = <Profile,>(exchange: Exchange<Profile>, refusal: Refusal): Promise<string> => {
  const { words } = exchange.visitor;
  if (refusal.refused === 'not_found') return problemPage(exchange, 'not_found');
  exchange.reply.code(refusalStatus(refusal.refused));
  const title = words.t('platform.problem.refused.title');
  const text = refusalText(words, exchange.room, refusal);
  const content = <ProblemPage words={words} title={title} text={text} back={exchange.environment.homePath} />;
  return renderPage(exchange, pageContext(exchange, null), content, title);
};

/** The page of a fault: what to tell the administrator, and nothing of what went wrong. Asks nothing of the database. */
export const faultPage = <Profile,>(exchange: Exchange<Profile>, reference: string): string => {
  const { words } = exchange.visitor;
  exchange.reply.code(500);
  const title = words.t('platform.problem.fault.title');
  const text = words.t('platform.problem.fault.text');
  const back = exchange.environment.homePath;
  return renderBare(
    exchange,
    <ProblemPage words={words} title={title} text={text} back={back} reference={reference} />,
    title,
  );
};
