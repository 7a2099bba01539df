import type { VNode } from 'preact';
import { z } from 'zod';
import { daysBetween } from '../../../platform/clock.ts';
import { refuse } from '../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  Chip,
  Columns,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  type Knot,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Thread,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import {
  type ChildInput,
  type ChildStep,
  childVersion,
  type ChildView,
  readChild,
  recordChildStep,
} from '../actions/index.ts';
import { childFormOf } from '../facts.ts';
import { bodiesOfStep, childQuestions } from '../rules/index.ts';
import { adultState, ageEvents, childMachine, hasChildPath } from '../steps.ts';
import type { ProtectionTools } from './parts.tsx';

type Shown = { readonly view: ChildView; readonly profile: Profile };
type Props = { readonly shown: Shown; readonly page: PageContext };

const childParams = z.object({ caseId: z.uuid() });
const stepParams = z.object({ caseId: z.uuid(), event: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/) });

const did = (page: PageContext, { event }: Pick<ChildStep, 'event'>): string =>
  page.words.t(`protection.child.did.${event}`);

const bodyText = ({ profile }: Shown, page: PageContext, { decidedBy }: ChildStep): string =>
  decidedBy === null ? '–' : profile.nameIn(profile.organisation(decidedBy).names, page.words.language);

const guardianText = (shown: Shown, page: PageContext): string => {
  const { view } = shown;
  const { words } = page;
  const [guardian] = view.guardians;
  if (view.state === adultState) return words.t('protection.child.guardian.over');
  if (guardian !== undefined)
    return words.t('protection.child.guardian.by', {
      what: did(page, guardian),
      body: bodyText(shown, page, guardian),
      day: words.date(guardian.happenedOn, 'long'),
    });
  const since = view.steps.at(0)?.happenedOn ?? view.today;
  return words.t('protection.child.guardian.none', { days: Math.max(0, daysBetween(since, view.today)) });
};

const Where = ({ shown, page }: Props): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  if (view.state === null) return <p class="soft">{words.t('protection.child.none')}</p>;
  const asked = view.openAssessment;
  return (
    <Facts
      facts={[
        {
          label: words.t('protection.child.state'),
          value: profile.stateName(childMachine, view.state, words.language),
        },
        { label: words.t('protection.child.age'), value: words.t(`protection.child.age.${view.age}`) },
        { label: words.t('protection.child.guardian'), value: guardianText(shown, page) },
        {
          label: words.t('protection.child.assessment'),
          value:
            asked === null
              ? words.t('protection.child.assessment.none')
              : words.t('protection.child.assessment.open', { day: words.date(asked.happenedOn, 'long') }),
        },
      ]}
    />
  );
};

/** A step says as what the person was treated: what was decided as for a child stays so when she turns out to be an adult. */
const knotOf = (step: ChildStep, shown: Shown, page: PageContext): Knot => {
  const { words } = page;
  const decided = words.t('protection.child.decided', { body: bodyText(shown, page, step) });
  return {
    id: step.id,
    at: step.happenedOn,
    atText: words.date(step.happenedOn, 'long'),
    title: did(page, step),
    text: [words.t(`protection.child.as.${step.age}`), ...(step.decidedBy === null ? [] : [decided])].join(' · '),
    by: step.recordedByName === null ? undefined : words.t('protection.child.wrote', { name: step.recordedByName }),
    weight: step.decidedBy === null ? 'event' : 'decision',
  };
};

const NextPanel = ({ shown: { view }, page }: Props): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('protection.child.next')}>
      {view.next.length === 0 ? (
        <p class="soft">{words.t('protection.child.next.none')}</p>
      ) : (
        <div class="actions">
          {view.next.map((event) => (
            <ButtonLink key={event} href={`/cases/${view.file.id}/child/${event}`} kind="quiet">
              {did(page, { event })}
            </ButtonLink>
          ))}
        </div>
      )}
    </Panel>
  );
};

const Head = ({ shown: { view }, page, inner }: Props & { readonly inner?: string }): VNode => {
  const { words } = page;
  const { id, reference } = view.file;
  return (
    <PageHead
      title={inner ?? words.t('protection.child.tab')}
      lead={words.t('protection.child.lead')}
      back={
        inner === undefined
          ? { href: `/cases/${id}`, label: words.t('protection.child.back', { reference: reference ?? '' }) }
          : { href: `/cases/${id}/child`, label: words.t('protection.child.tab') }
      }
      chips={
        view.state === null || view.age === 'adult' ? undefined : (
          <Chip tone="thread">{words.t(`protection.child.chip.${view.age}`)}</Chip>
        )
      }
    />
  );
};

