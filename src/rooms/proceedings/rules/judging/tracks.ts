import type { Profile, TwoTrack } from '../../../../profile/index.ts';

/** One of the two qualifications beside each other. */
export type TrackSide = {
  readonly code: string;
  readonly offence: string;
  /** Elements for which facts speak, each with those facts. */
  readonly spoken: readonly { readonly element: string; readonly facts: readonly string[] }[];
  /** Groups of elements for which too little speaks; empty: everything it needs is spoken for. */
  readonly open: readonly (readonly string[])[];
};

const sideOf = (aid: TwoTrack, track: TwoTrack['tracks'][number], facts: readonly string[]): TrackSide => {
  const seen = aid.facts.filter(({ code }) => facts.includes(code));
  const elements = new Set(
    seen.flatMap(({ speaks_for }) => speaks_for.filter((it) => it.track === track.code).map(({ element }) => element)),
  );
  const speaking = (element: string): readonly string[] =>
    seen
      .filter(({ speaks_for }) => speaks_for.some((it) => it.track === track.code && it.element === element))
      .map(({ code }) => code);
  return {
    ...{ code: track.code, offence: track.offence },
    spoken: [...elements].map((element) => ({ element, facts: speaking(element) })),
    open: track.needs
      .filter(({ any_of, least }) => any_of.filter((element) => elements.has(element)).length < least)
      .map(({ any_of }) => any_of),
  };
};

/**
 * Facts found at work set beside two qualifications: particularly abusive conditions and trafficking. It says for what each fact
 * speaks and what is open; it never says which of the two it is, and keeps nothing.
 */
export const twoTracks = (profile: Profile, facts: readonly string[]): readonly TrackSide[] => {
  const aid = profile.justice.two_track;
  return aid === undefined ? [] : aid.tracks.map((track) => sideOf(aid, track, facts));
};
