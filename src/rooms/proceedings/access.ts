import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { Part, Profile } from '../../profile/index.ts';
import { actingCodes } from '../cases/index.ts';
import type { ProceedingsRefusal } from './facts/index.ts';

type Answer = true | Refusal<ProceedingsRefusal>;

const playing = (viewer: Viewer, profile: Profile, parts: readonly Part[]): boolean =>
  actingCodes(profile, viewer.organisationCode).some((code) => parts.some((part) => profile.plays(code, part)));

/** May this viewer see criminal cases? Which of them is row security's. */
export const mayRead = (viewer: Viewer): Answer =>
  hasPermit(viewer, 'proceedings.read') ? true : refuse('may_not_read');

/** May this viewer open and lead criminal cases? The permit, and a body that prosecutes. */
export const mayLead = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'proceedings.lead') && playing(viewer, profile, ['prosecutes']) ? true : refuse('may_not_lead');

/** May this viewer take an investigation as a judge: order measures, send letters rogatory? */
export const mayInstruct = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'proceedings.instruct') && playing(viewer, profile, ['investigates_judicially'])
    ? true
    : refuse('may_not_instruct');

/** May this viewer decide on steps and qualification before the trial? Prosecutor or investigating judge. */
export const mayDecide = (viewer: Viewer, profile: Profile): Answer =>
  mayLead(viewer, profile) === true || mayInstruct(viewer, profile) === true ? true : refuse('may_not_decide');

/** May this viewer see and write what an inquiry finds: persons, measures, evidence, links? Never a court. */
export const mayInvestigate = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'proceedings.investigate') &&
  playing(viewer, profile, ['prosecutes', 'investigates_judicially', 'identifies'])
    ? true
    : refuse('may_not_investigate');

/** May this viewer enter hearings and judgments? The permit, and a body that judges. */
export const mayJudge = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'proceedings.judge') && playing(viewer, profile, ['judges']) ? true : refuse('may_not_judge');

/** May this viewer decide on claims to the State? Such a role sees no case with it. */
export const mayDecideClaims = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'proceedings.compensate') && playing(viewer, profile, ['decides_compensation'])
    ? true
    : refuse('may_not_decide_claims');

/** May this viewer file a claim for a person? The service that supports her. */
export const mayFileClaims = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'assistance.work') && playing(viewer, profile, ['supports']) ? true : refuse('may_not_file');
