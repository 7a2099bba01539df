/** The front door of the directory: who works here, and who is signed in. */
export { organisationId } from './ids.ts';
export type { DirectoryTools } from './tools.ts';
export {
  beginSession,
  endSession,
  findSession,
  type LiveSession,
  listOrganisations,
  listPersonas,
  listStaff,
} from './store/index.ts';
export { directoryScreens } from './screens/index.ts';
export { signInApi } from './api.ts';
