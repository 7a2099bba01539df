import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { Profile } from '../../profile/index.ts';
import { actingCodes } from '../cases/index.ts';
import type { AccommodationRefusal } from './facts.ts';

type Answer = true | Refusal<AccommodationRefusal>;

const playing = (viewer: Viewer, profile: Profile, part: 'supports' | 'shelters' | 'identifies'): boolean =>
  actingCodes(profile, viewer.organisationCode).some((code) => profile.plays(code, part));

/** May this viewer look for beds and give them? The permit, and a body that supports victims. */
export const mayPlace = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'accommodation.place') && playing(viewer, profile, 'supports') ? true : refuse('may_not_place');

/** May this viewer run houses? The permit, and a body that shelters. */
export const mayRun = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'accommodation.run') && playing(viewer, profile, 'shelters') ? true : refuse('may_not_run');

/** May this viewer see the board? Who places and who runs a house; nobody else. */
export const mayRead = (viewer: Viewer): Answer =>
  hasPermit(viewer, 'accommodation.read') ? true : refuse('may_not_read');

/** May this viewer follow whether somebody is safe (never where)? The police that identifies. */
export const mayFollow = (viewer: Viewer, profile: Profile): Answer =>
  hasPermit(viewer, 'accommodation.follow') && playing(viewer, profile, 'identifies') ? true : refuse('may_not_follow');
