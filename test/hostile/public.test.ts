import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { ownBodyNames } from '../../src/main/portal/own-names.ts';
import { buildPortal, type PortalOptions } from '../../src/main/portal/server.ts';
import { plainDate, systemClock } from '../../src/platform/clock.ts';
import { environmentValue } from '../../src/platform/config.ts';
import { projectRoot } from '../../src/platform/root.ts';
import {
  type LaneSettings,
  messageDoorsOf,
  openLanes,
  readGuidance,
  usualLanes,
} from '../../src/rooms/portal/public/index.ts';
import { type Language, languagesOf, type TextKey } from '../../src/rooms/portal/public/languages.ts';
import { sessionHeader } from '../../src/rooms/portal/public/own/session.ts';
import { clocksForPerson } from '../../src/rooms/protection/public/index.ts';
import { type ConversationWorld, conversationWorld } from '../support/conversation-world.ts';
import {
  codeIn,
  cookieOf,
  getPage,
  type Parts,
  sameOrigin,
  sendFields,
  sendForm,
  ticketIn,
  tokenIn,
} from '../support/portal-forms.ts';
import { hostileBody, hostilePath, hostileText } from './hostile.ts';

/**
 * The pages of the public site on which one can write: a message without a name, and a person's own page. Whatever comes is answered
 * with a sentence in the language of the page; what was typed stays; nothing fails, and nothing that was sent is alive in the page.
 */
const seed = Number(environmentValue('ARIANE_SEED') ?? 20_261_124);
const numRuns = environmentValue('ARIANE_DEEP') ? 60 : 4;
const key = Buffer.alloc(32, 5);
const token = 'token-of-the-visit-token';

let world: ConversationWorld;
const sites: FastifyInstance[] = [];
/** Lanes that let hardly anybody through: each message that is let through costs its work. */
let narrow: FastifyInstance;
/** Nobody gets through here: too many write, and too many try. */
let full: FastifyInstance;
/** Everybody is too fast here. */
let early: FastifyInstance;
/** A visit to a conversation, and one to an own page that opens nothing. */
let cookie = '';

const siteWith = (lanes: LaneSettings, more: Pick<PortalOptions, 'triesOfAddress'>): FastifyInstance => {
  const { profile, tools } = world;
  const guidance = readGuidance(profile, join(projectRoot, 'profiles', 'luxembourg'), plainDate('2026-11-21'));
  const body = ownBodyNames(profile);
  const site = buildPortal({
    ...{ guidance: () => guidance, isDemonstration: true, requestsPerMinute: 1_000_000, ...more },
    own: { tools, key, names: { body, clocks: clocksForPerson(profile), timeZone: profile.timeZone } },
    messages: {
      ...{ tools, key, doors: messageDoorsOf(profile), dangerDays: profile.messages.danger_days },
      ...{ bodyName: body, lanes: openLanes(key, lanes) },
    },
  });
  sites.push(site);
  return site;
};

const begin = async (): Promise<string> => {
  const form = await getPage(narrow, '/en/m/1');
  const sent = await sendForm(narrow, '/en/m/1', { c: ticketIn(form.body), w: '', text: 'somebody' });
  const kept = await getPage(narrow, '/en/m/5', { cookie: cookieOf(sent) });
  const last = codeIn(kept.body).slice(-4);
  return cookieOf(await sendForm(narrow, '/en/m/5', { t: tokenIn(kept.body), last }, { cookie: cookieOf(sent) }));
};

before(async () => {
  world = await conversationWorld();
  const lanes = { ...usualLanes, youngest: 0 };
  narrow = siteWith({ ...lanes, slow: 1, fresh: 1 }, { triesOfAddress: 3 });
  full = siteWith({ ...lanes, slow: 0, fresh: 0 }, { triesOfAddress: 0 });
  early = siteWith(usualLanes, {});
  const keys = { lookup: Buffer.alloc(32, 1), proof: Buffer.alloc(32, 2), seed: Buffer.alloc(32, 3) };
  const own = sessionHeader(key, { keys, token, begun: systemClock.now() }, systemClock).split(';')[0];
  cookie = `${await begin()}; ${own}`;
});
after(async () => {
  for (const site of sites) await site.close();
  await world.close();
});

const unescaped = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const textIn = (html: string): string | undefined => /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1];
const numberIn = (html: string): string => /id="number"[^>]* value="([^"]*)"/.exec(html)?.[1] ?? '';

