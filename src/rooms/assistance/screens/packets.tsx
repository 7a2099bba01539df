import type { VNode } from 'preact';
import { z } from 'zod';
import { addDays } from '../../../platform/clock.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
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
import type { PacketPurpose, Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import { type CasePackets, type PacketInput, readCasePackets, sendPacket } from '../actions/index.ts';
import { packetForm } from '../facts.ts';
import { factsFor, isOfFact } from '../rules/index.ts';
import { factNames, PacketChip } from './packet-parts.tsx';
import { type AssistanceTools, caseParams } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.refer' } as const;

type Shown = CasePackets & { readonly profile: Profile };

const Head = ({
  shown,
  page,
  title,
  lead,
}: {
  shown: Shown;
  page: PageContext;
  title: string;
  lead: string;
}): VNode => (
  <PageHead
    title={title}
    lead={lead}
    back={{
      href: `/cases/${shown.file.id}`,
      label: page.words.t('assistance.back_to_case', { reference: shown.file.reference ?? '' }),
    }}
  />
);

const Sent = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <ul class="lines">
    {shown.packets.map((packet) => (
      <li key={packet.id}>
        <span class="line-main plain">
          <a href={`/packets/${packet.id}`}>{packet.reference}</a>{' '}
          {bodyName(shown.profile, page.words, packet.toOrganisationId)} <PacketChip packet={packet} page={page} />
        </span>
        <span class="soft">
          {named(page, 'packet-purposes', packet.purpose)} · {factNames(page, packet)} ·{' '}
          {page.words.t('assistance.packet.until_day', { day: page.words.date(packet.expiresOn, 'long') })}
        </span>
      </li>
    ))}
  </ul>
);

const CasePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <Head
        shown={shown}
        page={page}
        title={words.t('assistance.packet.title')}
        lead={words.t('assistance.packet.lead')}
      />
      <Panel title={words.t('assistance.packet.new')}>
        <p class="soft">{words.t('assistance.packet.new_text')}</p>
        <p class="actions">
          {shown.purposes.map(({ id, names }) => (
            <ButtonLink key={id} href={`/cases/${shown.file.id}/packets/new/${id}`} kind="quiet">
              {shown.profile.nameIn(names, words.language)}
            </ButtonLink>
          ))}
          <ButtonLink href={`/cases/${shown.file.id}/sealed`} kind="quiet">
            {words.t('assistance.sealed.title')}
          </ButtonLink>
        </p>
      </Panel>
      <Panel title={words.t('assistance.packet.history')}>
        {shown.packets.length === 0 ? <p class="empty">{words.t('assistance.packet.never')}</p> : null}
        <Sent shown={shown} page={page} />
      </Panel>
    </>
  );
};

const caseScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/packets',
  params: caseParams,
  load: async (scene: Scene, { params }) => {
    const found = await readCasePackets(scene, params.caseId);
    return isRefusal(found) ? found : { ...found, profile: scene.profile };
  },
  title: (_, words) => words.t('assistance.packet.title'),
  page: (shown, page) => <CasePage shown={shown} page={page} />,
});

type Writing = Shown & { readonly purpose: PacketPurpose };

/** Only what this purpose needs, and only what is written about the person, can be chosen. */
const listsFor = (page: PageContext, { profile, purpose, texts }: Writing): PageContext => {
  const written = factsFor(profile, purpose).filter((fact) => texts.some(isOfFact(fact)));
  return {
    ...page,
    codes: (list) =>
      page.codes(list).filter(({ code }) => {
        if (list === 'packet-facts') return written.some((fact) => fact.code === code);
        return list !== 'organisations' || purpose.to.includes(code);
      }),
  };
};

const WritePage = ({ shown, page }: { shown: Writing; page: PageContext }): VNode => {
  const { words } = page;
  const { packets } = shown.profile.assistance;
  const lists = listsFor(page, shown);
  const start = { packet_until: addDays(page.today, packets.expires.usual_days) };
  return (
    <>
      <Head
        shown={shown}
        page={page}
        title={shown.profile.nameIn(shown.purpose.names, words.language)}
        lead={words.t('assistance.packet.write_lead')}
      />
      <ErrorSummary page={lists} />
      <Notice title={words.t('assistance.packet.consent')}>
        <p>{words.t('assistance.packet.consent_text')}</p>
        <p>
          <a href={`/cases/${shown.file.id}/consents`}>{words.t('assistance.packet.consent_go')}</a>
        </p>
      </Notice>
      {lists.codes('packet-facts').length === 0 ? (
        <p class="empty">{words.t('assistance.packet.nothing_written')}</p>
      ) : (
        <Panel title={words.t('assistance.packet.content')}>
          <FormFor page={page} action={`/cases/${shown.file.id}/packets/new/${shown.purpose.id}`}>
            <FieldSet page={lists} form={packetForm} state={page.form ?? formState(packetForm, start)} />
            <Button>{words.t('assistance.packet.send')}</Button>
          </FormFor>
        </Panel>
      )}
    </>
  );
};

const writeParams = z.object({ caseId: z.uuid(), purpose: z.string().regex(/^[a-z_]{1,60}$/) });

const writeScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/packets/new/:purpose',
  params: writeParams,
  load: async (scene: Scene, { params }) => {
    const found = await readCasePackets(scene, params.caseId);
    if (isRefusal(found)) return found;
    const purpose = found.purposes.find(({ id }) => id === params.purpose);
    return purpose === undefined ? null : { ...found, profile: scene.profile, purpose };
  },
  title: ({ purpose, profile }, words) => profile.nameIn(purpose.names, words.language),
  page: (shown, page) => <WritePage shown={shown} page={page} />,
});

const sendScreen = ({ vault }: AssistanceTools): Screen<Profile> =>
  postScreen({
    ...place,
    path: '/cases/:caseId/packets/new/:purpose',
    once: true,
    journals: ['assistance.packet_sent', 'identity.opened', 'identity.open-refused'],
    params: writeParams,
    body: packetForm,
    act: (scene: Scene, input, { params }) => sendPacket(scene, vault, params, input as PacketInput),
    then: ({ caseId }) => `/cases/${caseId}/packets?done=packet_sent`,
    again: writeScreen,
  });

/** Referring the person of a case to another service. */
export const packetScreens = (tools: AssistanceTools): readonly Screen<Profile>[] => [
  caseScreen,
  writeScreen,
  sendScreen(tools),
];
