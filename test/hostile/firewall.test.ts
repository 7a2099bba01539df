import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { h } from 'preact';
import type { Scene } from '../../src/profile/index.ts';
import { getScreen } from '../../src/platform/web/index.ts';
import { newCheckedReference } from '../../src/platform/ids.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { organisationId } from '../../src/rooms/directory/index.ts';
import { testSite } from '../support/staff-site.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { answerTo, callable, knockEverywhere, rowsSeen } from './support/firewall-look.ts';
import {
  house,
  mayOpen,
  mayReach,
  mayRead,
  ofNobody,
  ofPolicies,
  ofSessions,
  writing,
} from './support/firewall-minimum.ts';
import { openEverything, shareEverything, subjectsOf } from './support/firewall-open.ts';
import {
  type FirewallStory,
  firewallStory,
  immigration,
  type ImmigrationRole,
  names,
  writtenByPolice,
} from './support/firewall-story.ts';

/**
 * The firewall, played: whoever decides on permits, on protection and on return knocks at every route, asks every table, view
 * and function the staff program may use, and the vault for every part of everybody. What each comes to see is written here,
 * whole: the return unit is told *removal blocked: yes or no* and nothing else.
 */
let story: FirewallStory;
let secrets: Readonly<Record<ImmigrationRole, readonly string[]>>;
before(async () => {
  story = await firewallStory();
  secrets = await secretsOf();
});
after(() => story.close());

const roles = Object.keys(immigration) as readonly ImmigrationRole[];
const each = (title: string, body: (role: ImmigrationRole, viewer: Viewer) => Promise<void>): void => {
  for (const role of roles) test(`${title}: ${role}`, () => body(role, story.viewers[role]));
};

const textsOf = async (query: string): Promise<readonly string[]> =>
  (await story.world.administrator.query<{ one: string }>(query)).rows.map(({ one }) => one);

/** What a viewer must meet nowhere: ids, references and names of what is not hers. */
const secretsOf = async (): Promise<typeof secrets> => {
  const { presumed, stay, own } = story;
  const others = [presumed, stay].flatMap(({ personId, reportId, caseId }) => [personId, reportId, caseId]);
  const references = (body: string) => `select code as one from cases.case_reference union all
    select code from referrals.report_reference where organisation_id <> '${organisationId('luxembourg', body)}'`;
  const blocks = await textsOf('select reference as one from identification.removal_block');
  const mine = await textsOf(`select reference as one from identification.minister_notice`);
  const all = [...others, own.caseId, names.presumed, names.stay, writtenByPolice];
  const report = [own.personId, own.reportId];
  const notices = [presumed.noticeId, stay.noticeId];
  const unsent = blocks.filter((one) => !mine.includes(one));
  return {
    permits: [...all, ...report, names.own, ...unsent, ...(await textsOf(references('DGI')))],
    refugees: [...all, ...notices, ...blocks, ...(await textsOf(references('DGI-REF')))],
    returns: [...all, ...report, names.own, ...notices, ...blocks, ...(await textsOf(references('DGI-RET')))],
  };
};

const readBy = async (viewer: Viewer): Promise<Record<string, number>> => {
  const seen = await rowsSeen(story, viewer);
  return Object.fromEntries([...seen].flatMap(([name, rows]) => (house.test(name) ? [] : [[name, rows.length]])));
};

/** Who reported somebody sees the id of the case the police opened, in her own report: it is a number, and opens nothing. */
const linksOf = (role: ImmigrationRole): readonly string[] =>
  role === 'refugees'
    ? ['report_person', 'report_person_published'].map((name) => `referrals.${name}: ${story.own.caseId}`)
    : [];

const leaksIn = (role: ImmigrationRole, text: string): readonly string[] =>
  secrets[role].filter((secret) => text.includes(secret));

describe('every table and view open to the staff program', () => {
  each('shows exactly its rows', async (role, viewer) => {
    assert.deepEqual(await readBy(viewer), mayRead[role]);
  });

  each('holds no id, reference or name of anybody else in what it shows', async (role, viewer) => {
    const seen = await rowsSeen(story, viewer);
    const found = [...seen].flatMap(([name, rows]) => leaksIn(role, rows.join('\n')).map((one) => `${name}: ${one}`));
    assert.deepEqual(found, linksOf(role));
  });
});

