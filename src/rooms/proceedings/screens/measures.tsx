import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  Chip,
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
import { lawInWords } from '../../cases/index.ts';
import {
  addMeasure,
  addOperation,
  finishMeasure,
  type JointOperation,
  type Measure,
  type MeasureEndInput,
  type MeasureInput,
  type OperationInput,
} from '../actions/index.ts';
import { measureEndForm, measureForm, operationForm } from '../facts/index.ts';
import { measureOf } from '../rules/index.ts';
import {
  Doing,
  inquiring,
  type InquiryProps,
  type InquiryShown,
  inquiryScreen,
  loadInquiry,
  tabHref,
} from './inquiry-parts.tsx';
import { CaseHead, criminalCaseParams } from './parts.tsx';

const measureParams = criminalCaseParams.extend({ measureId: z.uuid() });

const Ending = ({ it, page }: { it: Measure; page: PageContext }): VNode =>
  it.result === null ? (
    <Chip tone="thread">{page.words.t('proceedings.measure.runs')}</Chip>
  ) : (
    <Chip tone={it.result === 'carried_out' ? 'good' : 'plain'}>{named(page, 'measure-results', it.result)}</Chip>
  );

const daysOf = (it: Measure, page: PageContext): string => {
  const { words } = page;
  const from = words.date(it.orderedOn, 'long');
  const until = it.endedOn ?? it.until;
  return until === null
    ? words.t('proceedings.since', { day: from })
    : words.t('proceedings.span', { from, until: words.date(until, 'long') });
};

const measureLine = (it: Measure, { shown, page }: InquiryProps) => {
  const { words } = page;
  const law = lawInWords(words, measureOf(shown.profile, it.kind).law);
  const name = `M${it.number} · ${named(page, 'inquiry-measures', it.kind)}`;
  return {
    main: (
      <>
        {it.result === null ? <a href={`${tabHref(shown, 'measures')}/${it.id}`}>{name}</a> : name}{' '}
        <Ending it={it} page={page} />
      </>
    ),
    note: [named(page, 'inquiry-parts', it.orderedBy), daysOf(it, page), law].join(' · '),
  };
};

const operationLine = (it: JointOperation, page: PageContext) => ({
  main: `${page.words.date(it.heldOn, 'long')} · ${named(page, 'operation-results', it.result)}`,
  note: [
    it.bodies.map((code) => named(page, 'operation-bodies', code)).join(', '),
    ...(it.commune === null ? [] : [named(page, 'communes', it.commune)]),
    page.words.t('proceedings.operation.persons', { persons: it.persons }),
  ].join(' · '),
});

const MeasuresBody = (props: InquiryProps): VNode => {
  const { shown, page } = props;
  const { measures, operations } = shown.inquiry;
  const { t } = page.words;
  return (
    <>
      <Panel title={t('proceedings.tab.measures')}>
        {measures.length === 0 ? (
          <p class="empty">{t('proceedings.measure.none')}</p>
        ) : (
          <Lines lines={measures.map((it) => measureLine(it, props))} />
        )}
        <Doing
          page={page}
          name="measure"
          action={tabHref(shown, 'measures')}
          form={measureForm}
          start={{ ordered_on: page.today }}
        >
          <p class="soft">{t('proceedings.measure.lead')}</p>
        </Doing>
      </Panel>
      <Panel title={t('proceedings.operation.title')}>
        {operations.length === 0 ? (
          <p class="empty">{t('proceedings.operation.none')}</p>
        ) : (
          <Lines lines={operations.map((it) => operationLine(it, page))} />
        )}
        <Doing
          page={page}
          name="operation"
          action={`${tabHref(shown, 'measures')}/operations`}
          form={operationForm}
          start={{ held_on: page.today, persons_found: 0 }}
        />
      </Panel>
    </>
  );
};

const measuresScreen = inquiryScreen('measures', MeasuresBody);

type OneShown = InquiryShown & { readonly measure: Measure };

const EndPage = ({ shown, page }: { shown: OneShown; page: PageContext }): VNode => {
  const { measure } = shown;
  const { t } = page.words;
  return (
    <>
      <CaseHead
        shown={shown}
        page={page}
        tab="measures"
        inner={`M${measure.number} · ${named(page, 'inquiry-measures', measure.kind)}`}
      />
      <p class="soft">{daysOf(measure, page)}</p>
      <FormFor page={page} action={`${tabHref(shown, 'measures')}/${measure.id}`}>
        <FieldSet
          page={page}
          form={measureEndForm}
          state={page.form ?? formState(measureEndForm, { ended_on: page.today })}
        />
        <Button>{t('proceedings.save')}</Button>
      </FormFor>
    </>
  );
};

const endScreen: Screen<Profile> = getScreen({
  ...{ ...inquiring, path: '/proceedings/:criminalCaseId/measures/:measureId', params: measureParams },
  load: async (scene: Scene, where) => {
    const shown = await loadInquiry(scene, where);
    if (shown === null || isRefusal(shown)) return shown;
    const measure = shown.inquiry.measures.find(({ id }) => id === where.params.measureId);
    return measure === undefined ? refuse('measure_unknown') : { ...shown, measure };
  },
  title: (_, words) => words.t('proceedings.tab.measures'),
  page: (shown, page) => <EndPage shown={shown} page={page} />,
});

/** Measures of an inquiry, and operations of several bodies. */
export const measureScreens: readonly Screen<Profile>[] = [
  measuresScreen,
  endScreen,
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/measures', body: measureForm, again: measuresScreen },
    ...{ journals: ['proceedings.measure_added'], once: true },
    act: (scene: Scene, input, { params }) => addMeasure(scene, params.criminalCaseId, input as MeasureInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/measures?done=measure_added`,
  }),
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/measures/operations', body: operationForm },
    ...{ journals: ['proceedings.operation_added'], once: true, again: measuresScreen },
    act: (scene: Scene, input, { params }) => addOperation(scene, params.criminalCaseId, input as OperationInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/measures?done=operation_added`,
  }),
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/measures/:measureId', params: measureParams },
    ...{ body: measureEndForm, journals: ['proceedings.measure_ended'], again: endScreen },
    act: (scene: Scene, input, { params }) => finishMeasure(scene, params, input as MeasureEndInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/measures?done=measure_ended`,
  }),
];
