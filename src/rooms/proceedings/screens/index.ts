import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { abroadScreens } from './abroad.tsx';
import { bodyScreens } from './bodies.tsx';
import { judgingScreens } from './court/index.ts';
import { decideScreens } from './decide.tsx';
import { evidenceScreens } from './evidence.tsx';
import { listScreen } from './list.tsx';
import { measureScreens } from './measures.tsx';
import { networkScreens } from './network.tsx';
import { newScreens } from './new.tsx';
import type { ProceedingsTools } from './parts.tsx';
import { peopleScreens } from './people.tsx';
import { victimScreens } from './victims.tsx';

/** The pages of justice. */
export const proceedingsScreens = (tools: ProceedingsTools): readonly Screen<Profile>[] => [
  listScreen,
  ...newScreens,
  ...decideScreens(tools),
  ...peopleScreens(tools),
  ...victimScreens,
  ...measureScreens,
  ...abroadScreens,
  ...evidenceScreens,
  ...networkScreens,
  ...bodyScreens(tools),
  ...judgingScreens(tools),
];
