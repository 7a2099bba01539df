import type { VNode } from 'preact';
import type { Form } from '../../../../platform/form/index.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  getScreen,
  Lines,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  readToSupplement,
  type Said,
  type SentReportView,
  type Supplement,
  supplementReport,
} from '../../actions/own/supplement.ts';
import { maySay } from '../../rules/supplement.ts';
import { additionForm, correctionForm, type SupplementKind, withdrawalForm } from '../../facts/supplement-forms.ts';
import { supplementNote } from '../triage/supplements.tsx';
import { moment, reportParams, type With } from './parts.tsx';

const permit = 'referrals.answer-back';

const pathOf: Readonly<Record<SupplementKind, `/${string}`>> = {
  addition: '/reports/:reportId/add',
  correction: '/reports/:reportId/correct',
  withdrawal: '/reports/:reportId/withdraw',
};

/** What may still be said of a report, in the order in which it is offered. */
const possible = (report: SentReportView['report'], said: readonly Supplement[]): readonly SupplementKind[] => {
  const { state, outcome, merged_into: into } = report;
  const sent = { state, outcome, merged: into !== null, withdrawn: said.some(({ kind }) => kind === 'withdrawal') };
  return (['addition', 'correction', 'withdrawal'] as const).filter((kind) => maySay(kind, sent) === true);
};

/** What one's own body said after sending, and what it may still say. */
export const OwnSupplements = (props: {
  readonly report: SentReportView['report'];
  readonly said: readonly Supplement[];
  readonly profile: Profile;
  readonly page: PageContext;
}): VNode | null => {
  const { report, said, profile, page } = props;
  const { t } = page.words;
  const kinds = page.viewer?.permits.includes(permit) === true ? possible(report, said) : [];
  if (said.length === 0 && kinds.length === 0) return null;
  return (
    <Panel title={t('referrals.supplement.own_panel')} id="said-later">
      <p class="soft">{t('referrals.supplement.own_text')}</p>
      <Lines
        lines={said.map((one) => ({
          main: t(`referrals.supplement.kind.${one.kind}`),
          note: `${supplementNote(page, profile, one)} · ${
            one.read_at === null
              ? t('referrals.supplement.unread')
              : t('referrals.supplement.read_at', { at: moment(page, one.read_at) })
          }`,
          tone: one.kind === 'withdrawal' ? ('warn' as const) : ('good' as const),
        }))}
      />
      {kinds.length === 0 ? null : (
        <div class="actions">
          {kinds.map((kind) => (
            <ButtonLink key={kind} kind="quiet" href={pathOf[kind].replace(':reportId', report.id)}>
              {t(`referrals.supplement.do.${kind}`)}
            </ButtonLink>
          ))}
        </div>
      )}
    </Panel>
  );
};

type Shown = With<SentReportView> & { readonly reportId: string };

/** What ends with a report that is taken back, and what stays, said before it is done. */
const WhatEnds = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { report, waiting } = shown.data;
  return (
    <Facts
      facts={[
        {
          label: words.t('referrals.supplement.state_now'),
          value: shown.profile.stateName('report', report.state, words.language),
        },
        {
          label: words.t('referrals.supplement.ends'),
          value: words.t('referrals.supplement.ends_questions', { count: waiting.length }),
        },
        { label: words.t('referrals.supplement.stays'), value: words.t('referrals.supplement.stays_text') },
      ]}
    />
  );
};

type Page = { readonly kind: SupplementKind; readonly form: Form<unknown> };

const SayPage = ({ it, shown, page }: { it: Page; shown: Shown; page: PageContext }): VNode => {
  const { t } = page.words;
  const back = `/reports/${shown.reportId}`;
  return (
    <>
      <PageHead
        title={t(`referrals.supplement.do.${it.kind}`)}
        lead={t(`referrals.supplement.lead.${it.kind}`)}
        back={{ href: back, label: t('referrals.supplement.back') }}
      />
      <ErrorSummary page={page} />
      {it.kind === 'withdrawal' ? (
        <>
          <Notice tone="warn">{t('referrals.supplement.before_withdrawal')}</Notice>
          <WhatEnds shown={shown} page={page} />
        </>
      ) : null}
      <FormFor page={page} action={pathOf[it.kind].replace(':reportId', shown.reportId)}>
        <FieldSet page={page} form={it.form} state={page.form ?? typedState({})} />
        <Button>{t(`referrals.supplement.send.${it.kind}`)}</Button>
        <ButtonLink kind="quiet" href={back}>
          {t('referrals.triage.cancel')}
        </ButtonLink>
      </FormFor>
    </>
  );
};

const showScreen = (it: Page): Screen<Profile> =>
  getScreen({
    ...{ room: 'referrals', path: pathOf[it.kind], permit, params: reportParams },
    load: async (scene: Scene, { params }) => {
      const data = await readToSupplement(scene, params.reportId, it.kind);
      return isRefusal(data) ? data : { data, profile: scene.profile, reportId: params.reportId };
    },
    title: (_, words) => words.t(`referrals.supplement.do.${it.kind}`),
    page: (shown, page) => <SayPage it={it} shown={shown} page={page} />,
  });

const place = { room: 'referrals', permit, once: true, params: reportParams } as const;

const say = (scene: Scene, reportId: string, said: Said) => supplementReport(scene, { reportId }, said);

const adding = (): readonly Screen<Profile>[] => {
  const again = showScreen({ kind: 'addition', form: additionForm });
  const post = postScreen({
    journals: ['referrals.added_to'],
    ...{ ...place, path: pathOf.addition, body: additionForm, again },
    then: (_, { reportId }) => `/reports/${reportId}?done=said_addition`,
    act: (scene: Scene, input, { params }) =>
      say(scene, params.reportId, {
        ...{ kind: 'addition', reason: input.addition_reason ?? '', part: input.later_part },
        ...{ person: input.later_person, text: input.addition_text },
      }),
  });
  return [again, post];
};

const correcting = (): readonly Screen<Profile>[] => {
  const again = showScreen({ kind: 'correction', form: correctionForm });
  const post = postScreen({
    journals: ['referrals.corrected'],
    ...{ ...place, path: pathOf.correction, body: correctionForm, again },
    then: (_, { reportId }) => `/reports/${reportId}?done=said_correction`,
    act: (scene: Scene, input, { params }) =>
      say(scene, params.reportId, {
        ...{ kind: 'correction', reason: input.correction_reason ?? '', part: input.corrected_part },
        ...{ person: input.later_person, text: input.correction_text },
      }),
  });
  return [again, post];
};

const withdrawing = (): readonly Screen<Profile>[] => {
  const again = showScreen({ kind: 'withdrawal', form: withdrawalForm });
  const post = postScreen({
    journals: ['referrals.withdrawn'],
    ...{ ...place, path: pathOf.withdrawal, body: withdrawalForm, again },
    then: (_, { reportId }) => `/reports/${reportId}?done=said_withdrawal`,
    act: (scene: Scene, input, { params }) =>
      say(scene, params.reportId, {
        ...{ kind: 'withdrawal', reason: input.withdrawal_reason ?? '', text: input.withdrawal_text },
      }),
  });
  return [again, post];
};

/** Adding to a sent report, putting something of it right, taking it back. */
export const supplementScreens = (): readonly Screen<Profile>[] => [...adding(), ...correcting(), ...withdrawing()];
