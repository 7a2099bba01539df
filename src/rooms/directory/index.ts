/** The front door of the directory: who works here, and who is signed in. */
export {
  beginSession,
  type DirectoryTools,
  endSession,
  findSession,
  type LiveSession,
  listPersonas,
} from './actions/index.ts';
export { countRotaGaps, type OnCall, putOnCall, readColleagues, readOnCall, type StaffRow } from './actions/index.ts';
export { directoryLists } from './facts.ts';
export { countNoticeAddressMissing, noticeAddressOf, readNoticeAddress } from './actions/index.ts';
export { bodyName, bodyOf, idOfBody } from './actions/bodies.ts';
export { organisationId } from './actions/ids.ts';
