import type { Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import { checkScreens } from './check.tsx';
import { evidenceScreens } from './evidence.tsx';
import { listScreens } from './lists.tsx';
import { overviewScreens } from './overview.tsx';
import type { ReferralTools } from './parts.tsx';
import { ownReportScreens } from './own-report.tsx';
import { promptSheetScreen } from './prompt-sheet.tsx';
import { recordScreens } from './record.tsx';
import { sectionScreens } from './section.tsx';
import { sentScreens } from './sent.tsx';
import { shortPathScreens } from './short-paths.tsx';
import { startScreens } from './start.tsx';
import { supplementScreens } from './supplements.tsx';

export type { ReferralTools } from './parts.tsx';

/** The pages on which a report is written, checked, sent and followed. */
export const writingScreens = (tools: ReferralTools): readonly Screen<Profile>[] => [
  ...startScreens(tools),
  ...overviewScreens(tools),
  ...sectionScreens(tools),
  ...evidenceScreens(tools),
  ...checkScreens(tools),
  ...sentScreens(tools),
  ...recordScreens(tools),
  ...ownReportScreens(tools),
  ...supplementScreens(),
  ...listScreens(tools),
  promptSheetScreen,
  ...shortPathScreens(tools),
];
