import type { VNode } from 'preact';
import { ButtonLink, type Knot, Lines, named, type PageContext, Panel, Thread } from '../../../platform/web/index.ts';
import type { Decision, Interview, PalermoView } from '../actions/index.ts';
import { namedAll, type Shown, stateName } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

const PalermoText = ({ view, page }: { view: PalermoView; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <div class="soft">
      {words.t('identification.palermo.line', {
        acts: namedAll(page, 'palermo-acts', view.acts),
        means: namedAll(page, 'palermo-means', view.means),
        purposes: namedAll(page, 'exploitation-forms', view.purposes),
      })}
      {view.nationalElements.length === 0 ? null : (
        <div>
          {words.t('identification.palermo.national', {
            offences: namedAll(page, 'national-offences', view.nationalElements),
          })}
        </div>
      )}
    </div>
  );
};

const knotOf = (decision: Decision, shown: Shown, page: PageContext): Knot => {
  const { words } = page;
  const { profile, view } = shown;
  const palermo = view.palermo.get(decision.id);
  const reviewed =
    decision.reviewedByName === null
      ? ''
      : ` · ${words.t('identification.reviewed_by', { name: decision.reviewedByName })}`;
  const state = decision.state === 'in_force' ? '' : ` · ${words.t(`identification.decision.${decision.state}`)}`;
  return {
    id: decision.id,
    at: decision.decidedOn,
    atText: words.date(decision.decidedOn, 'long'),
    title: `${stateName(profile, words, decision.fromState)} → ${stateName(profile, words, decision.toState)}`,
    text: (
      <>
        {decision.reasons.length === 0 ? null : <div>{namedAll(page, 'outcome-reasons', decision.reasons)}</div>}
        {decision.indicators.length === 0 ? null : (
          <div>
            {words.t('identification.relied_on', {
              count: decision.indicators.length,
              signs: namedAll(page, 'indicators', decision.indicators),
            })}
          </div>
        )}
        {palermo === undefined ? null : <PalermoText view={palermo} page={page} />}
      </>
    ),
    by: `${words.t(decision.byPerson ? 'identification.recorded_by' : 'identification.decided_by', { name: decision.decidedByName ?? '' })}${reviewed}${state}`,
    weight: decision.state === 'refused' ? 'note' : decision.state === 'awaiting_review' ? 'event' : 'decision',
  };
};

/** What was decided, newest first, with reasons, indicators relied on, and review. */
export const HistoryPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <Panel title={page.words.t('identification.history')}>
    <Thread
      label={page.words.t('identification.history')}
      knots={shown.view.decisions.map((decision) => knotOf(decision, shown, page))}
      empty={page.words.t('identification.history.none')}
    />
  </Panel>
);

const interviewTitle = (interview: Interview, { words }: PageContext): string =>
  interview.heldAt === null
    ? words.t('identification.interview.planned', {
        at: interview.plannedFor === null ? '' : words.date(interview.plannedFor, 'moment'),
      })
    : words.t('identification.interview.held', { day: words.date(interview.heldAt, 'long') });

const interviewNote = (interview: Interview, page: PageContext): string => {
  const { words } = page;
  const parts = [
    interview.place === null ? null : named(page, 'interview-place', interview.place),
    interview.language === null ? null : named(page, 'languages', interview.language),
    interview.interpreter === null ? null : named(page, 'interpreter-kinds', interview.interpreter),
    interview.interpreterWish === null || interview.interpreterWish === 'no_wish'
      ? null
      : words.t('identification.interview.wish', {
          wish: named(page, 'interpreter-wishes', interview.interpreterWish),
        }),
    interview.supportAccompanies ? words.t('identification.interview.with_support') : null,
    interview.result === null ? null : named(page, 'interview-results', interview.result),
  ];
  return parts.filter((part) => part !== null).join(' · ');
};

/** Interviews planned and held, with their conditions. */
export const InterviewsPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { interviews, file } = shown.view;
  const base = `/cases/${file.id}/identification`;
  const may = page.viewer?.permits.includes('identification.interview') === true;
  return (
    <Panel title={words.t('identification.interviews')}>
      {interviews.length === 0 ? (
        <p class="soft">{words.t('identification.interviews.none')}</p>
      ) : (
        <Lines
          lines={interviews.map((interview) => ({
            main:
              interview.state === 'planned' && may ? (
                <a href={`${base}/interviews/${interview.id}/record`}>{interviewTitle(interview, page)}</a>
              ) : (
                interviewTitle(interview, page)
              ),
            note: interviewNote(interview, page),
          }))}
        />
      )}
      {may ? (
        <div class="actions">
          <ButtonLink href={`${base}/plan`} kind="quiet">
            {words.t('identification.interview.plan')}
          </ButtonLink>
          <ButtonLink href={`${base}/record`} kind="quiet">
            {words.t('identification.interview.record')}
          </ButtonLink>
        </div>
      ) : null}
    </Panel>
  );
};

/** Notices that left for the residence authority, each a thing of its own. */
export const NoticesPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { words } = page;
  const { notices, block } = shown.view;
  if (notices.length === 0 && block === null) return null;
  return (
    <Panel title={words.t('identification.notices.case')}>
      {block === null ? null : (
        <p>
          {words.t(block.blocked ? 'identification.removal.blocked' : 'identification.removal.free')}{' '}
          <span class="soft">{words.t('identification.removal.reference', { reference: block.reference })}</span>
        </p>
      )}
      <Lines
        lines={notices.map((notice) => ({
          main: words.t(`identification.notice.kind.${notice.kind}`),
          note: `${words.date(notice.sentAt, 'moment')} · ${bodyName(shown.profile, words, notice.toOrganisationId)} · ${
            notice.receivedAt === null
              ? words.t('identification.notice.not_received')
              : words.t('identification.notice.received', { at: words.date(notice.receivedAt, 'moment') })
          }`,
        }))}
      />
    </Panel>
  );
};
