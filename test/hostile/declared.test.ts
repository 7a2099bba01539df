import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays, dateIn, systemClock } from '../../src/platform/clock.ts';
import { environmentValue } from '../../src/platform/config.ts';
import { mayJournal, type Screen } from '../../src/platform/web/index.ts';
import type { Profile } from '../../src/profile/index.ts';
import { journalEvents } from '../journal/events.ts';
import { verbOf, verbs } from '../journal/verbs.ts';
import { type Country, type Desk, openCountry } from './support/country.ts';
import { type Chance, chanceOf, formsIn, linksIn, type PageForm } from './support/page.ts';

/**
 * Every route says which events it leaves in the journal (GDPR art. 5(2), directive 2016/680 art. 25). Each persona goes
 * wherever links lead and sends every form it finds; after each request the new lines of all chains are compared with what
 * the route declares. What the vault would have written is known from what it was asked.
 */
const seed = Number(environmentValue('ARIANE_SEED') ?? 20_261_123);

let country: Country;
before(async () => {
  country = await openCountry();
});
after(() => country.close());

const writtenByVault: Readonly<Record<string, readonly string[]>> = {
  open: ['identity.opened', 'identity.open-refused'],
  openFile: ['identity.opened', 'identity.open-refused'],
  share: ['identity.shared', 'identity.share-refused'],
  sealPacket: ['identity.opened', 'identity.open-refused', 'identity.packet-sealed', 'identity.packet-refused'],
  withdrawConsent: ['identity.consent_withdrawn', 'identity.withdrawal-refused'],
  eraseSubject: ['identity.erasure_approved', 'identity.erased', 'identity.erasure-refused'],
};

type Route = Screen<Profile>;

const shapeOf = ({ path }: Route): RegExp => new RegExp(`^${path.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`);

const routeAt = (method: string, address: string): Route | undefined => {
  const [path = ''] = address.split('?');
  const fitting = country.screens.filter((one) => one.method === method && shapeOf(one).test(path));
  return fitting.find((one) => one.path === path) ?? fitting[0];
};

const known = Object.entries(journalEvents).flatMap(([room, types]) => Object.keys(types).map((it) => `${room}.${it}`));

let last = new Set<string>();
/** Types of the events written since the last time this was asked. */
const newEvents = async (): Promise<readonly string[]> => {
  const { administrator } = country.stage.world;
  const found = await administrator.query<{ id: string; type: string }>(
    'select id, type from journal.event order by recorded_at desc limit 60',
  );
  const fresh = found.rows.filter(({ id }) => !last.has(id)).map(({ type }) => type);
  last = new Set(found.rows.map(({ id }) => id));
  return fresh;
};

type Walk = { readonly wrong: Set<string>; readonly done: Set<string>; readonly chance: Chance };

/** Compares what a request left behind with the declarations of its route, and of the page that was asked for on the way. */
const compare = async (walk: Walk, routes: readonly Route[], work: () => Promise<void>): Promise<void> => {
  await newEvents();
  const asked = country.vaultCalls.length;
  await work();
  const calls = country.vaultCalls.slice(asked).flatMap((call) => writtenByVault[call] ?? []);
  const [route] = routes;
  for (const type of [...(await newEvents()), ...calls])
    if (!routes.some((one) => mayJournal(one).includes(type)))
      walk.wrong.add(`${route?.method} ${route?.path} writes ${type}`);
};

const today = dateIn(systemClock.now(), 'Europe/Luxembourg');
/** A day just past and one soon to come: some forms ask for what was, some for what will be. */
const days = [addDays(today, -2), addDays(today, 12)];

/** A day as the three fields of a date ask for it. */
const partsOf = (date: string): Readonly<Record<string, string>> => ({
  day: String(Number(date.slice(8, 10))),
  month: String(Number(date.slice(5, 7))),
  year: date.slice(0, 4),
});

const answers = (form: PageForm, chance: Chance): Record<string, string> => {
  const day = Object.entries(partsOf(chance.pick(days) ?? today));
  return Object.fromEntries(
    [...form.inputs].flatMap(([name, choices]): [string, string][] => {
      if (/^_(token|add|remove|take)/.test(name)) return [];
      const choice = chance.pick(choices.filter((one) => one !== '')) ?? '';
      if (choice !== '') return [[name, choice]];
      const part = day.find(([end]) => name.endsWith(`.${end}`));
      if (part) return [[name, part[1]]];
      return [[name, name.endsWith('_hour') ? '10:30' : name === 'nights' ? '3' : 'a few words']];
    }),
  );
};

const triesPerRoute = 6;

const sendForms = async (walk: Walk, desk: Desk, at: string, html: string): Promise<void> => {
  for (const form of formsIn(html)) {
    const [route, page] = [routeAt('POST', form.action || at), routeAt('GET', at)];
    if (page === undefined || route === undefined || route.open || walk.done.has(route.path)) continue;
    for (let tried = 0; tried < triesPerRoute && !walk.done.has(route.path); tried += 1)
      await compare(walk, [route, page], async () => {
        const asked = country.vaultCalls.length;
        const { status } = await desk.site.post(form.action || at, at, answers(form, walk.chance));
        // The vault is dead: what was asked of it is as far as such a form comes.
        if (country.vaultCalls.length > asked || status === 303 || status === 200 || status === 204)
          walk.done.add(route.path);
      });
  }
};

const perRoute = 2;

