import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { SideAnswer, Verdict } from '../facts.ts';

/** What a body is asked, with its own file; of the pair only what is open to it. */
export type Side = {
  readonly id: Uuid;
  readonly fileId: Uuid;
  readonly otherClass: string;
  readonly shownOn: PlainDate;
  readonly expiresOn: PlainDate;
  readonly answer: SideAnswer;
  readonly answeredOn: PlainDate | null;
  readonly verdict: Verdict | null;
  readonly pair: 'open' | 'same' | 'not_same' | null;
  readonly parts: readonly string[];
  readonly bodies: readonly Uuid[];
};

const selected = (today: PlainDate) => sql<Side>`
  select s.id, s.file_id as "fileId", s.other_class as "otherClass", s.shown_on as "shownOn", s.expires_on as "expiresOn", s.answer,
    s.answered_on as "answeredOn", s.verdict, p.state as pair, coalesce(p.parts, '{}') as parts, coalesce(p.audience, '{}') as bodies
  from matching.side s left join matching.pair p on p.id = s.pair_id
  where s.released and s.shown_on <= ${today}`;

/** Everything the viewer's bodies are shown on a day, newest first. */
export const sidesShown = async (tx: Transaction, today: PlainDate): Promise<readonly Side[]> =>
  (await sql<Side>`${selected(today)} order by s.shown_on desc, s.id limit 200`.execute(tx)).rows;

/** One of them, or null. */
export const findSide = async (tx: Transaction, id: Uuid, today: PlainDate): Promise<Side | null> =>
  (await sql<Side>`${selected(today)} and s.id = ${id}`.execute(tx)).rows[0] ?? null;

export type AnswerRow = {
  readonly answer: 'yes' | 'no';
  readonly method: string;
  readonly language: string;
  readonly on: PlainDate;
};

/** Writes an answer down; false when it was not this viewer's to write, or is answered already. */
export const writeAnswer = async (
  tx: Transaction,
  id: Uuid,
  { answer, method, language, on }: AnswerRow,
): Promise<boolean> => {
  const done = await sql<{ done: boolean }>`
    select matching.answer_side(${id}, ${answer}, ${method}, ${language}, ${on}) as done`.execute(tx);
  return done.rows[0]?.done === true;
};

/** Writes down what was found; gives what the pair is now, or null when it was not this viewer's to judge. */
export const writeVerdict = async (
  tx: Transaction,
  id: Uuid,
  verdict: Verdict,
  on: PlainDate,
): Promise<'open' | 'same' | 'not_same' | null> => {
  const done = await sql<{ done: 'open' | 'same' | 'not_same' | null }>`
    select matching.judge_side(${id}, ${verdict}, ${on}) as done`.execute(tx);
  return done.rows[0]?.done ?? null;
};
