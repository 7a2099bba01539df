import { type Clock, type Instant, instantPlus } from '../../../../platform/clock.ts';
import { binding, openBytes, sealBytes } from '../../../../platform/sealing/aead.ts';
import type { PageKeys } from '../../actions/own.ts';

/*
 * What a person has typed lives, sealed under a key of the public site, in one cookie of her browser and nowhere else: no
 * copy of the site keeps a list of who is here, any of them can go on where another stopped, and a restart signs nobody out.
 * It ends ten minutes after the last touch, thirty after the first, and with the browser.
 */

const cookie = '__Host-v';
const bound = binding('own-session', 'v1');
const idle = 10 * 60_000;
const longest = 30 * 60_000;

/** Seconds after which an untouched page goes back to the door by itself. */
export const idleSeconds = idle / 1000;

/** A visit to one's own page: what opens it, and the token its forms carry. */
export type OwnSession = { readonly keys: PageKeys; readonly token: string; readonly begun: Instant };

type Kept = {
  readonly l: string;
  readonly p: string;
  readonly s: string;
  readonly t: string;
  readonly b: string;
  readonly u: string;
};

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** The header that gives the browser its visit, or renews it. */
export const sessionHeader = (key: Uint8Array, { keys, token, begun }: OwnSession, clock: Clock): string => {
  const kept: Kept = {
    ...{ l: keys.lookup.toString('base64'), p: keys.proof.toString('base64'), s: keys.seed.toString('base64') },
    ...{ t: token, b: begun, u: instantPlus(clock.now(), idle) },
  };
  return `${cookie}=${sealBytes(key, Buffer.from(JSON.stringify(kept)), bound).toString('base64url')}; ${attributes}`;
};

/** The header that takes the visit away from the browser. */
export const forgetOwnSession = `${cookie}=; ${attributes}; Max-Age=0`;

const sealedIn = (header: string | undefined): string | null => {
  const pairs = (header ?? '').slice(0, 8000).split(';');
  const found = pairs.map((pair) => pair.trim()).find((pair) => pair.startsWith(`${cookie}=`));
  const sealed = found?.slice(cookie.length + 1) ?? '';
  return /^[A-Za-z0-9_-]{40,1500}$/.test(sealed) ? sealed : null;
};

/** Whether the browser brought a visit at all, good or not. */
export const bringsSession = (header: string | undefined): boolean => (header ?? '').includes(`${cookie}=`);

const openKept = (key: Uint8Array, sealed: string): Kept | null => {
  try {
    return JSON.parse(openBytes(key, Buffer.from(sealed, 'base64url'), bound).toString('utf8')) as Kept;
  } catch {
    return null;
  }
};

/** The visit a browser brings; null when it has none, one that ended, or one that somebody changed. */
export const sessionIn = (key: Uint8Array, header: string | undefined, clock: Clock): OwnSession | null => {
  const sealed = sealedIn(header);
  const kept = sealed === null ? null : openKept(key, sealed);
  if (kept === null) return null;
  const now = clock.now();
  if (kept.u <= now || instantPlus(kept.b as Instant, longest) <= now) return null;
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  return {
    keys: { lookup: bytes(kept.l), proof: bytes(kept.p), seed: bytes(kept.s) },
    ...{ token: kept.t, begun: kept.b as Instant },
  };
};