describe('every route, asked for everything in the country', () => {
  each('answers where it should, and shows nothing of anybody else there', async (role, viewer) => {
    const reached = await knockEverywhere(story, viewer);
    const by = Map.groupBy(reached, ({ route }) => route);
    const found = [...by].map(([route, all]) => [route, [...new Set(all.map(({ status }) => status))].join()]);
    assert.deepEqual(Object.fromEntries(found), mayReach[role]);
    const leaks = reached.flatMap(({ route, address, html }) =>
      leaksIn(role, html).flatMap((one) => (address.includes(one) ? [] : [`${route}: ${one}`])),
    );
    assert.deepEqual(leaks, []);
  });
});

/** How far a narrowed role reaches; nobody in immigration has one, and to whoever has not they say nothing. */
const reaching = ['cases.in_reach', 'cases.persons_in_reach', 'referrals.in_reach', 'referrals.persons_in_reach'];
/** Refused to all three, as is tried below. */
const refused = ['accommodation.neighbours', 'assistance.capacity', 'assistance.gaps'];

/** Functions that read something of a person, and how they are asked for all there is. */
const reading = (): Readonly<Record<string, string>> => {
  const all = `array[${Object.values(subjectsOf(story))
    .map((id) => `'${id}'::uuid`)
    .join()}]`;
  return {
    'identity.openings_by_body': `select organisation_id from identity.openings_by_body(${all})`,
    'identity.last_openings': `select subject_id from identity.last_openings(${all})`,
    'identity.who_can_open': `select distinct subject_id from identity.who_can_open(${all})`,
    'security.api_tokens': 'select * from security.api_tokens()',
    ...Object.fromEntries(reaching.map((name) => [name, `select * from ${name}()`])),
  };
};

describe('every function open to the staff program', () => {
  test('is one of those asked below, or writes, or says who one is', async () => {
    const asked = ['identification.removal_blocked', ...refused, ...Object.keys(reading())];
    const known = [...asked, ...writing, ...ofPolicies, ...ofNobody];
    const found = (await callable(story)).filter((name) => !ofSessions.test(name));
    assert.deepEqual(found, known.toSorted());
  });

  each('tells nothing of anybody else', async (role, viewer) => {
    const { presumed, stay, own } = story;
    const notices = [presumed.noticeId, stay.noticeId].toSorted().map((subject_id) => ({ subject_id }));
    const report = [own.personId, own.reportId].toSorted().map((subject_id) => ({ subject_id }));
    const held = { permits: notices, refugees: report, returns: [] }[role];
    for (const [name, query] of Object.entries(reading())) {
      const answer = (await answerTo(story, viewer, `${query} order by 1`)) as readonly object[];
      assert.deepEqual(answer, name === 'identity.who_can_open' ? held : [], name);
    }
  });

  each('says to none of them who lives in a house', async (_, viewer) => {
    const nobody = "'00000000-0000-0000-0000-000000000000'";
    const asked = `select * from accommodation.neighbours('2000-01-01', '2100-01-01', ${nobody}, '${story.presumed.caseId}')`;
    assert.equal(await answerTo(story, viewer, asked), '42501');
  });

  each('counts for none of them how soon support came, and what it costs', async (_, viewer) => {
    for (const asked of ['gaps()', "capacity('UTC')"])
      assert.equal(await answerTo(story, viewer, `select * from assistance.${asked}`), '42501');
  });

  each('says whether a removal is blocked to the return unit alone', async (role, viewer) => {
    const [blocked] = await textsOf(
      `select b.reference as one from identification.removal_block b where b.case_id = '${story.presumed.caseId}'`,
    );
    const asked = (reference: string) =>
      answerTo(story, viewer, `select identification.removal_blocked('${reference}') as yes`);
    const expected = (yes: boolean) => (role === 'returns' ? [{ yes }] : '42501');
    assert.deepEqual(await asked(blocked ?? ''), expected(true));
    assert.deepEqual(await asked(newCheckedReference()), expected(false));
  });
});

