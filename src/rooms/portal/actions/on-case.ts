import type { Words } from '../../../platform/words.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import type { CaseAddition, CaseFile, CasePart } from '../../cases/index.ts';
import { messageHeads, pagesOfCase } from '../store/pages.ts';

const nothing: CaseAddition = { chips: [], clocks: [], actions: [], tabs: [] };

/** What the support service sees on the case: the tab of the person's own page, and that she wrote. Nobody else sees that there is one. */
export const ownPageOnCase: CasePart = {
  id: 'own-page',
  load: async (scene: Scene, file: CaseFile) => {
    if (!hasPermit(scene.viewer, 'portal.own-page')) return () => nothing;
    const page = (await pagesOfCase(scene.tx, file.id)).find(({ state }) => state === 'open');
    const heads = page === undefined ? [] : await messageHeads(scene.tx, page.id);
    const waiting = heads.filter(({ direction, readAt }) => direction === 'from_person' && readAt === null).length;
    return (words: Words) => ({
      ...nothing,
      chips: waiting === 0 ? [] : [{ text: words.t('portal.chip.waiting', { count: waiting }), tone: 'warn' as const }],
      tabs: [{ href: `/cases/${file.id}/own-page`, label: words.t('portal.tab'), seldom: true }],
    });
  },
};
