import { type Clock, type Instant, instantPlus } from '../../../platform/clock.ts';
import { binding, openBytes, sealBytes } from '../../../platform/sealing/aead.ts';

/*
 * What a person has typed lives, sealed under a key of the public site, in one cookie of her browser and nowhere else: no
 * copy of the site keeps a list of who is here, any of them can go on where another stopped, and a restart signs nobody out.
 * It ends ten minutes after the last touch, thirty after the first, and with the browser.
 */

const idle = 10 * 60_000;
const longest = 30 * 60_000;

/** Seconds after which an untouched page goes back to the door by itself. */
export const idleSeconds = idle / 1000;

/** A visit: what opens, and the token its forms carry. */
export type KeptVisit<Keys> = { readonly keys: Keys; readonly token: string; readonly begun: Instant };

type Kept = { readonly k: readonly string[]; readonly t: string; readonly b: string; readonly u: string };

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** How visits of one kind are kept. */
export type VisitCookie<Keys> = {
  /** The header that gives the browser its visit, or renews it. */
  readonly header: (key: Uint8Array, visit: KeptVisit<Keys>, clock: Clock) => string;
  /** The header that takes the visit away from the browser. */
  readonly forget: string;
  /** Whether the browser brought a visit at all, good or not. */
  readonly isBrought: (header: string | undefined) => boolean;
  /** The visit a browser brings; null when it has none, one that ended, or one that somebody changed. */
  readonly read: (key: Uint8Array, header: string | undefined, clock: Clock) => KeptVisit<Keys> | null;
};

const sealedIn = (cookie: string, header: string | undefined): string | null => {
  const pairs = (header ?? '').slice(0, 8000).split(';');
  const found = pairs.map((pair) => pair.trim()).find((pair) => pair.startsWith(`${cookie}=`));
  const sealed = found?.slice(cookie.length + 1) ?? '';
  return /^[A-Za-z0-9_-]{40,1500}$/.test(sealed) ? sealed : null;
};

const openKept = (key: Uint8Array, sealed: string, bound: string): Kept | null => {
  try {
    return JSON.parse(openBytes(key, Buffer.from(sealed, 'base64url'), bound).toString('utf8')) as Kept;
  } catch {
    return null;
  }
};

/** A kind of visit: its cookie, what it is bound to (no cookie of one kind is one of another), and the names of its keys. */
export const visitCookie = <Name extends string>(
  cookie: string,
  use: string,
  names: readonly Name[],
): VisitCookie<Readonly<Record<Name, Buffer>>> => {
  const bound = binding(use, 'v1');
  type Keys = Readonly<Record<Name, Buffer>>;
  return {
    header: (key, { keys, token, begun }, clock) => {
      const kept: Kept = {
        ...{ k: names.map((name) => keys[name].toString('base64')), t: token },
        ...{ b: begun, u: instantPlus(clock.now(), idle) },
      };
      const sealed = sealBytes(key, Buffer.from(JSON.stringify(kept)), bound).toString('base64url');
      return `${cookie}=${sealed}; ${attributes}`;
    },
    forget: `${cookie}=; ${attributes}; Max-Age=0`,
    isBrought: (header) => (header ?? '').includes(`${cookie}=`),
    read: (key, header, clock) => {
      const sealed = sealedIn(cookie, header);
      const kept = sealed === null ? null : openKept(key, sealed, bound);
      if (kept === null) return null;
      const now = clock.now();
      if (kept.u <= now || instantPlus(kept.b as Instant, longest) <= now) return null;
      const keys = Object.fromEntries(names.map((name, place) => [name, Buffer.from(kept.k[place] ?? '', 'base64')]));
      return { keys: keys as Keys, token: kept.t, begun: kept.b as Instant };
    },
  };
};
