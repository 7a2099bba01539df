import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { caseScreen } from './case-page.tsx';
import { changesScreen } from './changes.tsx';
import { findScreens } from './find.tsx';
import { papersScreens } from './papers.tsx';
import type { CasesTools } from './parts.tsx';
import { personScreens } from './persons.tsx';
import { searchScreens } from './search.tsx';
import { settingsScreens } from './settings.tsx';
import { summaryScreen } from './summary.tsx';
import { shiftScreens } from './shifts.tsx';
import { supportScreens } from './support.tsx';
import { taskScreens } from './tasks.tsx';
import { warmScreens } from './warm.tsx';
import { worklistScreen } from './worklist.tsx';

export type { CasesTools } from './parts.tsx';

/** The pages of the person's thread. */
export const casesScreens = (tools: CasesTools): readonly Screen<Profile>[] => [
  worklistScreen,
  ...searchScreens,
  ...findScreens(tools),
  caseScreen(tools),
  ...papersScreens(tools),
  ...taskScreens,
  ...settingsScreens,
  ...personScreens,
  changesScreen,
  ...supportScreens(tools),
  ...shiftScreens(tools),
  ...warmScreens,
  summaryScreen(tools),
];