const ChildPage = ({ shown, page }: Props): VNode => {
  const { view } = shown;
  const { words } = page;
  const aside = (
    <Panel title={words.t('protection.child.where')}>
      <Where shown={shown} page={page} />
      <p class="soft">{words.t('protection.child.notes')}</p>
      <a href={`/cases/${view.file.id}/papers`}>{words.t('protection.child.notes.go')}</a>
    </Panel>
  );
  return (
    <>
      <Head shown={shown} page={page} />
      <Columns aside={aside}>
        <NextPanel shown={shown} page={page} />
        <Panel title={words.t('protection.child.history')}>
          <Thread
            label={words.t('protection.child.history')}
            knots={view.steps.map((step) => knotOf(step, shown, page)).reverse()}
            empty={words.t('protection.child.history.none')}
          />
        </Panel>
      </Columns>
    </>
  );
};

const load = async (scene: Scene, caseId: string): Promise<Shown | null> => {
  const view = await readChild(scene, caseId);
  return view === null ? null : { view, profile: scene.profile };
};

const childScreen: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/cases/:caseId/child',
  permit: 'cases.read',
  params: childParams,
  load: (scene: Scene, { params }) => load(scene, params.caseId),
  title: (_, words) => words.t('protection.child.tab'),
  page: (shown, page) => <ChildPage shown={shown} page={page} />,
});

type Writing = { readonly shown: Shown; readonly event: string };

/** Only the bodies that take this step. */
const fitting = ({ shown, event }: Writing, page: PageContext): PageContext => {
  const bodies = bodiesOfStep(shown.profile, event);
  return {
    ...page,
    codes: (list) =>
      list === 'organisations' ? page.codes(list).filter(({ code }) => bodies.includes(code)) : page.codes(list),
  };
};

const lineOf = ({ profile }: Shown, event: string) =>
  profile.steps(childMachine).transitions.find((one) => one.event === event);

const WritePage = ({ writing, page }: { readonly writing: Writing; readonly page: PageContext }): VNode => {
  const { shown, event } = writing;
  const { view, profile } = shown;
  const { words } = page;
  const form = childFormOf(childQuestions(profile, event));
  const bodies = bodiesOfStep(profile, event);
  const isOpen = view.next.includes(event);
  const line = lineOf(shown, event);
  const start = { happened_on: page.today, ...(bodies.length === 1 ? { decided_by: bodies[0] } : {}) };
  return (
    <>
      <Head shown={shown} page={page} inner={did(page, { event })} />
      <ErrorSummary page={page} />
      {line === undefined ? null : (
        <p class="soft">{`${lawInWords(words, line.law)} ${line.provenance === 'source_document' ? '' : words.t('protection.clock.unverified')}`}</p>
      )}
      {isOpen ? null : <Notice tone="warn">{words.t('protection.child.not_open')}</Notice>}
      <FormFor page={page} action={`/cases/${view.file.id}/child/${event}`} version={childVersion(view)}>
        <FieldSet page={fitting(writing, page)} form={form} state={page.form ?? formState(form, start)} />
        {isOpen ? <Button>{words.t('protection.child.save')}</Button> : null}
      </FormFor>
    </>
  );
};

const isKnown = (profile: Profile, event: string): boolean =>
  hasChildPath(profile) && childQuestions(profile, event).length > 0 && knownEvents(profile).includes(event);

const knownEvents = (profile: Profile): readonly string[] => [
  ...profile.steps(childMachine).transitions.map(({ event }) => event),
  ...ageEvents,
];

const writeScreen: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/cases/:caseId/child/:event',
  permit: 'cases.work',
  params: stepParams,
  load: async (scene: Scene, { params }) => {
    if (!isKnown(scene.profile, params.event)) return refuse('no_such_step');
    const shown = await load(scene, params.caseId);
    return shown === null ? null : { shown, event: params.event };
  },
  title: ({ event }, words) => words.t(`protection.child.did.${event}`),
  page: (writing, page) => <WritePage writing={writing} page={page} />,
});

const saveScreen = ({ profile }: ProtectionTools): Screen<Profile> =>
  postScreen({
    journals: ['protection.child_step', 'cases.note_added', 'cases.task_done'],
    room: 'protection',
    path: '/cases/:caseId/child/:event',
    permit: 'cases.work',
    params: stepParams,
    body: ({ event }) => (isKnown(profile, event) ? childFormOf(childQuestions(profile, event)) : null),
    act: (scene: Scene, input, { params, version }) =>
      recordChildStep(scene, { ...params, version }, input as ChildInput),
    then: ({ caseId }) => `/cases/${caseId}/child?done=child_saved`,
    again: writeScreen,
  });

/** The path of a child, and what is written down on it. */
export const childScreens = (tools: ProtectionTools): readonly Screen<Profile>[] => [
  childScreen,
  writeScreen,
  saveScreen(tools),
];
