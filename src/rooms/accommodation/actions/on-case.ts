import type { Words } from '../../../platform/words.ts';
import type { Scene } from '../../../profile/index.ts';
import type { CaseAddition, CaseFile, CasePart } from '../../cases/index.ts';
import { sleepingStates } from '../steps.ts';
import { type CaseBeds, readCaseBeds } from './read.ts';

const nothing: CaseAddition = { chips: [], clocks: [], actions: [], tabs: [] };

type Chips = CaseAddition['chips'];

/** For the service: that somebody has a bed, and of which kind. For the police: only that. For everybody else nothing. */
const bedChips = ({ placements, placed, rights }: CaseBeds, words: Words): Chips => {
  const living = placements.find(({ state }) => sleepingStates.includes(state));
  if (rights.place) {
    const waits = placements.some(({ state }) => state === 'requested' || state === 'offered');
    if (living === undefined) return waits ? [{ text: words.t('accommodation.chip.bed_asked'), tone: 'warn' }] : [];
    return living.state === 'placed_temp'
      ? [{ text: words.t('accommodation.chip.outside'), tone: 'danger' }]
      : [{ text: words.t('accommodation.chip.housed'), tone: 'good' }];
  }
  return placed?.placed === true ? [{ text: words.t('accommodation.chip.housed'), tone: 'good' }] : [];
};

const add = (beds: CaseBeds, words: Words): CaseAddition => ({
  chips: [
    ...(beds.alarms.some(({ state }) => state === 'open')
      ? [{ text: words.t('accommodation.chip.missing'), tone: 'danger' as const }]
      : []),
    ...bedChips(beds, words),
  ],
  clocks: [],
  actions: [],
  tabs: [{ href: `/cases/${beds.file.id}/bed`, label: words.t('accommodation.tab') }],
});

/** What this room adds to the case page: whether somebody has a bed, to who may know it; where, to nobody on that page. */
export const accommodationOnCase: CasePart = {
  id: 'accommodation',
  load: async (scene: Scene, file: CaseFile) => {
    const beds = await readCaseBeds(scene, file.id);
    return (words: Words) => (beds === null ? nothing : add(beds, words));
  },
};
