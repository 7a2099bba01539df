import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Chip,
  Columns,
  Details,
  ErrorSummary,
  type Fact,
  Facts,
  FieldSet,
  FormFor,
  formState,
  named,
  Notice,
  ownPurposes,
  type PageContext,
  PageHead,
  Panel,
  typedState,
} from '../../../../platform/web/index.ts';
import type { PlainDate } from '../../../../platform/clock.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { CallPage } from '../../actions/calls/read.ts';
import { additionForm, calledBackForm, callPurposeForm, correctionForm, flagForm } from '../../facts/call-forms.ts';
import type { CallLine } from '../../actions/calls/types.ts';
import { CallerPanel } from './caller.tsx';
import { OfferLines } from './offered.tsx';
import { BedGiven, DangerChip, pathOf, type ShownHandover, when } from './parts.tsx';

type Props = {
  readonly data: CallPage;
  readonly offers: readonly ShownHandover[];
  readonly profile: Profile;
  readonly page: PageContext;
};

const factsOf = ({ data: { call, sealed }, page }: Props): readonly Fact[] => {
  const { t } = page.words;
  const list = (codes: string, one: string | null): string =>
    one === null ? t('referrals.calls.not_told') : named(page, codes, one);
  return [
    { label: t('referrals.calls.fact.kind'), value: list('call-kinds', call.kind) },
    { label: t('referrals.calls.fact.channel'), value: list('contact-channels', call.channel) },
    { label: t('referrals.calls.fact.language'), value: list('languages', call.language) },
    { label: t('referrals.calls.fact.interpreter'), value: list('call-interpreters', call.interpreter) },
    {
      label: t('referrals.calls.fact.taken_by'),
      value: call.taker_name,
      note: call.taken_by === call.noted_by ? undefined : t('referrals.calls.noted_by', { name: call.noter_name }),
    },
    {
      label: t('referrals.calls.fact.outcomes'),
      value: call.outcomes.map((one) => named(page, 'hotline-outcomes', one)).join(', '),
    },
    {
      label: t('referrals.calls.fact.number'),
      value: sealed.includes('caller_number') ? '••• •••' : t('referrals.calls.not_told'),
      note: sealed.includes('caller_number') ? t('referrals.calls.masked') : undefined,
    },
  ];
};

/** What happened to a record, as a sentence of a line. */
const lineText = (page: PageContext, profile: Profile, { kind, code, was }: CallLine): string => {
  if (kind === 'shared') {
    const resource = profile.hotline.resources.find((one) => one.code === code);
    const body = resource
      ? profile.nameIn(profile.organisation(resource.organisation).names, page.words.language)
      : code;
    return page.words.t('referrals.calls.line.shared', { service: body });
  }
  if (kind === 'called_back')
    return page.words.t('referrals.calls.line.called_back', { result: named(page, 'call-back-results', code) });
  const wordOf = (one: string): string => {
    const lists = ['call-kinds', 'call-danger', 'languages'] as const;
    const list = lists.find((name) => page.codes(name).some((it) => it.code === one));
    return list === undefined ? page.words.t('referrals.calls.not_told') : named(page, list, one);
  };
  return kind === 'corrected'
    ? page.words.t('referrals.calls.line.corrected', { was: wordOf(was ?? ''), now: wordOf(code) })
    : page.words.t('referrals.calls.line.added');
};

const History = ({ data, profile, page }: Props): VNode => (
  <Panel title={page.words.t('referrals.calls.history')}>
    <ul class="lines">
      <li>
        <span class="line-main">{page.words.t('referrals.calls.line.closed')}</span>
        <span class="soft">
          {data.call.closed_at === null ? '' : when(page, data.call.closed_at)} · {data.call.noter_name}
        </span>
      </li>
      {data.lines.map((line) => (
        <li key={line.id}>
          <span class="line-main">{lineText(page, profile, line)}</span>
          <span class="soft">
            {when(page, line.at)} · {line.by_name}
          </span>
          {line.kind === 'added' && data.call.texts_over_on === null ? (
            <OpenTexts path={`${pathOf(data.call)}/open`} lineId={line.id} page={page} />
          ) : null}
        </li>
      ))}
    </ul>
  </Panel>
);

const OpenTexts = ({ path, lineId, page }: { path: string; lineId?: string; page: PageContext }): VNode => (
  <FormFor page={page} action={path} light>
    {lineId === undefined ? null : <input type="hidden" name="line" value={lineId} />}
    <FieldSet page={ownPurposes(page)} form={callPurposeForm} state={formState(callPurposeForm, {})} />
    <Button kind="quiet">{page.words.t('referrals.calls.read')}</Button>
  </FormFor>
);

