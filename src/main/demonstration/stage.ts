import { type Clock, fixedClock, type Instant, type PlainDate } from '../../platform/clock.ts';
import { asViewer, type Database } from '../../platform/database/index.ts';
import type { JournalEntry } from '../../platform/journal.ts';
import { isRefusal, type Refusal, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { Profile, Scene } from '../../profile/index.ts';
import { settleEvents } from '../reactions.ts';
import type { Invented } from './files.ts';
import type { Progress } from './progress.ts';

/** The scene of an act of the demonstration: what actions of every room need. */
export type StageScene = Scene & { readonly draftKey: Uint8Array };

/** Where the synthetic personas act: the real database, through the real actions. */
export type StageParts = {
  readonly casework: Database;
  readonly worker: Database;
  /** As the public site has it: for what a person does on her own page. */
  readonly portal: Database;
  readonly profile: Profile;
  readonly invented: Invented;
  /** The moment and day the open work is of. */
  readonly now: Instant;
  readonly today: PlainDate;
  readonly draftKey: Uint8Array;
  /** Signs a persona in, by login. */
  readonly signIn: (login: string) => Promise<Viewer>;
  readonly progress: Progress;
  /** For what happens now, beside the vault, which lets nobody act in the past. */
  readonly clock: Clock;
  /** The vault, for acts that it does itself; null where none runs, and then those acts are left out. */
  readonly vault: VaultClient | null;
  /** How names are encoded and compared; null where no key server runs, as in most tests. */
  readonly matching: { readonly encode: () => Promise<void>; readonly linkage: Database } | null;
};

export type Stage = StageParts & {
  /**
   * Lets a persona act at a moment, in one transaction with its events. A refusal is a fault of the story and throws;
   * after an interruption the step that was cut off may already be done.
   */
  readonly as: <T>(step: string, act: Act<T>) => Promise<T>;
};

export type Act<T> = {
  readonly login: string;
  readonly at: Instant;
  readonly work: (scene: StageScene) => Promise<T | Refusal>;
};

const acting = async <T>(parts: StageParts, { login, at, work }: Act<T>): Promise<T> => {
  const viewer = await parts.signIn(login);
  const clock: Clock = fixedClock(at);
  return asViewer(parts.casework, viewer, async (tx) => {
    const events: JournalEntry[] = [];
    const { profile, draftKey } = parts;
    const scene: StageScene = { tx, viewer, profile, clock, draftKey, emit: (entry) => void events.push(entry) };
    const outcome = valueOf<T>(await work(scene));
    await settleEvents({ tx, viewer, profile, clock }, events);
    return outcome;
  });
};

const explain = (step: string, login: string, fault: unknown): Error =>
  new Error(
    `the demonstration stops at ${step} (${login}): ${fault instanceof Error ? fault.message : String(fault)}`,
    {
      cause: fault,
    },
  );

/** Opens the stage. */
export const openStage = (parts: StageParts): Stage => ({
  ...parts,
  as: (step, act) =>
    parts.progress.once(step, async () => {
      try {
        return await acting(parts, act);
      } catch (fault) {
        throw explain(step, act.login, fault);
      }
    }),
});

/** Takes a value or passes a refusal on, for acts that do several things. */
export const must = <T>(outcome: T | Refusal): T => {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.refused} ${JSON.stringify(outcome)}`);
  return outcome;
};
