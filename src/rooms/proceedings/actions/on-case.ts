import type { Words } from '../../../platform/words.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import type { CaseAddition, CaseFile, CasePart } from '../../cases/index.ts';
import { isOver } from '../steps.ts';
import { readCasesOfPerson } from './read.ts';

const nothing: CaseAddition = { chips: [], clocks: [], actions: [], tabs: [] };

/** What this room adds to the page of a person's case: that criminal cases are about her, to who works on one of them. */
export const proceedingsOnCase: CasePart = {
  id: 'proceedings',
  load: async (scene: Scene, file: CaseFile) => {
    if (hasPermit(scene.viewer, 'assistance.work'))
      return (words: Words) => ({
        ...nothing,
        tabs: [{ href: `/cases/${file.id}/compensation`, label: words.t('proceedings.person.tab'), seldom: true }],
      });
    if (!hasPermit(scene.viewer, 'proceedings.read')) return () => nothing;
    const found = await readCasesOfPerson(scene, file.id);
    const runs = found.some(({ state }) => !isOver(scene.profile, state));
    return (words: Words) => ({
      ...nothing,
      chips: runs ? [{ text: words.t('proceedings.chip.runs'), tone: 'thread' as const }] : [],
      tabs: [{ href: `/cases/${file.id}/proceedings`, label: words.t('proceedings.tab') }],
    });
  },
};
