import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  Chip,
  Columns,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  type Tone,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  endUnlocking,
  joinUnlocking,
  leaveUnlocking,
  type LockLine,
  lockKeys,
  readUnlocking,
  type Unlocking,
  unlockKeys,
} from '../actions/unlocking.ts';
import { endUnlockingForm, joinUnlockingForm, unlockForm } from '../facts.ts';
import type { IdentityTools } from './parts.tsx';

type Part = { readonly shown: Unlocking; readonly page: PageContext };

const tones: Readonly<Record<Unlocking['state'], Tone>> = {
  vault: 'plain',
  gathering: 'warn',
  locked: 'danger',
  unlocked: 'good',
};

const State = ({ shown, page }: Part): VNode => (
  <Panel title={page.words.t('identity.unlock.state')}>
    <p>
      <Chip tone={tones[shown.state]}>{page.words.t(`identity.unlock.state.${shown.state}`)}</Chip>
    </p>
    <p>{page.words.t(`identity.unlock.what.${shown.state}`)}</p>
  </Panel>
);

const UnlockPart = ({ shown, page }: Part): VNode => {
  const { words } = page;
  if (!shown.isMember) return <Notice>{words.t('identity.unlock.ask_member')}</Notice>;
  return (
    <FormFor page={page} action="/unlock">
      <FieldSet page={page} form={unlockForm} state={page.form ?? formState(unlockForm, {})} />
      <Button>{words.t('identity.unlock.do')}</Button>
    </FormFor>
  );
};

const joinKey = ({ state, isMember }: Unlocking): string => {
  if (isMember) return 'identity.unlock.change';
  return state === 'vault' ? 'identity.unlock.first' : 'identity.unlock.join';
};

const JoinPart = ({ shown, page }: Part): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t(joinKey(shown))}>
      <p>{words.t('identity.unlock.join_text')}</p>
      <FormFor page={page} action="/unlock/join">
        <FieldSet page={page} form={joinUnlockingForm} state={page.form ?? formState(joinUnlockingForm, {})} />
        <Button kind="quiet">{words.t(joinKey(shown))}</Button>
      </FormFor>
    </Panel>
  );
};

const LockPart = ({ page }: { page: PageContext }): VNode => (
  <FormFor page={page} action="/unlock/lock" light>
    <Button kind="danger">{page.words.t('identity.unlock.lock_now')}</Button>
  </FormFor>
);

/** The way back: one member asks, another one does it. Who asked sees that she waits. */
const EndPart = ({ shown, page }: Part): VNode | null => {
  const { words } = page;
  const { endAskedBy: first } = shown;
  if (!shown.isMember) return null;
  return (
    <Panel title={words.t('identity.unlock.end')}>
      <p>{words.t('identity.unlock.end_text')}</p>
      {first === null ? null : (
        <Notice tone="warn">{words.t('identity.unlock.end_asked_by', { name: first.name })}</Notice>
      )}
      {first?.id === page.viewer?.staffId ? null : (
        <FormFor page={page} action="/unlock/end">
          <FieldSet page={page} form={endUnlockingForm} state={page.form ?? formState(endUnlockingForm, {})} />
          <Button kind="danger">
            {words.t(first === null ? 'identity.unlock.end_ask' : 'identity.unlock.end_do')}
          </Button>
        </FormFor>
      )}
    </Panel>
  );
};

/** Asked first, with what follows: one press would leave a colleague out, and she would have to come and join anew. */
const TakeOut = ({ shown, page, member }: Part & { readonly member: Unlocking['members'][number] }): VNode => {
  const { t } = page.words;
  const follows = t(`identity.unlock.take_out.${shown.state === 'gathering' ? 'gathering' : 'unlocked'}`, {
    name: member.name,
  });
  return (
    <Details summary={t('identity.unlock.take_out', { name: member.name })}>
      <p>{follows}</p>
      <FormFor page={page} action={`/unlock/members/${member.id}/leave`} light>
        <Button kind="danger">{t('identity.unlock.take_out_now', { name: member.name })}</Button>
      </FormFor>
    </Details>
  );
};

