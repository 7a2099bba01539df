import type { Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { ProceedingsTools } from '../parts.tsx';
import { chargeScreens } from './charge.tsx';
import { claimScreens } from './claims.tsx';
import { courtScreens } from './court.tsx';
import { judgmentScreens } from './judgment.tsx';
import { rightsScreens } from './rights-enter.tsx';
import { trackScreens } from './two-track.tsx';

/** Charges, courts, victims in proceedings, claims to the State, and the aid for two qualifications. */
export const judgingScreens = (tools: ProceedingsTools): readonly Screen<Profile>[] => [
  ...chargeScreens,
  ...courtScreens(tools),
  ...judgmentScreens,
  ...rightsScreens,
  ...claimScreens,
  ...trackScreens,
];
