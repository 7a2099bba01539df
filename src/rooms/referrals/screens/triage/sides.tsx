import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clock.ts';
import { codeLabel, type RawForm } from '../../../../platform/form/index.ts';
import {
  Button,
  Details,
  FieldSet,
  FormFor,
  formState,
  Lines,
  named,
  type PageContext,
  Panel,
  Unseen,
} from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import { basisInWords } from '../../../cases/index.ts';
import type { ReceivedView } from '../../actions/triage/index.ts';
import { labelForm } from '../../facts/other-forms.ts';
import { supplementReasons } from '../../facts/supplement-forms.ts';
import { triageForm } from '../../facts/triage-forms.ts';
import { workStates } from '../../steps.ts';
import { at, may, OneButton, pathOf, stateText } from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';

type Props = { readonly view: ReceivedView; readonly page: PageContext; readonly profile: Profile };

const typedName = (raw: RawForm): string | undefined => raw['assigned_to']?.[0];

/** Who looks after a report: colleagues with how many open reports each has. */
const Assigned = ({ view, page }: Props): VNode => {
  const { t } = page.words;
  const chosen = (page.form ? typedName(page.form.raw) : undefined) ?? view.assignedName ?? '';
  const known = view.colleagues.find(({ id }) => id === view.report.assigned_to)?.name;
  return (
    <p class="field">
      <label class="field-label" for="assigned_to">
        {t('referrals.field.assigned_to.label')}
      </label>
      <select id="assigned_to" name="assigned_to" autocomplete="off">
        <option value="">{t('referrals.triage.nobody')}</option>
        {view.colleagues.map((one) => (
          <option key={one.id} value={one.name} selected={one.name === (page.form ? chosen : known)}>
            {t('referrals.received.colleague', { name: one.name, open: one.open })}
          </option>
        ))}
      </select>
    </p>
  );
};

/** Urgency and who looks after the report; a change needs its reason. */
export const TriagePanel = (props: Props): VNode | null => {
  const { view, page } = props;
  const { t } = page.words;
  const inWork = view.report.merged_into === null && workStates.some((state) => state === view.report.state);
  if (!may(page, 'referrals.triage') || !inWork) return null;
  const isOwn = page.form !== null && 'urgency' in page.form.raw;
  const state = isOwn && page.form ? page.form : formState(triageForm, { urgency: view.report.urgency });
  return (
    <Panel title={t('referrals.received.triage')}>
      <FormFor page={page} action={`${pathOf(view.report.id)}/triage`} version={String(view.report.version)}>
        <FieldSet page={page} form={triageForm} state={state} only={['urgency']} />
        <Assigned {...props} />
        <FieldSet page={page} form={triageForm} state={state} only={['change_reason']} />
        <Button kind="quiet">{t('referrals.received.triage_save')}</Button>
      </FormFor>
    </Panel>
  );
};

/** The question and answer headers; their texts are opened with the report's own. */
export const QuestionsPanel = ({ view, page, profile }: Props): VNode | null => {
  const { words } = page;
  if (view.questions.length === 0) return null;
  return (
    <Panel title={words.t('referrals.received.questions')}>
      <Lines
        lines={view.questions.map((one) => ({
          main: words.t('referrals.received.asked', {
            body: bodyName(profile, words, one.organisation_id),
            moment: at(words, one.asked_at),
          }),
          note:
            one.answered_at === null
              ? words.t('referrals.received.unanswered', {
                  due: one.due_on === null ? 'none' : words.date(one.due_on as PlainDate, 'long'),
                })
              : words.t('referrals.received.answered', { moment: at(words, one.answered_at) }),
          tone: one.answered_at === null ? ('warn' as const) : ('good' as const),
        }))}
      />
      {view.report.state === 'more_info' && may(page, 'referrals.ask-back') ? (
        <OneButton
          page={page}
          action={`${pathOf(view.report.id)}/go-on`}
          version={String(view.report.version)}
          label={words.t('referrals.received.go_on')}
        />
      ) : null}
    </Panel>
  );
};

/** The receipt of the viewer's body. Others' receipts are shown to the sender. */
export const ReceiptPanel = ({ view, page, profile }: Props): VNode => {
  const { words } = page;
  const { own } = view;
  const confirmed =
    own.acknowledgedAt === null
      ? words.t('referrals.received.not_confirmed')
      : words.t('referrals.received.confirmed', { moment: at(words, own.acknowledgedAt) });
  return (
    <Panel title={words.t('referrals.received.receipt')}>
      <Lines
        lines={[
          {
            main: bodyName(profile, words, own.organisationId),
            note: `${words.t('referrals.received.delivered', { receipt: own.receipt, moment: at(words, own.deliveredAt) })} · ${confirmed}`,
            tone: own.acknowledgedAt === null ? 'warn' : 'good',
          },
        ]}
      />
      {own.acknowledgedAt === null && !may(page, 'referrals.triage') ? (
        <OneButton
          page={page}
          kind="primary"
          action={`${pathOf(view.report.id)}/confirm`}
          label={words.t('referrals.received.confirm')}
        />
      ) : null}
    </Panel>
  );
};

