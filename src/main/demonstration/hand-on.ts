import type { Instant } from '../../platform/clock.ts';
import { handOver } from '../../rooms/referrals/index.ts';
import { must, type Stage } from './stage.ts';

type Redirected = {
  readonly login: string;
  readonly at: Instant;
  readonly reportId: string;
  readonly reason: string;
};

/** Hands a redirected report over to the first body that may have it without anybody's agreement; nothing when there is none. */
export const handOn = async (
  stage: Stage,
  name: string,
  { login, at, reportId, reason }: Redirected,
): Promise<void> => {
  const facts = stage.invented.texts.handovers[reason];
  await stage.as(`${name}/hand-over`, {
    ...{ login, at },
    work: async (scene) => {
      const line = scene.profile.redirectsFor(reason).find(({ basis }) => basis.kind === 'law');
      if (line === undefined || facts === undefined) return;
      must(await handOver(scene, { reportId, to: line.to }, { handover_facts: facts }));
    },
  });
};
