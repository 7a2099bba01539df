import { isRefusal } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { readHandOver } from '../../cases/index.ts';
import { type OnCall, readOnCall } from '../../directory/index.ts';

/** What somebody alone at three in the morning needs beside a bed: whom to ring, and what is open between shifts and bodies. */
export type Around = {
  readonly onCall: readonly OnCall[] | null;
  readonly handing: { readonly notes: number; readonly persons: number; readonly orphans: number } | null;
};

/** Loads it as far as the viewer may see it; each part is null where it is not hers. */
export const readAround = async (scene: Scene): Promise<Around> => {
  const onCall = await readOnCall(scene);
  const open = await readHandOver(scene);
  return {
    onCall: isRefusal(onCall) ? null : onCall,
    handing: isRefusal(open)
      ? null
      : {
          notes: open.notes.filter(({ acknowledgedAt }) => acknowledgedAt === null).length,
          persons: open.handovers.length,
          orphans: open.orphanCount,
        },
  };
};
