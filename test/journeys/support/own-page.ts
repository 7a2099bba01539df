import { ownBodyNames } from '../../../src/main/portal/own-names.ts';
import type { Page } from 'playwright-core';
import type { PortalOptions } from '../../../src/main/portal/server.ts';
import { valueOf } from '../../../src/platform/outcome.ts';
import { writeToPerson } from '../../../src/rooms/portal/index.ts';
import { clocksForPerson } from '../../../src/rooms/protection/public/index.ts';
import { ownPageWorld } from '../../support/own-page-world.ts';

/** What somebody wrote to the person. */
export const hello = 'See you on Thursday.';

/** The page of a person whose days run and to whom somebody wrote: what opens it, and the public site's part of it. */
export type OwnJourney = {
  readonly own: NonNullable<PortalOptions['own']>;
  /** Enters with number and words, as capitals: how they are typed does not matter. */
  readonly enter: (page: Page) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens such a page; `close` removes its world. */
export const ownJourney = async (): Promise<OwnJourney> => {
  const world = await ownPageWorld();
  const { profile, tools } = world;
  const opened = await world.drawnPage();
  await world.administrator.query(
    "insert into protection.clock_event (id, case_id, event, on_day, recorded_at) select gen_random_uuid(), $1, event, (now() at time zone 'Europe/Luxembourg')::date - 33, now() from unnest('{indications_found,reflection_granted}'::text[]) event",
    [opened.caseId],
  );
  valueOf(await world.as(world.support, (scene) => writeToPerson(scene, opened.pageId, hello)));
  return {
    own: {
      ...{ tools, key: Buffer.alloc(32, 5) },
      names: { body: ownBodyNames(profile), clocks: clocksForPerson(profile), timeZone: profile.timeZone },
    },
    enter: async (page) => {
      await page.fill('#number', opened.number);
      await page.fill('#words', opened.words.toUpperCase());
      await page.click('main form button');
      await page.waitForSelector('.doors');
    },
    close: world.close,
  };
};
