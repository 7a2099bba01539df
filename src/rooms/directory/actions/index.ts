export * from './away.ts';
export * from './people.ts';
export * from './read.ts';
export type { DirectoryTools } from './tools.ts';
export {
  beginSession,
  endSession,
  findSession,
  type LiveSession,
  listPersonas,
  type Persona,
  type SignInState,
  type StaffRow,
} from '../store/index.ts';
