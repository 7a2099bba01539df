import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ButtonLink,
  Chip,
  Columns,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  ownPurposes,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  answer,
  claim,
  type ConversationView,
  endUnfounded,
  type NoteHead,
  othersFor,
  readConversation,
} from '../../actions/messages.ts';
import { readForm } from '../../facts.ts';
import { answerForm, endingForm } from '../../facts/message-forms.ts';
import { ConversationFacts, Head, isLive, params, pathOf, permit, room, type Shown } from './parts.tsx';

const isUnread = ({ direction, readOn }: NoteHead): boolean => direction === 'from_person' && readOn === null;

const Notes = ({ view, page }: { view: ConversationView; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Lines
      lines={view.notes.map((one) => ({
        main: words.t(
          one.direction === 'from_person' && one.sentBy !== null
            ? 'portal.conversation.written_down'
            : `portal.conversation.direction.${one.direction}`,
        ),
        note: (
          <>
            {words.date(one.on, 'short')} {one.hasFile ? <Chip>{words.t('portal.conversation.file')}</Chip> : null}{' '}
            {isUnread(one) ? <Chip tone="warn">{words.t('portal.unread')}</Chip> : null}
          </>
        ),
      }))}
    />
  );
};

const Reading = ({ view, page }: { view: ConversationView; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('portal.conversation.notes')}>
      <FormFor page={page} action={`${pathOf(view.conversation.id)}/open`} light>
        <FieldSet page={ownPurposes(page)} form={readForm} state={formState(readForm, {})} />
        <Button kind={view.notes.some(isUnread) ? 'primary' : 'quiet'}>{words.t('portal.letters.open')}</Button>
      </FormFor>
      <Notes view={view} page={page} />
    </Panel>
  );
};

const stateFor = (page: PageContext, form: typeof answerForm | typeof endingForm, own: string) =>
  page.form !== null && Object.hasOwn(page.form.raw, own) ? page.form : formState(form, {});

const AnswerPanel = ({ view, page }: { view: ConversationView; page: PageContext }): VNode => {
  const { words } = page;
  const { id, version } = view.conversation;
  return (
    <Panel title={words.t('portal.conversation.answer')} id="answer">
      <p class="soft">{words.t('portal.conversation.answer_lead')}</p>
      <FormFor page={page} action={`${pathOf(id)}/answer`} version={String(version)}>
        <FieldSet page={page} form={answerForm} state={stateFor(page, answerForm, 'answer_text')} />
        <Button>{words.t('portal.write.send')}</Button>
      </FormFor>
    </Panel>
  );
};

const ClaimButton = ({ view, page }: { view: ConversationView; page: PageContext }): VNode => {
  const { id, version, assignedTo } = view.conversation;
  const isMine = assignedTo === page.viewer?.staffId;
  return (
    <FormFor
      page={page}
      action={`${pathOf(id)}/${isMine ? 'release' : 'claim'}`}
      version={String(version)}
      light
      class="inline-form"
    >
      <Button kind="quiet">{page.words.t(`portal.conversation.${isMine ? 'release' : 'claim'}`)}</Button>
    </FormFor>
  );
};

const EndingPanel = ({ view, page }: { view: ConversationView; page: PageContext }): VNode => {
  const { words } = page;
  const { id, version } = view.conversation;
  return (
    <Panel title={words.t('portal.conversation.end')} id="end">
      <p class="soft">{words.t('portal.conversation.end_lead')}</p>
      <FormFor page={page} action={`${pathOf(id)}/end`} version={String(version)}>
        <FieldSet page={page} form={endingForm} state={stateFor(page, endingForm, 'message_ending')} />
        <Button kind="quiet">{words.t('portal.conversation.end_now')}</Button>
      </FormFor>
    </Panel>
  );
};

const bodyName = ({ profile }: Shown, code: string, page: PageContext): string =>
  profile.nameIn(profile.organisation(code).names, page.words.language);

const HandOnPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { words } = page;
  const { id, version } = shown.view.conversation;
  if (shown.others.length === 0) return null;
  return (
    <Panel title={words.t('portal.conversation.hand_on')} id="hand_on_to">
      <p class="soft">{words.t('portal.conversation.hand_on_lead')}</p>
      <FormFor page={page} action={`${pathOf(id)}/hand-on`} version={String(version)}>
        <fieldset class="field choices">
          <legend>{words.t('portal.conversation.hand_on_to')}</legend>
          {shown.others.map((code) => (
            <label key={code} class="pick">
              <input type="radio" name="hand_on_to" value={code} checked={shown.others.length === 1} />
              <span>{bodyName(shown, code, page)}</span>
            </label>
          ))}
        </fieldset>
        <FieldSet page={ownPurposes(page)} form={readForm} state={formState(readForm, {})} />
        <Button kind="quiet">{words.t('portal.conversation.hand_on_now')}</Button>
      </FormFor>
    </Panel>
  );
};

