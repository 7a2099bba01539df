import type { Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { ProtectionTools } from '../parts.tsx';
import { onwardListScreen } from './list.tsx';
import { pathScreen } from './page.tsx';
import { saveScreen, writeScreen } from './write.tsx';

/** The ways a person goes on: a return or settling here, the stay of a citizen of the Union; and the list of who is on one. */
export const onwardScreens = (tools: ProtectionTools): readonly Screen<Profile>[] => [
  onwardListScreen,
  pathScreen,
  writeScreen,
  saveScreen(tools),
];
