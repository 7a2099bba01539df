import { playLaws } from '../../../src/main/demonstration/laws.ts';
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
import { sealingVault } from '../../support/laws.ts';
import { type DemonstrationWorld, demonstrationWorld } from '../../support/demonstration.ts';
import { type TestSite, testSite } from '../../support/staff-site.ts';
import { publicSiteOf } from '../../support/public-site.ts';

/** A persona at her desk. */
export type Desk = { readonly login: string; readonly viewer: Viewer; readonly site: TestSite };

/** Today's work of the demonstration, with a desk for everybody; the vault is dead, so nothing sealed is ever shown. */
export type Country = {
  readonly stage: DemonstrationWorld;
  readonly screens: readonly Screen<Profile>[];
  readonly desks: readonly Desk[];
  /** Another desk of a persona who signs in at this moment: for a few minutes she is shown what asks for a fresh sign-in. */
  readonly deskOf: (login: string) => Promise<Desk>;
  /** Names of the calls that the vault was asked, in order. */
  readonly vaultCalls: readonly string[];
  readonly close: () => Promise<void>;
};

/** A vault that does nothing, and notes what it was asked to do. */
const deadVault = (asked: string[]): VaultClient =>
  new Proxy(
    {},
    {
      get: (_, call) => async () => {
        asked.push(String(call));
        return refuse('vault-down');
      },
    },
  ) as VaultClient;

const screensOf = ({ world }: DemonstrationWorld, vault: VaultClient): readonly Screen<Profile>[] =>
  staffScreens({
    ...{ vault, database: world.casework, demonstration: true, siteName: 'Test', profile: world.profile },
    ...{ draftKey: world.draftKey, print: async () => refuse('no_typesetter'), ...publicSiteOf(world.profile) },
  });

/** Makes it; `close` removes it. */
export const openCountry = async (): Promise<Country> => {
  const stage = await demonstrationWorld();
  const played = openStage(stage.parts);
  await playLaws({ ...played, vault: sealingVault() });
  await playCases(played);
  await playQueue(played);
  await playDesks(played);
  const vaultCalls: string[] = [];
  const screens = screensOf(stage, deadVault(vaultCalls));
  const { casework: database, profile } = stage.world;
  const opened: Desk[] = [];
  const open = async (login: string, viewer: Viewer): Promise<Desk> => {
    const site = await testSite({ database, profile, clock: systemClock, viewer, screens });
    const desk = { login, viewer, site };
    opened.push(desk);
    return desk;
  };
  for (const { login } of stage.parts.invented.personas) await open(login, await stage.parts.signIn(login));
  const desks = [...opened];
  const deskOf = async (login: string): Promise<Desk> => open(login, await stage.signInAnew(login));
  const close = async (): Promise<void> => {
    const closed = await Promise.allSettled(opened.map(({ site }) => site.close()));
    await stage.close();
    for (const one of closed) if (one.status === 'rejected') throw one.reason;
  };
  return { stage, screens, desks, deskOf, vaultCalls, close };
};
