import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { plainDate, type PlainDate } from '../../platform/clock.ts';
import { newWrappingKeyPair } from '../../platform/sealing/hpke.ts';
import {
  checkPacket,
  fingerprintOf,
  type PacketFault,
  type PacketHead,
  readPacket,
  type SignedPacket,
} from '../../platform/sealing/packet.ts';
import type { Command, CommandContext } from './command.ts';

const usage = `ariane packet keys <key file>
  makes a pair of keys; prints the public one with the digits to read aloud, and keeps the private one in the file
ariane packet verify <packet> [--signer <base64>]
  says whether a sealed packet is whole, who signed it and until when it opens
ariane packet open <packet> --key <key file> [--signer <base64>]
  prints what it holds
  --signer  the public key of the sender's vault, as it was read aloud; without it, the one in the packet`;

const packetShape = z.object({ packet: z.string(), signature: z.string(), publicKey: z.string() });
const keyShape = z.object({ format: z.literal('ariane packet key v1'), privateKey: z.string() });

const sentences: Readonly<Record<PacketFault, string>> = {
  'not-a-packet': 'This is no sealed packet.',
  altered: 'The packet does NOT hold: it was altered on its way. Ask the sender for a new one.',
  'other-signer': 'The packet does NOT hold: another key signed it than the one you named.',
  expired: 'The packet is past its last day and is not opened. Ask the sender for a new one.',
  'wrong-key': 'The packet is sealed to another key than yours. Read your digits to the sender again.',
};

const read = <T>(file: string | undefined, shape: z.ZodType<T>): T | null => {
  try {
    return shape.parse(JSON.parse(readFileSync(file ?? '', 'utf8')));
  } catch {
    return null;
  }
};

type Said = { readonly said: string; readonly code: number };

const about = ({ reference, from, to, made_at, expires_on }: PacketHead): string =>
  `Packet ${reference} from ${from} to ${to}, made ${made_at}, opens until ${expires_on}.`;

const whose = (signer: string | null, { publicKey }: SignedPacket): string =>
  signer === null
    ? `Signed with ${publicKey} (compare it with the key that was read aloud to you).`
    : 'Signed with the key you named.';

const makeKeys = (file: string): Said => {
  const { publicKey, privateKey } = newWrappingKeyPair();
  const content = JSON.stringify({ format: 'ariane packet key v1', privateKey: privateKey.toString('base64') });
  try {
    writeFileSync(file, `${content}\n`, { mode: 0o600, flag: 'wx' });
  } catch {
    return { said: `${file} is there already or cannot be written; nothing was made.`, code: 1 };
  }
  const shown = `Public key: ${publicKey.toString('base64')}\nRead aloud: ${fingerprintOf(publicKey)}`;
  return { said: `${shown}\nKeep ${file} to yourself: who has it opens what is sealed to you.`, code: 0 };
};

type Asked = {
  readonly packet: SignedPacket | null;
  readonly signer: string | null;
  readonly today: PlainDate;
  readonly keyFile: string | undefined;
};

const verifyIt = ({ packet, signer, today }: Asked): Said => {
  const found = packet === null ? 'not-a-packet' : checkPacket(packet, { signer, today });
  if (typeof found === 'string' || packet === null)
    return { said: sentences[typeof found === 'string' ? found : 'not-a-packet'], code: 1 };
  return { said: `The packet holds. ${about(found)}\n${whose(signer, packet)}`, code: 0 };
};

const openIt = ({ packet, signer, today, keyFile }: Asked): Said => {
  const key = read(keyFile, keyShape);
  const raw = Buffer.from(key?.privateKey ?? '', 'base64');
  if (raw.length !== 32) return { said: 'The key file is not one that "ariane packet keys" made.', code: 1 };
  const found = packet === null ? 'not-a-packet' : readPacket(packet, raw, { signer, today });
  if (typeof found === 'string' || packet === null)
    return { said: sentences[typeof found === 'string' ? found : 'not-a-packet'], code: 1 };
  const content = JSON.stringify(found.content, null, 2);
  return { said: `${about(found.head)}\n${whose(signer, packet)}\n${content}`, code: 0 };
};

const option = (args: readonly string[], name: string): string | null => {
  const at = args.indexOf(name);
  return at < 0 ? null : (args[at + 1] ?? null);
};

const answer = (args: readonly string[], { clock }: CommandContext): Said | null => {
  const [verb, file] = args;
  if (file === undefined) return null;
  if (verb === 'keys') return makeKeys(file);
  const asked: Asked = {
    ...{ packet: read(file, packetShape), signer: option(args, '--signer') },
    ...{ today: plainDate(clock.now().slice(0, 10)), keyFile: option(args, '--key') ?? undefined },
  };
  if (verb === 'verify') return verifyIt(asked);
  return verb === 'open' && asked.keyFile !== undefined ? openIt(asked) : null;
};

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const { said, code } = answer(args, context) ?? { said: usage, code: 2 };
  context.print(`${said}\n`);
  return code;
};

/** For the recipient of a sealed packet, who needs no database and no account. Exit code 1 when it does not open. */
export const packetCommand: Command = {
  name: 'packet',
  summary: 'make keys for, verify and open a sealed packet',
  usage,
  run,
};
