import type { VNode } from 'preact';
import { z } from 'zod';
import { addDays } from '../../../platform/clock.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  Chip,
  downloadScreen,
  ErrorSummary,
  type Fact,
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
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName, idOfBody } from '../../directory/index.ts';
import {
  type CaseSealed,
  makeSealedPacket,
  noteTold,
  readCaseSealed,
  readSealedPacket,
  type SealedPacket,
  type SealedPacketInput,
  type ToldInput,
} from '../actions/index.ts';
import { sealedPacketForm, sealedToldForm } from '../facts.ts';
import { factsAbroad, isOfFact, nextTold } from '../rules/index.ts';
import { type AssistanceTools, caseParams, momentText } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.refer' } as const;
const packetParams = z.object({ packetId: z.uuid() });

type Shown = CaseSealed & { readonly profile: Profile };

const isExpired = (it: SealedPacket, page: PageContext): boolean => it.state === 'made' && it.expiresOn < page.today;

const StateOf = ({ it, page }: { it: SealedPacket; page: PageContext }): VNode => (
  <Chip tone={it.state === 'withdrawn' || it.state === 'refused' ? 'danger' : it.state === 'made' ? 'warn' : 'good'}>
    {page.words.t(isExpired(it, page) ? 'assistance.packet.state.expired' : `assistance.sealed.state.${it.state}`)}
  </Chip>
);

/** Only bodies with a confirmed key, and only what is written, can be chosen. */
const listsFor = (page: PageContext, { profile, texts, keys }: Shown): PageContext => ({
  ...page,
  codes: (list) =>
    page.codes(list).filter(({ code }) => {
      if (list === 'packet-facts')
        return factsAbroad(profile).some((fact) => fact.code === code && texts.some(isOfFact(fact)));
      return list !== 'organisations' || keys.some(({ recipientId }) => recipientId === idOfBody(profile, code));
    }),
});

const Making = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const lists = listsFor(page, shown);
  if (shown.keys.length === 0)
    return (
      <Notice tone="warn" title={words.t('assistance.sealed.no_key')}>
        <a href="/recipients">{words.t('assistance.key.title')}</a>
      </Notice>
    );
  if (lists.codes('packet-facts').length === 0)
    return <p class="empty">{words.t('assistance.packet.nothing_written')}</p>;
  const start = { packet_until: addDays(page.today, shown.profile.assistance.packets.expires.usual_days) };
  return (
    <Panel title={words.t('assistance.sealed.make')}>
      <p class="soft">{words.t('assistance.sealed.make_text')}</p>
      <FormFor page={page} action={`/cases/${shown.file.id}/sealed`}>
        <FieldSet page={lists} form={sealedPacketForm} state={page.form ?? formState(sealedPacketForm, start)} />
        <Button>{words.t('assistance.sealed.save')}</Button>
      </FormFor>
    </Panel>
  );
};

const CasePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('assistance.sealed.title')}
        lead={words.t('assistance.sealed.lead')}
        back={{ href: `/cases/${shown.file.id}/packets`, label: words.t('assistance.packet.title') }}
      />
      <ErrorSummary page={listsFor(page, shown)} />
      <Panel title={words.t('assistance.sealed.history')}>
        {shown.packets.length === 0 ? <p class="empty">{words.t('assistance.sealed.never')}</p> : null}
        <ul class="lines">
          {shown.packets.map((it) => (
            <li key={it.id}>
              <span class="line-main plain">
                <a href={`/sealed/${it.id}`}>{it.reference}</a> {bodyName(shown.profile, words, it.recipientId)}{' '}
                <StateOf it={it} page={page} />
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Making shown={shown} page={page} />
    </>
  );
};

const caseScreen = ({ vault }: AssistanceTools): Screen<Profile> =>
  getScreen({
    ...place,
    path: '/cases/:caseId/sealed',
    params: caseParams,
    load: async (scene: Scene, { params }) => {
      const found = await readCaseSealed(scene, vault, params.caseId);
      return isRefusal(found) ? found : { ...found, profile: scene.profile };
    },
    title: (_, words) => words.t('assistance.sealed.title'),
    page: (shown, page) => <CasePage shown={shown} page={page} />,
  });

const makeScreen = ({ vault }: AssistanceTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    ...{ ...place, path: '/cases/:caseId/sealed', once: true, params: caseParams, body: sealedPacketForm },
    journals: [
      'assistance.sealed_packet_made',
      'identity.opened',
      'identity.open-refused',
      'identity.packet-sealed',
      'identity.packet-refused',
    ],
    act: (scene: Scene, input, { params }) => makeSealedPacket(scene, vault, params.caseId, input as SealedPacketInput),
    then: ({ packetId }) => `/sealed/${packetId}?done=sealed_made`,
    again,
  });

type One = { readonly packet: SealedPacket; readonly profile: Profile };

