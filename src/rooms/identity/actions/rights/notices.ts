import type { Uuid } from '../../../../platform/ids.ts';
import { type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import type { RightsRefusal } from '../../facts/rights.ts';
import { confirmRightsNotice, countRightsNotices, findRightsNotices, type RightsNotice } from '../../store/holds.ts';

export type { RightsNotice } from '../../store/holds.ts';

/** Notices that something was corrected, restricted or erased, addressed to the viewer's body. */
export const readRightsNotices = ({ tx }: Scene): Promise<readonly RightsNotice[]> => findRightsNotices(tx);

/** How many of them wait. */
export const countToldWaiting = ({ tx }: Scene): Promise<number> => countRightsNotices(tx);

/** The body says that it did the same with what it holds. */
export const confirmTold = async (
  scene: Scene,
  noticeId: Uuid,
): Promise<Outcome<{ noticeId: Uuid }, RightsRefusal>> => {
  const { staffId } = scene.viewer;
  const confirmed = await confirmRightsNotice(scene.tx, noticeId, { staffId, at: scene.clock.now() });
  if (confirmed === null) return refuse('not_found');
  const subject = { kind: 'rights_request', id: confirmed.requestId };
  scene.emit({ type: 'identity.told_confirmed', subject, data: {} });
  return { noticeId };
};
