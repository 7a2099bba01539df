export {
  type AllowedChildStep,
  allowedChildStep,
  bodiesOfStep,
  type ChildFacts,
  type ChildPlace,
  childQuestions,
  childSteps,
  firstChildState,
} from './child.ts';
export { type ClockBook, clockBook } from './clocks/book.ts';
export { type ClockFace, type ClockState, facesOn, type Reminder, remindersOn } from './clocks/face.ts';
export { lastDayOfTerm } from './clocks/term.ts';
export { arrive, type HappenedEvent, notYet, recompute, type Run, type Running, type Runs } from './clocks/fold.ts';
export {
  allowedOnward,
  type AllowedOnward,
  knownOnward,
  nextAsking,
  notSafe,
  type OnwardFacts,
  type OnwardPlace,
  onwardQuestions,
  onwardSteps,
  type RiskCheck,
} from './onward.ts';
export {
  allowedStay,
  type AllowedStay,
  servedRefusal,
  type StayFacts,
  type StayPlace,
  stayQuestions,
  stayReasons,
  untilAfter,
} from './stay.ts';
