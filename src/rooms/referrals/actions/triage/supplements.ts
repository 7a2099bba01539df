import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayTriage } from '../../access.ts';
import { openStates } from '../../steps.ts';
import { markSupplementsRead, saidLater, type Supplement, supplementsOf } from '../../store/supplements.ts';
import { hangingOn, type Received } from '../../store/triage/received.ts';
import { heldReport, type Result } from './load.ts';

/** The reports of which something said later belongs to one: the whole that was sent, and those merged into it. */
const saidAbout = async (scene: Scene, held: Received): Promise<readonly Uuid[]> => [
  held.rootId,
  ...(await hangingOn(scene.tx, held)).filter(({ kind }) => kind === 'merged').map(({ id }) => id),
];

/** What the senders of a received report said after sending, the newest first. */
export const readSupplements = async (scene: Scene, held: Received): Promise<readonly Supplement[]> =>
  supplementsOf(scene.tx, await saidAbout(scene, held));

/** The body that identifies has read what the sender said later: it waits in its queue no more. */
export const noteSupplementsRead = async (
  scene: Scene,
  it: { readonly reportId: Uuid },
): Result<{ readonly reportId: Uuid }> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await heldReport(scene, it.reportId);
  if (isRefusal(held)) return held;
  const reportIds = await saidAbout(scene, held);
  const marked = await markSupplementsRead(scene.tx, {
    ...{ reportIds, by: scene.viewer.staffId, at: scene.clock.now() },
  });
  // A colleague may have been faster: then there is nothing more to note.
  if (marked > 0)
    scene.emit({
      type: 'referrals.supplement_seen',
      subject: { kind: 'report', id: held.rootId },
      reportId: held.rootId,
      audience: [held.report.sender_organisation_id, held.reportingOrganisationId],
    });
  return { reportId: it.reportId };
};

/** How many reports that are not open any more wait because their sender said something that nobody has read. */
export const countSaidLaterElsewhere = async ({ tx, viewer }: Scene): Promise<number> => {
  if (mayTriage(viewer) !== true) return 0;
  const waiting = (await saidLater(tx)).filter(
    ({ state, unread }) => unread > 0 && !openStates.some((open) => open === state),
  );
  return new Set(waiting.map(({ reportId }) => reportId)).size;
};
