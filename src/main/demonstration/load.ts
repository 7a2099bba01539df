import { monotonicMilliseconds } from '../../platform/clock.ts';
import { newSessionToken, hashOfToken } from '../../platform/web/index.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { viewerFrom } from '../../platform/viewer.ts';
import type { Profile } from '../../profile/index.ts';
import { beginSession, organisationId } from '../../rooms/directory/index.ts';
import { endRunOutPeriods } from '../../rooms/protection/index.ts';
import { recountFigures } from '../../rooms/statistics/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { inventedStaffId } from './personas.ts';
import { playLaws } from './laws.ts';
import { countPersonsOnce } from '../matching/once.ts';
import { playPast } from './past.ts';
import { playPastInvestigations } from './past-investigations.ts';
import { openStage, type Stage, type StageParts } from './stage.ts';
import { playAssistance } from './today/assistance.ts';
import { playBeds } from './today/beds.ts';
import { playCalls } from './today/calls.ts';
import { playCases } from './today/cases.ts';
import { playChildren } from './today/children.ts';
import { playDesks } from './today/desks.ts';
import { playEmergencies } from './today/emergencies.ts';
import { playJustice } from './today/justice.ts';
import { playMatches } from './today/matches.ts';
import { playOnward } from './today/onward.ts';
import { playMessages } from './today/messages.ts';
import { playPackets } from './today/packets.ts';
import { playQueue } from './today/queue.ts';
import { playOwnPage } from './today/own-page.ts';
import { playRota } from './today/rota.ts';
import { playSite } from './today/site.ts';
import { playShifts } from './today/shifts.ts';
import { playRights } from './today/rights.ts';

/** Openings in an emergency ask for a sign-in of the last minutes: on a slow machine the first one of a persona is older than that. */
const freshMilliseconds = 2 * 60 * 1000;

/** Signs personas in as the step-in page does: the vault signs, a session begins. Each once, and anew when that was a while ago. */
export const vaultSignIn = (vault: VaultClient, casework: Database, profile: Profile): StageParts['signIn'] => {
  const known = new Map<string, { readonly viewer: ReturnType<typeof viewerFrom>; readonly since: number }>();
  return async (login) => {
    const last = known.get(login);
    if (last && monotonicMilliseconds() - last.since < freshMilliseconds) return last.viewer;
    const tokenHash = hashOfToken(newSessionToken());
    const signed = valueOf(await vault.stepIn({ staffId: inventedStaffId(profile.id, login), sessionHash: tokenHash }));
    await beginSession(casework, tokenHash, signed);
    const fresh = viewerFrom(signed.context, signed.mac);
    known.set(login, { viewer: fresh, since: monotonicMilliseconds() });
    return fresh;
  };
};

/** On a busy machine a round may outlast the patience of a call; the vault goes on with it, and the next call waits for that. */
const mostSlowRounds = 10;

/** Has the vault encode until nothing waits. Throws when it cannot: then no key server runs. */
export const encodeAll = async (vault: VaultClient): Promise<void> => {
  for (let slow = 0; ; ) {
    const round = await vault.encodeWaiting({});
    if (isRefusal(round) && round.refused === 'vault-down' && slow < mostSlowRounds) slow += 1;
    else if (valueOf(round).encoded === 0) return;
  }
};

/** Asks the vault to make the keys that reports are sealed to, for every body that works in the program. */
export const prepareKeys = async (vault: VaultClient, profile: Profile): Promise<void> => {
  const bodies = profile.organisations.filter(({ accounts }) => accounts);
  valueOf(
    await vault.organisationKeys({ organisationIds: bodies.map(({ code }) => organisationId(profile.id, code)) }),
  );
};

const sendMore = async (stage: Stage): Promise<void> => {
  await playQueue(stage);
  await playMatches(stage);
};

const workOn = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  await playAssistance(stage, supported);
  await playBeds(stage, supported);
  await playPackets(stage, supported);
  await playOnward(stage, supported);
  await playOwnPage(stage, supported);
  await playMessages(stage);
  await playRota(stage);
  await playShifts(stage, supported);
  await playCalls(stage);
  await playDesks(stage);
  await playSite(stage);
  await playEmergencies(stage, supported);
  await playRights(stage, supported);
  await playJustice(stage, supported);
};

/**
 * Plays the whole demonstration through the actions of the rooms, then has the figures counted. Goes on where it was
 * when it was interrupted. Throws with the name of the step that went wrong.
 */
export const loadDemonstration = async (parts: StageParts, statistics: Database): Promise<void> => {
  const stage = openStage(parts);
  await playLaws(stage);
  await Promise.all([playPast(stage), playPastInvestigations(stage)]);
  const supported = await playCases(stage);
  await playChildren(stage);
  // What sends reports goes one after the other, for the worker delivers whatever is due; what works on cases goes beside it.
  await Promise.all([sendMore(stage), workOn(stage, supported)]);
  const clock = { now: () => parts.now, today: () => parts.today };
  await endRunOutPeriods({ database: parts.worker, profile: parts.profile, clock });
  await recountFigures({ statistics, profile: parts.profile, clock, once: countPersonsOnce });
};
