import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { certificateHolds, erasureFormat } from '../../platform/certificate.ts';
import type { Command, CommandContext } from './command.ts';

const usage = `ariane certificate verify <file> [--key <base64>]
  <file>   a certificate of erasure as it was downloaded
  --key    the public key of the vault's audit key, as noted when the vault was set up; without it, the one in the file`;

const shape = z.object({ certificate: z.string(), signature: z.string(), publicKey: z.string() });
const content = z.looseObject({
  format: z.literal(erasureFormat),
  sealed_texts: z.number(),
  erase_keys: z.array(z.string()),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const verdict = (text: string, key: string | null): { readonly said: string; readonly code: number } => {
  const signed = shape.safeParse(parsed(text));
  const told = signed.success ? content.safeParse(parsed(signed.data.certificate)) : null;
  if (!signed.success || told?.success !== true) return { said: 'This is no certificate of erasure.', code: 1 };
  if (!certificateHolds(signed.data, key))
    return { said: 'The certificate does NOT hold: it was altered, or another key signed it.', code: 1 };
  const { sealed_texts: texts, erase_keys: keys } = told.data;
  const whose =
    key === null
      ? `Signed with ${signed.data.publicKey} (compare it with the key you noted).`
      : 'Signed with the key you named.';
  return {
    said: `The certificate holds: ${texts} sealed texts and ${keys.length} keys were destroyed.\n${whose}`,
    code: 0,
  };
};

const run = async (args: readonly string[], { print }: CommandContext): Promise<number> => {
  const [verb, file] = args;
  const at = args.indexOf('--key');
  const key = at < 0 ? null : args[at + 1];
  const text = verb === 'verify' && file !== undefined && key !== undefined ? textOf(file) : null;
  if (text === null || key === undefined) {
    print(`${usage}\n`);
    return 2;
  }
  const { said, code } = verdict(text, key);
  print(`${said}\n`);
  return code;
};

/** Verifies a certificate of erasure with nothing but itself and a public key. Exit code 1 when it does not hold. */
export const certificateCommand: Command = {
  name: 'certificate',
  summary: 'verify a certificate of erasure',
  usage,
  run,
};
