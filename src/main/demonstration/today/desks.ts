import type { RawForm } from '../../../platform/form/index.ts';
import { saveDraft, startDraft } from '../../../rooms/referrals/actions/drafts/keep.ts';
import { reportSections } from '../../../rooms/referrals/index.ts';
import { must, type Stage } from '../stage.ts';
import { then } from './open-report.ts';

type Draft = { readonly login: string; readonly label: string; readonly days: number; readonly typed: RawForm };

const drafts: readonly Draft[] = [
  {
    ...{ login: 'itm.anouk', label: 'Chantier route d’Arlon', days: 1 },
    typed: {
      how_came_to_light: ['own_check'],
      commune_noticed: ['mamer'],
      in_danger: ['no'],
      account: ['Inventé : six ouvriers, aucun contrat sur place, nuitées dans une camionnette. À compléter.'],
    },
  },
  {
    ...{ login: 'caritas.sam', label: 'Permanence du mardi', days: 3 },
    typed: { how_came_to_light: ['outreach'], in_danger: ['not_sure'] },
  },
  { ...{ login: 'hotline.emile', label: 'Appel de nuit', days: 0 }, typed: { how_came_to_light: ['tip'] } },
];

const play = async (stage: Stage, { login, label, days, typed }: Draft): Promise<void> => {
  const at = days === 0 ? stage.now : then(stage, days, 16);
  const { draftId } = await stage.as(`draft/${login}/start`, {
    ...{ login, at },
    work: async (scene) => must(await startDraft(scene, { label })),
  });
  await stage.as(`draft/${login}/type`, {
    ...{ login, at },
    work: async (scene) => must(await saveDraft(scene, { draftId, personId: null, sections: reportSections, typed })),
  });
};

/** Half-filled reports on three desks. */
export const playDesks = async (stage: Stage): Promise<void> => {
  for (const draft of drafts) await play(stage, draft);
};
