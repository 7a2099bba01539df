import type { Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import { actScreens } from './acts.tsx';
import { answerScreens } from './answer.tsx';
import { evidenceScreens } from './evidence.tsx';
import { mergeScreens } from './merge.tsx';
import { namedListScreens } from './named-list.tsx';
import { openingScreens } from './opening.tsx';
import { personOfCaseScreens } from './person-of-case.tsx';
import type { TriageTools } from './parts.tsx';
import { queueScreen } from './queue.tsx';
import { receivedScreen } from './received.tsx';
import { searchScreens } from './search.tsx';
import { splitScreens } from './split.tsx';
import { stepScreens } from './step-forms.tsx';

export type { TriageTools };

export { openedTexts } from './opened-text.ts';

/** The receiving side: queue, search, the report page with all that is done from it, and the reporter's answers. */
export const triageScreens = (tools: TriageTools): readonly Screen<Profile>[] => {
  const received = receivedScreen(tools);
  return [
    ...[queueScreen(tools), ...searchScreens(tools), received],
    ...actScreens(tools, received),
    ...stepScreens(tools),
    ...splitScreens(tools),
    ...mergeScreens(tools),
    ...openingScreens(tools),
    ...personOfCaseScreens(tools),
    ...namedListScreens(tools),
    ...evidenceScreens(tools),
    ...answerScreens(tools),
  ];
};
