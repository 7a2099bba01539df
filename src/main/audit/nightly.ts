import type { Clock } from '../../platform/clock.ts';
import type { Settings } from '../../platform/config.ts';
import { asProgram, type Database } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { appendToJournal } from '../../platform/journal.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { storeCheckpoint } from './sign.ts';
import { addCheck, finishCheck, noteProgress, readCheckpoints, waitingChecks } from './store.ts';
import { type AuditReport, verifyJournal } from './verify.ts';
import { readWitness } from './witness.ts';

/** What verifying takes. `alarmed` are the bodies that are told when the journal is not whole. */
export type CheckTools = {
  readonly database: Database;
  readonly auditor: Database;
  readonly vault: VaultClient;
  readonly settings: Pick<Settings, 'witness'>;
  readonly clock: Clock;
  readonly alarmed: readonly string[];
  readonly tellBody: (organisationId: string) => Promise<void>;
};

const progressEvery = 5000;

/** Signs the present end first, so that nothing is too new; a chain that went back is found by reading it. */
const signFirst = (tools: CheckTools): Promise<void> => storeCheckpoint(tools).catch(() => undefined);

const verifyNow = async ({ auditor, database, settings }: CheckTools, checkId: string): Promise<AuditReport> => {
  const { folder } = settings.witness;
  const witness = folder === '' ? [] : (readWitness(folder) ?? []);
  let read = 0;
  return verifyJournal(auditor, null, {
    witness,
    onEvent: async () => {
      read += 1;
      if (read % progressEvery === 0) await noteProgress(database, checkId, read);
    },
  });
};

/** Two keys among the signatures: the vault's, and one of somebody who could write to the database. */
const withKeys = (report: AuditReport): AuditReport =>
  report.keys.length < 2
    ? report
    : {
        ...report,
        sound: false,
        findings: [
          ...report.findings,
          { kind: 'checkpoint', chain: null, seq: null, what: 'checkpoints are signed with more than one key' },
        ],
      };

const alarm = async (tools: CheckTools, checkId: string, findings: number): Promise<void> => {
  const now = tools.clock.now();
  for (const organisationId of tools.alarmed) {
    const entry = {
      type: 'identity.journal_not_whole',
      subject: { kind: 'journal-check', id: checkId },
      data: { findings },
    };
    await asProgram(tools.database, (tx) => appendToJournal(tx, { organisationId, staffId: null, now }, [entry]));
    await tools.tellBody(organisationId).catch(() => undefined);
  }
};

/** Does the verifications that were asked for; gives how many found something. One that fails is done again by the next run. */
export const runChecks = async (tools: CheckTools): Promise<number> => {
  let broken = 0;
  for (const checkId of await waitingChecks(tools.database)) {
    await signFirst(tools);
    const report = withKeys(await verifyNow(tools, checkId));
    const isFirst = await finishCheck(tools.database, checkId, { ...report, at: tools.clock.now() });
    if (report.sound || !isFirst) continue;
    broken += 1;
    await alarm(tools, checkId, report.findings.length);
  }
  return broken;
};

/** The verification of each night. */
export const checkNightly = async (tools: CheckTools): Promise<number> => {
  await addCheck(tools.database, { id: newId(), at: tools.clock.now() });
  return runChecks(tools);
};

/** The newest signed note, to be mailed to witnesses; null before the first. */
export const newestNote = async (auditor: Database) => (await asProgram(auditor, readCheckpoints)).at(-1) ?? null;
