import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { Scene } from '../../../profile/index.ts';
import type { BedForCaller } from '../../referrals/index.ts';
import {
  type BedFacts,
  endOf,
  freeAfter,
  type Match,
  matchBeds,
  stillTaken,
  tooNearFor,
  type Wanted,
} from '../rules/index.ts';
import { sleepingStates } from '../steps.ts';
import { today } from './acting.ts';
import { bedFacts, claimsIn, neighboursIn, overstaysOn, type Placement } from '../store/index.ts';

/** What is looked for: whose needs, from when, for how long, only for tonight or not. */
export type Sought = {
  readonly placement: Placement;
  readonly from: PlainDate;
  readonly nights: number;
  readonly night: boolean;
};

/** The needs of a placement as the rules take them. */
export const wantedOf = ({ profile }: Scene, { placement, from, nights, night }: Sought): Wanted => ({
  ...{ from, until: endOf(from, nights), night },
  ...{ persons: placement.persons, children: placement.children, sex: placement.sex, minor: placement.minor },
  ...{ needs: placement.needs, wishes: placement.wishes, languages: placement.languages },
  ...{ avoidAreas: placement.avoidAreas, avoidHouses: placement.avoidHouses, distance: placement.distance },
  ...{ security: placement.security, childAges: placement.childAges, unwanted: placement.unwanted },
  tooNear: tooNearFor(profile.accommodation.areas, placement),
});

const matchingOf = ({ profile }: Scene) => ({
  weights: profile.accommodation.preferences,
  areas: profile.accommodation.areas,
  freeFrom: (until: PlainDate, days: number) => freeAfter(profile, until, days),
});

/** Looks at some days after the stay as well: a bed must be ready again before the next one comes. */
const margin = 45;

/** Who sleeps in a bed is not moved into it. */
const othersThanOwn = ({ placement }: Sought, beds: readonly BedFacts[]): readonly BedFacts[] =>
  sleepingStates.includes(placement.state) ? beds.filter(({ bedId }) => bedId !== placement.bedId) : beds;

/** Beds to judge for somebody; what the own placement holds is nobody else's. */
type Judging = {
  readonly wanted: Wanted;
  readonly beds: readonly BedFacts[];
  readonly houses: readonly Uuid[] | null;
  readonly own: { readonly id: Uuid; readonly caseId: Uuid | null };
};

const judge = async (scene: Scene, { wanted, beds, houses, own }: Judging): Promise<Match> => {
  const span = { from: wanted.from, until: endOf(wanted.until, margin) };
  const claims = (await claimsIn(scene.tx, span, houses)).filter(({ placementId }) => placementId !== own.id);
  const now = today(scene);
  const overstays = (await overstaysOn(scene.tx, now)).filter(({ placementId }) => placementId !== own.id);
  const taken = [...claims, ...stillTaken(overstays, now)];
  const neighbours = await neighboursIn(scene.tx, wanted, own.id, own.caseId);
  return matchBeds(beds, wanted, { taken, neighbours }, matchingOf(scene));
};

const matchAmong = (scene: Scene, sought: Sought, beds: readonly BedFacts[], houses: readonly Uuid[] | null) =>
  judge(scene, { wanted: wantedOf(scene, sought), beds: othersThanOwn(sought, beds), houses, own: sought.placement });

/** Judges every bed the viewer may see for somebody: those that suit, best first, and why each other one does not. */
export const searchBeds = async (scene: Scene, sought: Sought): Promise<Match> =>
  matchAmong(scene, sought, await bedFacts(scene.tx), null);

/** Judges the rooms for the night for whoever is on the line, before there is a placement: what nobody asked shuts nothing out. */
export const roomsForCaller = async (scene: Scene, caller: BedForCaller, from: PlainDate): Promise<Match> => {
  const until = endOf(from, scene.profile.accommodation.emergency.longest_nights);
  const beds = (await bedFacts(scene.tx)).filter(({ emergency }) => emergency);
  const wanted: Wanted = {
    ...{ from, until, night: true, persons: caller.persons, children: caller.children },
    ...{ sex: caller.sex ?? '', minor: caller.minor ?? 'no', needs: caller.needs, languages: caller.languages },
    ...{ wishes: [], avoidAreas: [], avoidHouses: [], unwanted: [], tooNear: [] },
    ...{ security: 'ordinary', distance: 'other_area', childAges: [] },
  };
  return judge(scene, { wanted, beds, houses: null, own: { id: caller.callId, caseId: null } });
};

/** Judges one bed, as it is now. */
export const judgeBed = async (scene: Scene, sought: Sought, bedId: Uuid): Promise<Match> => {
  const beds = await bedFacts(scene.tx, bedId);
  return matchAmong(
    scene,
    sought,
    beds,
    beds.map(({ houseId }) => houseId),
  );
};

/** Whether any bed of a dedicated house suits tonight; then an emergency room stays free for somebody else. */
export const dedicatedBedSuits = async (scene: Scene, sought: Omit<Sought, 'night'>): Promise<boolean> =>
  (await searchBeds(scene, { ...sought, night: false })).suitable.some(({ bed }) => bed.kind === 'dedicated');
