import { createHash } from 'node:crypto';
import type { Instant } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { wake } from '../../../platform/jobs.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import type { IdentityRefusal } from '../facts.ts';
import {
  addJournalCheck,
  askJournalIsWhole,
  findJournalChecks,
  type JournalCheck,
  newestCheckpoint,
} from '../store/journal-checks.ts';

export type { JournalCheck, JournalFinding } from '../store/journal-checks.ts';

const mayVerify = ({ viewer }: Scene): boolean => viewer.kind === 'staff' && hasPermit(viewer, 'journal.verify');

/** The verifications of the journal, newest first: what was found, and how far one is that runs. */
export const readJournalChecks = ({ tx }: Scene): Promise<readonly JournalCheck[]> => findJournalChecks(tx);

/** Asks for a verification of the whole journal; the worker does it at once, with the login that may read it. */
export const askJournalCheck = async (scene: Scene): Promise<Outcome<{ checkId: Uuid }, IdentityRefusal>> => {
  if (!mayVerify(scene)) return refuse('may_not_open');
  const { tx, viewer, clock } = scene;
  const checkId = newId();
  await addJournalCheck(tx, {
    ...{ id: checkId, by: viewer.staffId, organisationId: viewer.organisationId, at: clock.now() },
  });
  await wake(tx, { task: 'journal:check', key: 'journal:check' });
  scene.emit({ type: 'identity.journal_check_asked', subject: { kind: 'journal-check', id: checkId }, data: {} });
  return { checkId };
};

/** False while the last verification found the journal edited: then nothing is exported. */
export const journalIsWhole = ({ tx }: Pick<Scene, 'tx'>): Promise<boolean> => askJournalIsWhole(tx);

/** 1 while the last verification found something, for the place in the navigation. */
export const countJournalAlarms = async (scene: Scene): Promise<number | null> =>
  mayVerify(scene) ? Number(!(await journalIsWhole(scene))) : null;

/** What a witness keeps on paper of a checkpoint: moment, SHA-256 of the note, signature and key. */
export type CheckpointPaper = {
  readonly signedAt: Instant;
  readonly digest: string;
  readonly signature: string;
  readonly publicKey: string;
  /** What the square code says: enough to hold the note against. */
  readonly code: string;
};

/** The newest checkpoint, to be printed for a witness; null before the first. */
export const readCheckpointPaper = async (scene: Scene): Promise<CheckpointPaper | null> => {
  const newest = mayVerify(scene) ? await newestCheckpoint(scene.tx) : null;
  if (newest === null) return null;
  const digest = createHash('sha256').update(newest.note).digest('hex');
  const signature = newest.signature.toString('base64');
  const publicKey = newest.publicKey.toString('base64');
  return {
    ...{ signedAt: newest.signedAt, digest, signature, publicKey },
    code: ['ariane checkpoint v1', newest.signedAt, digest, publicKey].join('\n'),
  };
};
