/** All actions of justice. */
export * from './acting.ts';
export * from './bodies.ts';
export * from './decide.ts';
export * from './lists.ts';
export * from './on-case.ts';
export * from './open.ts';
export * from './read.ts';
export * from './sealed.ts';
export * from './suspects.ts';
export * from './texts.ts';
export * from './victims.ts';
export type {
  CaseBody,
  CaseLine,
  CaseListing,
  CaseStep,
  CaseVictim,
  Colleague,
  CriminalCase,
  Qualification,
  ReceivedReport,
  Suspect,
} from '../store/index.ts';
