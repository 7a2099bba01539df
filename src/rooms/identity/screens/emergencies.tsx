import type { VNode } from 'preact';
import {
  Button,
  type Column,
  ErrorSummary,
  type Fact,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import { named } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import { type Emergency, readEmergencies, waitsFor } from '../actions/emergencies.ts';
import { verdictForm } from '../facts.ts';
import { emergencyState } from '../rules.ts';
import {
  ConfirmFirst,
  EmergencyChip,
  emergencyParams,
  type EmergencyView,
  loadEmergency,
  minutesUntil,
  type ShownEmergency,
  whoOf,
} from './emergency-parts.tsx';
import { bodyNames, type IdentityTools, namedAll } from './parts.tsx';

type Listed = {
  readonly waiting: readonly Emergency[];
  readonly others: readonly Emergency[];
  readonly profile: Profile;
};

/** What comes next, and until when. */
const nextOf = (it: Emergency, page: PageContext): string => {
  const { words, now } = page;
  const state = emergencyState(it, now);
  const until = { waiting: it.answerUntil, running: it.endsAt, to_review: it.reviewUntil, overdue: it.reviewUntil };
  const moment = Object.entries(until).find(([one]) => one === state)?.[1] ?? null;
  if (moment !== null) return words.t(`identity.emergency.next.${state}`, { moment: words.date(moment, 'moment') });
  return it.verdict === null ? '–' : named(page, 'emergency-verdicts', it.verdict);
};

const columnsOf = ({ profile }: Listed, page: PageContext): readonly Column<Emergency>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<Emergency>['cell']): Column<Emergency> => ({
    ...{ id, label: words.t(`identity.emergency.column.${id}`), cell },
  });
  return [
    {
      ...column('asked', (it) => <a href={`/emergencies/${it.id}`}>{words.date(it.requestedAt, 'moment')}</a>),
      heads: true,
    },
    column('who', (it) => whoOf(profile, page, it.requestedByName, it.requestedByOrganisation)),
    column('parts', (it) => namedAll(page, 'sealed-parts', it.compartments)),
    column('state', (it) => <EmergencyChip it={it} page={page} />),
    column('next', (it) => nextOf(it, page)),
  ];
};

const List = (props: {
  listed: Listed;
  rows: readonly Emergency[];
  title: string;
  empty: string;
  page: PageContext;
}) => (
  <Panel title={props.title}>
    <Table
      page={props.page}
      caption={props.title}
      captionUnseen
      rows={props.rows}
      rowKey={({ id }) => id}
      empty={props.empty}
      columns={columnsOf(props.listed, props.page)}
    />
  </Panel>
);

const listScreen: Screen<Profile> = getScreen({
  ...{ room: 'identity', path: '/emergencies', permit: 'identity.see-emergencies' },
  load: async (scene: Scene): Promise<Listed> => {
    const all = await readEmergencies(scene);
    const waits = (it: Emergency): boolean => waitsFor(scene, it) !== null;
    return { waiting: all.filter(waits), others: all.filter((it) => !waits(it)), profile: scene.profile };
  },
  title: (_, words) => words.t('identity.emergency.title'),
  page: (listed, page) => {
    const { t } = page.words;
    return (
      <>
        <PageHead title={t('identity.emergency.title')} lead={t('identity.emergency.lead')} />
        <List
          {...{ listed, page, rows: listed.waiting, title: t('identity.emergency.waiting') }}
          empty={t('identity.emergency.waiting_none')}
        />
        <List
          {...{ listed, page, rows: listed.others, title: t('identity.emergency.others') }}
          empty={t('identity.emergency.others_none')}
        />
      </>
    );
  },
});

const answerFact = ({ shown, page }: EmergencyView): readonly Fact[] => {
  const { it, profile } = shown;
  const { words } = page;
  if (it.answer === null || it.answeredByOrganisation === null || it.answeredAt === null) return [];
  const who = whoOf(profile, page, it.answeredByName, it.answeredByOrganisation);
  const label = words.t(`identity.emergency.fact.${it.answer}`);
  return [{ label, value: who, note: words.date(it.answeredAt, 'moment') }];
};

const reviewFact = ({ shown, page }: EmergencyView): readonly Fact[] => {
  const { it } = shown;
  const { words } = page;
  if (it.verdict === null || it.reviewedAt === null) return [];
  const note = `${it.reviewedByName ?? ''} · ${words.date(it.reviewedAt, 'moment')}`;
  return [
    { label: words.t('identity.emergency.fact.verdict'), value: named(page, 'emergency-verdicts', it.verdict), note },
  ];
};

const factsOf = ({ shown, page }: EmergencyView): readonly Fact[] => {
  const { it, profile, caseName } = shown;
  const { words } = page;
  const fact = (id: string, value: Fact['value'], note?: string): Fact => ({
    ...{ label: words.t(`identity.emergency.fact.${id}`), value },
    ...(note === undefined ? {} : { note }),
  });
  const { law, also, provenance } = profile.breakGlass;
  return [
    ...(caseName === null
      ? []
      : [fact('case', <a href={`/cases/${it.caseId}`}>{words.t('identity.back_to_case', { name: caseName })}</a>)]),
    fact(
      'asked',
      whoOf(profile, page, it.requestedByName, it.requestedByOrganisation),
      words.date(it.requestedAt, 'moment'),
    ),
    fact('parts', namedAll(page, 'sealed-parts', it.compartments)),
    fact(
      'purpose',
      named(page, 'opening-purposes', it.purpose),
      `${law} · ${words.t(`identity.mark.${also ?? provenance}`)}`,
    ),
    fact('addressed', bodyNames(profile, words, it.addressed)),
    ...answerFact({ shown, page }),
    ...(it.endsAt === null ? [] : [fact('ends', words.date(it.endsAt, 'moment'))]),
    ...(it.reviewUntil === null ? [] : [fact('review', words.date(it.reviewUntil, 'moment'))]),
    ...reviewFact({ shown, page }),
  ];
};

