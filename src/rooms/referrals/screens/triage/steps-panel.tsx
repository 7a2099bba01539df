import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  FieldSet,
  FormFor,
  formState,
  type PageContext,
  Panel,
} from '../../../../platform/web/index.ts';
import type { Profile, Transition } from '../../../../profile/index.ts';
import { lawInWords } from '../../../cases/index.ts';
import type { ReceivedView } from '../../actions/triage/index.ts';
import { acknowledgeForm } from '../../facts/triage-forms.ts';
import { isFoundVictim } from '../../rules/triage.ts';
import { workStates } from '../../steps.ts';
import { may, OneButton, pathOf } from './parts.tsx';

type Props = { readonly view: ReceivedView; readonly page: PageContext; readonly profile: Profile };

/** Steps that have a page of their own, and the permit each needs. */
const pages: Readonly<Record<string, { readonly end: string; readonly permit: string }>> = {
  ask: { end: 'ask', permit: 'referrals.ask-back' },
  redirect: { end: 'redirect', permit: 'referrals.redirect' },
  not_thb: { end: 'not-trafficking', permit: 'referrals.redirect' },
  close: { end: 'close', permit: 'referrals.redirect' },
};

/** The usual next step: its button comes first. */
const isOnward = ({ event }: Transition): boolean => event === 'acknowledge' || event === 'link';

/** The law a step rests on, marked when it is only recalled or inferred. */
const lawText = (page: PageContext, { law, provenance }: Transition): string => {
  const marked = provenance === 'recalled' || provenance === 'inferred';
  const text = lawInWords(page.words, law);
  return marked ? `${text} ${page.words.t(`referrals.triage.mark.${provenance}`)}` : text;
};

/** The source a step rests on: a law as it is called, a study by its title, with the way to it. */
export const LawSource = ({
  step,
  page,
  profile,
}: {
  step: Transition;
  page: PageContext;
  profile: Profile;
}): VNode => {
  const source = profile.sources.find(({ cited_as: name }) => name !== undefined && step.law.startsWith(name));
  if (source?.cited_as === undefined) return <>{lawText(page, step)}</>;
  const part = step.law.slice(source.cited_as.length).trim();
  const mark = lawText(page, step).slice(lawInWords(page.words, step.law).length);
  const text = `${source.title}${part === '' ? '' : `, ${part}`}`;
  return (
    <>
      {source.url ? (
        <a href={source.url} rel="noreferrer">
          {text}
        </a>
      ) : (
        text
      )}
      {mark}
    </>
  );
};

const Acknowledge = ({ view, page }: Props): VNode => (
  <FormFor page={page} action={`${pathOf(view.report.id)}/acknowledge`} version={String(view.report.version)} light>
    <FieldSet
      page={page}
      form={acknowledgeForm}
      state={page.form ?? formState(acknowledgeForm, { open_cases: true })}
    />
    <Button>{page.words.t('referrals.triage.step.acknowledge')}</Button>
  </FormFor>
);

const StepButton = (props: Props & { step: Transition }): VNode | null => {
  const { view, page, step } = props;
  const label = page.words.t(`referrals.triage.step.${step.event}`);
  const own = pages[step.event];
  if (own !== undefined)
    return may(page, own.permit) ? (
      <ButtonLink kind="quiet" href={`${pathOf(view.report.id)}/${own.end}`}>
        {label}
      </ButtonLink>
    ) : null;
  if (!may(page, 'referrals.triage')) return null;
  if (step.event === 'acknowledge') return <Acknowledge {...props} />;
  if (step.event !== 'link') return null;
  return (
    <OneButton
      page={page}
      kind="primary"
      action={`${pathOf(view.report.id)}/link`}
      version={String(view.report.version)}
      label={label}
    />
  );
};

const Order = ({ view, page }: Props): VNode | null => {
  const { report } = view;
  if (!may(page, 'referrals.split-merge') || !workStates.some((state) => state === report.state)) return null;
  return (
    <p class="actions">
      {view.persons.length > 1 ? (
        <ButtonLink kind="quiet" href={`${pathOf(report.id)}/split`}>
          {page.words.t('referrals.triage.split')}
        </ButtonLink>
      ) : null}
      {report.state === 'transmitted' ? null : (
        <ButtonLink kind="quiet" href={`${pathOf(report.id)}/merge`}>
          {page.words.t('referrals.triage.merge')}
        </ButtonLink>
      )}
    </p>
  );
};

/** Why a linked report cannot be sent away as something else: people look for the button and must not think it lost. */
const WhyNotOffered = ({ view, page }: Props): VNode | null => {
  const found = view.ends.filter(isFoundVictim);
  if (view.report.state !== 'linked' || found.length === 0) return null;
  return <p class="soft">{page.words.t('referrals.received.victims_found', { count: found.length })}</p>;
};

/** What can be done with the report now, each with the law or practice it rests on. */
export const StepsPanel = (props: Props): VNode | null => {
  const { view, page } = props;
  const { t } = page.words;
  if (view.report.merged_into !== null || !may(page, 'referrals.triage')) return null;
  // Answering is the reporter's; going on without an answer stands beside the question.
  const steps = view.steps
    .filter(({ event }) => event !== 'answer' && event !== 'go_on')
    .toSorted((one, other) => Number(isOnward(other)) - Number(isOnward(one)));
  return (
    <Panel title={t('referrals.received.steps')} id="steps">
      {steps.length === 0 ? <p class="soft">{t('referrals.received.no_step')}</p> : null}
      <ul class="step-list">
        {steps.map((step) => (
          <li key={step.id}>
            <StepButton {...props} step={step} />
            <span class="soft">
              <LawSource step={step} page={page} profile={props.profile} />
            </span>
          </li>
        ))}
      </ul>
      <WhyNotOffered {...props} />
      <Order {...props} />
    </Panel>
  );
};
