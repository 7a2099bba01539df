/** All actions of justice. */
export * from './abroad.ts';
export * from './acting.ts';
export * from './bodies.ts';
export * from './decide.ts';
export * from './evidence.ts';
export * from './inquiry.ts';
export * from './lists.ts';
export * from './measures.ts';
export * from './network.ts';
export * from './on-case.ts';
export * from './open.ts';
export * from './read.ts';
export * from './read-inquiry.ts';
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
  Exchange,
  Exhibit,
  JointOperation,
  Link,
  Measure,
  Node,
  Qualification,
  ReceivedReport,
  RequestAbroad,
  StoredLink,
  Suspect,
} from '../store/index.ts';
