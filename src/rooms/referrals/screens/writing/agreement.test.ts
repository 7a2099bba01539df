import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  canaries,
  consentAnswers,
  contentOf,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../../../test/support/reports.ts';
import { type TestSite, testSite } from '../../../../../test/support/staff-site.ts';
import { systemClock } from '../../../../platform/clock.ts';
import { type FieldError, flatten } from '../../../../platform/form/index.ts';
import { newId } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import { sealDraft } from '../../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Viewer } from '../../../../platform/viewer.ts';
import { readDraft } from '../../actions/drafts/read.ts';
import { problemsOf, submitReport } from '../../actions/send/submit.ts';
import { formVersion } from '../../facts/sections.ts';
import { writingScreens } from './index.ts';

/** A support worker reports with consent: what the person agrees to comes before name and contact. */
let world: ReportWorld;
let worker: Viewer;
let site: TestSite;
let draft = '';
let person = '';

before(async () => {
  world = await reportWorld();
  worker = await world.viewer('savteh_worker');
  site = await testSite({
    ...{ database: world.casework, profile: world.profile, clock: systemClock, viewer: worker },
    screens: writingScreens({ draftKey: world.draftKey, vault: {} as VaultClient }),
  });
  const begun = await site.post('/reports/drafts', '/reports', { own_label: '' });
  draft = String(begun.headers['location']);
  person = /\/reports\/drafts\/[0-9a-f-]+\/persons\/[0-9a-f-]+/.exec((await site.get(draft)).text)?.[0] ?? '';
});
after(async () => {
  await site.close();
  await world.close();
});

const save = async (path: string, typed: Record<string, string>): Promise<string> => {
  const saved = await site.post(path, path, { ...typed, _button: 'continue' });
  assert.equal(saved.status, 303, saved.text.slice(0, 400));
  return String(saved.headers['location']);
};
const asksName = async (page: string): Promise<boolean> => (await site.get(page)).text.includes('name="full_name"');
const consentPage = { explained_by_recorder: 'yes', explained_in: 'uk', explained_with: 'professional_remote' };
const consentDay = { 'explained_on.day': '1', 'explained_on.month': '11', 'explained_on.year': '2026' };
const consent = { ...consentPage, ...consentDay, residence_said: 'both' };

describe('name and contact are asked only once the person agrees', () => {
  test('before: on no page, not in the list of tasks, and going on passes them by', async () => {
    await save(`${person}/person`, { age_answer: 'adult' });
    for (const page of [`${person}/identity`, `${person}/contact`, `${person}/all`]) {
      assert.equal(await asksName(page), false, page);
      assert.match((await site.get(page)).text, /Name and contact are not asked yet/);
      assert.ok(!(await site.get(page)).text.includes('name="can_be_contacted"'), page);
    }
    assert.match((await site.get(draft)).text, /Asked only once the person agrees/);
    const no = { agrees_police: 'no', agrees_support: 'no', cooperates: 'no', ...consent };
    assert.equal(await save(`${person}/consent`, no), `${person}/support`);
  });

  test('after: asked, and kept for undo when the agreement is taken back', async () => {
    const yes = { agrees_police: 'no', agrees_support: 'yes', cooperates: 'no', ...consent };
    assert.equal(await save(`${person}/consent`, yes), `${person}/identity`);
    assert.equal(await asksName(`${person}/identity`), true);
    await save(`${person}/identity`, { full_name: 'Wren Example' });
    await save(`${person}/consent`, { ...yes, agrees_support: 'no' });
    assert.equal(await asksName(`${person}/identity`), false);
    await save(`${person}/all`, { age_answer: 'adult', ...yes, agrees_support: 'no' });
    await save(`${person}/consent`, yes);
    assert.match((await site.get(`${person}/identity`)).text, /value="Wren Example"/);
  });

  test('who is a child, or may be one, is asked: there the law decides, not consent', async () => {
    await save(`${person}/consent`, { agrees_police: 'no', agrees_support: 'no', cooperates: 'no', ...consent });
    await save(`${person}/person`, { age_answer: 'not_sure' });
    assert.equal(await asksName(`${person}/identity`), true);
  });

  test('on paper the same condition stands by the question', async () => {
    const sheet = (await site.get('/reports/prompt-sheet')).text;
    assert.ok(
      sheet.indexOf('Does the person agree') < sheet.indexOf('Name, as the person writes or says it'),
      'consent comes first',
    );
    const name = sheet.slice(
      sheet.indexOf('Name, as the person writes or says it'),
      sheet.indexOf('Name, as the person writes or says it') + 600,
    );
    assert.match(name, /Only if: .*Does the person agree/);
  });

  test('another system that sends a name without agreement is told to leave it out', async () => {
    const sending = (answers: Record<string, unknown>, channel: 'api' | 'form') =>
      world.as(worker, (scene) =>
        submitReport(scene, { content: contentOf([answers]), clientReference: newId(), channel }),
      );
    const refused = await sending(consentAnswers(false, false), 'api');
    assert.ok(isRefusal(refused));
    const found = problemsOf(refused).map(({ error }: { error: FieldError }) => `${error.name} ${error.code}`);
    assert.ok(found.includes('full_name not_asked_yet') && found.includes('channels.0.channel_value not_asked_yet'));
    const sent = await sending(consentAnswers(false, false), 'form');
    assert.ok(!isRefusal(sent), JSON.stringify(sent));
  });
});

