import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { codeAt } from '../support/invitations.ts';
import {
  axeCheck,
  beginActivation,
  checkEveryLook,
  codeIn,
  isSignedIn,
  type Journey,
  languageOf,
  press,
  registerPasskey,
  secretOn,
  signInWithPasskey,
  signOut,
  startJourney,
  stepInAs,
  typeSignIn,
  withPasskey,
} from './support/index.ts';

const password = 'vier Apfelbäume im Regen';
let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.close());

type NewPerson = { readonly name: string; readonly login: string; readonly role: string };

/** An administrator's window: adds somebody and gives the activation code as she would read it out. */
const inviteAs = async (page: Page, person: NewPerson): Promise<string> => {
  await page.goto('/people/new');
  await page.fill('#display_name', person.name);
  await page.fill('#login', person.login);
  await page.check(`[name="roles"][value="${person.role}"]`);
  await press(page, 'main button.primary');
  await page.waitForURL(/done=person-added/);
  await press(page, 'form[action$="/invite"] button');
  return codeIn((await page.locator('.large-code').textContent()) ?? '');
};

const administratorInvites = async (body: string, person: NewPerson): Promise<string> => {
  let code = '';
  await journey.visit(async (page) => {
    await stepInAs(page, 'administrator', body);
    code = await inviteAs(page, person);
  });
  return code;
};

/**
 * Gives password and the code of half a minute ago, so that the code of now is left to sign in with. A code that grew too old
 * between reading and sending is given anew.
 */
const finishActivation = async (page: Page, secret: string): Promise<void> => {
  for (let tries = 0; tries < 3 && !/done=activated/.test(page.url()); tries += 1) {
    await page.fill('#new_password', password);
    await page.fill('#first_code', codeAt(secret, -30));
    await press(page, 'main form button.primary');
  }
  assert.match(page.url(), /\/sign-in\?done=activated$/);
};

/** Sets up password and authenticator app on the page; gives the secret that makes the codes. */
const setUpPassword = async (page: Page, code: string): Promise<string> => {
  await beginActivation(page, code);
  const secret = await secretOn(page);
  await finishActivation(page, secret);
  return secret;
};

describe('the first administrator', () => {
  test('is invited by the command line, registers a passkey, signs out and in with it, and nobody is invited so again', () =>
    journey.visit(async (page) => {
      const words = ['invite', '--organisation', 'ONA', '--login', 'ona.first', '--name', 'Erste Vorlage'];
      const said = await journey.ariane(...words);
      assert.equal(said.code, 0, said.text);
      await withPasskey(page);
      await beginActivation(page, codeIn(said.text));
      assert.match((await page.textContent('main')) ?? '', /Erste Vorlage/);
      await registerPasskey(page);
      assert.match((await page.textContent('[role="status"]')) ?? '', /set up/);
      await signInWithPasskey(page);
      assert.match((await page.textContent('.who')) ?? '', /Erste Vorlage/);
      await signOut(page);
      assert.equal(await isSignedIn(page.context()), false);
      await signInWithPasskey(page);
      const again = await journey.ariane(...words.map((word) => word.replace('first', 'second')));
      assert.equal(again.code, 1);
      assert.match(again.text, /already-set-up/);
    }));
  test('a code works once, and a wrong one is refused at its field', () =>
    journey.visit(async (page) => {
      const person = { name: 'Muster Einmal', login: 'itm.einmal', role: 'labour_inspector' };
      const code = await administratorInvites('ITM', person);
      await withPasskey(page);
      await beginActivation(page, code.toLowerCase().replaceAll('-', ' '));
      await registerPasskey(page);
      await page.goto('/activate');
      await page.fill('#activation_code', code);
      await press(page, 'main button.primary');
      assert.match((await page.locator('#activation_code-error').textContent()) ?? '', /was used, or has expired/);
      await axeCheck(page, 'activation-refused');
    }));
});

