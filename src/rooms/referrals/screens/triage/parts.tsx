import type { VNode } from 'preact';
import { z } from 'zod';
import { type Instant, millisecondsBetween } from '../../../../platform/clock.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { Button, Chip, FormFor, named, type PageContext, PageHead, type Tone } from '../../../../platform/web/index.ts';
import type { Words } from '../../../../platform/words.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { Held } from '../../actions/triage/index.ts';
import { waitingOf } from '../../rules/triage.ts';

/** What the screens of the receiving side need beside a scene. */
export type TriageTools = {
  readonly vault: VaultClient;
  /** Under this key own labels are sealed and found. */
  readonly draftKey: Uint8Array;
};

export const reportParams = z.object({ reportId: z.uuid() });

/** Several codes in one line; that nothing was answered when there are none. */
export const namedAll = (page: PageContext, list: string, codes: readonly string[]): string =>
  codes.length === 0
    ? page.words.t('referrals.triage.not_asked')
    : codes.map((code) => named(page, list, code)).join(', ');

/** *Yes*, *no*, *not sure*, or that it was not asked. */
export const yesNo = (words: Words, answer: string | null): string =>
  answer === null ? words.t('referrals.triage.not_asked') : words.t(`platform.form.${answer}`);

const tones: readonly Tone[] = ['danger', 'warn', 'thread'];

/** The colour of an urgency, by its place in the list. */
export const urgencyTone = (rank: number): Tone => tones[rank] ?? 'plain';

/** How long something has waited, in days and hours. */
export const waitingText = (page: PageContext, since: Instant): string => {
  const { days, hours } = waitingOf(millisecondsBetween(since, page.now));
  return days > 0
    ? page.words.t('referrals.triage.waited_days', { days, hours: days > 1 ? 0 : hours })
    : page.words.t('referrals.triage.waited_hours', { hours });
};

/** The state of a report in the profile's words. */
export const stateText = (profile: Profile, words: Words, state: string): string =>
  profile.stateName('report', state, words.language);

/** The first words of a name: *Immediate* of *Immediate: life or liberty in danger*. */
const shortly = (name: string): string => name.split(/\s?:/)[0] ?? name;

/** Danger, children and the urgency of a report as chips; each says in words what its colour says. */
export const AlarmChips = (props: {
  readonly page: PageContext;
  readonly report: {
    readonly urgency: string;
    readonly rank: number;
    readonly danger: string;
    readonly children: boolean;
  };
}): VNode => {
  const { page, report } = props;
  const { t } = page.words;
  return (
    <>
      <Chip tone={urgencyTone(report.rank)}>{shortly(named(page, 'urgency', report.urgency))}</Chip>
      {report.danger === 'yes' ? <Chip tone="danger">{t('referrals.triage.danger_now')}</Chip> : null}
      {report.danger === 'not_sure' ? <Chip tone="warn">{t('referrals.triage.danger_possible')}</Chip> : null}
      {report.children ? <Chip tone="plum">{t('referrals.triage.children')}</Chip> : null}
    </>
  );
};

/** How the viewer's body calls a report. */
export const reportName = (words: Words, held: { readonly reference: string | null }): string =>
  words.t('referrals.received.title', { reference: held.reference ?? '—' });

/** Address of a received report. */
export const pathOf = (reportId: Uuid): string => `/received/${reportId}`;

/** The head of a page inside a received report. */
export const InnerHead = (props: {
  readonly held: Held;
  readonly page: PageContext;
  readonly title: string;
  readonly lead?: string;
}): VNode => {
  const { held, page, title, lead } = props;
  const { urgency, urgency_rank: rank, in_danger: danger, has_child: children } = held.report;
  return (
    <PageHead
      title={title}
      {...(lead === undefined ? {} : { lead })}
      chips={<AlarmChips page={page} report={{ urgency, rank, danger, children }} />}
      back={{ href: pathOf(held.report.id), label: reportName(page.words, held) }}
    />
  );
};

/** A form that is one button. */
export const OneButton = (props: {
  readonly page: PageContext;
  readonly action: string;
  readonly version?: string;
  readonly kind?: 'primary' | 'quiet';
  readonly label: string;
}): VNode => (
  <FormFor
    page={props.page}
    action={props.action}
    light
    class="inline-form"
    {...(props.version === undefined ? {} : { version: props.version })}
  >
    <Button kind={props.kind ?? 'quiet'}>{props.label}</Button>
  </FormFor>
);

/** A moment in words. */
export const at = (words: Words, moment: string): string => words.date(moment as Instant, 'moment');

/** May the viewer do this? For what a page offers; the action asks again. */
export const may = (page: PageContext, permit: string): boolean => page.viewer?.permits.includes(permit) === true;
