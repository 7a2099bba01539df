import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { addDays, type PlainDate, systemClock } from '../../src/platform/clock.ts';
import {
  askedFor,
  axeCheck,
  checkEveryLook,
  isSignedIn,
  type Journey,
  press,
  signOut,
  startJourney,
  stepInAs,
  violationsOf,
} from './support/index.ts';

let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.close());

const today = (): PlainDate => systemClock.today('Europe/Luxembourg');

const typeDay = async (page: Page, name: string, day: PlainDate): Promise<void> => {
  const [year = '', month = '', date = ''] = day.split('-');
  await page.fill(`[name="${name}.day"]`, date);
  await page.fill(`[name="${name}.month"]`, month);
  await page.fill(`[name="${name}.year"]`, year);
};

const save = (page: Page): Promise<void> => press(page, 'main form.form > button.primary');

const textOf = async (page: Page, place = 'main'): Promise<string> => (await page.textContent(place)) ?? '';

/** Two windows of different people at once. */
const withTwo = (work: (one: Page, other: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> =>
  journey.visit((one) => journey.visit((other) => work(one, other), options), options);

describe('every role', () => {
  test('can be taken and left, finds every place of its navigation, and is counted what waits', () =>
    journey.visit(async (page) => {
      for (const { code } of journey.profile.roles) {
        await stepInAs(page, code);
        const links = await page
          .locator('.site-nav a')
          .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
        assert.ok(links.length >= 3, code);
        const doors = await page
          .locator('a.door')
          .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
        const places = [...new Set([...links, ...doors])];
        assert.deepEqual(
          await askedFor(page, places),
          places.map((place) => `${place} 200 1`),
          code,
        );
        await signOut(page);
      }
    }));
});

describe('the directory of bodies', () => {
  test('lists them by group, narrows by what was chosen, and says so when nothing fits', () =>
    journey.visit(async (page) => {
      await stepInAs(page, 'labour_inspector');
      await page.goto('/directory');
      assert.equal(await page.locator('.family').count(), 8 - 1);
      await page.selectOption('select[name="family"]', 'police');
      await press(page, '.filters button');
      assert.equal(await page.locator('.family').count(), 1);
      assert.match(await textOf(page), /Judicial Police/);
      await page.goto('/directory?family=abroad&works=yes');
      assert.match(await textOf(page), /No body fits what was chosen/);
      await press(page, '.filters a');
      await press(page, 'a[href="/directory/INFOTRAITE"]');
      assert.match(await textOf(page), /not checked/);
      assert.match(await textOf(page), /SAVTEH support worker/);
    }));
  test('names a body that does not exist as not found', () =>
    journey.visit(async (page) => {
      await stepInAs(page, 'labour_inspector');
      assert.equal((await page.goto('/directory/NOBODY'))?.status(), 404);
      assert.deepEqual(await violationsOf(page), []);
    }));
});

for (const javaScriptEnabled of [true, false])
  describe(`the administrator of people, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {
    const options = { javaScriptEnabled };
    const login = javaScriptEnabled ? 'itm.neu' : 'itm.ohne';
    const name = javaScriptEnabled ? 'Neue Muster' : 'Ohne Muster';

    test('adds a person, is told what is wrong, and keeps what was typed', () =>
      journey.visit(async (page) => {
        await stepInAs(page, 'administrator', 'ITM');
        await press(page, 'a[href="/people"]');
        await press(page, 'a[href="/people/new"]');
        await page.fill('#display_name', name);
        await page.fill('#login', 'ITM.Anouk');
        await page.check('[name="roles"][value="labour_inspector"]');
        await save(page);
        assert.match(await textOf(page, '#login-error'), /Choose another login name/);
        assert.equal(await page.inputValue('#display_name'), name);
        await page.fill('#login', login);
        await page.uncheck('[name="roles"][value="labour_inspector"]');
        await save(page);
        assert.match(await textOf(page, '.error-summary'), /Roles/);
        await page.check('[name="roles"][value="labour_inspector"]');
        await save(page);
        assert.match(await textOf(page, '[role="status"]'), /was added/);
        assert.equal(await page.locator('[name="roles"][value="judicial_police_officer"]').count(), 0);
        await press(page, 'form[action$="/invite"] button');
        assert.match(await textOf(page, '.large-code'), /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
        if (javaScriptEnabled) await axeCheck(page, 'activation-code');
      }, options));

    test('is shown both sides when somebody changed the person meanwhile, and decides', () =>
      withTwo(async (one, other) => {
        for (const page of [one, other]) {
          await stepInAs(page, 'administrator', 'ITM');
          await page.goto('/people');
          await press(page, `main a:text-is("${name}")`);
        }
        await one.fill('#display_name', `${name}-Eins`);
        await one.fill('#work_contact', '+352 247 00 001');
        await save(one);
        assert.match(await textOf(one, '[role="status"]'), /saved/);
        await other.fill('#display_name', `${name}-Zwei`);
        await save(other);
        assert.match(await textOf(other), /Muster-Eins/);
        if (javaScriptEnabled) await axeCheck(other, 'person-conflict');
        await other.check('[name="_take.display_name"][value="mine"]');
        await other.check('[name="_take.work_contact"][value="theirs"]');
        await press(other, 'article.conflict form button.primary');
        assert.match(await textOf(other, '[role="status"]'), /saved/);
        assert.equal(await other.inputValue('#display_name'), `${name}-Zwei`);
        assert.equal(await other.inputValue('#work_contact'), '+352 247 00 001');
      }, options));

    test('disables an account: its sessions end at once and nobody enters with it', () =>
      withTwo(async (boss, person) => {
        const role = javaScriptEnabled ? 'labour_inspector' : 'border_officer';
        const body = javaScriptEnabled ? 'ITM' : 'ABSS';
        if (!javaScriptEnabled) await addBorderPost();
        await stepInAs(boss, 'administrator', body);
        await stepInAs(person, role, body);
        const shown = (await person.textContent('.who b')) ?? '';
        await boss.goto('/people');
        await press(boss, `main a:text-is("${shown}")`);
        await boss.check('[name="disabled"][value="yes"]');
        await save(boss);
        assert.match(await textOf(boss), /disabled/);
        assert.equal(await boss.locator('form[action$="/invite"]').count(), 0);
        assert.equal(await isSignedIn(person.context()), false);
        await person.goto('/step-in');
        assert.doesNotMatch(await textOf(person), new RegExp(shown));
        await boss.check('[name="disabled"][value="no"]');
        await save(boss);
        assert.match(await textOf(boss), /not signed in yet/);
        assert.equal(await boss.locator('form[action$="/invite"]').count(), 1);
      }, options));
  });

/** A body with an administrator and an officer, for those who leave nobody else without an account. */
const addBorderPost = (): Promise<void> =>
  journey.addStaff(
    (['administrator', 'border_officer'] as const).map((role) => ({
      id: crypto.randomUUID(),
      organisationCode: 'ABSS',
      login: `abss.${role.replace('_', '.')}`,
      displayName: `Grenze ${role}`,
      language: 'en' as const,
      roles: [role],
      synthetic: true,
    })),
  );

describe('who may administer', () => {
  test('nobody without the role, and nobody herself', () =>
    journey.visit(async (page) => {
      await stepInAs(page, 'judicial_police_officer');
      assert.equal((await page.goto('/people'))?.status(), 403);
      await signOut(page);
      await stepInAs(page, 'administrator', 'SPJ');
      await page.goto('/people');
      await press(page, `main a:text-is("${(await page.textContent('.who b')) ?? ''}")`);
      assert.match(await textOf(page), /Nobody changes her own/);
      assert.equal(await page.locator('main form').count(), 0);
    }));
});

const lendTo = async (page: Page, name: string): Promise<void> => {
  await page.goto('/me');
  await press(page, 'a[href="/me/delegations"]');
  const option = page.locator('select[name="to_staff"] option', { hasText: name });
  await page.selectOption('select[name="to_staff"]', (await option.getAttribute('value')) ?? '');
  await page.selectOption('select[name="role"]', { index: 1 });
  await typeDay(page, 'from_day', today());
  await typeDay(page, 'to_day', addDays(today(), 7));
  await save(page);
};

describe('absence and lent roles', () => {
  test('an absence is noted with its stand-in, seen by colleagues, refused backwards, and taken back', () =>
    withTwo(async (one, other) => {
      await stepInAs(one, 'judicial_police_officer');
      await one.goto('/me/absences');
      const standIn = one.locator('select[name="stand_in"] option').nth(1);
      await one.selectOption('select[name="stand_in"]', (await standIn.getAttribute('value')) ?? '');
      await typeDay(one, 'from_day', addDays(today(), 1));
      await typeDay(one, 'to_day', today());
      await save(one);
      assert.match(await textOf(one, '.error-summary'), /last day comes before the first/);
      assert.notEqual(await one.inputValue('select[name="stand_in"]'), '');
      await typeDay(one, 'from_day', today());
      await save(one);
      assert.match(await textOf(one, '[role="status"]'), /absence is noted/);
      const name = (await one.textContent('.who b')) ?? '';
      await stepInAs(other, 'administrator', 'SPJ');
      await other.goto('/me');
      assert.match(await textOf(other), new RegExp(name));
      assert.equal(await other.locator('form[action$="/cancel"]').count(), 0);
      await axeCheck(one, 'me-absent');
      await press(one, 'form[action$="/cancel"] button');
      assert.match(await textOf(one), /Nobody is away/);
    }));
  test('a lent role works from the next sign-in, is not lent on, and is gone at once when taken back', () =>
    withTwo(async (lender, borrower) => {
      await stepInAs(lender, 'administrator', 'SPJ');
      await stepInAs(borrower, 'judicial_police_officer');
      const name = (await borrower.textContent('.who b')) ?? '';
      await lendTo(lender, name);
      assert.match(await textOf(lender, '[role="status"]'), /role is lent/);
      assert.equal((await borrower.goto('/people'))?.status(), 403);
      await stepInByName(borrower, name);
      assert.equal((await borrower.goto('/people'))?.status(), 200);
      await borrower.goto('/me');
      assert.match(await textOf(borrower), /lent to me/);
      await axeCheck(borrower, 'me-lent');
      await borrower.goto('/me/delegations');
      const roles = await borrower.locator('select[name="role"] option').allTextContents();
      assert.equal(
        roles.some((role) => /Administrator/.test(role)),
        false,
      );
      await press(lender, 'form[action^="/me/delegations/"] button');
      assert.equal(await isSignedIn(borrower.context()), false);
      await stepInByName(borrower, name);
      assert.equal((await borrower.goto('/people'))?.status(), 403);
    }));
  test('a role that needs a passkey is not lent to somebody who may have a password alone', () =>
    journey.visit(async (page) => {
      await stepInAs(page, 'judicial_police_officer');
      await lendTo(page, 'Rita');
      assert.match(await textOf(page, '#to_staff-error'), /needs a passkey/);
    }));
});

const stepInByName = async (page: Page, name: string): Promise<void> => {
  await page.goto('/step-in');
  await page.locator('button.door', { hasText: name }).click();
  await page.waitForURL((url) => url.pathname === '/');
};

describe('everybody can see', () => {
  const look = async (name: string, role: string, path: string, more: { locale?: string; body?: string } = {}) => {
    const options = { ...journey.staff, locale: more.locale ?? 'en-GB' };
    await checkEveryLook({ browser: journey.browser, options }, name, async (page) => {
      await stepInAs(page, role, more.body);
      await page.goto(path);
    });
  };
  test('the first page', () => look('home', 'judicial_police_officer', '/', { locale: 'de-DE' }));
  test('the list of bodies', () => look('directory', 'savteh_worker', '/directory', { locale: 'de-DE' }));
  test('one body', () => look('body', 'asylum_interviewer', '/directory/INFOTRAITE', { locale: 'fr-FR' }));
  test('the own page', () => look('me', 'judicial_police_officer', '/me', { locale: 'de-DE' }));
  test('the page to note an absence', () => look('absence', 'prosecutor', '/me/absences', { locale: 'fr-FR' }));
  test('the page to lend a role', () => look('lend', 'coteh_worker', '/me/delegations'));
  test('the people of a body', () => look('people', 'administrator', '/people', { locale: 'de-DE', body: 'ITM' }));
  test('the page to add a person', () =>
    look('person-new', 'administrator', '/people/new', { locale: 'fr-FR', body: 'SPJ' }));
  test('one person', async () => {
    let address = '';
    await journey.visit(async (page) => {
      await stepInAs(page, 'administrator', 'SPJ');
      await page.goto('/people');
      address = (await page.locator('tbody th a').first().getAttribute('href')) ?? '';
    });
    await look('person', 'administrator', address, { locale: 'de-DE', body: 'SPJ' });
  });
});