describe('the record of consent', () => {
  test('says whether the recorder explained it and what was said of the authority for residence', async () => {
    const answers = consentAnswers(true, true, { explained_by_recorder: false, explained_by: canaries.colleague });
    const sent = await world.as(worker, (scene) =>
      submitReport(scene, { content: contentOf([answers]), clientReference: newId(), channel: 'form' }),
    );
    assert.ok(!isRefusal(sent), JSON.stringify(sent));
    const rows = await world.administrator.query<{ explained_by_recorder: boolean; residence_said: string }>(
      `select c.explained_by_recorder, c.residence_said from referrals.person_consent c
       join referrals.report_person p on p.id = c.person_id where p.report_id = $1`,
      [sent.reportId],
    );
    assert.deepEqual(rows.rows[0], { explained_by_recorder: false, residence_said: 'both' });
    const kept = await world.administrator.query<object>(
      'select distinct explained_by_recorder, language, interpreter from identity.consent where report_id = $1',
      [sent.reportId],
    );
    assert.deepEqual(kept.rows, [{ explained_by_recorder: false, language: 'uk', interpreter: 'professional_remote' }]);
    const sealed = await world.administrator.query(
      `select 1 from identity.sealed_field f join referrals.report_person p on p.id = f.subject_id
       where p.report_id = $1 and f.field = 'explained_by' and f.compartment = 'reporter'`,
      [sent.reportId],
    );
    assert.equal(sealed.rowCount, 1);
  });
});

describe('signs, episodes and places', () => {
  test('each sign has where it was noticed, each episode its people, each place its episode', async () => {
    const numbers = [3, 1, 2, 3].map((number) => ({ exploiter_number: number }));
    const answers = consentAnswers(true, true, {
      ...{ signs_general: ['DEL-01', 'DEL-02'], noticed_where: ['workplace'] },
      noticed_elsewhere: [{ sign_elsewhere: 'DEL-02', sign_where: ['home'] }],
      periods: [{ when: { precision: 'unknown' } }, { when: { precision: 'unknown' }, period_exploiters: numbers }],
      places: [{ country: 'LU', period_number: 2 }],
    });
    const sent = await world.as(worker, (scene) =>
      submitReport(scene, {
        content: contentOf([answers], {
          ...reportAnswers(),
          exploiters: [{ nicknames: 'A' }, { nicknames: 'B' }, { nicknames: 'C' }],
        }),
        ...{ clientReference: newId(), channel: 'form' },
      }),
    );
    assert.ok(!isRefusal(sent), JSON.stringify(sent));
    const of = async (table: string, column: string, order: string): Promise<unknown[]> => {
      const found = await world.administrator.query<Record<string, unknown>>(
        `select t.${column} from referrals.${table} t join referrals.report_person p on p.id = t.person_id
         where p.report_id = $1 order by t.${order}`,
        [sent.reportId],
      );
      return found.rows.map((row) => row[column]);
    };
    assert.deepEqual(await of('report_indicator', 'noticed_where', 'indicator'), [['workplace'], ['home']]);
    assert.deepEqual(await of('period', 'exploiter_numbers', 'ordinal'), [[], [3, 1, 2]]);
    assert.deepEqual(await of('place', 'period_number', 'ordinal'), [2]);
  });
});

