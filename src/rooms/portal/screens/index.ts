import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { letterScreens } from './letters.tsx';
import { leafletScreens } from './leaflets.tsx';
import { messageScreens } from './messages/index.ts';
import { openScreens } from './open.tsx';
import type { PortalTools } from './parts.ts';
import { siteScreens } from './site.tsx';
import { textScreens } from './texts.tsx';

/** What the support service sees of persons' own pages. */
export const portalScreens = (tools: PortalTools): readonly Screen<Profile>[] => [
  ...openScreens(tools),
  ...letterScreens(tools),
  ...messageScreens(tools),
  ...textScreens(tools),
  ...siteScreens,
  ...leafletScreens(tools),
];
