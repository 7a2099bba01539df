import { playCases } from '../../../src/main/demonstration/today/cases.ts';
import { playDesks } from '../../../src/main/demonstration/today/desks.ts';
import { playQueue } from '../../../src/main/demonstration/today/queue.ts';
import { openStage } from '../../../src/main/demonstration/stage.ts';
import { staffScreens } from '../../../src/main/staff/screens.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { refuse } from '../../../src/platform/outcome.ts';
import type { VaultClient } from '../../../src/platform/vault-client/index.ts';
import type { Viewer } from '../../../src/platform/viewer.ts';
import type { Screen } from '../../../src/platform/web/index.ts';
import type { Profile } from '../../../src/profile/index.ts';
import { type DemonstrationWorld, demonstrationWorld } from '../../support/demonstration.ts';
import { type TestSite, testSite } from '../../support/staff-site.ts';

/** A persona at her desk. */
export type Desk = { readonly login: string; readonly viewer: Viewer; readonly site: TestSite };

/** Today's work of the demonstration, with a desk for everybody; the vault is dead, so nothing sealed is ever shown. */
export type Country = {
  readonly stage: DemonstrationWorld;
  readonly screens: readonly Screen<Profile>[];
  readonly desks: readonly Desk[];
  readonly close: () => Promise<void>;
};

const deadVault = new Proxy({}, { get: () => async () => refuse('vault-down') }) as VaultClient;

const screensOf = ({ world }: DemonstrationWorld): readonly Screen<Profile>[] =>
  staffScreens({
    ...{ vault: deadVault, database: world.casework, demonstration: true, siteName: 'Test', profile: world.profile },
    ...{ draftKey: world.draftKey, print: async () => refuse('no_typesetter') },
  });

/** Makes it; `close` removes it. */
export const openCountry = async (): Promise<Country> => {
  const stage = await demonstrationWorld();
  const played = openStage(stage.parts);
  await playCases(played);
  await playQueue(played);
  await playDesks(played);
  const screens = screensOf(stage);
  const { casework: database, profile } = stage.world;
  const desks: Desk[] = [];
  for (const { login } of stage.parts.invented.personas) {
    const viewer = await stage.parts.signIn(login);
    desks.push({ login, viewer, site: await testSite({ database, profile, clock: systemClock, viewer, screens }) });
  }
  const close = async (): Promise<void> => {
    for (const { site } of desks) await site.close();
    await stage.close();
  };
  return { stage, screens, desks, close };
};
