import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../../src/platform/ids.ts';
import type { Screen } from '../../src/platform/web/index.ts';
import type { Profile } from '../../src/profile/index.ts';
import { actingCodes } from '../../src/rooms/cases/index.ts';
import { type Country, type Desk, openCountry } from './support/country.ts';
import { allIn, seenBy, tablesFor } from './support/things.ts';

/**
 * Two layers, one answer: what the database hides from a persona (proved against the access matrix, cell by cell) no page
 * shows her and no form lets her touch; and what it shows, the page of that thing shows to whoever has the permit.
 */
let country: Country;
before(async () => {
  country = await openCountry();
});
after(() => country.close());

const parametersOf = (path: string): readonly string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

/** Routes of one thing that is somebody's: its id leads the address. */
const routesOfThings = (): readonly { screen: Screen<Profile>; thing: string }[] =>
  country.screens.flatMap((screen) => {
    const [first] = parametersOf(screen.path);
    return first !== undefined && tablesFor(first).length > 0 ? [{ screen, thing: first }] : [];
  });

/** What stands behind the thing that leads is unknown, unless one is given. */
const addressOf = ({ path }: Screen<Profile>, id: string, part?: string): string => {
  const [first = '', ...others] = parametersOf(path);
  const led = path.replace(`:${first}`, id);
  const of = (name: string): string => (tablesFor(name).length > 0 ? (part ?? newId()) : 'report');
  return others.reduce((url, name) => url.replace(`:${name}`, of(name)), led);
};

const statusAt = async ({ site }: Desk, screen: Screen<Profile>, id: string, part?: string): Promise<number> =>
  screen.method === 'GET'
    ? (await site.get(addressOf(screen, id, part))).status
    : (await site.post(addressOf(screen, id, part), '/me')).status;

const mayUse = ({ viewer }: Desk, { permit }: Screen<Profile>): boolean =>
  permit === 'anyone-signed-in' || viewer.permits.includes(permit);

type Known = { readonly all: readonly string[]; readonly seen: ReadonlySet<string> };

const knownTo = async (desk: Desk): Promise<ReadonlyMap<string, Known>> => {
  const things = [...new Set(routesOfThings().map(({ thing }) => thing))];
  const known = new Map<string, Known>();
  for (const thing of things) {
    const tables = tablesFor(thing);
    known.set(thing, {
      all: await allIn(country.stage, tables),
      seen: await seenBy(country.stage, desk.viewer, tables),
    });
  }
  return known;
};

test('what the matrix hides, every page and form of it hides', async (context) => {
  const wrong: string[] = [];
  let tried = 0;
  for (const desk of country.desks) {
    const known = await knownTo(desk);
    for (const { screen, thing } of routesOfThings()) {
      const { all, seen } = known.get(thing) ?? { all: [], seen: new Set() };
      const hidden = all.find((id) => !seen.has(id));
      if (hidden === undefined) continue;
      tried += 1;
      const status = await statusAt(desk, screen, hidden);
      if (status !== 403 && status !== 404) wrong.push(`${desk.login}: ${screen.method} ${screen.path} gave ${status}`);
    }
  }
  context.diagnostic(`${tried} times a thing was asked for that is not for who asked`);
  assert.ok(tried > 1000);
  assert.deepEqual(wrong, []);
});

/** Routes of something that hangs on a thing: a goal of a case, a paper of a page. */
const routesOfParts = (): readonly { screen: Screen<Profile>; thing: string; part: string }[] =>
  routesOfThings().flatMap(({ screen, thing }) => {
    const part = parametersOf(screen.path)
      .slice(1)
      .find((name) => tablesFor(name).length > 0);
    return part === undefined ? [] : [{ screen, thing, part }];
  });

/** A person of a draft stands in that draft alone: whoever else is named, nothing is taken out, and a second click is none. */
const harmless = '/reports/drafts/:draftId/persons/:personId/remove';

const hiddenPart = async (desk: Desk, part: string): Promise<string | undefined> => {
  const seen = await seenBy(country.stage, desk.viewer, tablesFor(part));
  return (await allIn(country.stage, tablesFor(part))).find((id) => !seen.has(id));
};

test('what hangs on a thing of another is not reached through a thing of one’s own', async (context) => {
  const wrong: string[] = [];
  const tried = new Set<string>();
  for (const desk of country.desks) {
    const known = await knownTo(desk);
    for (const { screen, thing, part } of routesOfParts()) {
      const [own] = known.get(thing)?.seen ?? [];
      if (!mayUse(desk, screen) || own === undefined || screen.path === harmless) continue;
      const hidden = await hiddenPart(desk, part);
      if (hidden === undefined) continue;
      tried.add(screen.path);
      const status = await statusAt(desk, screen, own, hidden);
      if (status !== 403 && status !== 404) wrong.push(`${desk.login}: ${screen.method} ${screen.path} gave ${status}`);
    }
  }
  context.diagnostic(`through ${[...tried].join(' ')}`);
  assert.ok(tried.size > 0);
  assert.deepEqual(wrong, []);
});

