import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stayWorld } from '../../../test/support/stay-world.ts';
import { textOfPdf } from '../../../test/support/pdf-text.ts';
import { partOfWord, textOfWord } from '../../../test/support/word-text.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { documentPrinter } from '../../platform/document/index.ts';
import { addDays, fixedClock } from '../../platform/clock.ts';
import { projectRoot } from '../../platform/root.ts';
import { refuse, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { casesScreens } from '../cases/screens/index.ts';
import { protectionOnCase, type StayInput } from './index.ts';
import { protectionScreens } from './screens/index.ts';

const stage = await stayWorld();
const { world, today, told, grant, read, take } = stage;

/** Opens as the vault would: the name of a notice, a reason in words where there is one. */
const opening = new Proxy({} as VaultClient, {
  get: (_, call) => async (asked: { compartments: readonly string[] }) =>
    call === 'open'
      ? {
          fields: asked.compartments.includes('identity')
            ? { identity: { name: 'Test Person', date_of_birth: '1990', nationality: 'NG' } }
            : { legal_residence: {} },
        }
      : refuse('vault-down'),
});
const print = documentPrinter({ program: join(projectRoot, 'src/main/document.ts') });
const sites: TestSite[] = [];
const siteFor = async (viewer: Viewer): Promise<TestSite> => {
  const { profile, casework: database } = world;
  const made = await testSite({
    ...{ database, profile, viewer, clock: fixedClock(`${today}T09:00:00.000Z`) },
    screens: [
      ...casesScreens({ vault: opening, parts: [protectionOnCase] }),
      ...protectionScreens({ vault: opening, profile, print }),
    ],
  });
  sites.push(made);
  return made;
};

let officer: TestSite;
before(async () => {
  officer = await siteFor(world.permits);
});
after(async () => {
  for (const site of sites) await site.close();
  await world.close();
});

const on = (field: string, day: string): Record<string, string> => {
  const [year = '', month = '', of = ''] = day.split('-');
  return { [`${field}.day`]: of, [`${field}.month`]: month, [`${field}.year`]: year };
};

describe('periods and permits on their pages', () => {
  test('from the list to the certificate: what waits, the grant, the clock, the day of service', async () => {
    const { noticeId, reference, caseId } = await told();
    const list = await officer.get('/stays');
    assert.match(list.text, new RegExp(`href="/stays/${noticeId}">${reference}`));
    const page = await officer.get(`/stays/${noticeId}`);
    assert.match(page.text, /does not depend on cooperation/);
    const path = `/stays/${noticeId}/decide/grant_reflection`;
    const form = await officer.get(path);
    assert.doesNotMatch(form.text, /name="(consent|cooperat|service)/);
    const saved = await officer.post(path, path, { ...on('decided_on', today), third_country: 'yes', _version: '0' });
    assert.equal(saved.status, 303, saved.text);
    const after = await officer.get(`/stays/${noticeId}`);
    assert.match(after.text, /Reflection and recovery period/);
    assert.match(after.text, /90 days left/);
    assert.match(after.text, /law not yet verified/);
    const police = await siteFor(world.police);
    assert.match(
      (await police.get(`/cases/${caseId}`)).text,
      /Reflection and recovery period.*until 20 February 2027/s,
    );
    const [decision] = (await read(noticeId)).decisions;
    const serve = await officer.post(
      `/stays/${noticeId}/served/${decision?.id}`,
      `/stays/${noticeId}/paper/${decision?.id}`,
      on('served_on', addDays(today, -1)),
    );
    assert.equal(serve.status, 422);
    assert.match(serve.text, /cannot have been handed over before/);
    assert.match(serve.text, new RegExp(`value="${addDays(today, -1).slice(-2)}"`), 'what was typed stays');
  });

  test('who was slower is told so, with everything typed still there', async () => {
    const { noticeId } = await told();
    valueOf(await grant(noticeId));
    const path = `/stays/${noticeId}/decide/terminate`;
    const typed = {
      ...{ ...on('decided_on', today), reasons: 'public_order', _version: '1' },
      reason_text: 'Invented words that must not get lost.',
    };
    assert.equal((await officer.post(path, path, typed)).status, 303);
    const late = await officer.post(path, path, typed);
    assert.equal(late.status, 409);
    assert.match(late.text, /A colleague decided on this stay meanwhile/);
    assert.match(late.text, /Invented words that must not get lost\./);
    assert.match(late.text, /This step is not open at present/);
  });

  test('the reasons offered are those of the law, and a refusal names its field', async () => {
    const { noticeId } = await told();
    valueOf(await grant(noticeId));
    const path = `/stays/${noticeId}/decide/terminate`;
    const form = await officer.get(path);
    assert.match(form.text, /renewed_contact/);
    assert.match(form.text, /public_order/);
    assert.doesNotMatch(form.text, /cooperation_ended|conditions_not_met/);
    const none = await officer.post(path, path, { ...on('decided_on', today), _version: '1' });
    assert.equal(none.status, 422);
    assert.match(none.text, /id="reasons-error"/);
  });

  test('the certificate is a PDF in French with a translation sheet; a missing language is said', async () => {
    const { noticeId, reference } = await told();
    const { decisionId } = valueOf(await grant(noticeId));
    const path = `/stays/${noticeId}/paper/${decisionId}`;
    assert.match((await officer.get(`/stays/${noticeId}`)).text, new RegExp(`href="${path}"`));
    const paper = (sheet: string, format = 'pdf') =>
      officer.bytes(path, { from: path, body: { purpose: 'decide_residence', sheet_language: sheet, format } });
    const german = await paper('de');
    assert.equal(german.status, 200);
    assert.match(String(german.headers['content-disposition']), new RegExp(`stay-${reference}\\.pdf`));
    const text = textOfPdf(german.bytes).join('\n').replaceAll(/\s+/g, ' ');
    assert.match(text, /Attestation du délai de réflexion/);
    assert.match(text, /Test Person/);
    assert.match(text, /20 février 2027/);
    assert.match(text, /Nur der französische Text ist die Entscheidung/);
    const saidIn = async (sheet: string) =>
      textOfPdf((await paper(sheet)).bytes)
        .join('\n')
        .replaceAll(/\s+/g, ' ');
    const portuguese = await saidIn('pt');
    assert.match(portuguese, /Só o texto francês é a decisão/);
    assert.match(portuguese, /20 de fevereiro de 2027/);
    assert.doesNotMatch(portuguese, /Translation sheet|Reasons|Valid to/);
    for (const [language, day] of [
      ['fa', '2027'],
      ['th', '2027'],
      ['ti', '20/02/2027'],
      ['zh', '2027年2月20日'],
    ] as const) {
      const text = await saidIn(language);
      assert.ok(text.replaceAll(' ', '').includes(day), `${language}: the calendar of the decision`);
      assert.doesNotMatch(text, /2570|۱۴۰۵|\[U\+/);
    }
    assert.match(await saidIn('ka'), /There is no text in this language yet/);
  });

  test('every decision has its document, as PDF and as Word file with the same text, and so does an earlier one', async () => {
    const { noticeId, reference } = await told();
    const first = valueOf(await grant(noticeId));
    const conditions = { contact_broken: true, no_danger: true };
    const taken: [string, string, Partial<StayInput>][] = [
      ['apply_permit', 'Récépissé de la demande', { free_decision: true }],
      ['grant', 'Décision d’octroi', { reasons: ['proceedings'], ...conditions }],
      ['renew', 'Décision de renouvellement', { reasons: ['proceedings'], ...conditions }],
      ['withdraw', 'Décision de retrait', { reasons: ['proceedings_ended'] }],
    ];
    const made: [string, string][] = [[first.decisionId, 'Attestation du délai de réflexion']];
    for (const [event, title, input] of taken)
      made.push([valueOf(await take(noticeId, event, { decided_on: today, ...input })).decisionId, title]);
    for (const [decisionId, title] of made) {
      const path = `/stays/${noticeId}/paper/${decisionId}`;
      const word = await officer.bytes(path, {
        from: path,
        body: { purpose: 'decide_residence', sheet_language: 'de', format: 'docx' },
      });
      assert.match(String(word.headers['content-disposition']), new RegExp(`stay-${reference}\\.docx`));
      const text = textOfWord(word.bytes);
      for (const part of [title, 'Test Person', 'Nur der französische Text ist die Entscheidung'])
        assert.ok(text.includes(part), `${part} in ${text}`);
      assert.doesNotMatch(partOfWord(word.bytes, 'docProps/core.xml'), /Test Person/);
    }
  });

  test('what ends next stands before what is over', async () => {
    const over = await told();
    valueOf(await grant(over.noticeId));
    await world.administrator.query("update protection.stay set until = '2020-01-01' where notice_id = $1", [
      over.noticeId,
    ]);
    const running = await told();
    valueOf(await grant(running.noticeId));
    const { text } = await officer.get('/stays');
    assert.ok(text.indexOf(running.reference) < text.indexOf(over.reference) && text.includes(over.reference));
  });

  test('nobody else reaches these pages', async () => {
    const { noticeId } = await told();
    for (const viewer of [world.police, world.service, stage.returns, await world.viewer('asylum_interviewer')]) {
      const site = await siteFor(viewer);
      for (const path of ['/stays', `/stays/${noticeId}`, `/stays/${noticeId}/decide/grant_reflection`])
        assert.equal((await site.get(path)).status, 403, path);
    }
  });
});