/** Whether and when the caller may be rung, and the only way to the number. */
const RingBack = ({ data, page }: Props): VNode | null => {
  const { call, rights } = data;
  const { t } = page.words;
  if (call.texts_over_on !== null) return null;
  if (call.call_back !== 'yes')
    return (
      <Panel title={t('referrals.calls.ring')} id="ring">
        <Notice tone="danger">{t(`referrals.calls.ring_not.${call.call_back ?? 'not_asked'}`)}</Notice>
      </Panel>
    );
  return (
    <Panel title={t('referrals.calls.ring')} id="ring">
      {rights.rings === true ? null : <Notice tone="warn">{t(`referrals.refusal.${rights.rings}`)}</Notice>}
      {rights.seesCallers ? null : <Notice>{t('referrals.refusal.may_not_see_callers')}</Notice>}
      {rights.rings === true && rights.seesCallers ? (
        <FormFor page={page} action={`${pathOf(call)}/ring`} light>
          <FieldSet page={ownPurposes(page)} form={callPurposeForm} state={formState(callPurposeForm, {})} />
          <Button kind="quiet">{t('referrals.calls.open_number')}</Button>
        </FormFor>
      ) : null}
      {call.called_back_at === null ? <CalledBack data={data} page={page} /> : null}
    </Panel>
  );
};

const CalledBack = ({ data, page }: Pick<Props, 'data' | 'page'>): VNode => (
  <Details summary={page.words.t('referrals.calls.called_back')}>
    <FormFor page={page} action={`${pathOf(data.call)}/called-back`} light>
      <FieldSet page={page} form={calledBackForm} state={typedState({})} />
      <Button kind="quiet">{page.words.t('referrals.calls.note_it')}</Button>
    </FormFor>
  </Details>
);

const Addition = ({ data, page }: Pick<Props, 'data' | 'page'>): VNode => (
  <Details summary={page.words.t('referrals.calls.add')} open={page.form?.raw['call_addition'] !== undefined}>
    <FormFor page={page} action={`${pathOf(data.call)}/add`}>
      <FieldSet page={page} form={additionForm} state={page.form ?? formState(additionForm, {})} />
      <Button kind="quiet">{page.words.t('referrals.calls.add')}</Button>
    </FormFor>
  </Details>
);

const Changes = ({ data, page }: Props): VNode => {
  const { call, rights } = data;
  const { t } = page.words;
  return (
    <Panel title={t('referrals.calls.change')}>
      {call.texts_over_on === null ? <Addition data={data} page={page} /> : null}
      {rights.corrects ? (
        <Details summary={t('referrals.calls.correct')}>
          <FormFor page={page} action={`${pathOf(call)}/correct`} light>
            <FieldSet page={page} form={correctionForm} state={typedState({})} />
            <Button kind="quiet">{t('referrals.calls.correct')}</Button>
          </FormFor>
        </Details>
      ) : (
        <p class="hint">{t('referrals.calls.no_correction')}</p>
      )}
      {call.caller_mark === null ? null : (
        <Details summary={t('referrals.calls.set_flag')}>
          <FormFor page={page} action={`${pathOf(call)}/flag`}>
            <FieldSet page={page} form={flagForm} state={typedState({})} />
            <Button kind="quiet">{t('referrals.calls.set_flag')}</Button>
          </FormFor>
        </Details>
      )}
    </Panel>
  );
};

const Head = ({ data: { call }, page }: Props): VNode => {
  const { t } = page.words;
  return (
    <PageHead
      title={t('referrals.calls.one', { reference: call.reference })}
      lead={when(page, call.began_at)}
      chips={
        <>
          <Chip>{t('referrals.calls.is_closed')}</Chip> <DangerChip danger={call.danger} page={page} />
        </>
      }
      back={{ href: '/calls', label: t('referrals.calls.title') }}
      actions={
        <ButtonLink href={`/calls/services?call=${call.id}&language=${call.language ?? ''}`} kind="quiet">
          {t('referrals.calls.services')}
        </ButtonLink>
      }
    />
  );
};

const Recorded = (props: Props): VNode => {
  const { data, page } = props;
  const { call } = data;
  const { t } = page.words;
  return (
    <Panel title={t('referrals.calls.facts')}>
      <Facts facts={factsOf(props)} />
      {call.texts_over_on === null ? (
        <OpenTexts path={`${pathOf(call)}/open`} page={page} />
      ) : (
        <Notice>
          {t('referrals.calls.words_over', { day: page.words.date(call.texts_over_on as PlainDate, 'long') })}
        </Notice>
      )}
      {call.placement_id === null ? null : <BedGiven call={call} page={page} />}
    </Panel>
  );
};

/** A closed record: codes in clear, texts sealed, and what happened since. */
export const ClosedCall = (props: Props): VNode => {
  const { data, offers, page } = props;
  const { call, known } = data;
  const { t } = page.words;
  return (
    <>
      <Head {...props} />
      <ErrorSummary page={page} />
      <Columns
        aside={
          <>
            <RingBack {...props} />
            <Changes {...props} />
          </>
        }
      >
        <Recorded {...props} />
        <CallerPanel call={call} known={known} page={page} />
        <History {...props} />
        {offers.length === 0 ? null : (
          <Panel title={t('referrals.calls.hand_on')}>
            <OfferLines offers={offers} page={page} />
          </Panel>
        )}
        {call.draft_id === null ? null : (
          <p>
            <a href={`/reports/drafts/${call.draft_id}`}>{t('referrals.calls.to_report')}</a>
          </p>
        )}
      </Columns>
    </>
  );
};
