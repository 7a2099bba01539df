import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import type { DirectoryTools } from '../actions/index.ts';
import { activationScreens } from './activation.tsx';
import { myScreens } from './me.tsx';
import { organisationScreens } from './organisations.tsx';
import { peopleScreens } from './people.tsx';
import { signInScreens } from './sign-in.tsx';

/** All staff pages of the directory. */
export const directoryScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => [
  ...signInScreens(tools),
  ...activationScreens(tools),
  ...organisationScreens,
  ...peopleScreens(tools),
  ...myScreens,
];
