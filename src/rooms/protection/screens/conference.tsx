import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ButtonLink,
  Details,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import { isPlainDate } from '../../../platform/clock.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import { bodyName } from '../../directory/index.ts';
import {
  type CaseConference,
  type ColumnInput,
  type ConferenceColumn,
  type ConferenceEntry,
  type ConferenceView,
  openConference,
  readCaseConference,
  readConference,
  readStay,
  writeColumn,
} from '../actions/index.ts';
import { conferenceForm, conferenceFormOf } from '../facts.ts';

type Shown = { readonly view: ConferenceView; readonly profile: Profile };
type ColumnProps = { readonly column: ConferenceColumn; readonly profile: Profile; readonly page: PageContext };

const noticeParams = z.object({ noticeId: z.uuid() });
const caseParams = z.object({ caseId: z.uuid() });

const answerText = (page: PageContext, answer: string | undefined): string => {
  if (answer === undefined) return '–';
  return isPlainDate(answer) ? page.words.date(answer, 'long') : named(page, 'conference-answers', answer);
};

const versionText = (page: PageContext, { number, recordedByName, recordedAt }: ConferenceEntry): string =>
  page.words.t('protection.conference.version', {
    ...{ number, name: recordedByName ?? '–', moment: page.words.date(recordedAt, 'moment') },
  });

const Answers = ({ column, entry, page }: ColumnProps & { readonly entry: ConferenceEntry }): VNode => (
  <>
    <Facts
      facts={column.fields.map((field) => ({
        label: page.words.t(`protection.field.${field}.label`),
        value: answerText(page, entry.said[field]),
      }))}
    />
    <p class="soft">{versionText(page, entry)}</p>
  </>
);

const Column = (props: ColumnProps): VNode => {
  const { column, profile, page } = props;
  const { words } = page;
  const title = column.organisationId === null ? '–' : bodyName(profile, words, column.organisationId);
  return (
    <Panel title={title}>
      {column.now === null ? (
        <p class="empty">{words.t('protection.conference.empty')}</p>
      ) : (
        <Answers {...props} entry={column.now} />
      )}
      {column.before.length === 0 ? null : (
        <Details summary={words.t('protection.conference.before')}>
          {column.before.map((entry) => (
            <Answers key={entry.number} {...props} entry={entry} />
          ))}
        </Details>
      )}
    </Panel>
  );
};

const Own = ({ view, page }: { readonly view: ConferenceView; readonly page: PageContext }): VNode | null => {
  const column = view.columns.find(({ isOwn }) => isOwn);
  if (column === undefined) return null;
  const form = conferenceFormOf([...column.fields, ...(column.agreed ? ['person_agrees'] : [])]);
  const { words } = page;
  return (
    <Panel title={words.t('protection.conference.own')}>
      <FormFor
        page={page}
        action={`/conferences/${view.conference.noticeId}`}
        version={String(column.now?.number ?? 0)}
      >
        <FieldSet page={page} form={form} state={page.form ?? formState(form, column.now?.said ?? {})} />
        <Button>{words.t('protection.conference.save')}</Button>
      </FormFor>
    </Panel>
  );
};

const Whole = ({ shown, page }: { readonly shown: Shown; readonly page: PageContext }): VNode => {
  const { view, profile } = shown;
  const law = profile.sharing.conference?.law ?? '';
  return (
    <>
      <div class="pair">
        {view.columns.map((column) => (
          <Column key={column.part} column={column} profile={profile} page={page} />
        ))}
      </div>
      <Own view={view} page={page} />
      <p class="soft">{page.words.t('protection.conference.law', { law: lawInWords(page.words, law) })}</p>
    </>
  );
};

type Back = { readonly href: string; readonly label: string } | null;

const Head = ({ back, page }: { readonly back: Back; readonly page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('protection.conference.title')}
      lead={page.words.t('protection.conference.lead')}
      {...(back === null ? {} : { back })}
    />
    <ErrorSummary page={page} />
  </>
);

/** Where a reader goes back to: the residence authority to the stay, the others to their case. */
type OnNotice = Shown & { readonly stay: string | null };

const noticeScreen: Screen<Profile> = getScreen({
  journals: ['protection.conference_read'],
  room: 'protection',
  path: '/conferences/:noticeId',
  permit: 'protection.confer',
  params: noticeParams,
  reads: ({ noticeId }) => ({ type: 'protection.conference_read', subject: { kind: 'notice', id: noticeId } }),
  load: async (scene: Scene, { params }): Promise<OnNotice | null> => {
    const view = await readConference(scene, params.noticeId);
    if (view === null) return null;
    const stay = await readStay(scene, params.noticeId);
    return { view, profile: scene.profile, stay: isRefusal(stay) ? null : stay.file.reference };
  },
  title: (_, words) => words.t('protection.conference.title'),
  page: (shown, page) => (
    <>
      <Head
        page={page}
        back={
          shown.stay === null
            ? null
            : {
                href: `/stays/${shown.view.conference.noticeId}`,
                label: page.words.t('protection.stay.title', { reference: shown.stay }),
              }
        }
      />
      <Whole shown={shown} page={page} />
    </>
  ),
});

const None = ({ it, page }: { readonly it: CaseConference; readonly page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <p class="empty">{words.t('protection.conference.none')}</p>
      {it.mayOpen ? (
        <>
          <Notice>{words.t('protection.conference.open.what')}</Notice>
          <FormFor page={page} action={`/cases/${it.caseId}/conference`} light>
            <Button>{words.t('protection.conference.open')}</Button>
          </FormFor>
        </>
      ) : null}
    </>
  );
};

const caseScreen: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/cases/:caseId/conference',
  permit: 'protection.confer',
  params: caseParams,
  load: (scene: Scene, { params }) => readCaseConference(scene, params.caseId),
  title: (_, words) => words.t('protection.conference.title'),
  page: (it, page) => (
    <>
      <Head
        page={page}
        back={{
          href: `/cases/${it.caseId}`,
          label: page.words.t('protection.child.back', { reference: it.reference ?? '' }),
        }}
      />
      {it.view === null ? (
        <None it={it} page={page} />
      ) : (
        <ButtonLink href={`/conferences/${it.view.conference.noticeId}`}>
          {page.words.t('protection.conference.go')}
        </ButtonLink>
      )}
    </>
  ),
});

const openScreen: Screen<Profile> = postScreen({
  journals: ['protection.conference_opened'],
  room: 'protection',
  path: '/cases/:caseId/conference',
  permit: 'identification.notify-minister',
  params: caseParams,
  body: z.looseObject({}),
  act: (scene: Scene, _, { params }) => openConference(scene, params.caseId),
  then: ({ caseId }) => `/cases/${caseId}/conference?done=conference_opened`,
  again: caseScreen,
});

const writeScreen: Screen<Profile> = postScreen({
  journals: ['protection.conference_written'],
  room: 'protection',
  path: '/conferences/:noticeId',
  permit: 'protection.confer',
  params: noticeParams,
  // Which of its fields are the viewer's is decided by the action; others are not kept.
  body: conferenceForm,
  act: (scene: Scene, input, { params, version }) => writeColumn(scene, { ...params, version }, input as ColumnInput),
  then: ({ noticeId }) => `/conferences/${noticeId}?done=column_saved`,
  again: noticeScreen,
});

/** The conference of three bodies on a permit. */
export const conferenceScreens: readonly Screen<Profile>[] = [noticeScreen, caseScreen, openScreen, writeScreen];
