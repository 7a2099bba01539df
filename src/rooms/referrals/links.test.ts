import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { hostileBody } from '../../../test/hostile/hostile.ts';
import { type VaultWorld, vaultWorld } from '../../../test/faults/support/vault-world.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { systemClock } from '../../platform/clock.ts';
import { hashOfToken } from '../../platform/web/index.ts';
import { formByLink } from './facts/link-form.ts';
import { shortPathOf } from './facts/short-paths.ts';
import { byLinkScreens } from './screens/by-link.tsx';
import { linkScreens } from './screens/links.tsx';

let world: VaultWorld;
let vault: ReturnType<VaultWorld['client']>;
let service: TestSite;
/** A browser without any session. */
let stranger: TestSite;

const siteOf = async (role: string, body: string): Promise<TestSite> => {
  const { casework: database, draftKey, profile } = world;
  const tools = { vault, database, draftKey, origin: 'https://staff.example.lu' };
  return testSite({
    ...{ database, profile, clock: systemClock, viewer: await world.stepIn(role, body) },
    screens: [...linkScreens(tools), ...byLinkScreens({ profile })],
  });
};

before(async () => {
  world = await vaultWorld();
  vault = world.client('casework');
  service = await siteOf('savteh_worker', 'INFOTRAITE');
  stranger = await siteOf('investigating_judge', 'JI');
});
after(async () => {
  await service?.close();
  await stranger?.close();
  vault?.close();
  await world?.close();
});

const make = async (site: TestSite, path = 'school'): Promise<{ page: string; address: string }> => {
  const made = await site.post('/reports/links', '/reports/links', { link_path: path, link_days: '7' });
  assert.equal(made.status, 303, made.text.slice(0, 600));
  const page = String(made.headers['location']);
  const address = /https:\/\/staff\.example\.lu(\/r\/[a-z]+\/[\w-]{43})/.exec((await site.get(page)).text)?.[1] ?? '';
  assert.notEqual(address, '');
  return { page, address };
};

const answers = {
  ...{
    reporter_name: 'Teacher Test',
    reporter_phone: '+352 247 12345',
    how_came_to_light: 'own_check',
    in_danger: 'no',
  },
  ...{ account: 'She sleeps in class and is picked up by another man every day.', other_victims: 'no' },
  ...{ age_answer: 'child', protection_told: 'no', sex: 'female', language: 'uk', citizenship: 'UA' },
  ...{
    interpreter_need: 'no',
    forms: 'forced_labour',
    still_exploited: 'not_sure',
    'kept_there_by.untold': 'not_known',
  },
};
const reports = async (): Promise<readonly unknown[]> =>
  (await world.administrator.query<object>('select intake_channel, short_path, route from referrals.report')).rows;

describe('a one-time link', () => {
  test('sends one report into the queue, sealed, and then nothing more; what is missing is said and what was typed stays', async () => {
    const { page, address } = await make(service);
    const shown = (await stranger.get(address)).text;
    assert.ok(shown.includes('name="account"') && !shown.includes('name="full_name"'));
    // Without script a question that hangs on an answer is there, and says on which.
    assert.match(
      shown,
      /data-met="false"><p class="hint only-if">Only if: [^<]+<\/p>(?:(?!data-met).)*name="danger_reasons"/,
    );
    const half = await stranger.post(address, address, { account: 'Only this.' });
    assert.equal(half.status, 422);
    assert.ok(half.text.includes('Only this.') && half.text.includes('reporter_name-error'));
    const sent = await stranger.post(address, address, answers);
    assert.equal(sent.status, 303, [...sent.text.matchAll(/field-error[^]*?<\/p>/g)].join().slice(0, 900));
    assert.match((await stranger.get(address)).text, /Your report was received/);
    assert.deepEqual(await reports(), [
      { intake_channel: 'one_time_link', short_path: 'school', route: 'referral_with_consent' },
    ]);
    const again = (await stranger.get(address)).text;
    assert.ok(!again.includes('name="account"'));
    assert.match((await service.get(page)).text, /Used/);
    const clear = await world.administrator.query(
      `select count(*)::int as n from referrals.snapshot s where s::text like '%picked up by%'`,
    );
    assert.deepEqual(clear.rows, [{ n: 0 }]);
  });

  test('opens nothing once it was taken back, for another setting, or with another token', async () => {
    const { page, address } = await make(service);
    assert.equal((await stranger.get(address.replace('/school/', '/hospital/'))).status, 404);
    assert.equal((await stranger.get(address.replace(/.{3}$/, 'AAA'))).status, 404);
    assert.equal((await service.post(`${page}/revoke`, page)).status, 303);
    assert.equal((await stranger.get(address)).status, 404);
    const before = (await reports()).length;
    assert.ok([404, 422].includes((await stranger.post(address, '/reports/links', answers)).status));
    assert.equal((await reports()).length, before);
  });

  test('is no token of the API, stands nowhere in the database, and is shown to nobody but who made it', async () => {
    const { page, address } = await make(service);
    const token = address.split('/').at(-1) ?? '';
    const found = await world.administrator.query('select 1 from security.session where id_hash = $1', [
      Buffer.from(hashOfToken(token), 'hex'),
    ]);
    assert.equal(found.rowCount, 0);
    const colleague = await siteOf('coteh_worker', 'INFOTRAITE');
    const theirs = (await colleague.get(page)).text;
    assert.ok(theirs.includes('is shown to who made the link') && !theirs.includes(token));
    await colleague.close();
    const police = await siteOf('judicial_police_officer', 'SPJ');
    assert.equal((await police.get(page)).status, 404);
    await police.close();
    const events = await world.administrator.query(
      `select distinct type from journal.event where type ~ 'link_' order by 1`,
    );
    assert.deepEqual(
      events.rows.map(({ type }: { type: string }) => type),
      ['referrals.link_made', 'referrals.link_revoked'],
    );
  });

  test('takes hostile bodies without falling: a sentence each time, and nothing of it alive in the page', async () => {
    const { address } = await make(service);
    const asked = formByLink(shortPathOf(world.profile, 'school') ?? assert.fail()).fields.map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(hostileBody(asked), async (pairs) => {
        const typed = Object.fromEntries(pairs.map(([name, text]) => [name, text.toWellFormed()]));
        const { status, text } = await stranger.post(address, address, typed);
        assert.equal(status, 422, JSON.stringify(pairs).slice(0, 300));
        assert.match(text, /role="alert"|field-error/);
        assert.doesNotMatch(text, /<script>alert|<img src=x/);
      }),
      { seed: 20_261_125, numRuns: 12 },
    );
    assert.match((await stranger.get(address)).text, /name="account"/, 'and the link still opens');
  });

  test('is made by nobody without the permit', async () => {
    assert.equal((await stranger.get('/reports/links')).status, 403);
  });

  test('asks no name of the person, on no path', () => {
    for (const { code } of world.profile.shortPaths) {
      const path = shortPathOf(world.profile, code);
      assert.ok(path);
      const asked = formByLink(path).fields.map(({ id }) => id);
      const never = ['full_name', 'channels', 'agrees_police', 'guardian_name', 'support_information'];
      assert.deepEqual(
        never.filter((id) => asked.includes(id)),
        [],
      );
    }
  });
});
