import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { fileScreens } from './file.tsx';
import { inboxScreen } from './inbox.tsx';
import { sideScreens } from './one.tsx';

/** Possible matches: what is asked of the viewer's body, one of them, and the files that may be matched. */
export const matchingScreens: readonly Screen<Profile>[] = [inboxScreen, ...fileScreens, ...sideScreens];
