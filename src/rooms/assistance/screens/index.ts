import type { Screen } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { callScreens } from './call.tsx';
import { capacityScreens } from './capacity.tsx';
import { doingScreens } from './doings.tsx';
import { endScreens } from './ends.tsx';
import { peopleScreens } from './interpreters.tsx';
import { meansScreens } from './means-pages.tsx';
import { packetPageScreens } from './packet-pages.tsx';
import { packetScreens } from './packets.tsx';
import { recipientKeyScreens } from './recipient-keys.tsx';
import { sealedPacketScreens } from './sealed-packets.tsx';
import { listScreen } from './list.tsx';
import { overviewScreens } from './overview.tsx';
import type { AssistanceTools } from './parts.tsx';

/** The pages of assistance. */
export const assistanceScreens = (tools: AssistanceTools): readonly Screen<Profile>[] => [
  listScreen,
  ...overviewScreens(tools),
  ...doingScreens(tools),
  ...endScreens,
  ...callScreens(tools),
  ...meansScreens,
  ...peopleScreens,
  ...packetScreens(tools),
  ...packetPageScreens(tools),
  ...capacityScreens,
  ...recipientKeyScreens(tools),
  ...sealedPacketScreens(tools),
];
