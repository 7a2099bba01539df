import { systemClock } from '../../../src/platform/clock.ts';
import { asViewer, type Database } from '../../../src/platform/database/index.ts';
import { flatten } from '../../../src/platform/form/raw.ts';
import type { JournalEntry } from '../../../src/platform/journal.ts';
import { type Outcome, valueOf } from '../../../src/platform/outcome.ts';
import type { Viewer } from '../../../src/platform/viewer.ts';
import type { Profile, Scene } from '../../../src/profile/index.ts';
import { settleEvents } from '../../../src/main/reactions.ts';
import { changeDraft, startDraft } from '../../../src/rooms/referrals/actions/drafts/keep.ts';
import { deliverDue } from '../../../src/rooms/referrals/index.ts';
import { personAnswers, reportAnswers, type ReportWorld } from '../../support/reports.ts';

/** A scene with the key of drafts, as the staff site makes it. */
export type ActScene = Scene & { readonly draftKey: Buffer };

/** Acts as the staff site does: one transaction with reactions and journal; a refusal is a fault of the test. */
export const acting = <T>(
  { database, profile, draftKey }: { database: Database; profile: Profile; draftKey: Buffer },
  viewer: Viewer,
  work: (scene: ActScene) => Promise<Outcome<T>>,
): Promise<T> =>
  asViewer(database, viewer, async (tx) => {
    const events: JournalEntry[] = [];
    const emit = (entry: JournalEntry): void => void events.push(entry);
    const value = valueOf<T>(await work({ tx, viewer, profile, clock: systemClock, draftKey, emit }));
    await settleEvents({ tx, viewer, profile, clock: systemClock }, events);
    return value;
  });

type ActWorld = Pick<ReportWorld, 'casework' | 'profile' | 'draftKey'>;

/** A draft of one person, complete and ready to be sent; gives its id. */
export const completeDraft = async (world: ActWorld, viewer: Viewer): Promise<string> => {
  const parts = { database: world.casework, profile: world.profile, draftKey: world.draftKey };
  const { draftId } = await acting(parts, viewer, (scene) => startDraft(scene, { label: 'Wren' }));
  const filled = await acting(parts, viewer, (scene) =>
    changeDraft(scene, draftId, (content) => ({
      ...content,
      report: flatten(reportAnswers()),
      persons: content.persons.map((one) => ({ ...one, raw: flatten(personAnswers()) })),
    })),
  );
  return filled.draftId;
};

/** Delivers all that waits; throws when a delivery fails. */
export const deliverAll = (world: Pick<ReportWorld, 'worker'>): Promise<number> =>
  deliverDue({
    database: world.worker,
    clock: systemClock,
    sendMail: async () => undefined,
    onFault: (code) => {
      throw new Error(code);
    },
  });