/** Goes wherever links lead, to a few pages of each kind, and sends what can be sent. */
const goRound = async (walk: Walk, desk: Desk): Promise<void> => {
  const visits = new Map<string, number>();
  const permitted = ({ permit }: Route): boolean =>
    permit === 'anyone-signed-in' || desk.viewer.permits.includes(permit);
  const waiting = country.screens
    .filter((one) => one.method === 'GET' && !one.path.includes(':') && !one.open && permitted(one))
    .map(({ path }): string => path);
  const seen = new Set(waiting);
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const route = routeAt('GET', at);
    const count = visits.get(route?.path ?? '') ?? 0;
    if (route === undefined || route.open || count >= perRoute) continue;
    visits.set(route.path, count + 1);
    const here = at;
    await compare(walk, [route], async () => {
      const { text, status } = await desk.site.get(here);
      if (status !== 200) return;
      for (const href of linksIn(text)) if (!seen.has(href)) waiting.push(href);
      for (const href of linksIn(text)) seen.add(href);
    });
    const { text } = await desk.site.get(here);
    await sendForms(walk, desk, here, text);
  }
};

test('each route writes only what it declares, wherever links and forms lead', async (context) => {
  const walk: Walk = { wrong: new Set(), done: new Set(), chance: chanceOf(seed) };
  for (const desk of country.desks) await goRound(walk, desk);
  const posts = country.screens.filter(({ method, open }) => method === 'POST' && !open).map(({ path }) => path);
  const left = posts.filter((path) => !walk.done.has(path));
  context.diagnostic(`${posts.length - left.length} of ${posts.length} forms were taken; not: ${left.join(', ')}`);
  assert.deepEqual([...walk.wrong].sort(), []);
  // Many forms need a thing in one state; two in five are met by chance, the others by the tests of their rooms.
  assert.ok(left.length < (posts.length * 2) / 3, `too few forms were taken: ${left.join(', ')}`);
});

test('a route that writes something it does not declare is found', async () => {
  const walk: Walk = { wrong: new Set(), done: new Set(), chance: chanceOf(seed) };
  const silent = country.screens.find(({ path }) => path === '/cases/search');
  const desk = country.desks.find(({ viewer }) => viewer.permits.includes('cases.read'));
  assert.ok(silent && desk);
  await compare(walk, [{ ...silent, method: 'POST', journals: [] }], async () => {
    await desk.site.post('/cases/search', '/cases/search', { sought: 'ABCD' });
  });
  assert.deepEqual([...walk.wrong], ['POST /cases/search writes cases.searched']);
});

/** Forms that leave no line: a leaflet names nobody, what is drafted is nobody's report until it is sent, nor a call's record until it is closed, and a token is noted by the vault. */
const silent = [
  '/calls/:callId',
  '/calls/:callId/autosave',
  '/calls/:callId/bed',
  '/leaflets',
  '/reports/drafts',
  '/reports/drafts/:draftId/evidence/:fileId/remove',
  '/reports/drafts/:draftId/label',
  '/reports/drafts/:draftId/page/:section',
  '/reports/drafts/:draftId/page/:section/autosave',
  '/reports/drafts/:draftId/persons',
  '/reports/drafts/:draftId/persons/:personId/:section',
  '/reports/drafts/:draftId/persons/:personId/:section/autosave',
  '/reports/drafts/:draftId/persons/:personId/remove',
  '/reports/drafts/:draftId/widen',
  '/reports/paths/:path',
  '/tokens',
  // Two qualifications beside each other: advice alone, of which nothing is kept.
  '/two-tracks',
];

test('each form says which events it leaves; those that leave none are known one by one', () => {
  const quiet = country.screens.filter(
    ({ method, open, journals }) => method === 'POST' && !open && journals.length === 0,
  );
  assert.deepEqual(quiet.map(({ path }) => path).sort(), silent);
  const unknown = country.screens.flatMap(({ journals }) => journals).filter((type) => !known.includes(type));
  assert.deepEqual(unknown, []);
});

/** What happens without anybody of the staff asking a page: by the worker, the vault or the person, when a draft runs out, by a command about keys. */
const byItself = [
  'assistance.packet_expired',
  ...['received', 'written', 'erased', 'recoded'].map((one) => `portal.conversation_${one}`),
  'cases.shift_note_late',
  'portal.message_received',
  'referrals.call_words_ended',
  'referrals.overdue',
  'identification.term_over',
  'identity.emergency_review_overdue',
  'matching.encoded',
  'protection.period_ended',
  'protection.reminded',
  'identity.journal_not_whole',
  ...['key_destroyed', 'key_lost', 'key_rotation_begun', 'key_rotation_cancelled', 'key_rotation_finished'].map(
    (one) => `identity.${one}`,
  ),
  'identity.recovery_key_set',
  'identity.taken_into_search',
  'identity.sealed_anew',
  'identity.vault_backed_up',
  'identity.erasure_proposed',
  'identity.erased_again',
];

test('each event of the list is some route’s, and all six verbs of the directive are logged', () => {
  const declared = new Set<string>(country.screens.flatMap(({ journals }) => journals));
  assert.deepEqual(
    known.filter((type) => !declared.has(type) && !byItself.includes(type)),
    [],
  );
  const verb = new Map<string, string | null>(
    Object.entries(verbOf).flatMap(([room, types]) => Object.entries(types).map(([it, one]) => [`${room}.${it}`, one])),
  );
  const logged = new Set([...declared].map((type) => verb.get(type)));
  for (const one of verbs) assert.ok(logged.has(one), `no route logs ${one}`);
});
