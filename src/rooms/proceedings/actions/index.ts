/** All actions of justice. */
export * from './abroad.ts';
export * from './acting.ts';
export * from './advance.ts';
export * from './bodies.ts';
export * from './charge.ts';
export * from './compensate.ts';
export * from './decide.ts';
export * from './for-victims.ts';
export * from './judge.ts';
export * from './evidence.ts';
export * from './inquiry.ts';
export * from './lists.ts';
export * from './measures.ts';
export * from './network.ts';
export * from './on-case.ts';
export * from './open.ts';
export * from './read.ts';
export * from './read-court.ts';
export * from './remedies.ts';
export * from './read-inquiry.ts';
export * from './sealed.ts';
export * from './suspects.ts';
export * from './texts.ts';
export * from './to-court.ts';
export * from './victims.ts';
export type {
  CaseBody,
  CaseLine,
  CaseListing,
  CaseStep,
  CaseVictim,
  Charge,
  Claim,
  CompensationStep,
  Colleague,
  CriminalCase,
  Hearing,
  Judgment,
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
  VictimEntry,
} from '../store/index.ts';
