import { type Refusal, refuse } from '../../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../../platform/viewer.ts';
import type { RightsRefusal } from '../facts/rights.ts';

type Answer = true | Refusal<RightsRefusal>;

/** May this viewer take down what a person asks for, and carry out what was decided? */
export const mayTake = (viewer: Viewer): Answer =>
  viewer.kind === 'staff' && hasPermit(viewer, 'identity.take-request') ? true : refuse('may_not_take_request');

/** May this viewer decide what a person is answered? */
export const mayAnswer = (viewer: Viewer): Answer =>
  viewer.kind === 'staff' && hasPermit(viewer, 'identity.answer-request') ? true : refuse('may_not_answer_request');
