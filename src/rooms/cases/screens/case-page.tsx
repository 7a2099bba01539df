import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Clocks,
  Columns,
  FormFor,
  getScreen,
  type Knot,
  Lines,
  named,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  Thread,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseAddition, type CaseView, readCase, type ThreadEvent } from '../actions/index.ts';
import { dueness } from '../rules.ts';
import { eventText, weightOf } from '../actions/event-words.ts';
import {
  at,
  CaseChips,
  caseName,
  caseParams,
  CaseTabs,
  type CasesTools,
  ErasedNotice,
  shortBodyName,
} from './parts.tsx';
import { WhoSeesPanel } from './who-sees.tsx';
import { bodyName } from '../../directory/index.ts';

export type Shown = { readonly view: CaseView; readonly profile: Profile };

/** On what ground the body that did it was there. */
const groundOf = ({ view, profile }: Shown, event: ThreadEvent, page: PageContext): string => {
  const { words } = page;
  const access = view.accesses.find(({ organisationId }) => organisationId === event.organisationId);
  const body = shortBodyName(profile, words, event.organisationId);
  return access === undefined ? body : `${body} · ${words.t(`cases.ground.${access.basisKind}`)}`;
};

const knotOf = (shown: Shown, event: ThreadEvent, page: PageContext): Knot => ({
  id: event.id,
  at: event.at,
  atText: at(page.words, event.at),
  title: eventText(event, shown.profile, page.words),
  by: groundOf(shown, event, page),
  weight: weightOf(event.type),
});

/** What other rooms add to the thread. */
const addedKnots = ({ view }: Shown, { words }: PageContext): readonly Knot[] =>
  view.added
    .flatMap((word) => word(words).knots ?? [])
    .map(({ id, ...knot }) => ({ ...knot, id: id.replaceAll(/[^\w-]/g, '-'), atText: at(words, knot.at) }));

/** The events as knots, with those of other rooms, the newest first. */
export const knotsOf = (shown: Shown, page: PageContext): readonly Knot[] => {
  const own = shown.view.events.map((event) => knotOf(shown, event, page));
  const added = addedKnots(shown, page);
  return added.length === 0 ? own : [...own, ...added].toSorted((one, other) => (one.at < other.at ? 1 : -1));
};

const NextPanel = ({ view, page }: { view: CaseView; page: PageContext }): VNode => {
  const { words } = page;
  const open = view.tasks.filter(({ state }) => state === 'open');
  const lines = open.map((task) => {
    const when = dueness(task.dueOn, page.today);
    const due =
      task.dueOn === null
        ? words.t('cases.task.no_day')
        : words.t(`cases.task.due.${when}`, { day: words.date(task.dueOn, 'long') });
    return {
      main: <a href={`/cases/${view.file.id}/tasks`}>{named(page, 'task-kinds', task.kind)}</a>,
      note: `${due} · ${task.ownerName ?? words.t('cases.task.nobody')}`,
      tone: when === 'late' ? ('danger' as const) : ('plain' as const),
    };
  });
  return (
    <Panel title={words.t('cases.next')}>
      {lines.length === 0 ? <p class="soft">{words.t('cases.next.nothing')}</p> : <Lines lines={lines} />}
    </Panel>
  );
};

const OthersPanel = ({ view, page, profile }: Shown & { page: PageContext }): VNode | null =>
  view.others.length === 0 ? null : (
    <Panel title={page.words.t('cases.others', { count: view.others.length })}>
      <Lines
        lines={view.others.slice(0, 12).map((other) => ({
          main: <a href={`/cases/${other.id}`}>{caseName(other, page.words)}</a>,
          note: <CaseChips file={other} page={page} profile={profile} />,
        }))}
      />
      {view.others.length > 12 ? (
        <a href={`/cases/${view.file.id}/persons`}>{page.words.t('cases.others.all')}</a>
      ) : null}
    </Panel>
  );

/** An accepted offer without its keys leaves the service with a case and nobody it could call. */
const keysText = (it: Shown['view']['referrals'][number], page: PageContext): string =>
  it.state === 'accepted' && it.keysSharedAt === null ? `${page.words.t('cases.support.keys_wait')} · ` : '';

const SupportPanel = ({ view, page, profile }: Shown & { page: PageContext }): VNode | null =>
  view.referrals.length === 0 ? null : (
    <Panel title={page.words.t('cases.support.title')}>
      <Lines
        lines={view.referrals.map((it) => ({
          main: <a href={`/support/${it.id}`}>{bodyName(profile, page.words, it.toOrganisationId)}</a>,
          tone: it.state === 'accepted' && it.keysSharedAt === null ? ('warn' as const) : ('plain' as const),
          note: `${keysText(it, page)}${page.words.t(`cases.support.state.${it.state}`)} · ${page.words.t('cases.support.consent_of', { day: page.words.date(it.givenOn, 'long') })}`,
        }))}
      />
    </Panel>
  );

