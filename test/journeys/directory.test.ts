import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Journey, signOut, startJourney, stepInAs } from './support/index.ts';

let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.close());

describe('stepping in', () => {
  test('every role of the profile can be taken, and left', async () => {
    await journey.visit(async (page) => {
      for (const { code } of journey.profile.roles) {
        await stepInAs(page, code);
        assert.equal(await page.locator('h1').count(), 1, code);
        await signOut(page);
      }
    });
  });
});
