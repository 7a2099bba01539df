import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { decisionScreens } from './decide.tsx';
import { interviewScreens } from './interview.tsx';
import { noticeScreens } from './notices.tsx';
import type { IdentificationTools } from './parts.tsx';
import { rightsScreens } from './rights.tsx';
import { tabScreens } from './tab.tsx';

export type { IdentificationTools } from './parts.tsx';

/** The pages of identification. */
export const identificationScreens = (tools: IdentificationTools): readonly Screen<Profile>[] => [
  ...tabScreens,
  ...interviewScreens,
  ...rightsScreens,
  ...decisionScreens(tools),
  ...noticeScreens(tools),
];
