import type { VNode } from 'preact';
import { Lines, named, Notice, type PageContext, Panel } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { Supplement } from '../../actions/own/supplement.ts';
import type { ReceivedView } from '../../actions/triage/index.ts';
import { at, may, OneButton, pathOf } from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';

type Props = { readonly view: ReceivedView; readonly page: PageContext; readonly profile: Profile };

/** Why, about which part, about whom, who said it and when: codes, while the text is sealed. */
export const supplementNote = (page: PageContext, profile: Profile, it: Supplement): string => {
  const { words } = page;
  return [
    named(page, `${it.kind}-reasons`, it.reason),
    it.part === null ? null : named(page, 'report-parts', it.part),
    it.person_number === null ? null : words.t('referrals.person', { number: it.person_number }),
    bodyName(profile, words, it.organisation_id),
    at(words, it.said_at),
    it.has_text ? null : words.t('referrals.supplement.no_text'),
  ]
    .filter((part) => part !== null)
    .join(' · ');
};

const toneOf = (it: Supplement): 'warn' | 'thread' | 'good' => {
  if (it.kind === 'withdrawal') return 'warn';
  return it.read_at === null ? 'thread' : 'good';
};

/** What the sender said after sending; the texts are opened with the account, of the report they were said about. */
export const SupplementsPanel = ({ view, page, profile }: Props): VNode | null => {
  const { t } = page.words;
  if (view.supplements.length === 0) return null;
  const unread = view.supplements.some((one) => one.read_at === null);
  return (
    <Panel title={t('referrals.supplement.panel')} id="said-later">
      <Lines
        lines={view.supplements.map((one) => ({
          main: one.has_text ? (
            <a href={`${pathOf(one.report_id)}/open`}>{t(`referrals.supplement.kind.${one.kind}`)}</a>
          ) : (
            t(`referrals.supplement.kind.${one.kind}`)
          ),
          note: `${supplementNote(page, profile, one)}${one.read_at === null ? ` · ${t('referrals.received.unread')}` : ''}`,
          tone: toneOf(one),
        }))}
      />
      {unread && may(page, 'referrals.triage') ? (
        <OneButton
          page={page}
          action={`${pathOf(view.report.id)}/said-later-read`}
          label={t('referrals.supplement.read')}
        />
      ) : null}
    </Panel>
  );
};

/** The sender took the report back: why, and that the police decide what becomes of it. */
export const WithdrawnNotice = ({ view, page }: Props): VNode | null => {
  const { t } = page.words;
  const withdrawal = view.supplements.find(({ kind }) => kind === 'withdrawal');
  if (withdrawal === undefined || view.report.outcome !== null) return null;
  return (
    <Notice tone="warn" title={t('referrals.supplement.withdrawn_title')}>
      <p>{named(page, 'withdrawal-reasons', withdrawal.reason)}</p>
      <p>{t('referrals.supplement.withdrawn_text')}</p>
    </Notice>
  );
};
