import { asProgram, type Database } from '../../platform/database/index.ts';
import { checkChain } from './chain.ts';
import { checkCheckpoints, type Checkpoints } from './checkpoint.ts';
import type { CheckpointRow, Finding, HeadRow } from './finding.ts';
import { databaseSource, type JournalSource } from './source.ts';

/** What the verification of the whole journal found. */
export type AuditReport = {
  readonly sound: boolean;
  readonly chains: number;
  readonly events: number;
  readonly checkpoints: number;
  /** Notes that a witness kept elsewhere. */
  readonly witnessed: number;
  /** Events that no signed checkpoint covers yet: their end could be cut unseen by who holds the database. */
  readonly notYetSigned: number;
  readonly keys: readonly string[];
  readonly findings: readonly Finding[];
};

type ChainResult = { readonly findings: readonly Finding[]; readonly events: number; readonly notYetSigned: number };

const verifyChain = async (
  source: JournalSource,
  chain: string,
  head: HeadRow | null,
  { signed }: Checkpoints,
): Promise<ChainResult> => {
  const heads = signed.get(chain) ?? new Map<number, string>();
  const check = checkChain(chain, heads);
  const signedEnd = Math.max(0, ...heads.keys());
  let events = 0;
  let notYetSigned = 0;
  for await (const row of source.events(chain)) {
    events += 1;
    if (row.seq > signedEnd) notYetSigned += 1;
    check.next(row);
  }
  return { findings: check.end(head), events, notYetSigned };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** What the auditor knows from elsewhere: the key printed when the vault was set up (base64), and what witnesses kept. */
export type KnownElsewhere = { readonly key: string | null; readonly witness: readonly CheckpointRow[] };

/** Notes that a witness has and the journal has no more: somebody removed them, or an old backup was restored. */
const gone = (stored: readonly CheckpointRow[], witness: readonly CheckpointRow[]): Finding[] => {
  const known = new Set(stored.map(({ signature }) => signature));
  return witness
    .filter(({ signature }) => !known.has(signature))
    .map(({ id }) => ({
      ...{ kind: 'checkpoint' as const, chain: null, seq: null },
      what: `the checkpoint ${id} is not in the journal any more`,
    }));
};

/** Verifies a journal wherever it is read from, against what is known from elsewhere. */
export const verifySource = async (source: JournalSource, { key, witness }: KnownElsewhere): Promise<AuditReport> => {
  const stored = await source.checkpoints();
  const checkpoints = checkCheckpoints([...stored, ...witness], key);
  const heads = new Map((await source.heads()).map((head) => [head.chain, head]));
  const chains = [...new Set([...(await source.chains()), ...checkpoints.signed.keys()])].sort();
  const results: ChainResult[] = [];
  for (const chain of chains) results.push(await verifyChain(source, chain, heads.get(chain) ?? null, checkpoints));
  const findings = [...checkpoints.findings, ...gone(stored, witness), ...results.flatMap((result) => result.findings)];
  return {
    sound: findings.length === 0,
    chains: chains.length,
    events: sum(results.map((result) => result.events)),
    checkpoints: stored.length,
    witnessed: witness.length,
    notYetSigned: sum(results.map((result) => result.notYetSigned)),
    keys: checkpoints.keys,
    findings,
  };
};

/**
 * Reads every chain of the journal in order, as the auditor: recomputes each hash, compares columns with bodies, looks for
 * gaps, and holds chains and heads against the signed checkpoints. `expectedKey`: the vault's audit key as the auditor
 * knows it (base64), or null to accept any key and report it; `witness`: notes kept elsewhere.
 */
export const verifyJournal = (
  database: Database,
  expectedKey: string | null,
  witness: readonly CheckpointRow[] = [],
): Promise<AuditReport> =>
  asProgram(database, (tx) => verifySource(databaseSource(tx), { key: expectedKey, witness }), {
    ...{ readOnly: true, isolation: 'repeatable read' },
  });