describe('a role that opens identities', () => {
  test('is offered a passkey alone, and a password sent all the same is refused in words', () =>
    journey.visit(async (page) => {
      const code = await administratorInvites('SPJ', {
        name: 'Muster Passkey',
        login: 'spj.passkey',
        role: 'judicial_police_officer',
      });
      await withPasskey(page);
      await beginActivation(page, code);
      assert.equal(await page.locator('#new_password').count(), 0);
      await axeCheck(page, 'activation-passkey-only');
      await page.evaluate((secret) => {
        const form = document.createElement('form');
        form.method = 'post';
        const token = document.querySelector<HTMLInputElement>('[name="_token"]')?.value ?? '';
        for (const [name, value] of Object.entries({ _token: token, new_password: secret, first_code: '123456' })) {
          const input = Object.assign(document.createElement('input'), { name, value });
          form.append(input);
        }
        document.body.append(form);
        form.submit();
      }, password);
      await page.waitForSelector('.error-summary');
      assert.match((await page.textContent('.error-summary')) ?? '', /passkey/);
      await registerPasskey(page);
      await signInWithPasskey(page);
      assert.match((await page.textContent('.who')) ?? '', /Judicial Police officer/);
    }));
});

describe('a role that opens nothing', () => {
  test('sets up password and authenticator app; what is wrong is said where it is, and nothing secret comes back', () =>
    journey.visit(async (page) => {
      const person = { name: 'Muster Passwort', login: 'mj.passwort', role: 'administrator' };
      await beginActivation(page, await administratorInvites('MJ', person));
      await page.fill('#new_password', 'too short');
      await page.fill('#first_code', '000000');
      await press(page, 'main form button.primary');
      assert.match((await page.locator('#new_password-error').textContent()) ?? '', /15 characters/);
      assert.equal(await page.inputValue('#new_password'), '');
      await axeCheck(page, 'activation-password-short');
      const secret = await secretOn(page);
      await page.fill('#new_password', password);
      await page.fill('#first_code', codeAt(secret, 3600));
      await press(page, 'main form button.primary');
      assert.match((await page.locator('#first_code-error').textContent()) ?? '', /clock/);
      await finishActivation(page, secret);
      await typeSignIn(page, { login: person.login, password, code: '000000' });
      await page.waitForSelector('.error-summary');
      assert.match((await page.textContent('.error-summary')) ?? '', /not right/);
      assert.equal(await page.inputValue('#login'), person.login);
      assert.equal(await page.inputValue('#password'), '');
      assert.equal(await page.inputValue('#code'), '');
      assert.doesNotMatch(await page.content(), /Apfelbäume/);
      assert.equal(await page.getAttribute('#password', 'type'), 'password');
      await axeCheck(page, 'sign-in-refused');
      await typeSignIn(page, { login: ` ${person.login.toUpperCase()} `, password, code: codeAt(secret, 0) });
      await page.waitForURL((url) => url.pathname === '/');
      await signOut(page);
    }));
  test('too many wrong tries are made to wait, in words, whether the name exists or not', () =>
    journey.visit(async (page) => {
      await page.goto('/sign-in');
      // On a slow machine the waits run out between two tries, so more tries may be needed; never many.
      const waits = async (): Promise<boolean> => /Too many attempts/.test((await page.textContent('body')) ?? '');
      for (let tries = 0; tries < 25 && !(await waits()); tries += 1) {
        await typeSignIn(page, { login: 'nobody.here', password, code: '000000' });
        await page.waitForSelector('.error-summary');
      }
      assert.match((await page.textContent('.error-summary')) ?? '', /Wait a minute/);
    }));
  test('does all of it without scripts, and arrives where it wanted to go', () =>
    journey.visit(
      async (page) => {
        const person = { name: 'Muster Ohne', login: 'mj.ohne', role: 'administrator' };
        const code = await administratorInvites('MJ', person);
        const secret = await setUpPassword(page, code);
        await page.goto('/directory?family=police');
        assert.match(page.url(), /\/step-in\?next=/);
        await press(page, 'main a[href^="/sign-in?next="]');
        await typeSignIn(page, { login: person.login, password, code: codeAt(secret, 0) });
        assert.match(page.url(), /\/directory\?family=police$/);
        await press(page, '.languages button[lang="de"]');
        assert.equal(await languageOf(page), 'de');
        assert.match(page.url(), /\/directory\?family=police$/);
        await press(page, '.sign-out button');
        assert.equal(await isSignedIn(page.context()), false);
      },
      { javaScriptEnabled: false },
    ));
});

