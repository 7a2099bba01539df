import type { VNode } from 'preact';
import { Chip, type Fact, named, type PageContext, type Tone } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import type { Packet } from '../actions/index.ts';
import { momentText } from './parts.tsx';

const tones: Readonly<Record<string, Tone>> = {
  sent: 'warn',
  accepted: 'good',
  declined: 'danger',
  withdrawn: 'danger',
  done: 'good',
};

/** True while the service that was asked owes an answer that is late. */
export const isOverdue = ({ state, answerBy }: Packet, page: PageContext): boolean =>
  state === 'sent' && answerBy < page.now;

/** Where a packet stands, in words; an answer that is late shows as waiting. */
export const PacketChip = ({ packet, page }: { packet: Packet; page: PageContext }): VNode =>
  isOverdue(packet, page) ? (
    <Chip tone="danger">{page.words.t('assistance.packet.overdue')}</Chip>
  ) : (
    <Chip tone={tones[packet.state] ?? 'plain'}>{page.words.t(`assistance.packet.state.${packet.state}`)}</Chip>
  );

/** What a packet holds, by name. */
export const factNames = (page: PageContext, packet: Packet): string =>
  packet.facts.map((fact) => named(page, 'packet-facts', fact)).join(', ');

const answerFacts = (packet: Packet, page: PageContext): readonly Fact[] => {
  const { words } = page;
  const reason = packet.reason === null ? '' : ` · ${named(page, 'packet-declines', packet.reason)}`;
  return [
    ...(packet.answeredAt === null
      ? [{ label: words.t('assistance.packet.answer_by'), value: momentText(words, packet.answerBy) }]
      : [{ label: words.t('assistance.packet.answered'), value: `${momentText(words, packet.answeredAt)}${reason}` }]),
    ...(packet.outcome === null
      ? []
      : [{ label: words.t('assistance.packet.outcome'), value: named(page, 'packet-outcomes', packet.outcome) }]),
    ...(packet.endedAt === null
      ? []
      : [{ label: words.t('assistance.packet.ended'), value: momentText(words, packet.endedAt) }]),
  ];
};

/** All that stands about a packet in clear. */
export const packetFacts = (packet: Packet, profile: Profile, page: PageContext): readonly Fact[] => {
  const { words } = page;
  return [
    {
      label: words.t('assistance.packet.for'),
      value: `${named(page, 'packet-purposes', packet.purpose)} · ${named(page, 'urgency', packet.urgency)}`,
    },
    { label: words.t('assistance.packet.from'), value: bodyName(profile, words, packet.fromOrganisationId) },
    { label: words.t('assistance.packet.to'), value: bodyName(profile, words, packet.toOrganisationId) },
    { label: words.t('assistance.packet.holds'), value: factNames(page, packet) },
    { label: words.t('assistance.packet.sent'), value: momentText(words, packet.sentAt) },
    { label: words.t('assistance.packet.until'), value: words.date(packet.expiresOn, 'long') },
    ...answerFacts(packet, page),
  ];
};
