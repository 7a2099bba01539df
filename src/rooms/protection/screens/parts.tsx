import type { VNode } from 'preact';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock.ts';
import type { PrintDocument } from '../../../platform/document/index.ts';
import { isRefusal, type Refusal } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { Chip, type PageContext, PageHead } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene, Transition } from '../../../profile/index.ts';
import { readStay, type StayDecision, type StayView } from '../actions/index.ts';
import { stayMachine } from '../steps.ts';

/** What the screens of this room need beside a scene. */
export type ProtectionTools = {
  readonly vault: VaultClient;
  readonly profile: Profile;
  readonly print: PrintDocument;
};

export const stayParams = z.object({ noticeId: z.uuid() });

/** Where the document of a decision is made. */
export const paperPath = ({ noticeId, id }: Pick<StayDecision, 'noticeId' | 'id'>): string =>
  `/stays/${noticeId}/paper/${id}`;

export type Shown = { readonly view: StayView; readonly profile: Profile };

/** Loads a stay for a page. */
export const loadStay = async (scene: Scene, noticeId: string): Promise<Shown | Refusal> => {
  const view = await readStay(scene, noticeId);
  return isRefusal(view) ? view : { view, profile: scene.profile };
};

/** The state of a stay in words. */
export const stayName = (profile: Profile, words: Words, state: string): string =>
  profile.stateName(stayMachine, state, words.language);

const tones: Readonly<Record<string, 'thread' | 'good' | 'warn' | 'plain'>> = {
  none: 'warn',
  reflection: 'thread',
  permit_asked: 'warn',
  permit: 'good',
  other_status: 'good',
  reflection_over: 'warn',
};

/** True when the law of a step was read, and the law of its clock was compared with the law itself. */
export const isStepSure = (profile: Profile, step: Transition, on: PlainDate): boolean =>
  (step.provenance === 'source_document' || step.provenance === 'seen') &&
  (step.clock === null || profile.law(step.clock, on).verified_on !== null);

/** The state as a chip. */
export const StayChip = ({ profile, state, page }: { profile: Profile; state: string; page: PageContext }): VNode => (
  <Chip tone={tones[state] ?? 'plain'}>{stayName(profile, page.words, state)}</Chip>
);

/** The head of a page of one stay: its reference, never a name. */
export const StayHead = ({ shown, page, title }: { shown: Shown; page: PageContext; title?: string }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  const { noticeId, reference } = view.file;
  const isInner = title !== undefined;
  return (
    <PageHead
      title={title ?? words.t('protection.stay.title', { reference })}
      lead={words.t('protection.stay.lead', {
        status: profile.stateName('victim-status', view.file.status, words.language),
        day: words.date(view.file.statusOn, 'long'),
      })}
      back={
        isInner
          ? { href: `/stays/${noticeId}`, label: words.t('protection.stay.title', { reference }) }
          : { href: '/stays', label: words.t('protection.list.title') }
      }
      chips={<StayChip profile={profile} state={view.state} page={page} />}
    />
  );
};
