import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { Chip, named, type PageContext, PageHead } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseFile } from '../../cases/index.ts';
import { type IdentificationView, readIdentification } from '../actions/index.ts';
import { statusMachine } from '../steps.ts';

/** What the screens of this room need beside a scene. */
export type IdentificationTools = { readonly vault: VaultClient; readonly profile: Profile };

export const caseParams = z.object({ caseId: z.uuid() });

export type Shown = { readonly view: IdentificationView; readonly profile: Profile };

/** Loads the identification of a case for a page; null when there is none for this viewer. */
export const loadShown = async (scene: Scene, caseId: string): Promise<Shown | null> => {
  const view = await readIdentification(scene, caseId);
  return view === null ? null : { view, profile: scene.profile };
};

/** Codes of a list, one after the other; *none* said in words. */
export const namedAll = (page: PageContext, list: string, codes: readonly string[]): string =>
  codes.length === 0 ? page.words.t('identification.none') : codes.map((code) => named(page, list, code)).join(', ');

/** A status in words. */
export const stateName = (profile: Profile, words: Words, state: string): string =>
  profile.stateName(statusMachine, state, words.language);

/** The head of a page inside a case. */
export const InnerHead = (props: {
  readonly file: CaseFile;
  readonly profile: Profile;
  readonly page: PageContext;
  readonly title: string;
  readonly lead?: string;
  readonly toCase?: boolean;
}): VNode => {
  const { file, page, profile } = props;
  const base = `/cases/${file.id}`;
  const name = file.ownLabel === null ? (file.reference ?? '') : `${file.reference ?? ''} · “${file.ownLabel}”`;
  const back = props.toCase
    ? { href: base, label: page.words.t('identification.back_to_case', { name }) }
    : { href: `${base}/identification`, label: page.words.t('identification.back', { name }) };
  return (
    <PageHead
      title={props.title}
      {...(props.lead === undefined ? {} : { lead: props.lead })}
      back={back}
      chips={
        file.status === null ? undefined : <Chip tone="thread">{stateName(profile, page.words, file.status)}</Chip>
      }
    />
  );
};

/** Loads for a page that only some may use, and says why not. */
export const loadAllowed = async (scene: Scene, caseId: string, allowed: true | Refusal): Promise<Shown | Refusal> => {
  if (isRefusal(allowed)) return allowed;
  return (await loadShown(scene, caseId)) ?? refuse('not_found');
};

/** What a step of the status may leave in the journal when it takes effect, with what follows in other rooms. */
export const effectsOfStep = [
  'identification.status_changed',
  'identification.indications_found',
  'identification.outcome_reached',
  'cases.task_set',
  'cases.task_dropped',
  'referrals.outcome_told',
] as const;
