import { isIPv6 } from 'node:net';

/** A line of IPv6 has that many of the eight groups of an address; the rest each of its machines may choose as it likes. */
const groupsOfLine = 4;

const groupsOf = (address: string): readonly string[] => {
  const [before = '', after] = address.split('::', 2);
  const head = before === '' ? [] : before.split(':');
  if (after === undefined) return head;
  const tail = after === '' ? [] : after.split(':');
  return [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail];
};

/**
 * What limits count instead of an address: an IPv4 address itself, of an IPv6 address the network of its line (the first 64
 * bits), for one machine has as many addresses in there as it wants.
 */
export const lineOf = (address: string): string => {
  const [bare = ''] = address.split('%', 1);
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(bare)) return bare;
  const line = groupsOf(bare.toLowerCase()).slice(0, groupsOfLine);
  return line.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
};
