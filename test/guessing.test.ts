import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addressTries } from '../src/main/portal/server.ts';
import { Client } from 'pg';
import { type Clock, fixedClock, instantPlus } from '../src/platform/clock.ts';
import { drawDigitsToRemember, drawNumber, drawWords } from '../src/rooms/portal/actions/keys.ts';
import { wordsToDraw } from '../src/rooms/portal/facts/words.ts';
import { checkDigit, numberLength } from '../src/rooms/portal/rules.ts';
import { activationCode } from '../src/vault/activation.ts';
import { newReceiptBudget, receiptsAMinute } from '../src/vault/budget.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';

/*
 * What guessing costs somebody who can be everywhere at once and never tires. Lengths and limits are those of the program, so that a
 * shorter code or a wider limit fails here.
 */

/** She has a hundred thousand addresses, each at its limit day and night for ten years. */
const attacker = { addresses: 100_000, years: 10 } as const;
/** So many codes and pages are in use at any moment: some ten times what a country of this size could bring about. */
const inUse = 10_000;

const minutesOf = (years: number): number => years * 365.25 * 24 * 60;
/** What all her addresses together may try, and what everybody together may: the lesser counts. */
const triesOf = (mostAMinute: number): number =>
  Math.min((attacker.addresses * addressTries.most) / addressTries.minutes, mostAMinute) * minutesOf(attacker.years);

/** A clock that moves only when it is pushed. */
const standingClock = (pushed: () => number): Clock => {
  const still = fixedClock('2026-01-05T10:00:00Z');
  return { ...still, now: () => instantPlus(still.now(), pushed()) };
};

describe('guessing is hopeless', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  /** The limits of a person's page, as the function in the database has them. */
  const pageLimits = async (): Promise<{ ofPage: number; ofAll: number }> => {
    const administrator = new Client({ connectionString: database.administratorUrl });
    await administrator.connect();
    const found = await administrator.query<{ source: string }>(
      "select prosrc as source from pg_proc where oid = 'portal.own_page_of(bytea, bytea)'::regprocedure",
    );
    await administrator.end();
    const limit = (name: string): number =>
      Number(new RegExp(`${name} constant integer := (\\d+)`).exec(found.rows[0]?.source ?? '')?.[1]);
    const limits = { ofPage: limit('most_of_page'), ofAll: limit('most_of_all') };
    assert.ok(limits.ofPage > 0 && limits.ofAll > 0, 'the limits were found');
    return limits;
  };

  test('the limit for all together holds, and begins anew with the minute', () => {
    let hand = 0;
    const budget = newReceiptBudget(standingClock(() => hand));
    const spent = (): number =>
      Array.from({ length: receiptsAMinute + 50 }, () => budget.spend('all')).filter(Boolean).length;
    assert.equal(spent(), receiptsAMinute);
    hand = 60_000;
    assert.equal(spent(), receiptsAMinute);
  });

  test('the code of a message: under one in a billion for hers, one in a hundred thousand for anybody’s, in ten years', () => {
    const code = drawNumber();
    assert.match(code, new RegExp(`^\\d{${numberLength}}$`));
    assert.equal(checkDigit(code), '0', 'the last digit is no chance');
    const codes = 10 ** (code.length - 1);
    const chance = triesOf(receiptsAMinute) / codes;
    assert.ok(chance < 1e-9, `one code: ${chance}`);
    assert.ok(chance * inUse < 1e-5, `any of ${inUse}: ${chance * inUse}`);
  });

  test('the words of a page whose number she found: under one in a million in ten years', async () => {
    const { ofPage } = await pageLimits();
    const tries = (ofPage / 60) * minutesOf(attacker.years);
    for (const [language, list] of Object.entries(wordsToDraw)) {
      const drawn = drawWords(language as keyof typeof wordsToDraw).split(' ').length;
      assert.ok(tries / list.length ** drawn < 1e-6, language);
    }
    assert.ok(tries / 10 ** drawDigitsToRemember().replaceAll(' ', '').length < 1e-9, 'digits');
  });

  test('number and words of anybody’s page: under one in a billion in ten years, though she had every word of the list', async () => {
    const { ofAll } = await pageLimits();
    const numbers = 10 ** (drawNumber().length - 1);
    // As if words said nothing at all: a right number alone opens no page.
    assert.ok((triesOf(ofAll) * inUse) / numbers < 1e-5);
    const words = Math.min(...Object.values(wordsToDraw).map(({ length }) => length)) ** 5;
    assert.ok((triesOf(ofAll) * inUse) / numbers / words < 1e-9);
  });

  test('the code with which a colleague begins: a million tries a second while it is good find none of a thousand', () => {
    const { letters, length, days } = activationCode;
    assert.equal(new Set(letters).size, letters.length);
    const tries = 1e6 * days * 24 * 60 * 60;
    assert.ok((tries * 1000) / letters.length ** length < 1e-9);
  });

  test('a shorter code, or limits without end, would not pass', () => {
    assert.ok(triesOf(receiptsAMinute) / 10 ** 12 > 1e-9, 'twelve digits');
    assert.ok(triesOf(Number.POSITIVE_INFINITY) > triesOf(receiptsAMinute), 'addresses alone are no limit');
  });
});