/** The page of a thing itself, and what else must hold of it beside its row being seen. */
const pages: Readonly<Record<string, string>> = {
  '/reports/:reportId': '',
  '/reports/:reportId/record': '',
  '/received/:reportId':
    'id in (select coalesce(p.id, i.report_id) from referrals.inbox i left join referrals.report p on p.split_from = i.report_id or p.id = i.report_id where i.organisation_id = any ((select security.viewer_organisations())::uuid[]))',
  '/cases/:caseId': '',
  '/cases/:caseId/papers': '',
  '/cases/:caseId/persons': '',
  '/cases/:caseId/changes': '',
  '/cases/:caseId/tasks': '',
  '/cases/:caseId/identification': '',
  '/notices/:noticeId': '',
  '/support/:referralId': '',
  '/reports/drafts/:draftId': '',
  '/answers/:questionId': '',
};

test('what the matrix shows, the page of it shows to whoever has the permit', async (context) => {
  const wrong: string[] = [];
  const reached = new Set<string>();
  for (const desk of country.desks) {
    const known = await knownTo(desk);
    for (const { screen, thing } of routesOfThings()) {
      const condition = pages[screen.path];
      if (screen.method !== 'GET' || condition === undefined || !mayUse(desk, screen)) continue;
      const among =
        condition === ''
          ? null
          : await seenBy(country.stage, desk.viewer, [`${tablesFor(thing)[0]} where ${condition}`]);
      const visible = [...(known.get(thing)?.seen ?? [])].find((id) => among === null || among.has(id));
      if (visible === undefined) continue;
      reached.add(screen.path);
      const status = await statusAt(desk, screen, visible);
      if (status !== 200) wrong.push(`${desk.login}: ${screen.path} gave ${status} for ${visible}`);
    }
  }
  context.diagnostic(`${reached.size} pages shown to those they are for`);
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    Object.keys(pages).filter((path) => !reached.has(path)),
    [],
  );
});

test('a record can be opened by who sent the report; a colleague is shown no button that would be refused', async () => {
  const desk = (login: string): Desk => {
    const found = country.desks.find((one) => one.login === login);
    assert.ok(found);
    return found;
  };
  const [author, colleague] = [desk('itm.anouk'), desk('itm.sonia')];
  const { administrator } = country.stage.world;
  const sent = await administrator.query<{ id: string }>('select id from referrals.report where sent_by = $1 limit 1', [
    author.viewer.staffId,
  ]);
  const path = `/reports/${sent.rows[0]?.id}/record`;
  const button = /<select name="purpose"/;
  assert.match((await author.site.get(path)).text, button);
  const shown = await colleague.site.get(path);
  assert.equal(shown.status, 200);
  assert.doesNotMatch(shown.text, button);
});

test('a case shows the way to a name to whose body holds it and whose role opens it, and to nobody else', async () => {
  const { administrator, profile } = country.stage.world;
  const seenWith = { link: 0, without: 0 };
  for (const desk of country.desks) {
    if (!desk.viewer.permits.includes('cases.read')) continue;
    const cases = [...(await seenBy(country.stage, desk.viewer, ['cases.case_file']))].slice(0, 4);
    const bodies = actingCodes(profile, desk.viewer.organisationCode);
    for (const caseId of cases) {
      const held = await administrator.query<{ compartment: string }>(
        `select distinct k.compartment from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id
          join identity.envelope e on e.id = w.envelope_id join directory.organisation o on o.id = e.organisation_id
          left join identity.consent c on c.id::text = e.basis_code and e.basis_kind = 'consent'
          where k.subject_id = (select person_id from cases.case_file where id = $1) and o.code = any ($2)
          and e.withdrawn_at is null and (e.basis_kind <> 'consent' or c.answer = 'given' and c.withdrawn_at is null)`,
        [caseId, bodies],
      );
      const { opens, opensOwn } = desk.viewer;
      const may = held.rows.some(({ compartment }) => opens.includes(compartment) && !opensOwn.includes(compartment));
      const { text } = await desk.site.get(`/cases/${caseId}`);
      assert.equal(text.includes(`href="/cases/${caseId}/open"`), may, `${desk.login} on ${caseId}`);
      const form = await desk.site.get(`/cases/${caseId}/open`);
      assert.deepEqual([form.status, form.text.includes('name="compartments"')], [200, may]);
      seenWith[may ? 'link' : 'without'] += 1;
    }
  }
  assert.ok(seenWith.link > 0 && seenWith.without > 0, JSON.stringify(seenWith));
});