describe('a session', () => {
  test('warns before it ends, stays on a press, and says when it has ended', () =>
    journey.visit(async (page) => {
      await stepInAs(page, 'judicial_police_officer');
      await page.clock.install();
      await page.goto('/me');
      const dialog = page.locator('#session-warning');
      await page.clock.runFor(9 * 60_000);
      assert.equal(await dialog.isVisible(), false);
      await page.clock.runFor(2 * 60_000);
      assert.equal(await dialog.isVisible(), true);
      await axeCheck(page, 'session-warning');
      await dialog.locator('button').click();
      await dialog.waitFor({ state: 'hidden' });
      await page.clock.runFor(16 * 60_000);
      assert.match((await dialog.textContent()) ?? '', /You have been signed out/);
    }));
  test('that ended in another tab leads to sign-in, and a form sent then keeps what was typed', () =>
    journey.visit(async (page) => {
      await stepInAs(page, 'administrator', 'ITM');
      const other = await page.context().newPage();
      await other.goto('/people/new');
      await other.fill('#display_name', 'Typed before the end');
      await signOut(page);
      await press(other, 'main button.primary');
      await other.waitForSelector('article.problem');
      assert.match(await other.content(), /Typed before the end/);
      await axeCheck(other, 'session-ended');
      await page.goto('/people');
      assert.match(page.url(), /\/step-in\?next=%2Fpeople/);
      await stepInAs(page, 'administrator', 'ITM');
      await press(other, 'main button.primary');
      await other.waitForSelector('main button.primary');
      assert.match(await other.content(), /Typed before the end/);
    }));
  test('serves a second tab, and the language chosen in one holds in the other and after sign-out', () =>
    journey.visit(async (page) => {
      await stepInAs(page, 'national_rapporteur');
      assert.equal(await languageOf(page), 'en');
      const other = await page.context().newPage();
      await other.goto('/directory');
      for (const language of ['fr', 'de']) {
        await press(other, `.languages button[lang="${language}"]`);
        await other.waitForSelector(`html[lang="${language}"]`);
        await page.reload();
        assert.equal(await languageOf(page), language);
      }
      await signOut(page);
      assert.equal(await languageOf(page), 'de');
    }));
  test('a new sign-in ends the session before it', () =>
    journey.visit(async (page) => {
      await stepInAs(page, 'statistician');
      const held = (await page.context().cookies()).find(({ name }) => name === '__Host-session');
      await stepInAs(page, 'national_rapporteur');
      const headers = { cookie: `__Host-session=${held?.value ?? ''}` };
      const answer = await fetch(`${journey.system.casework}/me`, { headers, redirect: 'manual' });
      assert.equal(answer.status, 303);
    }));
});

describe('everybody can see', () => {
  const look = (name: string, show: (page: Page) => Promise<unknown>, language = 'en-GB') =>
    checkEveryLook({ browser: journey.browser, options: { ...journey.staff, locale: language } }, name, show);
  test('the page to step in', () => look('step-in', (page) => page.goto('/step-in'), 'de-DE'));
  test('the page to sign in', () => look('sign-in', (page) => page.goto('/sign-in'), 'fr-FR'));
  test('the page for the activation code', () => look('activate', (page) => page.goto('/activate'), 'de-DE'));
  test('the page that sets up the sign-in', async () => {
    const person = { name: 'Muster Bild', login: 'mj.bild', role: 'administrator' };
    const code = await administratorInvites('MJ', person);
    await look('activation-method', (page) => beginActivation(page, code));
  });
});
