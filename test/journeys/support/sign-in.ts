import type { BrowserContext, Page } from 'playwright-core';

/** Gives a page a security key of its own, in software: it answers at once, as a touched one would. */
export const withPasskey = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
};

/** Presses what leads to another page, or to the same again, and waits until it stands there. */
export const press = async (page: Page, place: string): Promise<void> => {
  const shown = page.waitForEvent('domcontentloaded');
  await page.click(place);
  await shown;
};

/** Types the activation code and waits for the page that asks how to sign in. */
export const beginActivation = async (page: Page, code: string): Promise<void> => {
  await page.goto('/activate');
  await page.fill('#activation_code', code);
  await press(page, 'main button.primary');
  await page.waitForURL(/\/activate\/[0-9a-f-]{36}/);
};

/** Registers the passkey of the page (`withPasskey`) and waits for the sentence that it is set up. */
export const registerPasskey = async (page: Page): Promise<void> => {
  await page.click('[data-passkey-register] [data-passkey-button]');
  await page.waitForURL('**/sign-in?done=activated');
};

/** Signs in with the passkey of the page. */
export const signInWithPasskey = async (page: Page): Promise<void> => {
  await page.goto('/sign-in');
  await page.click('[data-passkey-sign-in] [data-passkey-button]');
  await page.waitForURL((url) => url.pathname === '/');
};

export type Typed = { readonly login: string; readonly password: string; readonly code: string };

/** Types login, password and one-time code on the sign-in page that is open, and sends them. */
export const typeSignIn = async (page: Page, typed: Typed): Promise<void> => {
  await page.fill('#login', typed.login);
  await page.fill('#password', typed.password);
  await page.fill('#code', typed.code);
  await press(page, 'main form button.primary');
};

/** The one-time secret shown for the authenticator app. */
export const secretOn = async (page: Page): Promise<string> =>
  ((await page.locator('.with-picture code').textContent()) ?? '').replaceAll(' ', '');

/** The activation code that an answer of the command line or an administrator's page holds. */
export const codeIn = (text: string): string => /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(text)?.[0] ?? '';

/** The language of the page as it says it itself. */
export const languageOf = (page: Page): Promise<string | null> => page.locator('html').getAttribute('lang');

/** True when the browser holds a session that the server still honours. */
export const isSignedIn = async (context: BrowserContext): Promise<boolean> => {
  const page = await context.newPage();
  await page.goto('/me');
  const { pathname } = new URL(page.url());
  await page.close();
  return pathname === '/me';
};
