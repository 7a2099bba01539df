import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { askScreens } from './ask.tsx';
import { journalCheckScreens } from './journal-checks.tsx';
import { askEmergencyScreens } from './emergency-ask.tsx';
import { emergencyActScreens } from './emergency-acts.tsx';
import { emergencyScreens } from './emergencies.tsx';
import { consentsScreen } from './consents.tsx';
import { lawScreens } from './laws.tsx';
import { openingsScreen } from './openings.tsx';
import { paperScreen } from './paper.tsx';
import { unlockingScreens } from './unlocking.tsx';
import { type RightsTools, rightsScreens } from './rights/index.ts';
import { whoKnowsScreen } from './who-knows.tsx';
import { withdrawScreens } from './withdraw.tsx';
import { withdrawalScreens } from './withdrawals.tsx';
import { homesOf } from './parts.tsx';

export type { RightsTools } from './rights/index.ts';
export type { IdentityTools } from './parts.tsx';

/** The pages on which a person is asked, on which one reads what she answered, and who had what opened. */
export const identityScreens = (tools: RightsTools): readonly Screen<Profile>[] => [
  ...homesOf(tools).flatMap((home) => [
    consentsScreen(home),
    ...askScreens(home),
    paperScreen(home),
    ...withdrawScreens(home, tools),
  ]),
  whoKnowsScreen(tools),
  openingsScreen,
  ...lawScreens(tools),
  ...journalCheckScreens,
  ...askEmergencyScreens(tools),
  ...emergencyScreens(tools),
  ...emergencyActScreens(tools),
  ...withdrawalScreens,
  ...unlockingScreens(tools),
  ...rightsScreens(tools),
];
