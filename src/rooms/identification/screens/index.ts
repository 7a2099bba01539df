import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { decisionScreens } from './decide.tsx';
import { interviewScreens } from './interview.tsx';
import { inboxScreens } from './inbox.tsx';
import { sendingScreens } from './notices.tsx';
import type { IdentificationTools } from './parts.tsx';
import { removalScreens } from './removal.tsx';
import { reviewScreens } from './reviews.tsx';
import { rightsScreens } from './rights.tsx';
import { tabScreens } from './tab.tsx';

export type { IdentificationTools } from './parts.tsx';

/** The pages of identification. */
export const identificationScreens = (tools: IdentificationTools): readonly Screen<Profile>[] => [
  ...tabScreens,
  ...interviewScreens,
  ...rightsScreens,
  ...decisionScreens(tools),
  ...reviewScreens,
  ...sendingScreens,
  ...inboxScreens(tools),
  ...removalScreens,
];
