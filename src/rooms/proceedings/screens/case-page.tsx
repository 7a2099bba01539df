import type { VNode } from 'preact';
import {
  ButtonLink,
  Columns,
  type Fact,
  Facts,
  getScreen,
  type Knot,
  named,
  Notice,
  type PageContext,
  Panel,
  type Screen,
  Thread,
} from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import { bodyName } from '../../directory/index.ts';
import type { CaseStep, Qualification } from '../actions/index.ts';
import { caseMachine, isOver } from '../steps.ts';
import { CaseHead, caseHref, criminalCaseParams, loadShown, OpenPanel, type Props, reading } from './parts.tsx';

const reasonsOf = (step: CaseStep, { shown, page }: Props): readonly string[] =>
  step.reasons.map((code) => {
    const list = ['proceedings-suspensions', 'dismissal-reasons'].find((one) => shown.profile.hasCode(one, code));
    return list === undefined ? code : named(page, list, code);
  });

const whoWrote = (
  it: { readonly organisationId: string; readonly recordedByName: string | null; readonly recordedAt: string },
  { shown, page }: Props,
): string =>
  page.words.t('proceedings.wrote', {
    ...{ name: it.recordedByName ?? '–', body: bodyName(shown.profile, page.words, it.organisationId) },
    at: page.words.date(it.recordedAt as never, 'moment'),
  });

const stepKnot = (step: CaseStep, props: Props): Knot => {
  const { shown, page } = props;
  const { words } = page;
  const transition = shown.profile.steps(caseMachine).transitions.find(({ id }) => id === step.step);
  const law = transition === undefined ? [] : [lawInWords(words, transition.law)];
  return {
    ...{ id: step.id, at: step.decidedOn, atText: words.date(step.decidedOn, 'long') },
    title: words.t(`proceedings.step.${step.event}`),
    text: [...reasonsOf(step, props), ...law].join(' · '),
    by: whoWrote(step, props),
    weight: 'decision',
  };
};

const qualificationKnot = (it: Qualification, props: Props): Knot => {
  const { page } = props;
  const { words } = page;
  return {
    ...{ id: it.id, at: it.qualifiedOn, atText: words.date(it.qualifiedOn, 'long') },
    title: words.t(it.number === 1 ? 'proceedings.qualified.first' : 'proceedings.qualified.changed', {
      qualification: named(page, 'case-qualifications', it.code),
    }),
    by: whoWrote(it, props),
    weight: 'event',
  };
};

/** Steps and qualifications on one line, the newest on top; of one day the later written first. */
const knotsOf = (props: Props): readonly Knot[] => {
  const { view } = props.shown;
  const all = [
    ...view.steps.map((step) => ({ at: step.decidedOn, wrote: step.recordedAt, knot: stepKnot(step, props) })),
    ...view.qualifications.map((it) => ({
      at: it.qualifiedOn,
      wrote: it.recordedAt,
      knot: qualificationKnot(it, props),
    })),
  ];
  return all
    .toSorted((one, other) => (`${one.at} ${one.wrote}` < `${other.at} ${other.wrote}` ? 1 : -1))
    .map(({ knot }) => knot);
};

const NextPanel = ({ shown, page }: Props): VNode | null => {
  const { view, profile } = shown;
  const { t } = page.words;
  if (!view.rights.decide || isOver(profile, view.file.state)) return null;
  const base = caseHref(view.file);
  return (
    <Panel title={t('proceedings.next')}>
      <div class="actions">
        {view.next.map(({ event }) => (
          <ButtonLink key={event} href={`${base}/step/${event}`} kind="quiet">
            {t(`proceedings.do.${event}`)}
          </ButtonLink>
        ))}
        <ButtonLink href={`${base}/qualification`} kind="quiet">
          {t('proceedings.do.requalify')}
        </ButtonLink>
        <ButtonLink href={`${base}/facts`} kind="quiet">
          {t('proceedings.do.facts')}
        </ButtonLink>
      </div>
    </Panel>
  );
};

const unitName = (page: PageContext, unit: string | null): string =>
  unit === null ? page.words.t('proceedings.none') : named(page, 'inquiry-units', unit);

const CaseFacts = ({ shown, page }: Props): VNode => {
  const { view, profile } = shown;
  const { file } = view;
  const { words } = page;
  const { t } = words;
  const facts: readonly Fact[] = [
    { label: t('proceedings.column.lead'), value: bodyName(profile, words, file.organisationId) },
    { label: t('proceedings.field.case_origin.label'), value: named(page, 'case-origins', file.origin) },
    { label: t('proceedings.column.opened'), value: words.date(file.openedOn, 'long') },
    {
      label: t('proceedings.fact.first'),
      value: named(page, 'case-qualifications', file.firstQualification),
    },
    { label: t('proceedings.fact.last'), value: named(page, 'case-qualifications', file.lastQualification) },
    { label: t('proceedings.field.case_scope.label'), value: named(page, 'case-scopes', file.scope) },
    { label: t('proceedings.field.inquiry_unit.label'), value: unitName(page, file.unit) },
  ];
  return (
    <Panel title={t('proceedings.facts')}>
      <Facts facts={facts} />
    </Panel>
  );
};

const Overview = (props: Props): VNode => {
  const { shown, page } = props;
  const { view } = shown;
  const { t } = page.words;
  return (
    <>
      <CaseHead {...props} tab="overview" />
      {view.file.state === 'suspended' ? <Notice tone="warn">{t('proceedings.suspended_means')}</Notice> : null}
      <Columns
        aside={
          <>
            <CaseFacts {...props} />
            {view.sealed.words && view.rights.investigate ? (
              <OpenPanel page={page} action={`${caseHref(view.file)}/words`} name="words" />
            ) : null}
          </>
        }
      >
        <NextPanel {...props} />
        <Panel title={t('proceedings.thread')}>
          <Thread label={t('proceedings.thread')} knots={knotsOf(props)} empty={t('proceedings.thread.none')} />
        </Panel>
      </Columns>
    </>
  );
};

/** A criminal case: where it stands, what may be decided now, and all that was decided. */
export const caseScreen: Screen<Profile> = getScreen({
  room: 'proceedings',
  path: '/proceedings/:criminalCaseId',
  permit: 'proceedings.read',
  params: criminalCaseParams,
  ...reading,
  load: loadShown,
  title: ({ view }, words) => words.t('proceedings.case.title', { reference: view.file.reference }),
  page: (shown, page) => <Overview shown={shown} page={page} />,
});
