import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { Chip, Notice, PageHead, type PageContext, type Tab, Tabs, named } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import { type CaseAddition, type CasePart, type ShareKeys } from '../actions/index.ts';
import { alarmingFlags } from '../facts.ts';
import type { CaseFile } from '../actions/index.ts';
import { bodyName } from '../../directory/index.ts';

/** What the screens of this room need beside a scene. */
export type CasesTools = {
  readonly vault: VaultClient;
  /** Parts that other rooms add to the case page, in order. */
  readonly parts: readonly CasePart[];
  /** Asks the vault to wrap keys for a support service; absent while it cannot. */
  readonly share?: ShareKeys;
};

export const caseParams = z.object({ caseId: z.uuid() });

/** The same without what stands in brackets behind it, for places where it comes again and again. */
export const shortBodyName = (profile: Profile, words: Words, id: Uuid): string =>
  bodyName(profile, words, id).replace(/ \([^)]*\)$/, '');

/** The status in words, or that there is none yet. */
export const statusName = (profile: Profile, words: Words, status: string | null): string =>
  status === null ? words.t('cases.status.none') : profile.stateName('victim-status', status, words.language);

const tones: Readonly<Record<string, 'thread' | 'good' | 'warn' | 'plain'>> = {
  presumed: 'thread',
  identified: 'good',
  reported: 'warn',
  interview: 'warn',
};

/** How strongly a status asks for attention. */
export const statusTone = (status: string | null): 'thread' | 'good' | 'warn' | 'plain' =>
  tones[status ?? ''] ?? 'plain';

/** Status and flags as chips: always in words. */
export const CaseChips = (props: {
  file: CaseFile;
  page: PageContext;
  profile: Profile;
  added?: readonly CaseAddition[];
}): VNode => {
  const { file, page, profile } = props;
  return (
    <>
      <Chip tone={statusTone(file.status)}>{statusName(profile, page.words, file.status)}</Chip>
      {file.flags.map((flag) => (
        <Chip key={flag} tone={alarmingFlags.includes(flag) ? 'danger' : 'warn'}>
          {named(page, 'case-flags', flag)}
        </Chip>
      ))}
      {(props.added ?? [])
        .flatMap(({ chips }) => chips)
        .map((chip) => (
          <Chip key={chip.text} tone={chip.tone}>
            {chip.text}
          </Chip>
        ))}
      {file.closedAt === null ? null : (
        <Chip>{page.words.t(file.closedBecause === null ? 'cases.closed' : 'cases.closed.erased')}</Chip>
      )}
    </>
  );
};

/** Says in place of what is no longer there that the person was erased; when is not the day the case was closed. */
export const ErasedNotice = ({ file, page }: { file: CaseFile; page: PageContext }): VNode | null =>
  file.closedBecause === null ? null : <Notice tone="warn">{page.words.t('cases.erased')}</Notice>;

/** The case's name for the viewer's body: reference, and own word in quotation marks. */
export const caseName = (file: Pick<CaseFile, 'reference' | 'ownLabel'>, words: Words): string => {
  const reference = file.reference ?? words.t('cases.reference.none');
  return file.ownLabel === null ? reference : `${reference} · “${file.ownLabel}”`;
};

const ownTabs = [
  ['', 'cases.tab.thread', false],
  ['/tasks', 'cases.tab.tasks', false],
  ['/papers', 'cases.tab.papers', false],
  ['/persons', 'cases.tab.persons', true],
  ['/settings', 'cases.tab.settings', true],
  ['/changes', 'cases.tab.changes', true],
] as const;

/** The views of one case, those of other rooms after the thread. */
export const CaseTabs = (props: { caseId: Uuid; page: PageContext; added?: readonly CaseAddition[] }): VNode => {
  const { caseId, page } = props;
  const here = page.path.split('?')[0];
  const { words } = page;
  const own = ownTabs.map(([end, key, seldom]) => ({ href: `/cases/${caseId}${end}`, label: words.t(key), seldom }));
  const others = (props.added ?? []).flatMap(({ tabs }) => tabs);
  const all = [...own.slice(0, 1), ...others, ...own.slice(1)];
  const tab = ({ href, label }: { readonly href: string; readonly label: string }): Tab => ({
    ...{ href, label, current: href === here },
  });
  const isSeldom = ({ href, seldom }: (typeof all)[number]): boolean => seldom === true && href !== here;
  return (
    <Tabs
      label={words.t('cases.tab.label')}
      tabs={all.filter((one) => !isSeldom(one)).map(tab)}
      more={{ label: words.t('cases.tab.more'), tabs: all.filter(isSeldom).map(tab) }}
    />
  );
};

/** The head of a page inside a case. */
export const InnerHead = (props: {
  file: CaseFile;
  page: PageContext;
  profile: Profile;
  title: string;
  lead?: string;
}): VNode => (
  <>
    <PageHead
      title={props.title}
      {...(props.lead === undefined ? {} : { lead: props.lead })}
      back={{
        href: `/cases/${props.file.id}`,
        label: props.page.words.t('cases.case', { name: caseName(props.file, props.page.words) }),
      }}
      chips={<CaseChips file={props.file} page={props.page} profile={props.profile} />}
    />
    <ErasedNotice file={props.file} page={props.page} />
    <CaseTabs caseId={props.file.id} page={props.page} />
  </>
);

/** A moment in words. */
export const at = (words: Words, moment: Instant): string => words.date(moment, 'moment');
