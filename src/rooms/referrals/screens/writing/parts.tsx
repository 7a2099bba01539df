import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant } from '../../../../platform/clock.ts';
import { type CodeSource, textsOf } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { Notice, type PageContext } from '../../../../platform/web/index.ts';
import type { Words } from '../../../../platform/words.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import type { ScanFile } from '../../actions/drafts/evidence.ts';
import type { DraftScene } from '../../actions/drafts/content.ts';
import type { OpenDraft } from '../../actions/drafts/read.ts';
import { groupedFingerprint } from '../../actions/read/fingerprint.ts';
import { referralCodes, withFittingSigns, withSupportAnswers } from '../../facts/lists.ts';
import { withSignsOf } from '../../facts/short-paths.ts';
import { looksLikeName } from '../../rules/own-word.ts';

/** What the pages of this room need beside a scene. */
export type ReferralTools = {
  /** 32 bytes under which the staff program seals drafts and own labels. */
  readonly draftKey: Uint8Array;
  readonly vault: VaultClient;
  /** Looks at files for harmful programs; without it they are marked as not scanned. */
  readonly scan?: ScanFile;
};

/** The scene of an action that reads or writes drafts. */
export const withKey = (scene: Scene, { draftKey }: ReferralTools): DraftScene => ({ ...scene, draftKey });

export const draftParams = z.object({ draftId: z.uuid() });
export const reportParams = z.object({ reportId: z.uuid() });

/** A body that is sent with nothing but a button. */
export const nothing = z.looseObject({});

/** Loaded data together with the country, which pages need for names. */
export type With<Data> = { readonly data: Data; readonly profile: Profile };

/** Answers of a choice that may be open: all that were ticked. */
export const chosenIn = (raw: OpenDraft['content']['report'], name: string): readonly string[] => textsOf(raw, name);

/** The lists of one person's pages: signs that fit the forms of exploitation, and answers this body may give. */
export const codesOfPerson = (profile: Profile, draft: OpenDraft, personId: Uuid | null): CodeSource => {
  const codes = withSupportAnswers(profile, referralCodes(profile), draft.read.senderCode);
  const raw = draft.content.persons.find((one) => one.id === personId)?.raw ?? {};
  const chosen = ['signs_general', 'signs_child', 'signs_situation'].flatMap((name) => chosenIn(raw, name));
  // The signs of a setting are few and were chosen for it: none is left out for the form of exploitation.
  if (draft.read.path) return withSignsOf(draft.read.path, codes, chosen);
  return withFittingSigns(profile, codes, { forms: chosenIn(raw, 'forms'), chosen });
};

/** Somebody is in danger: whom to call, before anything else is written. */
export const DangerNotice = ({ profile, words }: { profile: Profile; words: Words }): VNode => (
  <Notice tone="danger" title={words.t('referrals.danger.title')}>
    <p>
      {words.t('referrals.danger.text', {
        numbers: profile.settings.emergency
          .map(({ number, names }) => `${number} (${profile.nameIn(names, words.language)})`)
          .join(', '),
      })}
    </p>
  </Notice>
);

/** True when the draft says that somebody is in danger. */
export const saysDanger = (draft: OpenDraft): boolean => draft.read.answers.in_danger === 'yes';

/** Title of a page of the form. */
export const sectionTitle = (words: Words, key: string): string => words.t(`referrals.section.${key}`);

/** *Person 2*: what a person is called while no name may be shown. */
export const personTitle = (words: Words, number: number): string => words.t('referrals.person', { number });

/** When something happened, with the time. */
export const moment = (page: PageContext, at: string): string => page.words.date(at as Instant, 'moment');

/** The fingerprint of a record, to compare copies by. */
export const Fingerprint = ({ words, fingerprint }: { words: Words; fingerprint: string }): VNode => (
  <p class="soft">
    {words.t('referrals.paper.fingerprint')}: <code>{groupedFingerprint(fingerprint)}</code>
    <br />
    {words.t('referrals.paper.fingerprint_text')}
  </p>
);

/** Asked beside an own word that looks like somebody's name: it stands in lists, where no name may. */
export const NameWarning = ({ words, label }: { words: Words; label: string }): VNode | null =>
  looksLikeName(label) ? (
    <Notice tone="warn" title={words.t('referrals.label.looks_like_name')}>
      {words.t('referrals.label.looks_like_name_text')}
    </Notice>
  ) : null;
