import type { VNode } from 'preact';
import { z } from 'zod';
import type { Uuid } from '../../../../platform/ids.ts';
import {
  Button,
  ButtonLink,
  Chip,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  type Step,
  Steps,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Words } from '../../../../platform/words.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { addPerson, deleteDraft, labelDraft, removePerson, widenDraft } from '../../actions/drafts/keep.ts';
import { type OpenDraft, type PageLine, readDraft } from '../../actions/drafts/read.ts';
import { labelForm } from '../../facts/other-forms.ts';
import {
  DangerNotice,
  draftParams,
  NameWarning,
  nothing,
  personTitle,
  type ReferralTools,
  saysDanger,
  sectionTitle,
  type With,
  withKey,
} from './parts.tsx';

const stateText = (words: Words, { state, missing }: PageLine): string =>
  state === 'incomplete' ? words.t('referrals.page.incomplete', { missing }) : words.t(`referrals.page.${state}`);

const stepOf = (words: Words, line: PageLine, href: string): Step => ({
  label: sectionTitle(words, line.section.key),
  href,
  state: line.state === 'complete' ? 'done' : 'open',
  stateText: stateText(words, line),
});

const pagePath = (draft: OpenDraft, personId: Uuid | null, key: string): string =>
  personId === null
    ? `/reports/drafts/${draft.draftId}/page/${key}`
    : `/reports/drafts/${draft.draftId}/persons/${personId}/${key}`;

const ReportTasks = ({ draft, page }: { draft: OpenDraft; page: PageContext }): VNode => (
  <Panel title={page.words.t('referrals.overview.report')}>
    <Steps
      label={page.words.t('referrals.overview.report')}
      steps={draft.reportPages.map((line) => stepOf(page.words, line, pagePath(draft, null, line.section.key)))}
    />
    <p>
      <a href={pagePath(draft, null, 'all')}>{page.words.t('referrals.overview.all_at_once')}</a>
    </p>
  </Panel>
);

const RemovePerson = ({ draft, page, personId }: { draft: OpenDraft; page: PageContext; personId: Uuid }): VNode => (
  <Details summary={page.words.t('referrals.overview.remove_person')}>
    <FormFor page={page} action={`/reports/drafts/${draft.draftId}/persons/${personId}/remove`} light>
      <p>{page.words.t('referrals.overview.remove_person_text')}</p>
      <Button kind="danger">{page.words.t('referrals.overview.remove_person')}</Button>
    </FormFor>
  </Details>
);

const PersonTasks = (props: { draft: OpenDraft; page: PageContext; number: number }): VNode | null => {
  const { draft, page, number } = props;
  const person = draft.personPages[number - 1];
  if (!person) return null;
  const { personId, pages } = person;
  const title = personTitle(page.words, number);
  return (
    <Panel title={title} id={`person-${number}`}>
      <Steps
        label={title}
        steps={pages.map((line) => stepOf(page.words, line, pagePath(draft, personId, line.section.key)))}
      />
      <p>
        <a href={pagePath(draft, personId, 'all')}>{page.words.t('referrals.overview.all_at_once')}</a>
      </p>
      {draft.personPages.length > 1 ? <RemovePerson draft={draft} page={page} personId={personId} /> : null}
    </Panel>
  );
};

const AddPerson = ({ draft, page }: { draft: OpenDraft; page: PageContext }): VNode => (
  <Panel title={page.words.t('referrals.overview.more_persons')}>
    <p class="hint">{page.words.t('referrals.overview.more_persons_text')}</p>
    <FormFor page={page} action={`/reports/drafts/${draft.draftId}/persons`} light class="form in-line">
      <Button kind="quiet" name="_button" value="">
        {page.words.t('referrals.overview.add_person')}
      </Button>
      {draft.personPages.length > 0 ? (
        <Button kind="quiet" name="_button" value="like">
          {page.words.t('referrals.overview.add_person_like')}
        </Button>
      ) : null}
    </FormFor>
  </Panel>
);

const Evidence = ({ draft, page }: { draft: OpenDraft; page: PageContext }): VNode => (
  <Panel title={page.words.t('referrals.evidence.title')}>
    <p>
      <a href={`/reports/drafts/${draft.draftId}/evidence`}>
        {page.words.t('referrals.evidence.count', { count: draft.content.files.length })}
      </a>
    </p>
  </Panel>
);

/** The way from a short path to the whole form. */
const Widen = ({ draft, page }: { draft: OpenDraft; page: PageContext }): VNode | null =>
  draft.read.path ? (
    <Panel title={page.words.t('referrals.path.widen')}>
      <p class="hint">{page.words.t('referrals.path.widen_text')}</p>
      <FormFor page={page} action={`/reports/drafts/${draft.draftId}/widen`} light>
        <Button kind="quiet">{page.words.t('referrals.path.widen')}</Button>
      </FormFor>
    </Panel>
  ) : null;

const Settings = ({ draft, page }: { draft: OpenDraft; page: PageContext }): VNode => (
  <Details summary={page.words.t('referrals.overview.settings')}>
    <FormFor page={page} action={`/reports/drafts/${draft.draftId}/label`} light>
      <FieldSet page={page} form={labelForm} state={page.form ?? typedState({ own_label: [draft.content.label] })} />
      <Button kind="quiet">{page.words.t('referrals.overview.save_label')}</Button>
    </FormFor>
    <FormFor page={page} action={`/reports/drafts/${draft.draftId}/delete`} light>
      <p>{page.words.t('referrals.overview.delete_text')}</p>
      <Button kind="danger">{page.words.t('referrals.overview.delete')}</Button>
    </FormFor>
  </Details>
);

