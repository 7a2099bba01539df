import type { Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import { giveScreens } from './give.tsx';
import { inboxScreen } from './inbox.tsx';
import { oneScreens } from './one.tsx';
import type { HandoverTools } from './parts.tsx';

/** Matters of another kind: handing them over, what was redirected to us, one hand-over with its document. */
export const handoverScreens = (tools: HandoverTools): readonly Screen<Profile>[] => [
  ...giveScreens(),
  inboxScreen,
  ...oneScreens(tools),
];
