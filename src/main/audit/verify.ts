import { asProgram, type Database, type Transaction } from '../../platform/database/index.ts';
import { checkChain } from './chain.ts';
import { checkCheckpoints, type Checkpoints } from './checkpoint.ts';
import type { Finding, HeadRow } from './finding.ts';
import { readChains, readCheckpoints, readHeads, streamEvents } from './store.ts';

/** What the verification of the whole journal found. */
export type AuditReport = {
  readonly sound: boolean;
  readonly chains: number;
  readonly events: number;
  readonly checkpoints: number;
  /** Events that no signed checkpoint covers yet: their end could be cut unseen by who holds the database. */
  readonly notYetSigned: number;
  readonly keys: readonly string[];
  readonly findings: readonly Finding[];
};

type ChainResult = { readonly findings: readonly Finding[]; readonly events: number; readonly notYetSigned: number };

const verifyChain = async (
  tx: Transaction,
  chain: string,
  head: HeadRow | null,
  { signed }: Checkpoints,
): Promise<ChainResult> => {
  const heads = signed.get(chain) ?? new Map<number, string>();
  const check = checkChain(chain, heads);
  const signedEnd = Math.max(0, ...heads.keys());
  let events = 0;
  let notYetSigned = 0;
  for await (const row of streamEvents(tx, chain)) {
    events += 1;
    if (row.seq > signedEnd) notYetSigned += 1;
    check.next(row);
  }
  return { findings: check.end(head), events, notYetSigned };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const verifyAll = async (tx: Transaction, expectedKey: string | null): Promise<AuditReport> => {
  const stored = await readCheckpoints(tx);
  const checkpoints = checkCheckpoints(stored, expectedKey);
  const heads = new Map((await readHeads(tx)).map((head) => [head.chain, head]));
  const chains = [...new Set([...(await readChains(tx)), ...checkpoints.signed.keys()])].sort();
  const results: ChainResult[] = [];
  for (const chain of chains) results.push(await verifyChain(tx, chain, heads.get(chain) ?? null, checkpoints));
  const findings = [...checkpoints.findings, ...results.flatMap((result) => result.findings)];
  return {
    sound: findings.length === 0,
    chains: chains.length,
    events: sum(results.map((result) => result.events)),
    checkpoints: stored.length,
    notYetSigned: sum(results.map((result) => result.notYetSigned)),
    keys: checkpoints.keys,
    findings,
  };
};

/**
 * Reads every chain of the journal in order, as the auditor: recomputes each hash, compares columns with bodies, looks for
 * gaps, and holds chains and heads against the signed checkpoints. `expectedKey`: the vault's audit key as the auditor
 * knows it (base64), or null to accept any key and report it.
 */
export const verifyJournal = (database: Database, expectedKey: string | null): Promise<AuditReport> =>
  asProgram(database, (tx) => verifyAll(tx, expectedKey), { readOnly: true, isolation: 'repeatable read' });
