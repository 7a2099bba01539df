import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import { fingerprintOf } from '../../../platform/sealing/packet.ts';
import {
  Button,
  Chip,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import {
  confirmRecipientKey,
  enterRecipientKey,
  readRecipientKeys,
  type KeptKey,
  type RecipientKeyInput,
  revokeRecipientKey,
} from '../actions/index.ts';
import { confirmKeyForm, recipientKeyForm } from '../facts.ts';
import { type AssistanceTools, momentText, stateIn } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.refer' } as const;
const params = z.object({ keyId: z.uuid() });

type Shown = { readonly keys: readonly KeptKey[]; readonly profile: Profile };

type KeyState = 'revoked' | 'in_use' | 'to_confirm' | 'unchecked' | 'not_vouched';

/** In use is what the vault vouches for; a row alone says nothing. */
const stateOf = ({ revokedAt, confirmedAt, isVouched }: KeptKey): KeyState => {
  if (revokedAt !== null) return 'revoked';
  if (isVouched !== true) return isVouched === null ? 'unchecked' : 'not_vouched';
  return confirmedAt === null ? 'to_confirm' : 'in_use';
};

const tones = {
  revoked: 'plain',
  in_use: 'good',
  to_confirm: 'warn',
  unchecked: 'warn',
  not_vouched: 'danger',
} as const;

/** The digits are shown once they were confirmed: who confirms must hear them, not read them. */
const Digits = ({ it, page }: { it: KeptKey; page: PageContext }): VNode | null =>
  stateOf(it) !== 'in_use' ? null : (
    <p class="soft">{page.words.t('assistance.key.digits', { digits: fingerprintOf(it.publicKey) })}</p>
  );

const Doings = ({ it, page }: { it: KeptKey; page: PageContext }): VNode | null => {
  const { words } = page;
  if (it.revokedAt !== null) return null;
  return (
    <>
      {stateOf(it) === 'to_confirm' && it.enteredBy !== page.viewer?.staffId ? (
        <FormFor page={page} action={`/recipients/${it.id}/confirm`}>
          <FieldSet page={page} form={confirmKeyForm} state={stateIn(page, confirmKeyForm)} />
          <Button>{words.t('assistance.key.confirm')}</Button>
        </FormFor>
      ) : null}
      <FormFor page={page} action={`/recipients/${it.id}/revoke`} light>
        <Button kind="quiet">{words.t('assistance.key.revoke')}</Button>
      </FormFor>
    </>
  );
};

const KeyPart = ({ it, shown, page }: { it: KeptKey; shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const said = [
    words.t('assistance.key.entered', { name: it.enteredName ?? '', at: momentText(words, it.enteredAt) }),
    ...(it.confirmedAt === null
      ? []
      : [words.t('assistance.key.confirmed', { name: it.confirmedName ?? '', at: momentText(words, it.confirmedAt) })]),
    ...(it.revokedAt === null
      ? []
      : [words.t('assistance.key.revoked', { name: it.revokedName ?? '', at: momentText(words, it.revokedAt) })]),
  ];
  return (
    <Panel title={bodyName(shown.profile, words, it.recipientId)}>
      <p>
        <Chip tone={tones[stateOf(it)]}>{words.t(`assistance.key.state.${stateOf(it)}`)}</Chip>
      </p>
      {stateOf(it) === 'not_vouched' ? <Notice tone="danger">{words.t('assistance.key.not_vouched')}</Notice> : null}
      <p class="soft">{said.join(' · ')}</p>
      <Digits it={it} page={page} />
      <Doings it={it} page={page} />
    </Panel>
  );
};

const KeysPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { bodies } = shown.profile.assistance.packets.abroad;
  const lists: PageContext = {
    ...page,
    codes: (list) => page.codes(list).filter(({ code }) => list !== 'organisations' || bodies.includes(code)),
  };
  return (
    <>
      <PageHead
        title={words.t('assistance.key.title')}
        lead={words.t('assistance.key.lead')}
        back={{ href: '/packets', label: words.t('assistance.packet.list') }}
      />
      <ErrorSummary page={lists} />
      {shown.keys.length === 0 ? <p class="empty">{words.t('assistance.key.none')}</p> : null}
      {shown.keys.map((it) => (
        <KeyPart key={it.id} it={it} shown={shown} page={page} />
      ))}
      <Details
        summary={words.t('assistance.key.enter')}
        open={shown.keys.length === 0 || stateIn(page, recipientKeyForm) === page.form}
      >
        <FormFor page={page} action="/recipients">
          <FieldSet page={lists} form={recipientKeyForm} state={stateIn(page, recipientKeyForm)} />
          <Button>{words.t('assistance.key.save')}</Button>
        </FormFor>
      </Details>
    </>
  );
};

const keysScreen = ({ vault }: AssistanceTools): Screen<Profile> =>
  getScreen({
    ...place,
    path: '/recipients',
    load: async (scene: Scene) => {
      const keys = await readRecipientKeys(scene, vault);
      return isRefusal(keys) ? keys : { keys, profile: scene.profile };
    },
    title: (_, words) => words.t('assistance.key.title'),
    page: (shown, page) => <KeysPage shown={shown} page={page} />,
  });

const actScreens = ({ vault }: AssistanceTools, again: Screen<Profile>): readonly Screen<Profile>[] => [
  postScreen({
    ...{ ...place, path: '/recipients', once: true, body: recipientKeyForm, again },
    journals: ['assistance.key_entered'],
    act: (scene: Scene, input) => enterRecipientKey(scene, vault, input as RecipientKeyInput),
    then: () => '/recipients?done=key_entered',
  }),
  postScreen({
    ...{ ...place, path: '/recipients/:keyId/confirm', params, body: confirmKeyForm, again },
    journals: ['assistance.key_confirmed'],
    act: (scene: Scene, input, it) =>
      confirmRecipientKey(scene, vault, { keyId: it.params.keyId, digits: input.read_aloud ?? '' }),
    then: () => '/recipients?done=key_confirmed',
  }),
  postScreen({
    ...{ ...place, path: '/recipients/:keyId/revoke', params, body: z.object({}), again },
    journals: ['assistance.key_revoked'],
    act: (scene: Scene, _, it) => revokeRecipientKey(scene, it.params.keyId),
    then: () => '/recipients?done=key_revoked',
  }),
];

/** The public keys of bodies outside: entered by one, confirmed by another, revoked by any. */
export const recipientKeyScreens = (tools: AssistanceTools): readonly Screen<Profile>[] => {
  const page = keysScreen(tools);
  return [page, ...actScreens(tools, page)];
};
