import { isRefusal } from '../../../platform/outcome.ts';
import type { Words } from '../../../platform/words.ts';
import type { Scene } from '../../../profile/index.ts';
import type { CaseAddition, CaseFile, CasePart } from '../../cases/index.ts';
import { mayRefer, mayWork } from '../access.ts';
import { assistanceMachine, needsWorker } from '../steps.ts';
import { findSupport, type Support } from '../store/index.ts';

const nothing: CaseAddition = { chips: [], clocks: [], actions: [], tabs: [] };

const chipsOf = (scene: Scene, support: Support | null, words: Words): CaseAddition['chips'] => {
  if (support === null) return [];
  const state = scene.profile.stateName(assistanceMachine, support.state, words.language);
  const isOver = support.endedOn !== null;
  return [
    { text: words.t('assistance.chip.state', { state }), tone: isOver ? 'plain' : 'good' },
    ...(support.workerId === null && needsWorker(scene.profile, support.state)
      ? [{ text: words.t('assistance.chip.nobody'), tone: 'danger' as const }]
      : []),
  ];
};

/** For who refers without supporting, as the police do: the way to the packets of one's own body. */
const packetsOnly = ({ viewer, profile }: Scene, { id }: CaseFile, words: Words): CaseAddition =>
  isRefusal(mayRefer(viewer, profile))
    ? nothing
    : { ...nothing, tabs: [{ href: `/cases/${id}/packets`, label: words.t('assistance.packet.tab'), seldom: true }] };

/** What this room adds to the case page, for the service alone: where the support stands, and that nobody is responsible. */
export const assistanceOnCase: CasePart = {
  id: 'assistance',
  load: async (scene: Scene, file: CaseFile) => {
    if (isRefusal(mayWork(scene.viewer, scene.profile))) return (words: Words) => packetsOnly(scene, file, words);
    const support = await findSupport(scene.tx, file.id);
    return (words: Words) => ({
      ...nothing,
      chips: chipsOf(scene, support, words),
      tabs: [{ href: `/cases/${file.id}/assistance`, label: words.t('assistance.tab') }],
    });
  },
};
