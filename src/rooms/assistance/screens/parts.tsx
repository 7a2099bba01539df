import type { VNode } from 'preact';
import { z } from 'zod';
import { dateIn, type Instant } from '../../../platform/clock.ts';
import type { Form } from '../../../platform/form/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import {
  Chip,
  type FormState,
  formState,
  named,
  type PageContext,
  PageHead,
  type Tone,
} from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import type { CaseFile } from '../../cases/index.ts';
import { assistanceMachine } from '../steps.ts';

/** What the screens of this room need beside a scene. */
export type AssistanceTools = {
  readonly vault: VaultClient;
  readonly profile: Profile;
  /** Words the labels of opened texts about a person, as the room does that asked for them. */
  readonly openedTexts: (
    page: PageContext,
    fields: Readonly<Record<string, string>>,
  ) => readonly { readonly field: string; readonly label: string; readonly text: string }[];
};

export const caseParams = z.object({ caseId: z.uuid() });

const tones: Readonly<Record<string, Tone>> = {
  not_referred: 'warn',
  referred: 'warn',
  contacted: 'thread',
  needs: 'thread',
  active: 'good',
  suspended: 'warn',
};

/** Where a support stands, always in words. */
export const StateChip = ({ state, profile, words }: { state: string; profile: Profile; words: Words }): VNode => (
  <Chip tone={tones[state] ?? 'plain'}>{profile.stateName(assistanceMachine, state, words.language)}</Chip>
);

/** The head of a page of a support. */
export const InnerHead = (props: {
  readonly file: CaseFile;
  readonly page: PageContext;
  readonly title: string;
  readonly lead?: string;
  readonly state?: string;
  readonly profile: Profile;
  /** Back to the case; else to the overview of the support. */
  readonly toCase?: boolean;
  readonly actions?: VNode;
}): VNode => {
  const { file, page, profile } = props;
  const { words } = page;
  const reference = file.reference ?? '';
  return (
    <PageHead
      title={props.title}
      {...(props.lead === undefined ? {} : { lead: props.lead })}
      {...(props.actions === undefined ? {} : { actions: props.actions })}
      chips={props.state === undefined ? undefined : <StateChip state={props.state} profile={profile} words={words} />}
      back={
        props.toCase
          ? { href: `/cases/${file.id}`, label: words.t('assistance.back_to_case', { reference }) }
          : { href: `/cases/${file.id}/assistance`, label: words.t('assistance.back', { reference }) }
      }
    />
  );
};

/** The state of one of several forms on a page: what was typed when it was this one, else its beginning. */
export const stateIn = (
  page: PageContext,
  form: Form<unknown>,
  start: Parameters<typeof formState>[1] = {},
): FormState => {
  const { form: typed } = page;
  if (typed === null) return formState(form, start);
  const names = [...Object.keys(typed.raw), ...typed.errors.map(({ name }) => name)];
  const isOurs = form.fields.some(({ id }) => names.some((name) => name === id || name.startsWith(`${id}.`)));
  return isOurs ? typed : formState(form, start);
};

/** A day and hour where the country is. */
export const momentText = (words: Words, at: Instant): string => words.date(at, 'moment');

/** The day of a moment, in words. */
export const dayText = (words: Words, profile: Profile, at: Instant): string =>
  words.date(dateIn(at, profile.timeZone), 'long');

const reasonLists: readonly string[] = [
  'assistance-suspensions',
  'assistance-endings',
  'contact-ways',
  'call-outcomes',
  'goal-outcomes',
  'session-absences',
];

/** The reason of a step in words, from whichever list it is of. */
export const reasonText = (page: PageContext, reason: string): string => {
  if (reason === 'telephone') return page.words.t('assistance.by_telephone');
  const list = reasonLists.find((one) => page.codes(one).some(({ code }) => code === reason));
  return list === undefined ? reason : named(page, list, reason);
};

/** The name of a service of the law, in the reader's language. */
export const serviceName = (page: PageContext, service: string): string => named(page, 'support-services', service);

/** A short name of a team: what stands before the bracket. */
export const teamName = (page: PageContext, team: string | null): string =>
  team === null ? page.words.t('assistance.team.none') : named(page, 'support-teams', team).replace(/ ?\(.*$/, '');
