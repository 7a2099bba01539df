import type { VNode } from 'preact';
import { ButtonLink, Chip, Lines, named, type PageContext, Panel, type Tone } from '../../../platform/web/index.ts';
import type { Goal, Session } from '../actions/index.ts';
import { readLevels } from '../rules/index.ts';
import { waitingStates, workingStates } from '../steps.ts';
import { momentText, serviceName, teamName } from './parts.tsx';
import type { PartProps } from './standing.tsx';

const goalTones: Readonly<Record<string, Tone>> = { open: 'thread', achieved: 'good', partly: 'warn', not: 'plain' };

const goalText = (page: PageContext, it: Goal): string => {
  const { words } = page;
  if (it.endedOn !== null) return words.date(it.endedOn, 'long');
  return it.targetOn === null
    ? words.t('assistance.since', { day: words.date(it.setOn, 'long') })
    : words.t('assistance.goal.until', { day: words.date(it.targetOn, 'long') });
};

type CardProps = PartProps & { readonly service: string; readonly goals: readonly Goal[] };

const GoalLine = ({ it, view, page, text }: PartProps & { it: Goal; text: string | undefined }): VNode => (
  <>
    <Chip tone={goalTones[it.state] ?? 'plain'}>{page.words.t(`assistance.goal.state.${it.state}`)}</Chip>{' '}
    {`${teamName(page, it.team)} · ${goalText(page, it)}`}
    {it.reason === null ? null : ` · ${named(page, 'goal-outcomes', it.reason)}`}
    {text === undefined ? null : (
      <span class="as-typed" dir="auto">
        {text}
      </span>
    )}
    {it.state === 'open' ? (
      <a href={`/cases/${view.file.id}/assistance/goals/${it.id}`}>{page.words.t('assistance.goal.end')}</a>
    ) : null}
  </>
);

const Card = ({ service, goals, texts, ...part }: CardProps & { texts: Texts }): VNode => {
  const { page, view } = part;
  const needs = view.assessments.find(({ kind }) => kind === 'needs');
  const level = needs === undefined ? undefined : readLevels(needs.levels)[service];
  return (
    <section class="board-card">
      <h3>{serviceName(page, service)}</h3>
      {level === undefined ? null : (
        <p>
          <Chip tone={level === 'high' ? 'danger' : level === 'some' ? 'warn' : 'plain'}>
            {page.words.t(`assistance.level.needs.${level}`)}
          </Chip>
        </p>
      )}
      {goals.length === 0 ? (
        <p class="soft">{page.words.t('assistance.goal.none')}</p>
      ) : (
        <ul class="plain-list">
          {goals.map((it) => (
            <li key={it.id}>
              <GoalLine {...part} it={it} text={texts[`goal.${it.id}`]} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** Opened texts by their names; empty where nothing was opened. */
export type Texts = Readonly<Record<string, string>>;

/** The plan by the services of the law: a card for each that is needed or worked on; the others are named below. */
export const PlanPanel = ({ texts, ...part }: PartProps & { texts: Texts }): VNode => {
  const { view, support, profile, page } = part;
  const { words } = page;
  const needs = view.assessments.find(({ kind }) => kind === 'needs');
  const levels = needs === undefined ? {} : readLevels(needs.levels);
  const isShown = (id: string): boolean => levels[id] !== undefined || view.goals.some(({ service }) => service === id);
  const ids = profile.services.map(({ id }) => id);
  const rest = ids.filter((id) => !isShown(id)).map((id) => serviceName(page, id));
  return (
    <Panel title={words.t('assistance.plan.title')}>
      <div class="board">
        {ids.filter(isShown).map((service) => (
          <Card
            key={service}
            {...part}
            texts={texts}
            service={service}
            goals={view.goals.filter((it) => it.service === service)}
          />
        ))}
      </div>
      {rest.length === 0 ? null : <p class="soft">{words.t('assistance.plan.rest', { services: rest.join(', ') })}</p>}
      {workingStates.includes(support.state) ? (
        <div class="actions">
          <ButtonLink href={`/cases/${view.file.id}/assistance/goals/new`} kind="quiet">
            {words.t('assistance.goal.add')}
          </ButtonLink>
        </div>
      ) : null}
    </Panel>
  );
};

const sessionNote = (page: PageContext, it: Session): string => {
  const { words } = page;
  return [
    named(page, 'session-places', it.place),
    ...(it.language === null ? [] : [named(page, 'languages', it.language)]),
    ...(it.reason === null ? [] : [named(page, 'session-absences', it.reason)]),
    ...(it.minutes === null ? [] : [words.t('assistance.session.minutes', { minutes: it.minutes })]),
  ].join(' · ');
};

const SessionState = ({ it, view, page }: PartProps & { it: Session }): VNode => {
  const { words } = page;
  const isPast = it.state === 'planned' && it.plannedAt < view.now;
  if (isPast) return <Chip tone="warn">{words.t('assistance.due.unwritten')}</Chip>;
  const state = it.attendance === 'late' ? 'late' : it.state;
  const tone = it.state === 'planned' ? 'thread' : it.state === 'held' ? 'good' : 'plain';
  return <Chip tone={tone}>{words.t(`assistance.session.state.${state}`)}</Chip>;
};

/** Appointments, the next ones and those that passed. */
export const SessionsPanel = ({ texts, ...part }: PartProps & { texts: Texts }): VNode => {
  const { view, support, page } = part;
  const { words } = page;
  const base = `/cases/${view.file.id}/assistance/sessions`;
  return (
    <Panel title={words.t('assistance.sessions.title')}>
      {view.sessions.length === 0 ? <p class="empty">{words.t('assistance.sessions.none')}</p> : null}
      <Lines
        lines={view.sessions.map((it) => {
          const title = `${momentText(words, it.plannedAt)} · ${named(page, 'session-kinds', it.kind)}`;
          const text = texts[`session.${it.id}`];
          return {
            main: it.state === 'planned' ? <a href={`${base}/${it.id}`}>{title}</a> : title,
            note: (
              <>
                <SessionState {...part} it={it} /> {sessionNote(page, it)}
                {text === undefined ? null : (
                  <span class="as-typed" dir="auto">
                    {text}
                  </span>
                )}
              </>
            ),
          };
        })}
      />
      {waitingStates.includes(support.state) || support.endedOn !== null ? null : (
        <div class="actions">
          <ButtonLink href={`${base}/new`} kind="quiet">
            {words.t('assistance.session.add')}
          </ButtonLink>
        </div>
      )}
    </Panel>
  );
};
