import { join } from 'node:path';
import { plainDate } from '../../src/platform/clock.ts';
import { projectRoot } from '../../src/platform/root.ts';
import type { Profile } from '../../src/profile/index.ts';
import { leafletsOf, readGuidance } from '../../src/rooms/portal/public/index.ts';

/** What staff pages need of the public site of Luxembourg. */
export const publicSiteOf = (profile: Profile) => ({
  leaflets: leafletsOf({
    guidance: () => readGuidance(profile, join(projectRoot, 'profiles', 'luxembourg'), plainDate('2026-11-21')),
    origin: 'https://help.example.lu',
    isDemonstration: true,
  }),
});
