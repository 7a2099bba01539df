import type { Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { PortalTools } from '../parts.ts';
import { oneScreens } from './one.tsx';
import { openedScreens } from './opened.tsx';
import { queueScreens } from './queue.tsx';

/** Messages without a name, for the bodies that receive them. */
export const messageScreens = (tools: PortalTools): readonly Screen<Profile>[] => [
  ...queueScreens(tools),
  ...oneScreens,
  ...openedScreens(tools),
];