/** For who asked, while it runs: how long still, and the two things to do. */
const Running = ({ shown, page }: EmergencyView): VNode => {
  const { it } = shown;
  const { words, now } = page;
  const minutes = it.endsAt === null ? 0 : minutesUntil(now, it.endsAt);
  return (
    <Notice tone="warn" title={words.t('identity.emergency.running', { minutes })}>
      <p>{words.t('identity.emergency.running_text')}</p>
      <div class="actions">
        <FormFor page={page} action={`/emergencies/${it.id}/open`} light class="inline">
          <Button kind="danger">{words.t('identity.emergency.open')}</Button>
        </FormFor>
        <FormFor page={page} action={`/emergencies/${it.id}/end`} light class="inline">
          <Button kind="quiet">{words.t('identity.emergency.end')}</Button>
        </FormFor>
      </div>
    </Notice>
  );
};

/** Others who may stop it. */
const Stop = ({ shown, page }: EmergencyView): VNode | null => {
  const may = ['identity.approve-emergency', 'identity.review-emergency'].some((one) =>
    page.viewer?.permits.includes(one),
  );
  if (emergencyState(shown.it, page.now) !== 'running' || shown.possible === 'open' || !may) return null;
  return (
    <FormFor page={page} action={`/emergencies/${shown.it.id}/end`} light>
      <p class="soft">{page.words.t('identity.emergency.stop_text')}</p>
      <Button kind="danger">{page.words.t('identity.emergency.stop')}</Button>
    </FormFor>
  );
};

const Review = ({ shown, page }: EmergencyView): VNode => (
  <Panel title={page.words.t('identity.emergency.review')}>
    <p>{page.words.t('identity.emergency.review_text')}</p>
    <FormFor page={page} action={`/emergencies/${shown.it.id}/review`}>
      <FieldSet page={page} form={verdictForm} state={page.form ?? formState(verdictForm, {})} />
      <Button>{page.words.t('identity.emergency.review_button')}</Button>
    </FormFor>
  </Panel>
);

const Answering = ({ shown, page }: EmergencyView): VNode => (
  <Panel title={page.words.t('identity.emergency.answer')}>
    <p>{page.words.t('identity.emergency.answer_text')}</p>
    {shown.isFresh ? null : <ConfirmFirst page={page} profile={shown.profile} />}
  </Panel>
);

/** Why somebody asked is sealed: read on a page of its own, with a line in the journal. */
const ReasonButton = ({ shown, page }: EmergencyView): VNode | null => {
  const isMine = shown.it.requestedBy === page.viewer?.staffId;
  const may = isMine || page.viewer?.permits.some((one) => /^identity\.(approve|review)-emergency$/.test(one)) === true;
  return may ? (
    <FormFor page={page} action={`/emergencies/${shown.it.id}/reason`} light>
      <Button kind={shown.possible === 'answer' ? 'primary' : 'quiet'}>
        {page.words.t('identity.emergency.read_reason')}
      </Button>
    </FormFor>
  ) : null;
};

const EmergencyPage = ({ shown, page }: EmergencyView): VNode => {
  const { words } = page;
  const { it, possible, steps, profile } = shown;
  return (
    <>
      <PageHead
        title={words.t('identity.emergency.one')}
        lead={bodyName(profile, words, it.requestedByOrganisation)}
        chips={<EmergencyChip it={it} page={page} />}
        back={{ href: '/emergencies', label: words.t('identity.emergency.title') }}
      />
      <ErrorSummary page={page} />
      {possible === 'open' ? <Running shown={shown} page={page} /> : null}
      {possible === 'answer' ? <Answering shown={shown} page={page} /> : null}
      <ReasonButton shown={shown} page={page} />
      {possible === 'review' ? <Review shown={shown} page={page} /> : null}
      <Panel title={words.t('identity.emergency.facts')}>
        <Facts facts={factsOf({ shown, page })} />
        <Stop shown={shown} page={page} />
      </Panel>
      <Panel title={words.t('identity.emergency.steps')}>
        <Lines
          lines={steps.map(({ stage, at }) => ({
            main: words.t(`identity.emergency.stage.${stage}`),
            note: words.date(at, 'moment'),
          }))}
        />
      </Panel>
    </>
  );
};

/** The page of one emergency, on which forms about it are shown again. */
export const emergencyScreen = (tools: IdentityTools): Screen<Profile> =>
  getScreen({
    ...{
      room: 'identity',
      path: '/emergencies/:emergencyId',
      permit: 'identity.see-emergencies',
      params: emergencyParams,
    },
    load: (scene: Scene, { params }): Promise<ShownEmergency | null> => loadEmergency(tools, scene, params.emergencyId),
    title: (_, words) => words.t('identity.emergency.one'),
    page: (shown, page) => <EmergencyPage shown={shown} page={page} />,
  });

/** The list of emergencies that concern the viewer's body; one of them. */
export const emergencyScreens = (tools: IdentityTools): readonly Screen<Profile>[] => [
  listScreen,
  emergencyScreen(tools),
];