/** What other rooms offer to do; the first of it is the main button of the page. */
const AddedActions = ({ actions }: Pick<CaseAddition, 'actions'>): VNode => (
  <>
    {actions.map(({ href, label }, index) => (
      <ButtonLink key={href} href={href} kind={index === 0 ? 'primary' : 'quiet'}>
        {label}
      </ButtonLink>
    ))}
  </>
);

type ActionsProps = {
  readonly view: CaseView;
  readonly added: readonly CaseAddition[];
  readonly page: PageContext;
};

const Actions = ({ view, added, page }: ActionsProps): VNode => {
  const base = `/cases/${view.file.id}`;
  // Nothing is begun any more for a person who was erased; what was done is read and printed.
  const isErased = view.file.closedBecause !== null;
  const may = (permit: string): boolean => !isErased && page.viewer?.permits.includes(permit) === true;
  const others = isErased ? [] : added.flatMap(({ actions }) => actions);
  const hasOffer = view.referrals.some(({ state }) => state === 'offered' || state === 'accepted');
  return (
    <>
      <AddedActions actions={others} />
      {may('cases.note') ? (
        <ButtonLink href={`${base}/papers#note`} kind={others.length === 0 ? 'primary' : 'quiet'}>
          {page.words.t('cases.note.add')}
        </ButtonLink>
      ) : null}
      {may('cases.refer-support') && !hasOffer ? (
        <ButtonLink href={`${base}/support`} kind="quiet">
          {page.words.t('cases.support.refer')}
        </ButtonLink>
      ) : null}
      {may('cases.work') && view.file.ownerName === null ? (
        <FormFor page={page} action={`${base}/take`} light>
          <Button kind="quiet">{page.words.t('cases.owner.take')}</Button>
        </FormFor>
      ) : null}
      <ButtonLink href={`${base}/summary`} kind="quiet">
        {page.words.t('cases.summary.open')}
      </ButtonLink>
    </>
  );
};

const headOf = (shown: Shown, added: readonly CaseAddition[], page: PageContext): VNode => {
  const { file } = shown.view;
  const { words } = page;
  const care =
    file.ownerName === null ? words.t('cases.owner.nobody') : words.t('cases.owner', { name: file.ownerName });
  return (
    <PageHead
      title={words.t('cases.case', { name: caseName(file, words) })}
      lead={`${words.t('cases.opened', { day: words.date(file.openedAt, 'long') })} · ${care}`}
      chips={<CaseChips file={file} page={page} profile={shown.profile} added={added} />}
      actions={<Actions view={shown.view} added={added} page={page} />}
      back={{ href: '/cases', label: words.t('cases.list.title') }}
    />
  );
};

const CasePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  const added = view.added.map((word) => word(words));
  return (
    <>
      {headOf(shown, added, page)}
      <ErasedNotice file={view.file} page={page} />
      <Clocks label={words.t('cases.clocks')} clocks={added.flatMap(({ clocks }) => clocks)} />
      <CaseTabs caseId={view.file.id} page={page} added={added} />
      <Columns
        aside={
          <>
            <WhoSeesPanel it={{ ...view, profile, told: added.flatMap(({ told = [] }) => told) }} page={page} />
            <NextPanel view={view} page={page} />
            <SupportPanel view={view} page={page} profile={profile} />
            <OthersPanel view={view} page={page} profile={profile} />
          </>
        }
      >
        <Thread label={words.t('cases.thread')} knots={knotsOf(shown, page)} empty={words.t('cases.thread.empty')} />
      </Columns>
    </>
  );
};

/** The case: its thread, its clocks, and who can see it and why. */
export const caseScreen = (tools: CasesTools): Screen<Profile> =>
  getScreen({
    journals: ['cases.case_read'],
    room: 'cases',
    path: '/cases/:caseId',
    permit: 'cases.read',
    params: caseParams,
    reads: ({ caseId }) => ({ type: 'cases.case_read', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, { params }): Promise<Shown | null> => {
      const view = await readCase(scene, params.caseId, tools.parts);
      return view === null ? null : { view, profile: scene.profile };
    },
    title: ({ view }, words) => words.t('cases.case', { name: view.file.reference ?? '' }),
    page: (shown, page) => <CasePage shown={shown} page={page} />,
  });
