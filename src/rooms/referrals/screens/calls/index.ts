import type { Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { ReferralTools } from '../writing/parts.tsx';
import { afterScreens } from './after.tsx';
import { deskScreens } from './desk.tsx';
import { figuresScreen } from './figures.tsx';
import { offeredScreens } from './offered.tsx';
import { recordScreens } from './record.tsx';
import { servicesScreens } from './services.tsx';

/** The pages of the hotline. Those with fixed addresses stand before those of one call. */
export const callScreens = (tools: ReferralTools): readonly Screen<Profile>[] => {
  const { show, all } = recordScreens(tools);
  return [
    ...deskScreens,
    ...offeredScreens(tools),
    ...servicesScreens,
    figuresScreen,
    ...all,
    ...afterScreens(tools, show),
  ];
};