const Overview = ({ data: draft, profile, page }: With<OpenDraft> & { page: PageContext }): VNode => {
  const { words } = page;
  const missing = draft.read.problems.length;
  return (
    <>
      <PageHead
        title={draft.content.label === '' ? words.t('referrals.drafts.unnamed') : draft.content.label}
        lead={words.t('referrals.overview.lead')}
        back={{ href: '/reports', label: words.t('referrals.start.title') }}
        chips={
          <>
            {draft.read.path ? <Chip>{profile.nameIn(draft.read.path.names, words.language)}</Chip> : null}
            <Chip>{words.t('referrals.overview.persons', { count: draft.personPages.length })}</Chip>
            <Chip tone={missing > 0 ? 'warn' : 'good'}>
              {words.t('referrals.overview.missing', { count: missing })}
            </Chip>
            <Chip>{words.t('referrals.overview.ends', { date: words.date(draft.expiresAt, 'long') })}</Chip>
          </>
        }
        actions={
          <ButtonLink href={`/reports/drafts/${draft.draftId}/check`}>{words.t('referrals.overview.check')}</ButtonLink>
        }
      />
      <ErrorSummary page={page} />
      {saysDanger(draft) ? <DangerNotice profile={profile} words={words} /> : null}
      <NameWarning words={words} label={draft.content.label} />
      <ReportTasks draft={draft} page={page} />
      {draft.personPages.map(({ personId }, index) => (
        <PersonTasks key={personId} draft={draft} page={page} number={index + 1} />
      ))}
      <AddPerson draft={draft} page={page} />
      <Evidence draft={draft} page={page} />
      <Widen draft={draft} page={page} />
      <Settings draft={draft} page={page} />
    </>
  );
};

/** Loads a draft with the country, for a page; null when it is not the viewer's. */
export const loadDraft = async (scene: Scene, tools: ReferralTools, draftId: Uuid): Promise<With<OpenDraft> | null> => {
  const draft = await readDraft(withKey(scene, tools), draftId);
  return draft === null ? null : { data: draft, profile: scene.profile };
};

const overviewScreen = (tools: ReferralTools): Screen<Profile> =>
  getScreen({
    room: 'referrals',
    path: '/reports/drafts/:draftId',
    permit: 'referrals.write',
    params: draftParams,
    load: (scene: Scene, { params }) => loadDraft(scene, tools, params.draftId),
    title: (_, words) => words.t('referrals.overview.title'),
    page: (loaded, page) => <Overview {...loaded} page={page} />,
  });

const personParams = z.object({ draftId: z.uuid(), personId: z.uuid() });

const personScreens = (tools: ReferralTools, again: Screen<Profile>): readonly Screen<Profile>[] => [
  postScreen({
    journals: [],
    room: 'referrals',
    path: '/reports/drafts/:draftId/persons',
    permit: 'referrals.write',
    params: draftParams,
    body: nothing,
    again,
    act: async (scene: Scene, _, { params, button }) => {
      const like =
        button === 'like' ? (await loadDraft(scene, tools, params.draftId))?.data.personPages.at(-1) : undefined;
      return addPerson(withKey(scene, tools), { draftId: params.draftId, like: like?.personId });
    },
    then: ({ draftId, personId }) => `/reports/drafts/${draftId}/persons/${personId}/person`,
  }),
  postScreen({
    journals: [],
    room: 'referrals',
    path: '/reports/drafts/:draftId/persons/:personId/remove',
    permit: 'referrals.write',
    params: personParams,
    body: nothing,
    again,
    act: (scene: Scene, _, { params }) => removePerson(withKey(scene, tools), params),
    then: ({ draftId }) => `/reports/drafts/${draftId}?done=person_removed`,
  }),
];

/** The list of tasks of a draft, its persons, its label and its end. */
export const overviewScreens = (tools: ReferralTools): readonly Screen<Profile>[] => {
  const overview = overviewScreen(tools);
  const label = postScreen({
    journals: [],
    room: 'referrals',
    path: '/reports/drafts/:draftId/label',
    permit: 'referrals.write',
    params: draftParams,
    body: labelForm,
    again: overview,
    act: (scene: Scene, input, { params }) =>
      labelDraft(withKey(scene, tools), { draftId: params.draftId, label: input.own_label ?? '' }),
    then: ({ draftId }) => `/reports/drafts/${draftId}?done=label_saved`,
  });
  const widen = postScreen({
    journals: [],
    room: 'referrals',
    path: '/reports/drafts/:draftId/widen',
    permit: 'referrals.write',
    params: draftParams,
    body: nothing,
    again: overview,
    act: (scene: Scene, _, { params }) => widenDraft(withKey(scene, tools), params),
    then: ({ draftId }) => `/reports/drafts/${draftId}`,
  });
  const remove = postScreen({
    journals: ['referrals.draft_deleted'],
    room: 'referrals',
    path: '/reports/drafts/:draftId/delete',
    permit: 'referrals.write',
    params: draftParams,
    body: nothing,
    again: overview,
    act: (scene: Scene, _, { params }) => deleteDraft(withKey(scene, tools), params),
    then: () => '/reports?done=draft_deleted',
  });
  return [overview, ...personScreens(tools, overview), label, widen, remove];
};
