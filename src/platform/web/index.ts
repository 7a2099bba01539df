/** The web platform's front door for rooms and main. */
export { FieldInput, FieldSet } from '../form/components/field-set.tsx';
export { CheckAnswers, ErrorSummary } from '../form/components/summary.tsx';
export { type FormState, formState, typedState } from '../form/state.ts';
export {
  hasVersion,
  type IdempotencyKey,
  type IdempotencyStore,
  idempotencyKeyOf,
  putVersion,
  versionOf,
} from './api/preconditions.ts';
export {
  type Problem,
  type ProblemField,
  problemOf,
  problemOfErrors,
  problemOfRefusal,
  problemOfSchema,
  type SchemaFinding,
  send as sendProblemDetails,
} from './api/problem.ts';
export { answers as apiAnswers } from './api/answers.ts';
export { actFor, type ApiEnvironment, type Caller, callerOf, readFor } from './api/caller.ts';
export { apiAdding, apiChange, apiReading, type ApiRoute, registerApiRoutes } from './api/route.ts';
export { assetUrl, loadAssets } from './assets.ts';
export { named, ownPurposes } from './codes.ts';
export {
  Button,
  ButtonLink,
  Chip,
  Columns,
  Details,
  type Fact,
  Facts,
  Lines,
  Notice,
  PageHead,
  Panel,
  SummaryCard,
  type Tone,
  Unseen,
} from './components/basic.tsx';
export { layoutBars } from './chart/bars.ts';
export { Chart } from './chart/chart.tsx';
export type { WebLine } from './chart/web.ts';
export { WebDrawing } from './chart/web-drawing.tsx';
export { FormFor, HiddenInputs } from './components/form-for.tsx';
export {
  type Column,
  type Counter,
  Counters,
  type Filter,
  Filters,
  Pagination,
  type Tab,
  Table,
  Tabs,
  withQuery,
  type TypedText,
  TypedTexts,
} from './components/lists.tsx';
export {
  Clock,
  type ClockFace,
  Clocks,
  Dialog,
  DialogButton,
  type Knot,
  type Step,
  Steps,
  Thread,
} from './components/thread.tsx';
export { putHeaders, securityHeaders } from './http/headers.ts';
export type { Frame, PageContext } from './page.ts';
export { refusalStatus } from './refusal-status.ts';
export { stateIn } from './state-in.ts';
export {
  clearSessionCookie,
  hashOfToken,
  newSessionToken,
  sessionTokenHash,
  setSessionCookie,
} from './staff/cookies.ts';
export { isSameOrigin as isOwnRequest } from './staff/same-origin.ts';
export type {
  FaultLine,
  NavigationGroup,
  NavigationItem,
  StaffEnvironment,
  StaffSession,
} from './staff/environment.ts';
export { refusalText } from './staff/problem-page.tsx';
export { type FormRefusal, refuseForm } from './staff/refuse-form.ts';
export { mayJournal } from './staff/declared.ts';
export { registerScreens } from './staff/register.ts';
export { askDownloadScreen, downloadScreen, type FileContext, type SentFile } from './staff/run-download.ts';
export type { Body, ReceivedFile, Screen, Submission, Theirs, Visit } from './staff/screen.ts';
export { askScreen, getScreen, openGet, openPost, postScreen } from './staff/screens.ts';
export { ownPath } from './staff/session-screens.ts';
export { createStaffSite } from './staff/site.ts';
