import type { VNode } from 'preact';
import { z } from 'zod';
import { type Instant, millisecondsBetween } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { ButtonLink, Chip, Notice, type PageContext, type Tone } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import {
  type Emergency,
  type EmergencyPossible,
  type EmergencyStep,
  isFreshlySignedIn,
  readEmergency,
  waitsFor,
} from '../actions/emergencies.ts';
import { type EmergencyState, emergencyState } from '../rules.ts';
import type { IdentityTools } from './parts.tsx';

export const emergencyParams = z.object({ emergencyId: z.uuid() });

/** One emergency with what the viewer can do about it now. */
export type ShownEmergency = {
  readonly it: Emergency;
  readonly steps: readonly EmergencyStep[];
  readonly possible: EmergencyPossible | null;
  readonly isFresh: boolean;
  /** How the viewer's body calls the case; null when it does not see it. */
  readonly caseName: string | null;
  readonly profile: Profile;
};

export type EmergencyView = { readonly shown: ShownEmergency; readonly page: PageContext };

/** Loads one for every page about it; null when the viewer's bodies have nothing to do with it. */
export const loadEmergency = async (
  { personOfCase }: IdentityTools,
  scene: Scene,
  id: Uuid,
): Promise<ShownEmergency | null> => {
  const found = await readEmergency(scene, id);
  if (found === null) return null;
  const seesCases = scene.viewer.permits.includes('cases.read');
  const person = seesCases ? await personOfCase(scene, found.it.caseId) : null;
  return {
    ...{ ...found, possible: waitsFor(scene, found.it), isFresh: isFreshlySignedIn(scene) },
    ...{ caseName: person?.name ?? null, profile: scene.profile },
  };
};

const tones: Readonly<Record<EmergencyState, Tone>> = {
  ...{ waiting: 'warn', lapsed: 'plain', declined: 'plain', running: 'danger', to_review: 'warn' },
  ...{ overdue: 'danger', reviewed: 'good' },
};

/** The state in a word. */
export const EmergencyChip = ({ it, page }: { it: Emergency; page: PageContext }): VNode => {
  const state = emergencyState(it, page.now);
  return <Chip tone={tones[state]}>{page.words.t(`identity.emergency.state.${state}`)}</Chip>;
};

/** Whole minutes until a moment, at least one while it has not come. */
export const minutesUntil = (now: Instant, moment: Instant): number =>
  Math.max(0, Math.ceil(millisecondsBetween(now, moment) / 60_000));

/** A person and her body. */
export const whoOf = (profile: Profile, page: PageContext, name: string | null, body: Uuid): string =>
  `${name ?? page.words.t('identity.openings.somebody')}, ${bodyName(profile, page.words, body)}`;

/** Both of an emergency prove who they are at that moment; said before anything is typed. */
export const ConfirmFirst = ({ page, profile }: { page: PageContext; profile: Profile }): VNode => {
  const { words } = page;
  const minutes = profile.breakGlass.fresh_sign_in_minutes;
  return (
    <Notice tone="warn" title={words.t('identity.emergency.confirm_title')}>
      <p>{words.t('identity.emergency.confirm_text', { minutes })}</p>
      <p class="actions">
        <ButtonLink href={`/sign-in?next=${encodeURIComponent(page.path.split('?')[0] ?? '/')}`}>
          {words.t('identity.emergency.confirm')}
        </ButtonLink>
      </p>
    </Notice>
  );
};
