import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { atTen, bedWorld, dayFrom, today } from '../../../test/support/bed-world.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { isRefusal, refuse, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { casesScreens } from '../cases/screens/index.ts';
import { keepAddress } from './actions/index.ts';
import { accommodationOnCase } from './index.ts';
import { accommodationScreens } from './screens/index.ts';

const world = await bedWorld();
const opened = { fields: { shelter_address: { 'street.1': 'Canary street 7', 'place.1': 'L-0000 Canary' } } };
let vaultSays: unknown = opened;
/** Answers as the vault would, and whatever a test wants it to say. */
const vault = new Proxy({} as VaultClient, {
  get: (_, call) => async () => (call === 'open' ? vaultSays : refuse('vault-down')),
});

const sites: TestSite[] = [];
const siteFor = async (viewer: Viewer): Promise<TestSite> => {
  const { profile, casework: database } = world;
  const screens = [
    ...casesScreens({ vault, parts: [accommodationOnCase] }),
    ...accommodationScreens({ vault, profile }),
  ];
  const made = await testSite({ database, profile, viewer, clock: atTen, screens });
  sites.push(made);
  return made;
};

let service: TestSite;
let house: TestSite;
let police: TestSite;
before(async () => {
  [service, house, police] = [await siteFor(world.support), await siteFor(world.house), await siteFor(world.police)];
});
after(async () => {
  for (const site of sites) await site.close();
  await world.close();
});

const on = (field: string, day: string): Record<string, string> => {
  const [year = '', month = '', of = ''] = day.split('-');
  return { [`${field}.day`]: of, [`${field}.month`]: month, [`${field}.year`]: year };
};

describe('beds on their pages', () => {
  test('from the request to the move-in: search says why a bed is refused, and what was typed stays', async () => {
    const { bedIds, code } = await world.newHouse();
    const { code: other } = await world.newHouse({ takes: ['men'] });
    const caseId = await world.newCase();
    const page = `/cases/${caseId}/bed`;
    const typed = {
      nights: '10',
      sex: 'female',
      minor: 'no',
      persons: '1',
      children: '1',
      ...on('needed_from', today),
    };
    const wrong = await service.post(page, page, typed);
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="children-error"/);
    assert.match(wrong.text, /name="nights"[^>]*value="10"/);
    const saved = await service.post(page, page, { ...typed, children: '0' });
    assert.equal(saved.status, 303, saved.text);
    const search = String(saved.headers['location']);
    const found = await service.get(search);
    assert.match(found.text, new RegExp(`${code} · 1/A`));
    assert.match(found.text, new RegExp(`${other} · 1/A.*?does not take persons of this sex`, 's'));
    const placement = search.replace(/\/search.*/, '');
    const give = { _button: bedIds[0] ?? '', nights: '10', ...on('from_day', today), _version: '1' };
    assert.equal((await service.post(`${placement}/bed`, search, give)).status, 303);
    assert.equal((await house.post(`${placement}/house-answer`, placement, { answer: 'refused' })).status, 422);
    for (const [site, path] of [
      [service, 'answer'],
      [house, 'house-answer'],
    ] as const)
      assert.equal((await site.post(`${placement}/${path}`, placement, { answer: 'accepted' })).status, 303);
    const ahead = await service.post(`${placement}/move-in`, placement, on('moved_in_on', dayFrom(1)));
    assert.equal(ahead.status, 422);
    assert.equal((await service.post(`${placement}/move-in`, placement, on('moved_in_on', today))).status, 303);
    assert.match((await service.get(`/cases/${caseId}`)).text, /Has a bed|bed/i);
  });

  test('the board explains its letters on demand, and a bed is never told by colour alone', async () => {
    await world.newHouse();
    for (const site of [service, house]) {
      const { text } = await site.get('/beds');
      assert.match(text, /<details[^>]*>\s*<summary[^>]*>[^<]*/);
      assert.doesNotMatch(text, /<details[^>]* open[^>]*>\s*<summary[^>]*>What the letters/);
      assert.match(text, /<td class="f">\w/);
      assert.match(text, /<tfoot>/);
    }
    assert.match((await house.get('/beds/figures')).text, /÷/);
    assert.match((await service.get(`/beds/tonight?on=${dayFrom(3)}`)).text, /26 November 2026/);
  });

  test('the address is shown for a purpose, once asked; the vault’s refusal is told in words', async () => {
    const { bedIds, houseId } = await world.newHouse();
    valueOf(
      await world.act(world.house, (scene) =>
        keepAddress(scene, houseId, { street: 'Canary street 7', place: 'L-0000 Canary' }),
      ),
    );
    const placement = `/placements/${await world.asked()}`;
    const give = { _button: bedIds[0] ?? '', nights: '3', ...on('from_day', today), _version: '1' };
    const given = await service.post(`${placement}/bed`, `${placement}/search`, give);
    assert.equal(given.status, 303, /error-summary.*?<\/ul>/s.exec(given.text)?.[0]);
    const page = await service.get(placement);
    assert.doesNotMatch(page.text, /Canary/);
    const ask = () => service.post(`${placement}/address`, placement, { purpose: 'safe_arrival' });
    assert.match((await ask()).text, /Canary street 7/);
    vaultSays = refuse('no-placement');
    assert.match((await ask()).text, /An address is shown only/);
    vaultSays = refuse('vault-down');
    assert.ok(isRefusal(refuse('vault-down')));
    const down = await ask();
    assert.notEqual(down.status, 200);
    assert.doesNotMatch(down.text, /Canary/);
    vaultSays = opened;
  });

  test('a day that is none, a page that is none, a bed that was taken: said, never a fault', async () => {
    for (const path of ['/beds?from=2026-13-99&page=-4&area=__', '/beds/tonight?on=tomorrow', '/beds/figures?from=x'])
      assert.equal((await service.get(path)).status, 200, path);
    const backwards = await service.get(`/beds/figures?from=${today}&until=${dayFrom(-3)}`);
    assert.match(backwards.text, /21 October 2026.*20 November 2026/s);
    const { bedIds } = await world.newHouse({ house_kind: 'reception' }, [{ emergency: true }]);
    const night = `/beds/${bedIds[0] ?? ''}/night`;
    const tonight = { sex: 'female', minor: 'no', persons: '1', children: '0', case_reference: '0000-0000' };
    const unknown = await service.post(night, night, tonight);
    assert.equal(unknown.status, 422);
    assert.match(unknown.text, /id="case_reference-error"/);
  });

  test('nobody else reaches these pages; the police reads no house and no placement', async () => {
    const { houseId } = await world.newHouse();
    const placement = `/placements/${await world.asked()}`;
    const permits = await siteFor(await world.viewer('permit_officer'));
    for (const site of [police, permits])
      for (const path of ['/beds', '/beds/tonight', '/beds/figures', `/houses/${houseId}`, '/placements', placement])
        assert.equal((await site.get(path)).status, 403, path);
    assert.equal((await police.get('/safety')).status, 200);
    assert.equal((await permits.get('/safety')).status, 403);
    const stranger = await siteFor(world.otherHouse);
    assert.equal((await stranger.get(placement)).status, 404);
  });
});
