import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalText } from '../canonical.ts';
import type { PlainDate } from '../clock.ts';
import { open, privateKeyFrom, rawPublicKey, seal } from './hpke-native.ts';
import { pad, unpad } from './padding.ts';

/*
 * A packet for a body that does not work in the program: sealed to its public key (HPKE, RFC 9180, base mode), signed by the
 * vault (Ed25519). It is one text; everything that is readable in it is bound to what is sealed.
 */

const packetFormat = 'ariane sealed packet v1';

/** What anybody may read of a packet: who sent what to whom under which reference, until when. Nothing of the person. */
export type PacketHead = {
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  readonly made_at: string;
  readonly expires_on: PlainDate;
};

/** A packet as it is handed on: the text that was signed, signature and raw public key of the signer in base64. */
export type SignedPacket = { readonly packet: string; readonly signature: string; readonly publicKey: string };

/** Why a packet is not opened. */
export type PacketFault = 'not-a-packet' | 'altered' | 'other-signer' | 'expired' | 'wrong-key';

/** Eight groups of five digits that two people compare by telephone (132 bits of SHA-512 of the raw key). */
export const fingerprintOf = (publicKey: Uint8Array): string => {
  const digest = createHash('sha512').update(publicKey).digest();
  return Array.from({ length: 8 }, (_, group) =>
    String(digest.readUIntBE(group * 5, 5) % 100_000).padStart(5, '0'),
  ).join(' ');
};

type Bound = PacketHead & { readonly format: string; readonly recipient: string };
type Packet = Bound & { readonly encapsulation: string; readonly ciphertext: string };

const boundTo = ({ format, recipient, reference, from, to, made_at, expires_on }: Bound) => ({
  info: Buffer.from(format),
  aad: Buffer.from(canonicalText({ format, recipient, reference, from, to, made_at, expires_on })),
});

/** Seals a content to a raw X25519 public key and signs the whole. */
export const makePacket = (
  head: PacketHead,
  content: unknown,
  { recipient, signer }: { readonly recipient: Uint8Array; readonly signer: KeyObject },
): SignedPacket => {
  const bound: Bound = { ...head, format: packetFormat, recipient: fingerprintOf(recipient) };
  const { encapsulation, ciphertext } = seal(recipient, pad(Buffer.from(canonicalText(content))), boundTo(bound));
  const packet = canonicalText({
    ...bound,
    ...{ encapsulation: encapsulation.toString('base64'), ciphertext: ciphertext.toString('base64') },
  });
  return {
    packet,
    signature: sign(null, Buffer.from(packet), signer).toString('base64'),
    publicKey: rawPublicKey(signer).toString('base64'),
  };
};

const fields = [
  'format',
  'recipient',
  'reference',
  'from',
  'to',
  'made_at',
  'expires_on',
  'encapsulation',
  'ciphertext',
];

const parsed = (text: string): Packet | null => {
  try {
    const read = JSON.parse(text) as Record<string, unknown> | null;
    const isWhole = read?.['format'] === packetFormat && fields.every((one) => typeof read[one] === 'string');
    return isWhole ? (read as unknown as Packet) : null;
  } catch {
    return null;
  }
};

/** The header of an Ed25519 public key in DER, before its 32 bytes (RFC 8410). */
const keyHeader = Buffer.from('302a300506032b6570032100', 'hex');

const isSigned = ({ packet, signature, publicKey }: SignedPacket): boolean => {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== 32) return false;
  const key = createPublicKey({ key: Buffer.concat([keyHeader, raw]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(packet), key, Buffer.from(signature, 'base64'));
};

/** What a packet is held against: the day, and the signer's public key where one was noted. */
export type PacketCheck = { readonly today: PlainDate; readonly signer: string | null };

/** Is this a packet, unaltered, of the signer one expects, whose last day is not over? Gives its head or why not. */
export const checkPacket = (signed: SignedPacket, { today, signer }: PacketCheck): PacketHead | PacketFault => {
  const packet = parsed(signed.packet);
  if (packet === null) return 'not-a-packet';
  if (signer !== null && signer !== signed.publicKey) return 'other-signer';
  if (!isSigned(signed)) return 'altered';
  return packet.expires_on < today ? 'expired' : packet;
};

/** Opens a packet with the raw private key; gives its head and content, or why it does not open. */
export const readPacket = (
  signed: SignedPacket,
  privateKey: Uint8Array,
  check: PacketCheck,
): { readonly head: PacketHead; readonly content: unknown } | PacketFault => {
  const head = checkPacket(signed, check);
  const packet = parsed(signed.packet);
  if (typeof head === 'string' || packet === null) return typeof head === 'string' ? head : 'not-a-packet';
  const own = privateKeyFrom(privateKey);
  if (fingerprintOf(rawPublicKey(own)) !== packet.recipient) return 'wrong-key';
  const message = {
    encapsulation: Buffer.from(packet.encapsulation, 'base64'),
    ciphertext: Buffer.from(packet.ciphertext, 'base64'),
  };
  try {
    return { head, content: JSON.parse(unpad(open(own, message, boundTo(packet))).toString('utf8')) as unknown };
  } catch {
    return 'altered';
  }
};
