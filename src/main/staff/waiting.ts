import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Scene } from '../../profile/index.ts';
import { countPacketsWaiting, countSupportsDue } from '../../rooms/assistance/index.ts';
import { countClaimsWaiting, countInquiries } from '../../rooms/proceedings/index.ts';
import { countBedsWaiting, countFollowing } from '../../rooms/accommodation/index.ts';
import { countHandOver, countMyCases, countMyTasks, countOffersWaiting } from '../../rooms/cases/index.ts';
import { countNoticeAddressMissing, countRotaGaps } from '../../rooms/directory/index.ts';
import { countNoticesWaiting, countReviews } from '../../rooms/identification/index.ts';
import {
  countEmergencies,
  countJournalAlarms,
  countLawsWaiting,
  countOpenRequests,
  countToldWaiting,
  countWithdrawals,
} from '../../rooms/identity/index.ts';
import { countMatchesWaiting } from '../../rooms/matching/index.ts';
import { countLetters, countMessages } from '../../rooms/portal/index.ts';
import { countOnwardWaiting, countStaysWaiting } from '../../rooms/protection/index.ts';
import {
  countCallsOffered,
  countCallsOpen,
  countDraftsEnding,
  countHandoversWaiting,
  countOpenReports,
  countOwnWaiting,
} from '../../rooms/referrals/index.ts';

type Count = (scene: Scene, vault: VaultClient) => Promise<number | null>;

/** How to count what waits at a place, by its key. A place that is not here is a way to go, with nothing waiting. */
const counts: Readonly<Record<string, Count>> = {
  calls: countCallsOpen,
  'offered-calls': countCallsOffered,
  triage: countOpenReports,
  report: countDraftsEnding,
  handovers: countHandoversWaiting,
  'my-reports': countOwnWaiting,
  support: countOffersWaiting,
  assistance: countSupportsDue,
  packets: countPacketsWaiting,
  messages: countMessages,
  letters: countLetters,
  cases: countMyCases,
  tasks: countMyTasks,
  rota: countRotaGaps,
  people: countNoticeAddressMissing,
  shifts: countHandOver,
  placements: countBedsWaiting,
  safety: countFollowing,
  proceedings: countInquiries,
  claims: countClaimsWaiting,
  review: countReviews,
  notices: countNoticesWaiting,
  stays: countStaysWaiting,
  onward: countOnwardWaiting,
  withdrawals: countWithdrawals,
  laws: countLawsWaiting,
  emergencies: countEmergencies,
  matching: countMatchesWaiting,
  journal: countJournalAlarms,
  told: countToldWaiting,
  requests: countOpenRequests,
  rights: countOpenRequests,
};

/** How much waits for the viewer at a place; null where nothing is counted. */
export const waitingAt = (scene: Scene, place: string, vault: VaultClient): Promise<number | null> =>
  counts[place]?.(scene, vault) ?? Promise.resolve(null);
