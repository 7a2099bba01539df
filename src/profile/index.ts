import type { Scene as PlatformScene } from '../platform/scene.ts';
import type { Profile } from './profile.ts';

/** The scene of an action, with the country it plays in. */
export type Scene = PlatformScene<Profile>;

export { ProfileFault, type ProfileProblem } from './fault.ts';
export type { Profile, Share } from './profile.ts';
export { readProfile } from './read.ts';
export { nextState, possibleSteps, type StepCircumstances, type StepRefusal, unmetGuards } from './steps.ts';
export type {
  ClockLaw,
  Accommodation,
  Assistance,
  Code,
  CodeList,
  ConsentKind,
  Consents,
  DataRights,
  Hotline,
  Indicator,
  IndicatorRule,
  Law,
  LegalBasis,
  Machine,
  MachineState,
  Names,
  Justice,
  Obligation,
  Offence,
  OffenceElement,
  Organisation,
  PacketFact,
  PacketPurpose,
  PacketSender,
  Proceedings,
  PublishedFigure,
  Redirect,
  Regime,
  RetentionClass,
  Right,
  RightsGround,
  Role,
  SentenceForm,
  Settings,
  Sharing,
  SharingLine,
  SharingNotice,
  ShortPath,
  Source,
  Transition,
  TwoTrack,
  VictimNoticeKind,
} from './types.ts';
export {
  type ClockEvent,
  clockEvents,
  type AssessmentKind,
  type BedPreference,
  type Compartment,
  type ElementKind,
  compartments,
  type GuardName,
  guardNames,
  type HandoverField,
  type IntakeRoute,
  intakeRoutes,
  type Part,
  type Permit,
  parts,
  permits,
  type Provenance,
  type RightsKind,
  rightsKinds,
  provenanceMarks,
  type SentenceKind,
  type SharingCondition,
} from './vocabulary.ts';
export type { ConferenceField } from './conference-fields.ts';
