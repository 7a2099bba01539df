import { createHash } from 'node:crypto';
import type { Uuid } from '../../../platform/ids.ts';

/**
 * The identifier of an organisation of the profile: the same in every installation of that country,
 * so that a restored database, a test and a second server agree. Not secret: organisations are public.
 */
export const organisationId = (profileId: string, code: string): Uuid => {
  const hex = createHash('sha256').update(`ariane|organisation|${profileId}|${code}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
