import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { childScreens } from './child.tsx';
import { conferenceScreens } from './conference.tsx';
import { decideScreens } from './decide.tsx';
import { listScreen } from './list.tsx';
import { onwardScreens } from './onward/index.ts';
import type { ProtectionTools } from './parts.tsx';
import { paperScreens } from './paper.tsx';
import { stayScreens } from './stay.tsx';

export type { ProtectionTools } from './parts.tsx';

/** The pages of protection. */
export const protectionScreens = (tools: ProtectionTools): readonly Screen<Profile>[] => [
  listScreen,
  ...stayScreens,
  ...paperScreens(tools),
  ...decideScreens(tools),
  ...childScreens(tools),
  ...conferenceScreens,
  ...onwardScreens(tools),
];
