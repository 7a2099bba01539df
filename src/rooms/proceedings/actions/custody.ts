import { canonicalHash } from '../../../platform/canonical.ts';
import type { CustodyLink } from '../store/index.ts';

/** The hash of a link, hexadecimal: over all it says and over the link before. */
export const custodyHash = ({ exhibit, number, event, holder, on, by, previous }: CustodyLink): string =>
  canonicalHash({ exhibit, number, event, holder, on, by, previous });

/** The number of the first link that does not follow from the one before or says something else than was hashed; null: whole. */
export const custodyBreak = (chain: readonly (CustodyLink & { readonly hash: string })[]): number | null => {
  const found = chain.find((link, index) => {
    const before = chain[index - 1]?.hash ?? null;
    return link.number !== index + 1 || link.previous !== before || custodyHash(link) !== link.hash;
  });
  return found?.number ?? null;
};
