import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { actScreens } from './acts.tsx';
import { boardScreen } from './board.tsx';
import { caseBedScreens } from './case-beds.tsx';
import { figuresScreen } from './figures.tsx';
import { houseScreens } from './houses.tsx';
import { nightScreens } from './night.tsx';
import type { BedTools } from './parts.tsx';
import { placementsScreen } from './placements.tsx';
import { revealScreen } from './reveal.tsx';
import { searchScreens } from './search.tsx';

/** The pages of safe beds. */
export const accommodationScreens = (tools: BedTools): readonly Screen<Profile>[] => [
  boardScreen,
  figuresScreen,
  ...nightScreens,
  ...houseScreens,
  placementsScreen,
  ...actScreens,
  ...searchScreens,
  revealScreen(tools),
  ...caseBedScreens,
];
