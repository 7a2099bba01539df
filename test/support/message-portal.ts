import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ownBodyNames } from '../../src/main/portal/own-names.ts';
import { buildPortal, type PortalOptions } from '../../src/main/portal/server.ts';
import { plainDate } from '../../src/platform/clock.ts';
import { projectRoot } from '../../src/platform/root.ts';
import {
  type LaneSettings,
  messageDoorsOf,
  openLanes,
  readGuidance,
  usualLanes,
} from '../../src/rooms/portal/public/index.ts';
import type { ConversationWorld } from './conversation-world.ts';

const key = Buffer.alloc(32, 5);

/** Lanes through which a test is quickly. */
export const quickLanes: LaneSettings = {
  ...usualLanes,
  ...{ bits: 4, mostBits: 4, youngest: 0, slow: 1000, worked: 1000, address: 1000 },
};

/** The public site with its messages, on the tools of a world, with lanes of its own. */
export const messagePortal = (
  { profile, tools }: Pick<ConversationWorld, 'profile' | 'tools'>,
  lanes: LaneSettings = quickLanes,
  more: Partial<PortalOptions> = {},
): FastifyInstance => {
  const guidance = readGuidance(profile, join(projectRoot, 'profiles', 'luxembourg'), plainDate('2026-11-21'));
  return buildPortal({
    ...{ guidance: () => guidance, isDemonstration: true, requestsPerMinute: 1_000_000, triesOfAddress: 1000 },
    messages: {
      ...{ tools, key, doors: messageDoorsOf(profile), dangerDays: profile.messages.danger_days },
      ...{ bodyName: ownBodyNames(profile), lanes: openLanes(key, lanes) },
    },
    ...more,
  });
};

/** A number that shows the work a ticket asks for. */
export const workFor = (ticket: string, bits: number): string => {
  for (let tried = 0; ; tried += 1) {
    const digest = createHash('sha256').update(`${ticket}:${tried}`).digest();
    if (Math.clz32(digest.readUInt32BE(0)) >= bits) return String(tried);
  }
};