const Members = ({ shown, page }: Part): VNode => {
  const { words } = page;
  const mayGo = shown.state === 'gathering' || (shown.state === 'unlocked' && shown.members.length > 2);
  return (
    <Panel title={words.t('identity.unlock.members')}>
      {shown.members.length === 0 ? <p class="soft">{words.t('identity.unlock.nobody')}</p> : null}
      <ul class="lines">
        {shown.members.map((member) => (
          <li key={member.id}>
            <span class="line-main">{member.name}</span>
            {mayGo ? <TakeOut shown={shown} page={page} member={member} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
};

const lineText = (page: PageContext, { type, name }: LockLine): string =>
  type === 'identity.locked' && name === null
    ? page.words.t('identity.unlock.locked_itself')
    : page.words.t(`identity.unlock.line.${type.replace('identity.', '')}`, { name: name ?? '–' });

const History = ({ shown, page }: Part): VNode => (
  <Panel title={page.words.t('identity.unlock.history')}>
    {shown.lines.length === 0 ? (
      <p class="soft">{page.words.t('identity.unlock.nothing_yet')}</p>
    ) : (
      <Lines
        lines={shown.lines.map((line) => ({ main: lineText(page, line), note: page.words.date(line.at, 'moment') }))}
      />
    )}
  </Panel>
);

const UnlockPage = ({ shown, page }: Part): VNode => (
  <>
    <PageHead title={page.words.t('identity.unlock.title')} lead={page.words.t('identity.unlock.lead')} />
    <ErrorSummary page={page} />
    <Columns
      aside={
        <>
          <Members shown={shown} page={page} />
          <History shown={shown} page={page} />
        </>
      }
    >
      <State shown={shown} page={page} />
      {shown.state === 'unlocked' ? <LockPart page={page} /> : null}
      {shown.state === 'locked' ? <UnlockPart shown={shown} page={page} /> : <JoinPart shown={shown} page={page} />}
      {shown.state === 'unlocked' ? <EndPart shown={shown} page={page} /> : null}
    </Columns>
  </>
);

const place = { room: 'identity', permit: 'identity.unlock' } as const;

const unlockScreen = ({ vault }: IdentityTools): Screen<Profile> =>
  getScreen({
    ...{ ...place, path: '/unlock' },
    load: async (scene: Scene) => {
      const shown = await readUnlocking(scene, vault);
      return { shown: isRefusal(shown) ? null : shown };
    },
    title: (_, words) => words.t('identity.unlock.title'),
    page: ({ shown }, page) =>
      shown ? (
        <UnlockPage shown={shown} page={page} />
      ) : (
        <>
          <PageHead title={page.words.t('identity.unlock.title')} />
          <Notice tone="warn">{page.words.t('identity.refusal.unavailable')}</Notice>
        </>
      ),
  });

const actScreens = ({ vault }: IdentityTools, again: Screen<Profile>): readonly Screen<Profile>[] => [
  postScreen({
    ...{ ...place, again, path: '/unlock', journals: ['identity.unlocked', 'identity.unlock-refused'] },
    body: unlockForm,
    act: (scene: Scene, { passphrase }) => unlockKeys(scene, vault, passphrase ?? ''),
    then: () => '/unlock?done=unlocked',
  }),
  postScreen({
    ...{ ...place, again, path: '/unlock/lock', journals: ['identity.locked'] },
    body: z.object({}),
    act: (scene: Scene) => lockKeys(scene, vault),
    then: () => '/unlock?done=locked',
  }),
  postScreen({
    ...{ ...place, again, path: '/unlock/join', journals: ['identity.unlock_joined'] },
    body: joinUnlockingForm,
    act: (scene: Scene, input) => joinUnlocking(scene, vault, input.new_passphrase ?? ''),
    then: () => '/unlock?done=unlock_joined',
  }),
  postScreen({
    ...{ ...place, again, path: '/unlock/end' },
    journals: ['identity.unlock_end_asked', 'identity.unlock_ended', 'identity.unlock-refused'],
    body: endUnlockingForm,
    act: (scene: Scene, input) => endUnlocking(scene, vault, input.end_passphrase ?? ''),
    then: () => '/unlock?done=unlock_end',
  }),
  postScreen({
    ...{ ...place, again, path: '/unlock/members/:staffId/leave', journals: ['identity.unlock_left'] },
    params: z.object({ staffId: z.uuid() }),
    body: z.object({}),
    act: (scene: Scene, _, { params }) => leaveUnlocking(scene, vault, params.staffId),
    then: () => '/unlock?done=unlock_left',
  }),
];

/** The keys of one's body, where its own people unlock them: how they stand, unlock, lock now, who may and who did. */
export const unlockingScreens = (tools: IdentityTools): readonly Screen<Profile>[] => {
  const page = unlockScreen(tools);
  return [page, ...actScreens(tools, page)];
};
