import type { VNode } from 'preact';
import { hasPermit } from '../../../../platform/viewer.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  Lines,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Table,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { startDraft } from '../../actions/drafts/keep.ts';
import { type DraftLine, listDrafts } from '../../actions/drafts/read.ts';
import { shortPathsOf } from '../../facts/short-paths.ts';
import { labelForm } from '../../facts/other-forms.ts';
import { type ReferralTools, withKey } from './parts.tsx';

const DraftName = ({ line, page }: { line: DraftLine; page: PageContext }): VNode => (
  <a href={`/reports/drafts/${line.draftId}`}>
    {line.label === '' ? page.words.t('referrals.drafts.unnamed') : line.label}
  </a>
);

const daysLeft = (line: DraftLine, page: PageContext): VNode => {
  const text = page.words.t('referrals.drafts.days_left', { days: line.daysLeft });
  return line.endsSoon ? <strong>{text}</strong> : <>{text}</>;
};

const Drafts = ({ drafts, page }: { drafts: readonly DraftLine[]; page: PageContext }): VNode => (
  <Table
    page={page}
    caption={page.words.t('referrals.drafts.title')}
    captionUnseen
    rows={drafts}
    rowKey={(line) => line.draftId}
    empty={page.words.t('referrals.drafts.none')}
    columns={[
      {
        id: 'label',
        label: page.words.t('referrals.drafts.label'),
        heads: true,
        cell: (line) => <DraftName line={line} page={page} />,
      },
      {
        id: 'persons',
        label: page.words.t('referrals.persons'),
        numeric: true,
        cell: (line) => page.words.number(line.persons),
      },
      {
        id: 'created',
        label: page.words.t('referrals.drafts.created'),
        cell: (line) => page.words.date(line.createdAt, 'short'),
      },
      {
        id: 'expires',
        label: page.words.t('referrals.drafts.ends'),
        cell: (line) => (
          <>
            {page.words.date(line.expiresAt, 'short')} · {daysLeft(line, page)}
          </>
        ),
      },
    ]}
  />
);

const NewReport = ({ page }: { page: PageContext }): VNode => (
  <Panel title={page.words.t('referrals.start.new')}>
    <p>{page.words.t('referrals.start.new_text')}</p>
    <FormFor page={page} action="/reports/drafts" light>
      <ErrorSummary page={page} />
      <FieldSet page={page} form={labelForm} state={page.form ?? typedState({})} />
      <Button>{page.words.t('referrals.start.begin')}</Button>
    </FormFor>
  </Panel>
);

/** The short forms of the viewer's body, each with its guideline. */
const ShortPaths = ({ profile, page }: { profile: Profile; page: PageContext }): VNode | null => {
  const { words, viewer } = page;
  const paths = shortPathsOf(profile, viewer?.organisationCode ?? '');
  if (paths.length === 0) return null;
  return (
    <Panel title={words.t('referrals.path.title')}>
      <p>{words.t('referrals.path.text')}</p>
      <Lines
        lines={paths.map(({ code, names }) => ({
          main: <a href={`/reports/paths/${code}`}>{profile.nameIn(names, words.language)}</a>,
        }))}
      />
    </Panel>
  );
};

type Start = { readonly drafts: readonly DraftLine[]; readonly profile: Profile };

const StartPage = ({ drafts, profile, page }: Start & { page: PageContext }): VNode => {
  const { warn_after_days: warn, delete_after_days: end } = profile.settings.drafts;
  const { words, viewer } = page;
  return (
    <>
      <PageHead
        title={words.t('referrals.start.title')}
        lead={words.t('referrals.start.lead')}
        actions={
          <>
            <ButtonLink href="/reports/sent" kind="quiet">
              {words.t('referrals.start.sent')}
            </ButtonLink>
            {viewer && hasPermit(viewer, 'referrals.receive') ? (
              <ButtonLink href="/triage" kind="quiet">
                {words.t('referrals.start.received')}
              </ButtonLink>
            ) : null}
            {viewer && hasPermit(viewer, 'referrals.make-link') ? (
              <ButtonLink href="/reports/links" kind="quiet">
                {words.t('referrals.link.title')}
              </ButtonLink>
            ) : null}
            <ButtonLink href="/reports/prompt-sheet" kind="quiet">
              {words.t('referrals.start.prompt_sheet')}
            </ButtonLink>
          </>
        }
      />
      <ShortPaths profile={profile} page={page} />
      <NewReport page={page} />
      <Panel title={words.t('referrals.drafts.title')}>
        <p class="hint">{words.t('referrals.drafts.text', { warn, end })}</p>
        <Drafts drafts={drafts} page={page} />
      </Panel>
    </>
  );
};

/** Where a report begins: new, drafts, and the way to what was sent. */
export const startScreens = (tools: ReferralTools): readonly Screen<Profile>[] => {
  const start = getScreen({
    room: 'referrals',
    path: '/reports',
    permit: 'referrals.write',
    load: async (scene: Scene) => ({ drafts: await listDrafts(withKey(scene, tools)), profile: scene.profile }),
    title: (_, words) => words.t('referrals.start.title'),
    page: (start, page) => <StartPage {...start} page={page} />,
  });
  const begin = postScreen({
    journals: [],
    room: 'referrals',
    path: '/reports/drafts',
    once: true,
    permit: 'referrals.write',
    body: labelForm,
    act: (scene: Scene, input) => startDraft(withKey(scene, tools), { label: input.own_label ?? '' }),
    then: ({ draftId }) => `/reports/drafts/${draftId}`,
    again: start,
  });
  return [start, begin];
};
