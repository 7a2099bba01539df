import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import type { DirectoryTools } from '../actions/index.ts';
import { activationScreens } from './activation.tsx';
import { awayScreens } from './away.tsx';
import { myScreens } from './me.tsx';
import { organisationScreen } from './organisation.tsx';
import { organisationsScreen } from './organisations.tsx';
import { peopleScreens } from './people.tsx';
import { personScreens } from './person.tsx';
import { rotaScreens } from './rota.tsx';
import { signInScreens } from './sign-in.tsx';
import { stepInScreens } from './step-in.tsx';

/** All staff pages of the directory. */
export const directoryScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => [
  ...signInScreens(tools),
  ...stepInScreens(tools),
  ...activationScreens(tools),
  organisationsScreen,
  organisationScreen,
  ...peopleScreens,
  ...personScreens(tools),
  ...myScreens,
  ...awayScreens,
  ...rotaScreens,
];
