import type { Page } from 'playwright-core';

/** Steps in as a persona with this role (of `roles.json`), and waits for the first page. `body` names the organisation, when several have it. */
export const stepInAs = async (page: Page, role: string, body?: string): Promise<void> => {
  await page.goto('/step-in');
  const persona = page.locator(`[data-roles~="${role}"]${body ? `[data-body="${body}"]` : ''}`).first();
  await persona.locator('button').click();
  await page.waitForURL((url) => url.pathname === '/');
};

/** Presses *sign out* and waits for the way back in. */
export const signOut = async (page: Page): Promise<void> => {
  await page.click('.sign-out button');
  await page.waitForURL(/\/(step-in|sign-in)/);
};

/** Status and number of first headings of some addresses as this viewer gets them, asked for by the page itself: nothing is drawn. */
export const askedFor = (page: Page, addresses: readonly string[]): Promise<readonly string[]> =>
  page.evaluate(
    (all) =>
      Promise.all(
        all.map(async (address) => {
          const answer = await fetch(address);
          return `${address} ${answer.status} ${(await answer.text()).match(/<h1[ >]/g)?.length ?? 0}`;
        }),
      ),
    addresses,
  );