const factsOf = ({ packet, profile }: One, page: PageContext): readonly Fact[] => {
  const { words } = page;
  return [
    { label: words.t('assistance.packet.to'), value: bodyName(profile, words, packet.recipientId) },
    {
      label: words.t('assistance.packet.holds'),
      value: packet.facts.map((fact) => named(page, 'packet-facts', fact)).join(', '),
    },
    { label: words.t('assistance.sealed.made'), value: momentText(words, packet.madeAt) },
    { label: words.t('assistance.packet.until'), value: words.date(packet.expiresOn, 'long') },
    ...(packet.receivedOn === null
      ? []
      : [{ label: words.t('assistance.sealed.received'), value: words.date(packet.receivedOn, 'long') }]),
    ...(packet.outcome === null
      ? []
      : [{ label: words.t('assistance.packet.outcome'), value: named(page, 'packet-outcomes', packet.outcome) }]),
  ];
};

const TellPart = ({ packet, page }: { packet: SealedPacket; page: PageContext }): VNode | null => {
  const next = nextTold(packet.state);
  if (next.length === 0) return null;
  const lists: PageContext = {
    ...page,
    codes: (list) =>
      page.codes(list).filter(({ code }) => list !== 'sealed-packet-steps' || next.some((one) => one === code)),
  };
  const state = page.form ?? formState(sealedToldForm, { told_on: page.today });
  return (
    <Panel title={page.words.t('assistance.sealed.tell')}>
      <FormFor page={page} action={`/sealed/${packet.id}/told`} version={String(packet.version)}>
        <FieldSet page={lists} form={sealedToldForm} state={state} />
        <Button kind="quiet">{page.words.t('assistance.save')}</Button>
      </FormFor>
    </Panel>
  );
};

const OnePage = ({ one, page }: { one: One; page: PageContext }): VNode => {
  const { packet } = one;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('assistance.sealed.one', { reference: packet.reference })}
        chips={<StateOf it={packet} page={page} />}
        back={{ href: `/cases/${packet.caseId}/sealed`, label: words.t('assistance.sealed.title') }}
      />
      <ErrorSummary page={page} />
      {packet.state === 'withdrawn' ? (
        <Notice tone="danger" title={words.t('assistance.packet.withdrawn')}>
          {words.t('assistance.sealed.withdrawn_text')}
        </Notice>
      ) : null}
      <Panel title={words.t('assistance.packet.about')}>
        <Facts facts={factsOf(one, page)} />
      </Panel>
      {packet.packet === null ? null : (
        <Panel title={words.t('assistance.sealed.file')}>
          <p class="soft">{words.t('assistance.sealed.file_text')}</p>
          <ButtonLink href={`/sealed/${packet.id}/packet.json`}>{words.t('assistance.sealed.download')}</ButtonLink>
        </Panel>
      )}
      <TellPart packet={packet} page={page} />
    </>
  );
};

const load = async (scene: Scene, packetId: string) => {
  const packet = await readSealedPacket(scene, packetId);
  return isRefusal(packet) ? packet : { packet, profile: scene.profile };
};

const oneScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/sealed/:packetId',
  params: packetParams,
  load: (scene: Scene, { params }) => load(scene, params.packetId),
  title: ({ packet }, words) => words.t('assistance.sealed.one', { reference: packet.reference }),
  page: (one, page) => <OnePage one={one} page={page} />,
});

const fileScreen: Screen<Profile> = downloadScreen({
  ...place,
  path: '/sealed/:packetId/packet.json',
  params: packetParams,
  journals: ['assistance.sealed_packet_taken'],
  reads: ({ packetId }) => ({
    ...{ type: 'assistance.sealed_packet_taken', subject: { kind: 'sealed_packet', id: packetId }, data: {} },
  }),
  load: async (scene: Scene, { packetId }) => {
    const found = await load(scene, packetId);
    if (isRefusal(found)) return found;
    const { packet: bytes, reference } = found.packet;
    return bytes === null ? refuse('not_found') : { bytes, reference };
  },
  file: async ({ bytes, reference }) => ({ name: `packet-${reference}.json`, type: 'application/json', bytes }),
});

const tellScreen: Screen<Profile> = postScreen({
  ...{ ...place, path: '/sealed/:packetId/told', params: packetParams, body: sealedToldForm, again: oneScreen },
  journals: ['assistance.sealed_packet_told'],
  act: (scene: Scene, input, { params, version }) => noteTold(scene, { ...params, version }, input as ToldInput),
  then: ({ packetId }) => `/sealed/${packetId}?done=sealed_told`,
});

/** Packets for bodies outside: made, handed on as a file, and what the body let know. */
export const sealedPacketScreens = (tools: AssistanceTools): readonly Screen<Profile>[] => {
  const page = caseScreen(tools);
  return [page, makeScreen(tools, page), oneScreen, fileScreen, tellScreen];
};
