import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Chip,
  FieldSet,
  FormFor,
  Lines,
  type PageContext,
  Panel,
  Thread,
} from '../../../platform/web/index.ts';
import type { AssessmentKind, Profile, Transition } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import type { Assessment, AssistanceView, Support } from '../actions/index.ts';
import { divisionForm } from '../facts.ts';
import { type GapLine, type Levels, readLevels, standing } from '../rules/index.ts';
import { needsWorker, steps, workingStates } from '../steps.ts';
import { dayText, reasonText, serviceName, stateIn, teamName } from './parts.tsx';
import { named } from '../../../platform/web/index.ts';

/** What every part of the overview is given. */
export type PartProps = {
  readonly view: AssistanceView;
  readonly support: Support;
  readonly profile: Profile;
  readonly page: PageContext;
};

const basisOf = (step: Transition, page: PageContext): string =>
  step.provenance === 'recalled' || step.provenance === 'inferred'
    ? `${lawInWords(page.words, step.law)} ${page.words.t(`assistance.mark.${step.provenance}`)}`
    : lawInWords(page.words, step.law);

/** What may follow, each step with the text it rests on. */
export const StepsPanel = ({ view, page }: PartProps): VNode => {
  const { words } = page;
  const base = `/cases/${view.file.id}/assistance`;
  return (
    <Panel title={words.t('assistance.steps')}>
      {view.open.length === 0 ? (
        <p class="soft">{words.t('assistance.steps.none')}</p>
      ) : (
        <Lines
          lines={view.open.map((step) => ({
            main: (
              <a href={step.event === steps.end ? `${base}/end` : `${base}/step/${step.event}`}>
                {words.t(`assistance.step.${step.event}`)}
              </a>
            ),
            note: basisOf(step, page),
          }))}
        />
      )}
    </Panel>
  );
};

const gapText = (page: PageContext, line: GapLine): string => {
  const { words } = page;
  const days = line.days ?? 0;
  if (line.on === null)
    return line.days === null ? words.t('assistance.gap.open') : words.t('assistance.gap.waits', { days });
  const day = words.date(line.on, 'long');
  return line.days === null ? day : words.t('assistance.gap.after', { day, days });
};

/** Two clocks: what the law starts, and when practice gave it. */
export const GapPanel = ({ view, page }: Pick<PartProps, 'view' | 'page'>): VNode => {
  const { words } = page;
  const law =
    view.lawOn === null
      ? words.t('assistance.gap.no_law')
      : words.t('assistance.gap.law', { day: words.date(view.lawOn, 'long') });
  return (
    <Panel title={words.t('assistance.gap.title')}>
      <p>{law}</p>
      <Lines
        lines={view.gap.map((line) => ({
          main: words.t(`assistance.gap.${line.what}`),
          note: gapText(page, line),
          tone: line.on === null && line.days !== null ? ('warn' as const) : ('plain' as const),
        }))}
      />
    </Panel>
  );
};

/** Which team leads, who is responsible, and which team does what: seen by all who work behind the one contact. */
export const DivisionPanel = ({ view, support, profile, page }: PartProps): VNode => {
  const { words } = page;
  const open = view.goals.filter(({ state }) => state === 'open');
  const shares = [...Map.groupBy(open, ({ team }) => team ?? support.team)];
  return (
    <Panel title={words.t('assistance.division.title')}>
      <Lines
        lines={[
          {
            main: support.workerName ?? words.t('assistance.worker.nobody'),
            note:
              support.team === null
                ? teamName(page, null)
                : words.t('assistance.division.leads', { team: teamName(page, support.team) }),
            tone:
              support.workerId === null && needsWorker(profile, support.state)
                ? ('danger' as const)
                : ('plain' as const),
          },
          ...shares.map(([team, goals]) => ({
            main: teamName(page, team),
            note: [...new Set(goals.map(({ service }) => serviceName(page, service)))].join(', '),
          })),
        ]}
      />
      <FormFor page={page} action={`/cases/${view.file.id}/assistance/division`} version={String(support.version)}>
        <FieldSet
          page={page}
          form={divisionForm}
          state={stateIn(page, divisionForm, {
            ...(support.team === null ? {} : { lead_team: support.team }),
            mine: support.workerId === page.viewer?.staffId,
          })}
        />
        <Button kind="quiet">{words.t('assistance.division.save')}</Button>
      </FormFor>
    </Panel>
  );
};

const themeName = (page: PageContext, kind: AssessmentKind, theme: string): string =>
  kind === 'danger' ? named(page, 'danger-themes', theme) : serviceName(page, theme);

const LevelLines = ({ kind, levels, page }: { kind: AssessmentKind; levels: Levels; page: PageContext }): VNode => {
  const { words } = page;
  const tones = { high: 'danger', some: 'warn', unknown: 'plain' } as const;
  const found = Object.entries(levels);
  if (found.length === 0) return <p class="soft">{words.t(`assistance.level.${kind}.nothing`)}</p>;
  return (
    <ul class="plain-list">
      {(['high', 'some', 'unknown'] as const).flatMap((level) =>
        found
          .filter(([, is]) => is === level)
          .map(([theme]) => (
            <li key={theme}>
              <Chip tone={tones[level]}>{words.t(`assistance.level.${kind}.${level}`)}</Chip>{' '}
              {themeName(page, kind, theme)}
            </li>
          )),
      )}
    </ul>
  );
};

const untilText = (page: PageContext, last: Assessment | undefined, how: ReturnType<typeof standing>): string =>
  last === undefined
    ? page.words.t('assistance.assessment.missing')
    : page.words.t(`assistance.assessment.${how === 'expired' ? 'expired' : 'until'}`, {
        made: page.words.date(last.madeOn, 'long'),
        until: page.words.date(last.validUntil, 'long'),
      });

/** The last assessment of a kind, until when it holds, and the way to a new one. */
export const AssessmentPanel = ({
  view,
  support,
  profile,
  page,
  kind,
}: PartProps & { kind: AssessmentKind }): VNode => {
  const { words } = page;
  const last = view.assessments.find((one) => one.kind === kind);
  const how = standing(last?.validUntil ?? null, view.today, profile.assistance.remind_days);
  const isLate = (how === 'expired' || how === 'missing') && workingStates.includes(support.state);
  return (
    <Panel title={words.t(`assistance.assessment.${kind}`)}>
      <p class={isLate ? 'line-main danger' : 'soft'}>{untilText(page, last, how)}</p>
      {last === undefined ? null : <LevelLines kind={kind} levels={readLevels(last.levels)} page={page} />}
      {workingStates.includes(support.state) ? (
        <div class="actions">
          <ButtonLink href={`/cases/${view.file.id}/assistance/assess/${kind}`} kind="quiet">
            {words.t(`assistance.assess.${kind}`)}
          </ButtonLink>
        </div>
      ) : null}
    </Panel>
  );
};

/** What happened, newest on top. */
export const HistoryPanel = ({ view, profile, page }: PartProps): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('assistance.history')}>
      <Thread
        label={words.t('assistance.history')}
        empty={words.t('assistance.history.none')}
        knots={view.history.map((step) => ({
          id: `${step.event}-${step.madeAt}`,
          at: step.madeAt,
          atText: dayText(words, profile, step.madeAt),
          title: words.t(`assistance.happened.${step.event}`),
          ...(step.reason === null ? {} : { text: reasonText(page, step.reason) }),
          ...(step.by === null ? {} : { by: step.by }),
          weight: step.event === 'call' ? ('note' as const) : ('event' as const),
        }))}
      />
    </Panel>
  );
};