/** What the reporting body was told of what came of it. */
export const ToldPanel = ({ view, page, profile }: Props): VNode | null => {
  const { words } = page;
  if (view.notices.length === 0) return null;
  return (
    <Panel title={words.t('referrals.received.told')}>
      <Lines
        lines={view.notices.map((one) => ({
          main: named(page, 'police-outcomes', one.outcome),
          note: `${bodyName(profile, words, one.organisation_id)} · ${at(words, one.told_at)} · ${
            one.seen_at === null ? words.t('referrals.received.unread') : words.t('referrals.received.read')
          }`,
        }))}
      />
    </Panel>
  );
};

const basisText = (profile: Profile, page: PageContext, kind: string, code: string): string => {
  if (kind === 'consent') return page.words.t('referrals.received.by_consent');
  if (kind === 'break_glass') return page.words.t('referrals.received.by_emergency');
  const basis = profile.bases.find(({ id }) => id === code);
  return basis === undefined
    ? page.words.t('referrals.received.by_address')
    : basisInWords(page.words, profile.nameIn(basis.names, page.words.language), basis.article);
};

/** Who could have what of this report opened, and why: one line per body and ground. */
export const WhoSeesPanel = ({ view, page, profile }: Props): VNode => {
  const { words } = page;
  const grounds = Map.groupBy(view.holders, (one) => `${one.organisationId}|${one.basisKind}|${one.basisCode}`);
  const lines = [...grounds.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const parts = [...new Set(group.map(({ compartment }) => compartment))];
    return {
      main: bodyName(profile, words, first.organisationId),
      note: `${parts.map((part) => named(page, 'sealed-parts', part)).join(', ')} · ${basisText(profile, page, first.basisKind, first.basisCode)}`,
      tone: 'good' as const,
    };
  });
  return (
    <Panel title={words.t('referrals.received.who')} id="who-sees">
      {lines.length === 0 ? <p class="soft">{words.t('referrals.received.who_nobody')}</p> : <Lines lines={lines} />}
    </Panel>
  );
};

const valueText = ({ page, profile }: Props, field: string, value: string | null): string => {
  const { words } = page;
  if (value === null) return words.t('referrals.triage.none');
  if (field === 'state') return stateText(profile, words, value);
  const list = { urgency: 'urgency', outcome: 'police-outcomes', redirected_reason: 'redirect-reasons' }[field];
  if (list !== undefined) return named(page, list, value);
  if (field === 'outcome_reason') return reasonText(page, value);
  if (field === 'redirected_to') return bodyName(profile, words, value);
  if (field === 'said_later') return words.t(`referrals.supplement.kind.${value}`);
  return /^\d+$/.test(value) ? value : words.t('referrals.received.changed_value');
};

const reasonLists = [
  ...['change-reasons', 'outcome-reasons', 'redirect-reasons', 'police-outcomes'],
  ...Object.keys(supplementReasons),
];

/** A reason is a code of one of several lists, or the step that was taken. */
const reasonText = (page: PageContext, code: string): string => {
  for (const list of reasonLists) {
    const found = page.codes(list).find((one) => one.code === code);
    if (found) return codeLabel(page.words, found);
  }
  const key = `referrals.triage.step.${code}`;
  return page.words.has(key) ? page.words.t(key) : code;
};

/** What was changed since the report was sent, why and by whom. */
export const ChangesPanel = (props: Props): VNode | null => {
  const { view, page } = props;
  const { words } = page;
  if (view.changes.length === 0) return null;
  return (
    <Details summary={words.t('referrals.received.changes', { count: view.changes.length })}>
      <Lines
        lines={view.changes.map((one) => ({
          main: words.t('referrals.received.change', {
            field: words.t(`referrals.received.field.${one.field}`),
            before: valueText(props, one.field, one.old_value),
            after: valueText(props, one.field, one.new_value),
          }),
          note: `${reasonText(page, one.reason)} · ${one.by ?? ''} · ${at(words, one.changed_at)}`,
        }))}
      />
    </Details>
  );
};

/** A word of one's own body for the report, to find it again. */
export const LabelPanel = ({ view, page }: Props): VNode => (
  <Details summary={page.words.t('referrals.received.label')}>
    <FormFor page={page} action={`${pathOf(view.report.id)}/label`} light>
      <FieldSet page={page} form={labelForm} state={formState(labelForm, { own_label: view.label ?? '' })} />
      <Button kind="quiet">
        {page.words.t('referrals.received.label_save')}
        <Unseen> {view.reference ?? ''}</Unseen>
      </Button>
    </FormFor>
  </Details>
);
