import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Clocks,
  Columns,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  type Knot,
  named,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Thread,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { clocksInWords, noteParallel, type StayDecision, type StayView } from '../actions/index.ts';
import { parallelForm } from '../facts.ts';
import { loadStay, paperPath, type Shown, StayHead, stayName, stayParams } from './parts.tsx';

const reasonsText = (decision: StayDecision, page: PageContext): string =>
  decision.reasons.map((code) => named(page, 'stay-reasons', code)).join(' · ');

const KnotText = (props: { decision: StayDecision; said: string; page: PageContext }): VNode => (
  <>
    {props.said}
    {props.said === '' || props.decision.decidedBy === null ? null : ' · '}
    {props.decision.decidedBy === null ? null : (
      <a href={paperPath(props.decision)}>{props.page.words.t('protection.paper.go')}</a>
    )}
  </>
);

const knotOf = (decision: StayDecision, { profile }: Shown, page: PageContext): Knot => {
  const { words } = page;
  const parts = [
    reasonsText(decision, page),
    decision.until === null ? '' : words.t('protection.until', { day: words.date(decision.until, 'long') }),
    decision.servedOn === null ? '' : words.t('protection.served', { day: words.date(decision.servedOn, 'long') }),
  ].filter((part) => part !== '');
  return {
    id: decision.id,
    at: decision.decidedOn,
    atText: words.date(decision.decidedOn, 'long'),
    title: `${words.t(`protection.step.${decision.event}`)} → ${stayName(profile, words, decision.toState)}`,
    text: <KnotText decision={decision} said={parts.join(' · ')} page={page} />,
    by:
      decision.decidedBy === null
        ? words.t('protection.by_law')
        : words.t('protection.decided_by', { name: decision.decidedByName ?? '' }),
    weight: decision.decidedBy === null ? 'event' : 'decision',
  };
};

/** Steps that protect come first, and one of them alone stands out: ending a protection is never the press that offers itself. */
const protecting: readonly string[] = ['grant_reflection', 'apply_permit', 'grant', 'renew', 'other_ground'];

const isProtecting = ({ event }: StayView['steps'][number]): boolean => protecting.includes(event);

const StepsPanel = ({ view, page }: { view: StayView; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('protection.steps')}>
      {view.steps.length === 0 ? (
        <p class="soft">{words.t('protection.steps.none')}</p>
      ) : (
        <div class="actions">
          {[...view.steps.filter(isProtecting), ...view.steps.filter((step) => !isProtecting(step))].map(
            (step, index) => (
              <ButtonLink
                key={step.event}
                href={`/stays/${view.file.noticeId}/decide/${step.event}`}
                kind={index === 0 && isProtecting(step) ? 'primary' : 'quiet'}
              >
                {words.t(`protection.step.${step.event}`)}
              </ButtonLink>
            ),
          )}
        </div>
      )}
    </Panel>
  );
};

/** The document of the last decision and its day of service; the earlier ones stand at their decisions below. */
const LastPanel = ({ decision, page }: { decision: StayDecision; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('protection.paper.of', { step: words.t(`protection.step.${decision.event}`) })}>
      <p class="soft">
        {decision.servedOn === null
          ? words.t('protection.serve.open')
          : words.t('protection.served', { day: words.date(decision.servedOn, 'long') })}
      </p>
      <ButtonLink href={paperPath(decision)} kind="quiet">
        {words.t('protection.paper.go')}
      </ButtonLink>
    </Panel>
  );
};

const ParallelPanel = ({ view, page }: { view: StayView; page: PageContext }): VNode | null => {
  const { stay, noticeId } = view.file;
  const { words } = page;
  if (stay === null) return null;
  return (
    <Panel title={words.t('protection.parallel.title')}>
      <p>{words.t(stay.inParallel ? 'protection.parallel.runs' : 'protection.parallel.none')}</p>
      <FormFor page={page} action={`/stays/${noticeId}/parallel`} version={String(stay.version)} light>
        <FieldSet
          page={page}
          form={parallelForm}
          state={page.form ?? formState(parallelForm, { in_parallel: stay.inParallel })}
        />
        <Button kind="quiet">{words.t('protection.parallel.save')}</Button>
      </FormFor>
    </Panel>
  );
};

const Aside = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view } = shown;
  const { words } = page;
  const last = view.decisions.findLast(({ decidedBy }) => decidedBy !== null);
  return (
    <>
      <Panel title={words.t('protection.notice')}>
        <Facts
          facts={[
            { label: words.t('protection.column.reference'), value: view.file.reference },
            ...(view.file.stay === null ? [] : [{ label: words.t('protection.number'), value: view.file.stay.number }]),
            { label: words.t('protection.column.told'), value: words.date(view.file.noticeSentAt, 'long') },
          ]}
        />
        <a href={`/notices/${view.file.noticeId}`}>{words.t('protection.notice.go')}</a>
      </Panel>
      {view.hasConference ? (
        <Panel title={words.t('protection.conference.title')}>
          <a href={`/conferences/${view.file.noticeId}`}>{words.t('protection.conference.go')}</a>
        </Panel>
      ) : null}
      {last === undefined ? null : <LastPanel decision={last} page={page} />}
      <ParallelPanel view={view} page={page} />
    </>
  );
};

const StayPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  return (
    <>
      <StayHead shown={shown} page={page} />
      <ErrorSummary page={page} />
      <Clocks label={words.t('protection.clocks')} clocks={clocksInWords(view.clocks, profile, words)} />
      <Columns aside={<Aside shown={shown} page={page} />}>
        {view.state === 'none' ? <Notice>{words.t('protection.not_conditional')}</Notice> : null}
        <StepsPanel view={view} page={page} />
        <Panel title={words.t('protection.history')}>
          <Thread
            label={words.t('protection.history')}
            knots={view.decisions.map((decision) => knotOf(decision, shown, page)).reverse()}
            empty={words.t('protection.history.none')}
          />
        </Panel>
      </Columns>
    </>
  );
};

/** One stay: its clocks, what may follow, what was decided. */
export const stayScreen: Screen<Profile> = getScreen({
  journals: ['protection.stay_read'],
  room: 'protection',
  path: '/stays/:noticeId',
  permit: 'protection.decide',
  params: stayParams,
  reads: ({ noticeId }) => ({ type: 'protection.stay_read', subject: { kind: 'notice', id: noticeId } }),
  load: (scene: Scene, { params }) => loadStay(scene, params.noticeId),
  title: ({ view }, words) => words.t('protection.stay.title', { reference: view.file.reference }),
  page: (shown, page) => <StayPage shown={shown} page={page} />,
});

const parallelScreen: Screen<Profile> = postScreen({
  journals: ['protection.parallel_noted'],
  room: 'protection',
  path: '/stays/:noticeId/parallel',
  permit: 'protection.decide',
  params: stayParams,
  body: parallelForm,
  act: (scene: Scene, input, { params, version }) =>
    noteParallel(scene, { ...params, version }, input.in_parallel === true),
  then: ({ noticeId }) => `/stays/${noticeId}?done=parallel_noted`,
  again: stayScreen,
});

/** One stay, and what runs beside it. */
export const stayScreens: readonly Screen<Profile>[] = [stayScreen, parallelScreen];
