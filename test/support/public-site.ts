import { join } from 'node:path';
import { type PlainDate, plainDate } from '../../src/platform/clock.ts';
import { projectRoot } from '../../src/platform/root.ts';
import type { Profile } from '../../src/profile/index.ts';
import { leafletsOf, readGuidance, siteTexts } from '../../src/rooms/portal/public/index.ts';

const guidanceOn = (profile: Profile, day: PlainDate) =>
  readGuidance(profile, join(projectRoot, 'profiles', 'luxembourg'), day);

/** What staff pages need of the public site of Luxembourg. */
export const publicSiteOf = (profile: Profile) => ({
  leaflets: leafletsOf({
    guidance: () => guidanceOn(profile, plainDate('2026-11-21')),
    origin: 'https://help.example.lu',
    isDemonstration: true,
  }),
  texts: siteTexts((day) => guidanceOn(profile, day)),
});
