import type { VNode } from 'preact';
import { z } from 'zod';
import type { Form } from '../../../platform/form/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  Chip,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  named,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  noteAnswer,
  openRequestSteps,
  type RequestAbroad,
  type RequestInput,
  requestMachine,
  type RequestStepInput,
  sendRequest,
} from '../actions/index.ts';
import { requestForm, requestRefusalForm, requestStepForm } from '../facts/index.ts';
import {
  Doing,
  inquiring,
  type InquiryProps,
  type InquiryShown,
  inquiryScreen,
  loadInquiry,
  tabHref,
} from './inquiry-parts.tsx';
import { CaseHead, countryName, criminalCaseParams } from './parts.tsx';

const requestParams = criminalCaseParams.extend({ requestId: z.uuid() });
const stepParams = requestParams.extend({ event: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/) });

const tones: Readonly<Record<string, 'good' | 'danger' | 'warn' | 'thread'>> = {
  answered: 'good',
  refused: 'danger',
  expired: 'warn',
  sent: 'thread',
};

const nameOf = (it: RequestAbroad, { shown, page }: InquiryProps): string =>
  [
    `R${it.number}`,
    named(page, 'abroad-requests', it.kind),
    ...(it.country === null ? [] : [countryName(shown.profile, page.words, it.country)]),
  ].join(' · ');

const isLate = (it: RequestAbroad, profile: Profile, today: string): boolean =>
  it.answerBy !== null && it.answerBy < today && openRequestSteps(profile, it.state).length > 0;

const lineOf = (it: RequestAbroad, props: InquiryProps) => {
  const { shown, page } = props;
  const { words } = page;
  const state = shown.profile.stateName(requestMachine, it.state, words.language);
  return {
    main: (
      <>
        <a href={`${tabHref(shown, 'abroad')}/${it.id}`}>{nameOf(it, props)}</a>{' '}
        <Chip tone={tones[it.state] ?? 'plain'}>{state}</Chip>{' '}
        {isLate(it, shown.profile, page.today) ? <Chip tone="danger">{words.t('proceedings.abroad.late')}</Chip> : null}
      </>
    ),
    note: [
      words.t('proceedings.abroad.sent', { day: words.date(it.sentOn, 'long') }),
      ...(it.answerBy === null ? [] : [words.t('proceedings.abroad.by', { day: words.date(it.answerBy, 'long') })]),
      ...(it.refusal === null ? [] : [named(page, 'request-refusals', it.refusal)]),
    ].join(' · '),
  };
};

const AbroadBody = (props: InquiryProps): VNode => {
  const { shown, page } = props;
  const { requests } = shown.inquiry;
  const { t } = page.words;
  return (
    <Panel title={t('proceedings.tab.abroad')}>
      <p class="soft">{t('proceedings.abroad.lead')}</p>
      {requests.length === 0 ? (
        <p class="empty">{t('proceedings.abroad.none')}</p>
      ) : (
        <Lines lines={requests.map((it) => lineOf(it, props))} />
      )}
      <Doing
        page={page}
        name="request"
        action={tabHref(shown, 'abroad')}
        form={requestForm}
        start={{ sent_on: page.today }}
      />
    </Panel>
  );
};

const abroadScreen = inquiryScreen('abroad', AbroadBody);

type OneShown = InquiryShown & { readonly request: RequestAbroad };
type OneProps = { readonly shown: OneShown; readonly page: PageContext };

const definition = (page: PageContext, code: string | null): string =>
  code === null ? page.words.t('proceedings.not_known') : named(page, 'offence-definitions', code);

