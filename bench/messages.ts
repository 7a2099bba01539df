/**
 * Messages without a name, with Argon2id on: written and come back to, one visitor after the other; and ten thousand sent within a
 * minute by browsers without script, with a real one among them that has script.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { plainDate } from '../src/platform/clock.ts';
import { readSettings } from '../src/platform/config.ts';
import { messageDoorsOf, openLanes, readGuidance, usualLanes } from '../src/rooms/portal/public/index.ts';
import { beginWriting, comeBack } from '../src/rooms/portal/actions/conversation.ts';
import { buildPortal } from '../src/main/portal/server.ts';
import { ownBodyNames } from '../src/main/portal/own-names.ts';
import { type ConversationWorld, conversationWorld } from '../test/support/conversation-world.ts';
import type { Measured } from './support/report.ts';

const rounds = 40;
const flood = 10_000;
const atOnce = 50;
const key = Buffer.alloc(32, 5);

const roundTrips = async (world: ConversationWorld): Promise<number> => {
  const door = messageDoorsOf(world.profile).help;
  const begun = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const sent = { text: `round ${round}`, file: null, days: door.days };
    const made = await beginWriting(world.tools, {
      ...{ ...sent, door: 'help', language: 'en', organisation: door.organisation },
    });
    if (made === 'busy' || (await comeBack(world.tools, made.code)) === null) throw new Error('a message got lost');
  }
  return (rounds * 1000) / (performance.now() - begun);
};

const siteOf = ({ profile, tools }: ConversationWorld): FastifyInstance => {
  const guidance = readGuidance(profile, readSettings().profileDirectory, plainDate('2026-11-22'));
  const doors = messageDoorsOf(profile);
  return buildPortal({
    ...{ guidance: () => guidance, isDemonstration: true, requestsPerMinute: Number.MAX_SAFE_INTEGER },
    messages: {
      ...{ tools, key, doors, dangerDays: profile.messages.danger_days, bodyName: ownBodyNames(profile) },
      lanes: openLanes(key, { ...usualLanes, youngest: 0, address: flood }),
    },
  });
};

const host = { origin: 'http://portal.test', host: 'portal.test' };
const plain = { ...host, 'content-type': 'application/x-www-form-urlencoded' };
const write = (site: FastifyInstance, fields: Readonly<Record<string, string>>) =>
  site.inject({ method: 'POST', url: '/en/m/1', headers: plain, payload: new URLSearchParams(fields).toString() });

const formOf = async (site: FastifyInstance): Promise<{ readonly ticket: string; readonly bits: number }> => {
  const { body } = await site.inject({ url: '/en/m/1', headers: host });
  return {
    ticket: /name="c" value="([^"]+)"/.exec(body)?.[1] ?? '',
    bits: Number(/data-bits="(\d+)"/.exec(body)?.[1]),
  };
};

const answerTo = (ticket: string, bits: number): string => {
  for (let tried = 0; ; tried += 1) {
    const digest = createHash('sha256').update(`${ticket}:${tried}`).digest();
    if (Math.clz32(digest.readUInt32BE(0)) >= bits) return String(tried);
  }
};

type Flooded = { readonly through: number; readonly waited: number; readonly seconds: number };

/** The flood, and in the middle of it somebody real. */
const flooded = async (site: FastifyInstance): Promise<Flooded> => {
  const lanes = openLanes(key, usualLanes);
  const begun = performance.now();
  let [through, waited] = [0, 0];
  for (let sent = 0; sent < flood; sent += atOnce) {
    const batch = Array.from({ length: atOnce }, () => write(site, { c: lanes.ticket().ticket, w: '', text: 'flood' }));
    if (sent === flood / 2) {
      const { ticket, bits } = await formOf(site);
      const since = performance.now();
      const real = await write(site, { c: ticket, w: answerTo(ticket, bits), text: 'a real one' });
      waited = performance.now() - since;
      if (real.statusCode !== 303) throw new Error(`a real message was answered with ${real.statusCode}`);
    }
    for (const { statusCode } of await Promise.all(batch)) through += statusCode === 303 ? 1 : 0;
  }
  return { through, waited, seconds: (performance.now() - begun) / 1000 };
};

/** Measures both. */
export const measure = async (): Promise<readonly Measured[]> => {
  const world = await conversationWorld();
  const site = siteOf(world);
  const rate = await roundTrips(world);
  const { through, waited, seconds } = await flooded(site);
  await site.close();
  await world.close();
  return [
    { name: 'written and come back to, two derivations each', value: rate, unit: 'a second' },
    { name: `of ${flood} without script, through the slow lane`, value: through, unit: 'messages' },
    { name: 'the flood took', value: seconds, unit: 's' },
    { name: 'a real one with script in the middle of it, its work included', value: waited, unit: 'ms' },
  ];
};
