import { createHash } from 'node:crypto';
import { asProgram, type Database } from '../../platform/database/index.ts';
import { checkChain } from './chain.ts';
import { checkCheckpoints, type Checkpoints } from './checkpoint.ts';
import type { AuditReport, CheckpointRow, Finding, HeadRow } from './finding.ts';

export type { AuditReport } from './finding.ts';
import { databaseSource, type JournalSource } from './source.ts';

type ChainResult = { readonly findings: readonly Finding[]; readonly events: number; readonly notYetSigned: number };

const verifyChain = async (
  source: JournalSource,
  { chain, head }: { readonly chain: string; readonly head: HeadRow | null },
  { signed }: Checkpoints,
  onEvent: KnownElsewhere['onEvent'],
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
    await onEvent?.();
  }
  return { findings: check.end(head), events, notYetSigned };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** What the auditor knows from elsewhere: the key printed when the vault was set up (base64), and what witnesses kept. */
export type KnownElsewhere = {
  readonly key: string | null;
  readonly witness: readonly CheckpointRow[];
  /** SHA-256 of a note that somebody has on paper. */
  readonly digest?: string | null;
  /** Called after each event, for who wants to tell how far it is. */
  readonly onEvent?: () => Promise<void>;
};

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

const printed = (known: readonly CheckpointRow[], digest: string | null): Finding[] => {
  if (digest === null) return [];
  const has = known.some(({ note }) => createHash('sha256').update(note).digest('hex') === digest.toLowerCase());
  const what = `no checkpoint has the digest ${digest} that was printed`;
  return has ? [] : [{ kind: 'checkpoint', chain: null, seq: null, what }];
};

/** Verifies a journal wherever it is read from, against what is known from elsewhere. */
export const verifySource = async (
  source: JournalSource,
  { key, witness, digest = null, onEvent }: KnownElsewhere,
): Promise<AuditReport> => {
  const stored = await source.checkpoints();
  const checkpoints = checkCheckpoints([...stored, ...witness], key);
  const heads = new Map((await source.heads()).map((head) => [head.chain, head]));
  const chains = [...new Set([...(await source.chains()), ...checkpoints.signed.keys()])].sort();
  const results: ChainResult[] = [];
  for (const chain of chains)
    results.push(await verifyChain(source, { chain, head: heads.get(chain) ?? null }, checkpoints, onEvent));
  const findings = [
    ...checkpoints.findings,
    ...gone(stored, witness),
    ...printed([...stored, ...witness], digest),
    ...results.flatMap((result) => result.findings),
  ];
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
 * knows it (base64), or null to accept any key and report it; `elsewhere`: what witnesses kept.
 */
export const verifyJournal = (
  database: Database,
  expectedKey: string | null,
  elsewhere: Partial<Omit<KnownElsewhere, 'key'>> = {},
): Promise<AuditReport> =>
  asProgram(database, (tx) => verifySource(databaseSource(tx), { key: expectedKey, witness: [], ...elsewhere }), {
    ...{ readOnly: true, isolation: 'repeatable read' },
  });
