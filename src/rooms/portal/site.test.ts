import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ReportWorld, reportWorld } from '../../../test/support/reports.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { plainDate, systemClock } from '../../platform/clock.ts';
import { type Database, openDatabase } from '../../platform/database/index.ts';
import { handOnVisits, standingBanners } from './actions/public-site.ts';
import { readingsOf } from './rules.ts';
import { siteScreens } from './screens/site.tsx';

let world: ReportWorld;
let portal: Database;
let coordinator: TestSite;

const siteOf = async (role: string, body: string): Promise<TestSite> =>
  testSite({
    ...{ database: world.casework, profile: world.profile, clock: systemClock, screens: siteScreens },
    viewer: await world.viewer(role, body),
  });

before(async () => {
  world = await reportWorld();
  portal = openDatabase(world.database.urlFor('portal'), { connections: 1 });
  coordinator = await siteOf('national_coordinator', 'MJ');
});
after(async () => {
  await coordinator.close();
  await portal.destroy();
  await world.close();
});

const today = () => systemClock.today('Europe/Luxembourg');
const on = (language: string, text: string, day: string) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return coordinator.post('/site-banners', '/site-banners', {
    ...{ banner_language: language, banner_text: text },
    ...{ 'banner_until.day': date, 'banner_until.month': month, 'banner_until.year': year },
  });
};

describe('a sentence at the head of the public pages', () => {
  test('stands in one language until its day, once, and is written down', async () => {
    const made = await on('uk', 'offers', today());
    assert.equal(made.status, 303, made.text.slice(0, 500));
    assert.deepEqual([...(await standingBanners(portal, today()))], [['uk', 'banner.offers']]);
    assert.deepEqual([...(await standingBanners(portal, plainDate('2999-01-01')))], []);
    assert.match((await on('uk', 'papers', today())).text, /a sentence stands already/);
    assert.equal((await standingBanners(portal, today())).size, 1);
    const events = await world.administrator.query(`select data from journal.event where type like 'portal.banner%'`);
    assert.deepEqual(events.rows, [{ data: { language: 'uk', says: 'offers', until: today() } }]);
  });

  test('is refused beside the field for a day that is over, or too far', async () => {
    for (const [day, says] of [
      ['2020-01-01', /This day is over/],
      ['2030-01-01', /at most 92 days/],
    ] as const) {
      const answer = await on('fr', 'offers', day);
      assert.equal(answer.status, 422);
      assert.match(answer.text, says);
      assert.match(answer.text, /value="20[23]0"/);
    }
  });

  test('is taken away by hand', async () => {
    const page = (await coordinator.get('/site-banners')).text;
    const off = /action="(\/site-banners\/[0-9a-f-]+\/off)"/.exec(page)?.[1] ?? '';
    assert.equal((await coordinator.post(off, '/site-banners', {})).status, 303);
    assert.equal((await standingBanners(portal, today())).size, 0);
    assert.equal((await coordinator.post(off, '/site-banners', {})).status, 404);
  });

  test('is nobody else’s to switch', async () => {
    const inspector = await siteOf('labour_inspector', 'ITM');
    assert.equal((await inspector.get('/site-banners')).status, 403);
    assert.equal((await inspector.get('/site-visits')).status, 403);
    await inspector.close();
  });
});

describe('what is read', () => {
  test('is added up by day, and told without small numbers', async () => {
    const rights = { language: 'fr', page: 'rights' };
    await handOnVisits(portal, today(), [{ ...rights, visits: 6 }]);
    await handOnVisits(portal, today(), [
      { ...rights, visits: 5 },
      { language: 'ti', page: 'check', visits: 3 },
    ]);
    const page = (await coordinator.get('/site-visits')).text;
    assert.match(page, />11</);
    assert.ok(!/Tigrinya[\s\S]{0,200}>3</.test(page), 'three visits in a rare language are told');
    const stored = await world.administrator.query('select language, page, visits from portal.visit_count order by 1');
    assert.deepEqual(stored.rows, [
      { ...rights, visits: 11 },
      { language: 'ti', page: 'check', visits: 3 },
    ]);
  });

  test('sums leave out what is withheld, so that it cannot be taken from them', () => {
    const rows = [
      { language: 'fr', page: 'home', visits: 10 },
      { language: 'fr', page: 'check', visits: 4 },
    ];
    const told = readingsOf(rows, 5);
    assert.deepEqual(told.languages, [{ code: 'fr', visits: 10, withheld: 1 }]);
    assert.deepEqual(told.pages, [
      { code: 'home', visits: 10, withheld: 0 },
      { code: 'check', visits: 0, withheld: 1 },
    ]);
  });
});