describe('the vault, asked for every part of everybody', () => {
  each('opens exactly', async (role, viewer) => {
    const opened = await openEverything(story, viewer);
    assert.deepEqual(opened.toSorted(), mayOpen[role].toSorted());
  });

  each('passes nothing on by any law', async (_, viewer) => {
    assert.deepEqual(await shareEverything(story, viewer, organisationId('luxembourg', 'ITM')), []);
  });
});

describe('what the return unit is told on its page', () => {
  test('yes or no, and the same no where nothing is known', async () => {
    const { casework: database, profile } = story.world;
    const viewer = story.viewers.returns;
    const site = await testSite({ database, profile, clock: systemClock, viewer, screens: story.screens });
    const [blocked = ''] = await textsOf(
      `select reference as one from identification.removal_block where case_id = '${story.presumed.caseId}'`,
    );
    const answered = async (reference: string): Promise<string> => {
      const { status, text } = await site.post('/removal', '/removal', { reference });
      assert.equal(status, 200);
      assert.deepEqual(leaksIn('returns', text.replaceAll(blocked, '')), []);
      return /<div class="notice[\s\S]*?<\/div>\s*<\/div>/.exec(text)?.[0].replaceAll(reference, '') ?? '';
    };
    const yes = await answered(blocked);
    assert.match(yes, /A removal is blocked/);
    const unknown = await answered(newCheckedReference());
    assert.match(unknown, /No block at present/);
    await story.world.administrator.query(
      'update identification.removal_block set blocked = false where reference = $1',
      [blocked],
    );
    assert.equal(await answered(blocked), unknown, 'letter by letter');
    await story.world.administrator.query(
      'update identification.removal_block set blocked = true where reference = $1',
      [blocked],
    );
    await site.close();
  });
});

test('immigration is never a matcher: no role of these bodies may, and none of their files is kept', () => {
  const { profile } = story.world;
  for (const [, body] of Object.values(immigration)) {
    const permits = profile.rolesIn(body).flatMap((role) => (role.organisations.includes(body) ? role.permits : []));
    assert.deepEqual(
      permits.filter((one) => one.startsWith('matching.')),
      [],
      body,
    );
    const classes = profile.consents.matching.classes.filter(({ organisations }) => organisations.includes(body));
    assert.ok(
      classes.every(({ kept }) => !kept),
      body,
    );
  }
});

describe('a hole would be found', () => {
  /** A policy that says more than it should, for as long as the work takes. */
  const withHole = async (table: string, work: () => Promise<void>): Promise<void> => {
    const { administrator } = story.world;
    await administrator.query(`create policy planted on ${table} for select to ariane_test_casework using (true)`);
    try {
      await work();
    } finally {
      await administrator.query(`drop policy planted on ${table}`);
    }
  };

  for (const table of [
    'cases.case_file',
    'identification.removal_block',
    'identification.stay_report',
    'identification.notice_origin',
    'identity.consent',
    'referrals.report',
  ])
    test(`in the policy of ${table}`, () =>
      withHole(table, async () => {
        const seen = await rowsSeen(story, story.viewers.returns);
        assert.ok(seen.has(table));
        assert.notDeepEqual(await readBy(story.viewers.returns), mayRead.returns);
        assert.ok(leaksIn('returns', (seen.get(table) ?? []).join()).length > 0);
      }));

  test('in a page that anybody may open, on a table anybody sees', () =>
    withHole('cases.case_file', async () => {
      const planted = getScreen({
        ...{ room: 'cases', path: '/planted', permit: 'anyone-signed-in', title: () => 'planted' },
        load: async ({ tx }: Scene) => ({ rows: await tx.selectFrom('cases.case_file').select('id').execute() }),
        page: ({ rows }) => h('p', null, rows.map(({ id }) => id).join()),
      });
      const reached = await knockEverywhere({ ...story, screens: [planted] }, story.viewers.returns);
      assert.deepEqual(
        reached.map(({ route, html }) => [route, leaksIn('returns', html).length]),
        [['GET /planted', 3]],
      );
    }));
});
