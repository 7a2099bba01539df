export * from './away.ts';
export * from './notice-address.ts';
export * from './people.ts';
export * from './read.ts';
export * from './rota.ts';
export type { DirectoryTools } from './tools.ts';
export {
  beginSession,
  endSession,
  findSession,
  type LiveSession,
  listPersonas,
  type Duty,
  type Persona,
  type SignInState,
  type StaffRow,
} from '../store/index.ts';
