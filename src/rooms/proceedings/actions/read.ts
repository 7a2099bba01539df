import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Profile, Scene, Transition } from '../../../profile/index.ts';
import { sealedFields } from '../../identity/index.ts';
import { mayDecide, mayInstruct, mayInvestigate, mayLead, mayRead } from '../access.ts';
import { caseMachine, inquirySteps, openSteps } from '../steps.ts';
import {
  bodiesOfCase,
  type CaseBody,
  type CaseFilter,
  type CaseLine,
  type CaseListing,
  type CaseStep,
  type CaseVictim,
  caseStepsOf,
  type Colleague,
  countByState,
  countOfBody,
  type CriminalCase,
  criminalCasesOfPerson,
  findCriminalCase,
  listCriminalCases,
  type ListingStates,
  type Qualification,
  qualificationsOf,
  type ReceivedReport,
  receivedReports,
  staffOf,
  type Suspect,
  suspectsOf,
  victimsOf,
} from '../store/index.ts';
import { bodiesOf, codesOf, type Result, today } from './acting.ts';

/** What the viewer may do with criminal cases; which ones she sees is row security's. */
export type Rights = {
  readonly lead: boolean;
  readonly instruct: boolean;
  readonly decide: boolean;
  readonly investigate: boolean;
};

/** What the viewer may do. */
export const rightsOf = ({ viewer, profile }: Scene): Rights => ({
  lead: mayLead(viewer, profile) === true,
  instruct: mayInstruct(viewer, profile) === true,
  decide: mayDecide(viewer, profile) === true,
  investigate: mayInvestigate(viewer, profile) === true,
});

/** How many criminal cases a page of the list holds. */
export const casesPerPage = 25;

const court: readonly string[] = ['referred', 'trial', 'convicted', 'acquitted', 'requalified', 'appeal', 'cassation'];
const ended: readonly string[] = ['dismissed', 'no_case', 'final'];

/** Sorts the states of the profile's table into the four listings; what no listing names is an inquiry. */
export const listingStates = (profile: Profile): ListingStates => {
  const all = profile.steps(caseMachine).states.map(({ id }) => id);
  const inList = (list: readonly string[]): readonly string[] => all.filter((id) => list.includes(id));
  const others = [...court, ...ended, 'suspended'];
  return {
    inquiry: all.filter((id) => !others.includes(id)),
    suspended: inList(['suspended']),
    court: inList(court),
    over: inList(ended),
  };
};

export type CaseList = {
  readonly lines: readonly CaseLine[];
  readonly counts: Readonly<Record<CaseListing, number>>;
  readonly which: CaseListing;
  readonly page: number;
  readonly filter: CaseFilter;
  readonly rights: Rights;
};

/** One page of the criminal cases the viewer sees. */
export const readCriminalCases = async (
  scene: Scene,
  which: CaseListing,
  page: number,
  filter: CaseFilter,
): Result<CaseList> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const states = listingStates(scene.profile);
  const byState = await countByState(scene.tx, filter);
  const count = (list: readonly string[]): number => list.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0);
  return {
    lines: await listCriminalCases(scene.tx, states[which], { ...filter, size: casesPerPage, number: page }),
    counts: {
      ...{ inquiry: count(states.inquiry), suspended: count(states.suspended) },
      ...{ court: count(states.court), over: count(states.over) },
    },
    ...{ which, page, filter, rights: rightsOf(scene) },
  };
};

/** How many inquiries the viewer's body works on. */
export const countInquiries = (scene: Scene): Promise<number> =>
  countOfBody(scene.tx, bodiesOf(scene), listingStates(scene.profile).inquiry);

export type CaseView = {
  readonly file: CriminalCase;
  readonly bodies: readonly CaseBody[];
  readonly steps: readonly CaseStep[];
  readonly qualifications: readonly Qualification[];
  readonly suspects: readonly Suspect[];
  readonly victims: readonly CaseVictim[];
  /** Steps of the inquiry that may be taken now by the viewer's body. */
  readonly next: readonly Transition[];
  readonly rights: Rights;
  readonly today: PlainDate;
  /** Whether something in words is sealed that the viewer's body could have opened: of the inquiry, of suspects. */
  readonly sealed: { readonly words: boolean; readonly names: boolean };
};

const sealedOf = async (scene: Scene, id: Uuid, suspects: readonly Suspect[]): Promise<CaseView['sealed']> => {
  const fields = await sealedFields(scene, [id, ...suspects.map((one) => one.id)]);
  return {
    words: fields.some(({ subjectId }) => subjectId === id),
    names: fields.some(({ subjectId }) => subjectId !== id),
  };
};

/** All that the page of a criminal case shows; null when there is none for this viewer. */
export const readCriminalCase = async (scene: Scene, criminalCaseId: Uuid): Promise<CaseView | null> => {
  const { tx, profile } = scene;
  const file = await findCriminalCase(tx, criminalCaseId);
  if (file === null) return null;
  const suspects = await suspectsOf(tx, criminalCaseId);
  const rights = rightsOf(scene);
  const day = today(scene);
  return {
    ...{ file, suspects, rights, today: day },
    bodies: await bodiesOfCase(tx, criminalCaseId),
    steps: await caseStepsOf(tx, criminalCaseId),
    qualifications: await qualificationsOf(tx, criminalCaseId),
    victims: await victimsOf(tx, criminalCaseId, bodiesOf(scene)),
    next: rights.decide
      ? openSteps(profile, file.state, codesOf(scene), day).filter(({ event }) => inquirySteps.includes(event))
      : [],
    sealed: await sealedOf(scene, criminalCaseId, suspects),
  };
};

/** Reports from which the viewer's body may open a case. */
export const readReceived = async (scene: Scene): Result<readonly ReceivedReport[]> => {
  const may = mayLead(scene.viewer, scene.profile);
  return isRefusal(may) ? may : receivedReports(scene.tx, bodiesOf(scene));
};

/** Who works in the bodies of a case, for whom an investigation may be sealed. */
export const readColleaguesOf = (scene: Scene, { audience }: CriminalCase): Promise<readonly Colleague[]> =>
  staffOf(scene.tx, audience);

/** Criminal cases about the person of a case, as far as the viewer sees them. */
export const readCasesOfPerson = (scene: Scene, caseId: Uuid) => criminalCasesOfPerson(scene.tx, caseId);