describe('as many people in an episode as there were', () => {
  const page = () => `${person}/exploitation`;
  const press = async (typed: Record<string, string>, button: Record<string, string>): Promise<string> => {
    const shown = await site.post(page(), page(), { ...typed, ...button });
    assert.equal(shown.status, 200, shown.text.slice(0, 400));
    return shown.text;
  };
  const inner = 'periods.0.period_exploiters';
  const value = (text: string, name: string): string | undefined =>
    new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]*value="([^"]*)"`).exec(text)?.[1];

  test('another row is added and one taken away in the middle: order, text and draft are kept, the cursor is there', async () => {
    const typed = {
      [`${inner}.0.exploiter_number`]: '2',
      [`${inner}.1.exploiter_number`]: 'two?',
      'periods.1._row': '',
    };
    const added = await press(typed, { _add: inner });
    assert.match(added, /id="periods\.0\.period_exploiters\.2"[^>]*autofocus/);
    const kept = (await site.get(page())).text;
    assert.match(kept, /name="periods\.0\.period_exploiters\.2\.exploiter_number"/, 'the draft has the new row');
    assert.equal(value(kept, `${inner}.1.exploiter_number`), 'two?');
    const three = { ...typed, [`${inner}.2.exploiter_number`]: '7' };
    await press(three, { _remove: `${inner}.0` });
    const after = (await site.get(page())).text;
    assert.deepEqual(
      [0, 1].map((row) => value(after, `${inner}.${row}.exploiter_number`)),
      ['two?', '7'],
    );
    assert.doesNotMatch(after, /period_exploiters\.2\./);
    await press(three, { _remove: 'periods.0' });
    assert.equal(
      value((await site.get(page())).text, `${inner}.0.exploiter_number`),
      undefined,
      'the rows went with their episode',
    );
  });

  test('an error stands by the row in which it was typed, though empty rows came before', async () => {
    const saved = await save(page(), { [`periods.2.period_exploiters.1.exploiter_number`]: '9', 'periods.0._row': '' });
    const text = (await site.get(saved)).text;
    assert.match(text, /href="#periods\.2\.period_exploiters\.1\.exploiter_number"/);
    assert.match(text, /id="periods\.2\.period_exploiters\.1\.exploiter_number-error"/);
  });

  test('at the limit there is no more button, and beyond it a sentence by the group', async () => {
    const rows = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`${inner}.${at}.exploiter_number`, '1']));
    await save(page(), rows(10));
    const full = (await site.get(page())).text;
    assert.match(full, /<button [^>]*name="_add" value="periods\.0\.period_exploiters" hidden/);
    assert.match(full, /<p class="hint" data-rows-full="?(true)?"?>There can be 10 at most\./);
    const beyond = (await site.get(await save(page(), rows(11)))).text;
    assert.match(beyond, /id="periods\.0\.period_exploiters-error"/);
    assert.match(beyond, /Episode 1, Who exploited the person then: keep at most 10/);
    await save(page(), {});
  });
});

describe('pages that tell a story', () => {
  const account = () => `${draft}/page/account`;
  test('are in progress until their writer calls them complete, and can be opened again', async () => {
    await save(account(), { account: 'Two people sleep in a shed.', section_completed: 'no' });
    assert.match((await site.get(draft)).text, /In progress/);
    await save(account(), { account: 'Two people sleep in a shed.', section_completed: 'yes' });
    assert.doesNotMatch((await site.get(draft)).text, /In progress/);
    assert.match((await site.get(account())).text, /name="section_completed"[^>]*value="yes"[^>]*checked/);
    await save(account(), { account: 'And one more.', section_completed: 'no' });
    assert.match((await site.get(draft)).text, /In progress/);
    assert.doesNotMatch((await site.get(`${draft}/page/danger`)).text, /section_completed/);
  });
});

test('an own word that looks like a name is asked about, and kept', async () => {
  const begun = await site.post('/reports/drafts', '/reports', { own_label: 'Maria Silva' });
  assert.equal(begun.status, 303);
  assert.match((await site.get(String(begun.headers['location']))).text, /Is this somebody’s name\?/);
  assert.doesNotMatch((await site.get(draft)).text, /Is this somebody’s name\?/);
});

describe('drafts of older versions of the form', () => {
  test('a stored draft of version 1 opens with all that was typed', async () => {
    const personId = newId();
    const old = {
      ...{ label: 'Old', files: [], report: flatten({ account: 'Typed long ago' }) },
      persons: [
        { id: personId, raw: flatten({ age_answer: 'adult', full_name: 'Old Name', noticed_where: ['home'] }) },
      ],
    };
    const stored = { id: newId(), version: 4 };
    const bound = { ownerId: worker.staffId, draftId: stored.id, version: stored.version };
    await world.administrator.query(
      `insert into referrals.draft (id, owner_staff, organisation_id, content, form_version, version, created_at, updated_at, expires_at)
       values ($1, $2, $3, $4, 1, 4, now(), now(), now() + interval '9 days')`,
      [stored.id, worker.staffId, worker.organisationId, sealDraft(world.draftKey, JSON.stringify(old), bound)],
    );
    const opened = await world.as(worker, (scene) => readDraft(scene, stored.id));
    assert.deepEqual(opened?.content, { ...old, completed: [] });
    assert.equal(opened?.read.answers.account, 'Typed long ago');
    await save(`/reports/drafts/${stored.id}/page/account`, { account: 'And went on', section_completed: 'yes' });
    const now = await world.administrator.query<{ form_version: number }>(
      'select form_version from referrals.draft where id = $1',
      [stored.id],
    );
    assert.deepEqual(now.rows, [{ form_version: formVersion }]);
  });
});
