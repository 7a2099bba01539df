import { type AuditReport, verifyJournal } from '../audit/verify.ts';
import type { Finding } from '../audit/finding.ts';
import type { Command, CommandContext } from './command.ts';

const placeOf = ({ chain, seq, to }: Finding): string => {
  if (chain === null) return 'the journal';
  if (seq === null) return `chain ${chain}`;
  return `chain ${chain} seq ${seq}${to !== undefined && to !== seq ? ` to ${to}` : ''}`;
};

const sentence = (finding: Finding): string => `${finding.kind.padEnd(10)} ${placeOf(finding)}: ${finding.what}`;

const spoken = (report: AuditReport): string => {
  const { chains, events, checkpoints, notYetSigned, keys, findings } = report;
  const read = `Read ${events} events in ${chains} chains and ${checkpoints} signed checkpoints.`;
  const signed = keys.length > 0 ? `Signed with ${keys.join(', ')}.` : 'No checkpoint has been signed yet.';
  const tail = notYetSigned > 0 ? [`${notYetSigned} events are newer than the last checkpoint.`] : [];
  const verdict = report.sound
    ? 'The journal is whole: nothing was edited, taken out, slipped in or moved.'
    : `The journal is NOT whole: ${findings.length} findings.`;
  return `${[read, signed, ...tail, ...findings.map(sentence), verdict].join('\n')}\n`;
};

const keyFrom = (args: readonly string[]): string | null => args[args.indexOf('--key') + 1] ?? null;

const usage = `ariane audit verify [--json] [--key <base64>]
  --json   the findings as JSON
  --key    the public key of the vault's audit key, as noted when the vault was set up; any other signature is a finding`;

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  if (args[0] !== 'verify' || (args.includes('--key') && keyFrom(args) === null)) {
    context.print(`${usage}\n`);
    return 2;
  }
  const report = await verifyJournal(await context.openAs('auditor'), args.includes('--key') ? keyFrom(args) : null);
  context.print(args.includes('--json') ? `${JSON.stringify(report, null, 2)}\n` : spoken(report));
  return report.sound ? 0 : 1;
};

/** Verifies the journal: every chain, every hash, every signed checkpoint. Exit code 1 when anything was changed. */
export const auditCommand: Command = {
  name: 'audit',
  summary: 'verify the journal: find every edited, missing, inserted or reordered event',
  usage,
  run,
};