const RequestPage = ({ shown, page }: OneProps): VNode => {
  const { request, profile } = shown;
  const { t, date, language } = page.words;
  const base = `${tabHref(shown, 'abroad')}/${request.id}`;
  const next = openRequestSteps(profile, request.state);
  return (
    <>
      <CaseHead shown={shown} page={page} tab="abroad" inner={nameOf(request, { shown, page })} />
      <Facts
        facts={[
          { label: t('proceedings.column.state'), value: profile.stateName(requestMachine, request.state, language) },
          { label: t('proceedings.field.sent_on.label'), value: date(request.sentOn, 'long') },
          { label: t('proceedings.abroad.own_definition'), value: definition(page, request.ownDefinition) },
          { label: t('proceedings.field.other_definition.label'), value: definition(page, request.otherDefinition) },
          ...(request.refusal === null
            ? []
            : [
                {
                  label: t('proceedings.field.refusal_reason.label'),
                  value: named(page, 'request-refusals', request.refusal),
                },
              ]),
        ]}
      />
      {next.length === 0 ? null : (
        <Panel title={t('proceedings.abroad.next')}>
          <div class="actions">
            {next.map((event) => (
              <ButtonLink key={event} href={`${base}/${event}`} kind="quiet">
                {t(`proceedings.request_step.${event}`)}
              </ButtonLink>
            ))}
          </div>
        </Panel>
      )}
    </>
  );
};

const loadOne = async (
  scene: Scene,
  where: { readonly params: { readonly criminalCaseId: string; readonly requestId: string } },
) => {
  const shown = await loadInquiry(scene, where);
  if (shown === null || isRefusal(shown)) return shown;
  const request = shown.inquiry.requests.find(({ id }) => id === where.params.requestId);
  return request === undefined ? refuse('request_unknown') : { ...shown, request };
};

const requestScreen: Screen<Profile> = getScreen({
  ...{ ...inquiring, path: '/proceedings/:criminalCaseId/abroad/:requestId', params: requestParams, load: loadOne },
  title: (_, words) => words.t('proceedings.tab.abroad'),
  page: (shown, page) => <RequestPage shown={shown} page={page} />,
});

const formOf = (event: string): Form<unknown> => (event === 'refuse' ? requestRefusalForm : requestStepForm);

const StepPage = ({ shown, page }: { shown: OneShown & { readonly event: string }; page: PageContext }): VNode => {
  const { request, event } = shown;
  const form = formOf(event);
  return (
    <>
      <CaseHead shown={shown} page={page} tab="abroad" inner={page.words.t(`proceedings.request_step.${event}`)} />
      <p class="soft">{nameOf(request, { shown, page })}</p>
      <FormFor page={page} action={`${tabHref(shown, 'abroad')}/${request.id}/${event}`}>
        <FieldSet page={page} form={form} state={page.form ?? formState(form, { happened_on: page.today })} />
        <Button>{page.words.t('proceedings.save')}</Button>
      </FormFor>
    </>
  );
};

const stepScreen: Screen<Profile> = getScreen({
  ...{ ...inquiring, path: '/proceedings/:criminalCaseId/abroad/:requestId/:event', params: stepParams },
  load: async (scene: Scene, where) => {
    const shown = await loadOne(scene, where);
    if (shown === null || isRefusal(shown)) return shown;
    const { event } = where.params;
    const isOpen = openRequestSteps(scene.profile, shown.request.state).includes(event);
    return isOpen ? { ...shown, event } : refuse('no_such_step');
  },
  title: ({ event }, words) => words.t(`proceedings.request_step.${event}`),
  page: (shown, page) => <StepPage shown={shown} page={page} />,
});

/** Requests to other countries and to bodies of several. */
export const abroadScreens: readonly Screen<Profile>[] = [
  abroadScreen,
  requestScreen,
  stepScreen,
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/abroad', body: requestForm, again: abroadScreen },
    ...{ journals: ['proceedings.request_sent'], once: true },
    act: (scene: Scene, input, { params }) => sendRequest(scene, params.criminalCaseId, input as RequestInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/abroad?done=request_sent`,
  }),
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/abroad/:requestId/:event', params: stepParams },
    ...{ journals: ['proceedings.request_answered'], again: stepScreen },
    body: ({ event }) => formOf(event),
    act: (scene: Scene, input, { params }) => noteAnswer(scene, params, input as RequestStepInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/abroad?done=request_answered`,
  }),
];
