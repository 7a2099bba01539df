import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { MatchingRefusal } from './facts.ts';

/** May this viewer see what her body is asked, and write down what a person answered? */
export const mayAnswer = (viewer: Viewer): true | Refusal<MatchingRefusal> =>
  viewer.kind === 'staff' && hasPermit(viewer, 'matching.answer') ? true : refuse('may_not_answer');
