import assert from 'node:assert/strict';
import { ownBodyNames } from '../../../src/main/portal/own-names.ts';
import type { PortalOptions } from '../../../src/main/portal/server.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { refuse } from '../../../src/platform/outcome.ts';
import { messageDoorsOf, openLanes, usualLanes } from '../../../src/rooms/portal/public/index.ts';
import { languagesOf, type TextKey } from '../../../src/rooms/portal/public/languages.ts';
import { portalScreens } from '../../../src/rooms/portal/screens/index.ts';
import { conversationWorld } from '../../support/conversation-world.ts';
import { publicSiteOf } from '../../support/public-site.ts';
import { testSite } from '../../support/staff-site.ts';

/** A picture of one dot. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A world in which messages arrive: what the public site needs of it, and the service at its own pages. */
export type MessageJourney = {
  readonly messages: NonNullable<PortalOptions['messages']>;
  /** From now on nobody passes without the work of a browser with script. */
  readonly fillSlowLane: () => void;
  /** A text of the public pages. */
  readonly says: (language: string, key: TextKey) => string;
  /** The address of the one conversation in the service's queue. */
  readonly findOpen: () => Promise<string>;
  readonly open: (conversation: string) => Promise<string>;
  readonly answer: (conversation: string, text: string) => Promise<void>;
  readonly isThere: (conversation: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

const key = Buffer.alloc(32, 5);

/** Lanes whose slow one can be filled while the site runs. */
const lanesToFill = () => {
  const lanesOf = (slow: number) =>
    openLanes(key, { ...usualLanes, bits: 8, mostBits: 8, youngest: 0, slow, fresh: slow });
  let now = lanesOf(1000);
  const lanes: ReturnType<typeof openLanes> = {
    ticket: () => now.ticket(),
    pass: (it) => now.pass(it),
    giveBack: (ticket) => now.giveBack(ticket),
    hasRoom: (bytes) => now.hasRoom(bytes),
  };
  const fill = (): void => {
    now = lanesOf(0);
  };
  return { lanes, fill };
};

/** Makes it; `close` removes it. */
export const messageJourney = async (): Promise<MessageJourney> => {
  const world = await conversationWorld();
  const { profile, tools, casework: database, asked: vault, hotline: viewer } = world;
  const print = async () => refuse('no_typesetter');
  const screens = portalScreens({ vault, print, draftKey: Buffer.alloc(32, 1), ...publicSiteOf(profile) });
  const staff = await testSite({ database, profile, clock: systemClock, viewer, screens });
  const { lanes, fill } = lanesToFill();
  const languages = languagesOf(true);
  return {
    messages: {
      ...{ tools, key, doors: messageDoorsOf(profile), dangerDays: profile.messages.danger_days },
      ...{ bodyName: ownBodyNames(profile), lanes },
    },
    fillSlowLane: fill,
    says: (code, of) => {
      const said = languages.find((one) => one.code === code)?.say(of);
      assert.equal(said?.language, code, `${of} is said in ${code}`);
      return said.text;
    },
    findOpen: async () => {
      const { text } = await staff.get('/messages');
      return /href="(\/messages\/[0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
    },
    open: async (at) => (await staff.post(`${at}/open`, at, { purpose: 'protect_from_danger' })).text,
    answer: async (at, text) => {
      const { status, text: page } = await staff.post(`${at}/answer`, at, { answer_text: text });
      assert.equal(status, 303, page.slice(0, 300));
    },
    isThere: async (at) => (await staff.get(at)).status === 200,
    close: async () => {
      await staff.close();
      await world.close();
    },
  };
};