const Aside = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <>
    <AnswerPanel view={shown.view} page={page} />
    {shown.view.conversation.state === 'open' ? (
      <>
        <HandOnPanel shown={shown} page={page} />
        <EndingPanel view={shown.view} page={page} />
      </>
    ) : null}
  </>
);

/** What is done with the whole of it. */
const Actions = ({ view, page }: { view: ConversationView; page: PageContext }): VNode => {
  const { id, state } = view.conversation;
  const mayReport = state === 'open' && page.viewer?.permits.includes('referrals.write') === true;
  return (
    <div class="actions">
      <ClaimButton view={view} page={page} />
      {mayReport ? (
        <ButtonLink href={`${pathOf(id)}/report`} kind="quiet">
          {page.words.t('portal.conversation.report')}
        </ButtonLink>
      ) : null}
    </div>
  );
};

const OnePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { conversation } = shown.view;
  return (
    <>
      <Head it={conversation} page={page} />
      <ErrorSummary page={page} />
      <ConversationFacts it={conversation} page={page} />
      {conversation.state === 'open' ? null : (
        <Notice>{words.t(`portal.conversation.ended.${conversation.state}`)}</Notice>
      )}
      {isLive(conversation) ? <Actions view={shown.view} page={page} /> : null}
      {isLive(conversation) ? (
        <Columns aside={<Aside shown={shown} page={page} />}>
          <Reading view={shown.view} page={page} />
        </Columns>
      ) : (
        <Reading view={shown.view} page={page} />
      )}
    </>
  );
};

/** Loads what a page of a conversation shows. */
export const loadShown = async (scene: Scene, id: string): Promise<Shown | null> => {
  const view = await readConversation(scene, id);
  return view === null ? null : { view, profile: scene.profile, others: othersFor(scene) };
};

/** The page of one conversation: what is known, its messages, and what can be done. */
export const oneScreen: Screen<Profile> = getScreen({
  ...{ room, path: '/messages/:conversationId', permit, params },
  load: (scene: Scene, { params: { conversationId } }) => loadShown(scene, conversationId),
  title: (_, words) => words.t('portal.conversation.one'),
  page: (shown, page) => <OnePage shown={shown} page={page} />,
});

/** Which conversation a form is about, and as which version it was seen. */
export const refOf = (submission: {
  readonly params: { conversationId: string };
  readonly version: string | null;
}) => ({
  id: submission.params.conversationId,
  version: submission.version === null ? null : Number(submission.version),
});

const claimScreen = (keeps: boolean): Screen<Profile> =>
  postScreen({
    journals: [keeps ? 'portal.conversation_claimed' : 'portal.conversation_released'],
    ...{ room, path: `/messages/:conversationId/${keeps ? 'claim' : 'release'}`, permit, params, body: z.object({}) },
    act: (scene: Scene, _, submission) => claim(scene, refOf(submission), { keeps }),
    then: ({ id }) => `${pathOf(id)}?done=${keeps ? 'conversation_claimed' : 'conversation_released'}`,
    again: oneScreen,
  });

const answerScreen: Screen<Profile> = postScreen({
  journals: ['portal.conversation_answered'],
  ...{ room, path: '/messages/:conversationId/answer', permit, params, body: answerForm, once: true },
  act: (scene: Scene, input, submission) => answer(scene, refOf(submission), input),
  then: ({ id }) => `${pathOf(id)}?done=conversation_answered`,
  again: oneScreen,
});

const endScreen: Screen<Profile> = postScreen({
  journals: ['portal.conversation_unfounded'],
  ...{ room, path: '/messages/:conversationId/end', permit, params, body: endingForm },
  act: (scene: Scene, input, submission) => endUnfounded(scene, refOf(submission), input.message_ending ?? ''),
  then: ({ id }) => `${pathOf(id)}?done=conversation_unfounded`,
  again: oneScreen,
});

/** One conversation and what is done in it without opening anything. */
export const oneScreens: readonly Screen<Profile>[] = [
  oneScreen,
  claimScreen(true),
  claimScreen(false),
  answerScreen,
  endScreen,
];
