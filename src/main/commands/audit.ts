import { copyJournal, copySource } from '../audit/copy.ts';
import type { CheckpointRow, Finding } from '../audit/finding.ts';
import { type AuditReport, type KnownElsewhere, verifyJournal, verifySource } from '../audit/verify.ts';
import { readWitness } from '../audit/witness.ts';
import type { Command, CommandContext } from './command.ts';

const placeOf = ({ chain, seq, to }: Finding): string => {
  if (chain === null) return 'the journal';
  if (seq === null) return `chain ${chain}`;
  return `chain ${chain} seq ${seq}${to !== undefined && to !== seq ? ` to ${to}` : ''}`;
};

const sentence = (finding: Finding): string => `${finding.kind.padEnd(10)} ${placeOf(finding)}: ${finding.what}`;

const spoken = (report: AuditReport): string => {
  const { chains, events, checkpoints, witnessed, notYetSigned, keys, findings } = report;
  const beside = witnessed > 0 ? ` and ${witnessed} notes of a witness` : '';
  const read = `Read ${events} events in ${chains} chains and ${checkpoints} signed checkpoints${beside}.`;
  const signed = keys.length > 0 ? `Signed with ${keys.join(', ')}.` : 'No checkpoint has been signed yet.';
  const tail = notYetSigned > 0 ? [`${notYetSigned} events are newer than the last checkpoint.`] : [];
  const verdict = report.sound
    ? 'The journal is whole: nothing was edited, taken out, slipped in or moved.'
    : `The journal is NOT whole: ${findings.length} findings.`;
  return `${[read, signed, ...tail, ...findings.map(sentence), verdict].join('\n')}\n`;
};

const usage = `ariane audit verify [--json] [--key <base64>] [--witness <folder or file>] [--digest <sha-256>] [--journal <copy>]
ariane audit copy <file>
  verify     reads the whole journal and names every event that was edited, taken out, slipped in or moved
  --json     the findings as JSON
  --key      the public key of the vault's audit key, as noted when the vault was set up; any other signature is a finding
  --witness  notes a witness kept: they find what was cut off together with the checkpoints
  --digest   of a printed checkpoint: a finding when no checkpoint has it
  --journal  a copy made with "audit copy": needs no database, so that a witness checks it on a machine of its own
  copy       writes such a copy into a new file`;

type Asked = {
  readonly key: string | null;
  readonly witness: readonly CheckpointRow[];
  readonly copy: string | null;
} & Pick<KnownElsewhere, 'digest'>;

/** The word after a name; null when the name is not there. Throws nothing: `missing` when no word follows. */
const wordAfter = (args: readonly string[], name: string): string | null | 'missing' => {
  const at = args.indexOf(name);
  return at < 0 ? null : (args[at + 1] ?? 'missing');
};

const askedOf = (args: readonly string[], print: CommandContext['print']): Asked | null => {
  const [key, place, copy, digest] = ['--key', '--witness', '--journal', '--digest'].map((name) =>
    wordAfter(args, name),
  );
  if ([key, place, copy, digest].includes('missing')) return null;
  const witness = place ? readWitness(place) : [];
  if (witness === null) {
    print(`There is nothing called ${place}.\n`);
    return null;
  }
  return { key: key ?? null, witness, copy: copy ?? null, digest: digest ?? null };
};

const reportOn = async (
  { key, witness, copy, digest = null }: Asked,
  context: CommandContext,
): Promise<AuditReport | null> => {
  if (copy === null) return verifyJournal(await context.openAs('auditor'), key, { witness, digest });
  const source = await copySource(copy);
  return source === null ? null : verifySource(source, { key, witness, digest });
};

const verify = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const asked = askedOf(args, context.print);
  const report = asked === null ? null : await reportOn(asked, context);
  if (report === null) {
    context.print(`${usage}\n`);
    return 2;
  }
  context.print(args.includes('--json') ? `${JSON.stringify(report, null, 2)}\n` : spoken(report));
  return report.sound ? 0 : 1;
};

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const [what, file] = args;
  if (what === 'verify') return verify(args, context);
  if (what !== 'copy' || file === undefined) {
    context.print(`${usage}\n`);
    return 2;
  }
  const events = await copyJournal(await context.openAs('auditor'), file);
  context.print(`Copied ${events} events into ${file}.\n`);
  return 0;
};

/** Verifies the journal: every chain, every hash, every signed checkpoint. Exit code 1 when anything was changed. */
export const auditCommand: Command = {
  name: 'audit',
  summary:
    'verify the journal, or a copy of it, with what witnesses kept: find every edited, missing or inserted event',
  usage,
  run,
};
