import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { epochMilliseconds } from '../../../../platform/clock.ts';

/*
 * Who may send at this moment. Nobody is followed: addresses are counted in memory for minutes and never written. A browser with script
 * shows that it worked for a moment (SHA-256 with so many zero bits); one without waits a quarter of a minute and shares a
 * slower lane. A flood fills the slow lane or pays with its processors; who has script is through all the same. Who has none and writes
 * from an address that did not write before goes by a lane of its own: a flood from some dozens of machines does not fill it.
 */

const hour = 3_600_000;
const minute = 60_000;
const day = 24 * hour;
const oldest = 2 * hour;

/** How wide the lanes are. */
export type LaneSettings = {
  readonly bits: number;
  readonly mostBits: number;
  readonly youngest: number;
  readonly worked: number;
  readonly slow: number;
  /** Without script, for addresses that have hardly tried yet. */
  readonly fresh: number;
  readonly address: number;
  /** With script, in ten minutes from one line: many may share it, one machine is not to fill the lane. */
  readonly workedOfAddress: number;
  /** Bytes of pictures and sound that are taken in a day. */
  readonly dailyBytes: number;
};

/** An address is as good as new for the first tries: who found the lane full presses again. */
const firstTries = 3;

/** What is usual: a cheap telephone works for a second or two. */
export const usualLanes: LaneSettings = {
  ...{ bits: 16, mostBits: 20, youngest: 15_000 },
  ...{ worked: 240, slow: 30, fresh: 40, address: 10, workedOfAddress: 20 },
  dailyBytes: 2 * 1024 ** 3,
};

/** Counts within a running while. */
const counter = (length: number) => {
  let begun = epochMilliseconds();
  let counts = new Map<string, number>();
  return (name: string, by = 1): number => {
    const now = epochMilliseconds();
    if (now - begun > length || counts.size > 100_000) [begun, counts] = [now, new Map<string, number>()];
    const count = (counts.get(name) ?? 0) + by;
    counts.set(name, count);
    return count;
  };
};

const leadingZeros = (digest: Buffer): number => {
  const place = digest.findIndex((byte) => byte !== 0);
  return place < 0 ? 256 : place * 8 + Math.clz32(digest[place] ?? 0) - 24;
};

/** Whether this answer shows the work that a ticket asks for. */
export const isWorked = (ticket: string, answer: string, bits: number): boolean =>
  /^\d{1,12}$/.test(answer) && leadingZeros(createHash('sha256').update(`${ticket}:${answer}`).digest()) >= bits;

/**
 * May it be sent: yes; not yet, for it went too fast, and the ticket goes on getting older; not with this ticket, which was used,
 * is too old or not ours, but with a new one; or not now, for too many do.
 */
export type Passage = 'pass' | 'early' | 'stale' | 'busy';

/** The lanes of one copy of the site. */
export type Lanes = {
  /** A ticket for a form, and the work it asks for. */
  readonly ticket: () => { readonly ticket: string; readonly bits: number };
  /** Tries to pass; a ticket that passed is used up. */
  readonly pass: (it: Passing) => Passage;
  /** Gives a ticket back that passed, when what it was for was not kept all the same. */
  readonly giveBack: (ticket: string) => void;
  /** Whether so many bytes of pictures or sound are still taken today. */
  readonly hasRoom: (bytes: number) => boolean;
};

type Passing = { readonly ticket: string; readonly answer: string; readonly address: string };

type Ticket = { readonly issued: number; readonly bits: number };

const read = (text: string, seal: (matter: string) => string): Ticket | null => {
  const [issued = '', bits = '', drawn = '', sealed = ''] = text.split('.');
  const right = Buffer.from(seal(`${issued}.${bits}.${drawn}`));
  const given = Buffer.from(sealed);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return null;
  return { issued: Number.parseInt(issued, 36), bits: Number(bits) };
};

/** Tickets under the seal of the site, and those that were used. */
const ticketBox = (key: Uint8Array) => {
  const seal = (matter: string): string =>
    createHmac('sha256', key).update(`ticket|${matter}`).digest('base64url').slice(0, 22);
  const used = new Map<string, number>();
  return {
    draw: (bits: number): string => {
      const matter = `${epochMilliseconds().toString(36)}.${bits}.${randomBytes(9).toString('base64url')}`;
      return `${matter}.${seal(matter)}`;
    },
    /** Null when it is not ours, too old, or used. */
    read: (ticket: string, now: number): Ticket | null => {
      const known = read(ticket, seal);
      return known === null || now - known.issued > oldest || used.has(ticket) ? null : known;
    },
    useUp: (ticket: string, now: number): void => {
      for (const [one, until] of used) if (until < now) used.delete(one);
      used.set(ticket, now + oldest);
    },
    giveBack: (ticket: string): void => void used.delete(ticket),
  };
};

/** The lane of those who worked. More work is asked for the more pass in a minute. */
const workLane = (settings: LaneSettings) => {
  const [passing, workedOf] = [counter(minute), counter(10 * minute)];
  let load = 0;
  const bitsNow = (): number => Math.min(settings.mostBits, settings.bits + Math.floor((load / settings.worked) * 4));
  // Tickets hoarded while little work was asked for do not pay when much is; who comes late with an honest one has the other lanes.
  const isThrough = ({ ticket, answer, address }: Passing, { bits }: Ticket): boolean => {
    if (bits < bitsNow() - 1 || !isWorked(ticket, answer, bits)) return false;
    if (workedOf(address) > settings.workedOfAddress) return false;
    load = passing('worked');
    return load <= settings.worked;
  };
  return { bitsNow, isThrough };
};

/** The lanes of those who wait: one for addresses as good as new, one for all. */
const waitLanes = (settings: LaneSettings) => {
  const [passing, addresses] = [counter(minute), counter(10 * minute)];
  return (address: string): Passage => {
    const tries = addresses(address);
    if (tries > settings.address) return 'busy';
    if (tries <= firstTries && passing('fresh') <= settings.fresh) return 'pass';
    return passing('slow') > settings.slow ? 'busy' : 'pass';
  };
};

/** Opens lanes under a key of the site. */
export const openLanes = (key: Uint8Array, settings: LaneSettings = usualLanes): Lanes => {
  const [tickets, work, wait, bytes] = [ticketBox(key), workLane(settings), waitLanes(settings), counter(day)];
  const lane = (it: Passing, now: number): Passage => {
    const known = tickets.read(it.ticket, now);
    if (known === null) return 'stale';
    if (work.isThrough(it, known)) return 'pass';
    return now - known.issued < settings.youngest ? 'early' : wait(it.address);
  };
  return {
    ticket: () => {
      const bits = work.bitsNow();
      return { ticket: tickets.draw(bits), bits };
    },
    pass: (it) => {
      const now = epochMilliseconds();
      const passage = lane(it, now);
      if (passage === 'pass') tickets.useUp(it.ticket, now);
      return passage;
    },
    giveBack: tickets.giveBack,
    // What is refused takes no room: one large picture too many leaves the small ones theirs.
    hasRoom: (more) => bytes('files', 0) + more <= settings.dailyBytes && bytes('files', more) > 0,
  };
};