type Wrong = {
  readonly name: string;
  readonly at: string;
  readonly site: () => FastifyInstance;
  readonly parts?: Parts;
  /** Sent as plain fields, by the forms that have no file. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly says: TextKey;
  readonly headers?: Readonly<Record<string, string>>;
  readonly keeps?: (html: string) => boolean;
};

const typed = 'kept <b>as</b> "typed"';
const keepsText = (html: string): boolean => unescaped(textIn(html) ?? '') === typed;
const keepsNumber = (number: string) => (html: string) => numberIn(html) === number;
const program = Buffer.from('MZ a program that calls itself a picture');
const huge = { 'content-length': String(10 * 1024 * 1024) };
const [short, wrongDigit, unknown] = ['1234', '12345678901234567890', '0'.repeat(20)];
const long = 'a'.repeat(5001);

/** Everything that can be wrong with what somebody sends, with the sentence it is answered with. */
const wrongs = (): readonly Wrong[] => {
  const at = (name: string, says: TextKey, parts: Parts, more: Partial<Wrong> = {}): Wrong => ({
    ...{ name, says, parts, at: '/m/1', site: () => full, ...more },
  });
  const number = (name: string, says: TextKey, value: string): Wrong => ({
    name,
    says,
    at: '/m/6',
    fields: { number: value },
    site: () => full,
    keeps: keepsNumber(value),
  });
  const own = (name: string, says: TextKey, number: string, words: string): Wrong => ({
    name,
    says,
    at: '/n',
    fields: { number, words },
    site: () => full,
  });
  return [
    at('nothing', 'own.wrong.empty', { text: ' \n ' }),
    at('too many letters', 'own.wrong.long', { text: long }, { keeps: (html) => textIn(html) === long }),
    at('a disguised program', 'msg.wrong.file', { text: typed, file: program }, { keeps: keepsText }),
    at('a message of a flood', 'msg.wrong.busy', { text: typed }, { keeps: keepsText }),
    at('one that comes too fast', 'msg.wrong.early', { text: typed }, { keeps: keepsText, site: () => early }),
    at('ten megabytes', 'msg.wrong.unread', { text: typed }, { headers: huge }),
    number('a code that is too short', 'own.wrong.length', short),
    number('a code with a wrong digit', 'own.wrong.digit', wrongDigit),
    number('codes guessed one after the other', 'own.wrong.busy', unknown),
    own('an own number with a wrong digit', 'own.wrong.digit', wrongDigit, 'x'),
    own('an own number without words', 'own.wrong.words', unknown, ' '),
    own('own numbers guessed', 'own.wrong.busy', unknown, 'x'),
    at('ten megabytes for an own page', 'own.wrong.long', { text: typed }, { at: '/n/4', headers: huge }),
  ];
};

const check = async (language: Language, wrong: Wrong): Promise<void> => {
  const { code } = language;
  const where = `${wrong.name}, in ${code}`;
  const site = wrong.site();
  const c = ticketIn((await getPage(site, `/${code}/m/1`)).body);
  const url = `/${code}${wrong.at}`;
  const { fields, parts = {} } = wrong;
  const answered = await (fields
    ? sendFields(site, url, fields, wrong.headers)
    : sendForm(site, url, { c, w: '', ...parts }, wrong.headers));
  assert.ok([413, 422, 503].includes(answered.statusCode), `${where}: ${answered.statusCode}`);
  const said = language.say(wrong.says);
  assert.equal(said.language, code, where);
  assert.ok(unescaped(answered.body).includes(said.text), `${where}: does not say “${said.text}”`);
  assert.match(answered.body, new RegExp(`<html lang="${code}"`), where);
  assert.ok(wrong.keeps?.(answered.body) ?? true, `${where}: what was typed is gone`);
  assert.equal(answered.headers['set-cookie'], undefined, where);
};

describe('what cannot be sent is told in the language of the page, and what was typed stays', () => {
  for (const wrong of wrongs())
    test(wrong.name, async () => {
      const languages = languagesOf(true);
      assert.ok(languages.length >= 28);
      for (const language of languages) await check(language, wrong);
    });
});

/** Forms of these pages that may be sent with their token as often as one likes. */
const forms = ['/m/1', '/m/2', '/m/3', '/m/4', '/m/5', '/m/6', '/m/8', '/n', '/n/3/a', '/n/3/b', '/n/4', '/n/5'];
/** Forms that end something: sent without their token. */
const ending = ['/m/0', '/m/7', '/m/9', '/n/0', '/n/6'];
const names = ['text', 'last', 'number', 'words', 'address', 'platform', 'tongue', 'danger', 'file', 'c', 'w', 'd'];

type Answered = Awaited<ReturnType<typeof sendForm>>;
const checkAnswer = ({ statusCode, body, headers }: Answered, where: string): void => {
  // The site's answer to a fault is the page of an address that is not there.
  assert.ok([200, 303, 422, 503].includes(statusCode), `${where}: ${statusCode}`);
  assert.doesNotMatch(body, /<script>alert|<img src=x/, `${where} shows markup alive`);
  assert.doesNotMatch(String(headers['location'] ?? ''), /[^\w/?=-]/, where);
  if (statusCode !== 303) assert.match(body, /class="(note|card)/, `${where} says nothing`);
};

const visitToken = async (): Promise<string> => tokenIn((await getPage(narrow, '/fa/m/6', { cookie })).body);

describe('hostile', () => {
  test('bodies: no form of these pages falls, as plain fields or with files', async () => {
    const right = await visitToken();
    assert.notEqual(right, '', 'the visit opens, or this proves nothing');
    for (const place of [...forms, ...ending])
      await fc.assert(
        fc.asyncProperty(hostileBody(names), async (pairs) => {
          const t = ending.includes(place) ? 'wrong' : place.startsWith('/n') ? token : right;
          const sent = [...pairs.map(([name, text]) => [name, text.toWellFormed()] as const), ['t', t] as const];
          const where = `POST ${place} ${JSON.stringify(sent).slice(0, 300)}`;
          const short = sent.map(([name, text]) => [name, text.slice(0, 2000)] as const);
          checkAnswer(await sendFields(narrow, `/fa${place}`, short, { cookie }), where);
          if (place.startsWith('/n')) return;
          const parts = Object.fromEntries(sent.map(([name, text]) => [name.replaceAll(/[\r\n"]/g, ''), text]));
          checkAnswer(await sendForm(narrow, `/fa${place}`, parts, { cookie }), where);
        }),
        { seed, numRuns },
      );
  });

  test('texts: each is shown again letter by letter', async () => {
    const c = ticketIn((await getPage(full, '/ar/m/1')).body);
    await fc.assert(
      fc.asyncProperty(
        hostileText.map((text) => text.toWellFormed()).filter((text) => text.trim() !== ''),
        async (text) => {
          const { body } = await sendFields(full, '/ar/m/1', { c, w: '', text });
          assert.equal(unescaped(textIn(body) ?? ''), text);
        },
      ),
      { seed, numRuns: numRuns * 5 },
    );
  });

  test('bodies of another kind, broken ones and none at all', async () => {
    const kinds: Readonly<Record<string, string>> = {
      'application/json': '{"a":',
      'text/plain': 'x',
      'multipart/form-data; boundary=x': '--x\r\nbroken',
      'multipart/form-data': 'no boundary',
      'application/x-www-form-urlencoded': '%ff%fe=%',
    };
    for (const place of [...forms, ...ending])
      for (const [type, payload] of Object.entries(kinds)) {
        const headers = { ...sameOrigin, 'content-type': type, cookie };
        const { statusCode, body } = await narrow.inject({ method: 'POST', url: `/ar${place}`, headers, payload });
        assert.ok(statusCode < 500 || statusCode === 503, `${place} as ${type}: ${statusCode}`);
        if (statusCode !== 303) assert.match(body, /<html lang="ar"/, `${place} as ${type}`);
      }
  });

  test('addresses and questions in them', async () => {
    const query = fc.dictionary(fc.constantFrom('d', 't', '__proto__'), fc.string({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('m', 'n'), hostilePath, query, async (pages, part, asked) => {
        const search = new URLSearchParams(Object.entries(asked).map(([name, text]) => [name, text.toWellFormed()]));
        for (const url of [
          `/fa/${pages}/${part}`,
          `/fa/${pages}?${search.toString()}`,
          `/fa/${pages}/6?${search.toString()}`,
        ])
          for (const method of ['GET', 'POST'] as const) {
            const { statusCode } = await narrow.inject({ method, url, headers: { ...sameOrigin, cookie } });
            assert.ok(statusCode < 500 || statusCode === 503, `${method} ${url}: ${statusCode}`);
          }
      }),
      { seed, numRuns: numRuns * 8 },
    );
  });
});
