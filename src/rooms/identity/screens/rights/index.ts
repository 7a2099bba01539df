import type { Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import { answerScreens } from './answer.tsx';
import { caseRightsScreens } from './case-rights.tsx';
import { certificateScreens } from './certificate.tsx';
import { dueScreens } from './due.tsx';
import { listScreens } from './list.tsx';
import type { RightsTools } from './parts.tsx';
import { requestScreens } from './request.tsx';
import { toldScreens } from './told.tsx';
import { workScreens } from './work.tsx';

export type { RightsTools } from './parts.tsx';

/** Rights of the person: what she may ask of a body about what it holds, and how she is answered. */
export const rightsScreens = (tools: RightsTools): readonly Screen<Profile>[] => [
  ...listScreens,
  ...dueScreens,
  ...requestScreens(tools),
  ...certificateScreens,
  ...caseRightsScreens(tools),
  ...workScreens(tools),
  ...answerScreens(tools),
  ...toldScreens,
];
