import type { PlainDate } from '../../platform/clock.ts';
import type { Part, Profile } from '../../profile/index.ts';

/** The days a number speaks of, both included. `id` is `2019` or `2019-2020`. */
export type Period = { readonly id: string; readonly from: PlainDate; readonly to: PlainDate };

/** A span of whole years. */
export type YearSpan = { readonly from: number; readonly to: number };

/**
 * By what a number is broken down: codes of a list of the profile; without one, hours of the day, or codes of this room whose words are
 * `statistics.breakdown.<id>.<code>`.
 */
export type Breakdown = { readonly id: string; readonly codeList: string | null; readonly inWords?: true };

/** One dimension of published facts: which breakdown says the same, and the codes each of its values stands for. */
export type PublishedDimension = {
  readonly breakdown: string;
  readonly codes: Readonly<Record<string, readonly string[]>>;
};

/** What one number of a figure counts. */
export type Measure = {
  /** In the query, in addresses and in words: `statistics.figure.<figure>.<measure>.title` and `….rule`. */
  readonly id: string;
  readonly unit: 'reports' | 'persons' | 'calls' | 'investigations' | 'sentences';
  /** What a line of its lineage is, where no report stands behind what is counted. */
  readonly lines?: 'calls' | 'investigations' | 'accused' | 'sentences';
  /** The counting rule is our reading of the sources, which give none. */
  readonly inferred: boolean;
  /** The indicator of the profile's published facts that says the same; null where nobody publishes any. */
  readonly published: string | null;
  /** By what the numbers are also broken down, if anything. */
  readonly breakdowns?: readonly Breakdown[];
  /** Dimensions of published facts that the whole measure already says. */
  readonly covers?: readonly string[];
  /** Published facts about a part of what is counted, by the name of their dimension. Others stand beside no number of ours. */
  readonly dimensions?: Readonly<Record<string, PublishedDimension>>;
};

/** Values for the names in a query, except `from` and `to`. Lists and texts only. */
export type QueryParameters = Readonly<Record<string, string | readonly string[]>>;

/**
 * A figure: what is counted, from what, by which rule. One file each in `figures/`; titles, definition, reference date and
 * status definition are words `statistics.figure.<id>.…`. A changed query or rule is a new version.
 */
export type Figure = {
  readonly id: string;
  readonly version: number;
  /** Who answers for the definition, by part in the profile. */
  readonly owner: Part;
  /** The part whose reports are counted; null when every body's are. Names the body in titles. */
  readonly about: Part | null;
  readonly measures: readonly [Measure, ...Measure[]];
  /** Spans that published sources use; every single year from the first of them is given as well. */
  readonly spans: readonly YearSpan[];
  /** The first year that is counted, where no published source names one. */
  readonly since?: number;
  /**
   * One row for each thing counted: `measure`, `counted` (what makes two rows one in the count), `report_id`, `person_id`,
   * `event_ids`, `day` (the reference date), `code` of the breakdown, and `by`, the
   * breakdown it belongs to, where a measure has several. Names beginning with $ are parameters.
   */
  readonly query: string;
  /** Types of events after which its numbers may be others: it is counted anew soon after one of them, and every night. */
  readonly changedBy: readonly string[];
  readonly parameters: (profile: Profile) => QueryParameters;
};

/** One row of a figure's query. */
export type CountedRow = {
  readonly measure: string;
  readonly counted: string;
  /** Null where no report stands behind what is counted: then its events do. */
  readonly report_id: string | null;
  readonly person_id: string | null;
  readonly event_ids: readonly string[];
  readonly day: PlainDate;
  readonly code: string | null;
  readonly by?: string | null;
};

/** What one counted thing stands for. */
export type SourceOfOne = {
  readonly counted: string;
  readonly reportIds: readonly string[];
  readonly personIds: readonly string[];
  readonly eventIds: readonly string[];
  readonly day: PlainDate;
};

/** How many persons these are when each is counted once across bodies: likeliest, and between which bounds. */
export type Once = { readonly low: number; readonly central: number; readonly high: number };

type Between = { readonly one: string; readonly other: string };

/** What matching found: who may be matched at all, who may be one, as logarithms of odds in a list of one, and what people said. */
export type Likeness = {
  readonly records: number;
  readonly persons: ReadonlySet<string>;
  readonly pairs: readonly (Between & { readonly odds: number; readonly siblings: boolean })[];
  readonly said: readonly (Between & { readonly isSame: boolean })[];
};

/** The arithmetic of matching; given by main, for this room knows nothing of it. */
export type OnceCounter = (asked: Omit<Likeness, 'persons'> & { readonly humans: readonly string[] }) => Once;

/** A number with what it is made of. */
export type CountedCell = {
  readonly period: string;
  readonly measure: string;
  readonly breakdown: string | null;
  readonly code: string | null;
  readonly sources: readonly SourceOfOne[];
  /** For persons, where matching says something about them. */
  readonly once?: Once;
};

/** A number as it is stored. */
export type StoredCell = {
  readonly id: string;
  readonly period: string;
  readonly measure: string;
  readonly breakdown: string | null;
  readonly code: string | null;
  readonly value: number;
  /** The same persons counted once across bodies; null where nobody of them may be matched. */
  readonly once: Once | null;
};

/** A computation as it is stored. Hash in hexadecimal. */
export type StoredRun = {
  readonly id: string;
  readonly figure: string;
  readonly version: number;
  readonly computedAt: string;
  readonly confirmedAt: string;
  readonly queryHash: string;
  readonly cells: readonly StoredCell[];
};

/** Why the room says no. */
export type StatisticsRefusal = 'exports_frozen' | 'not_found' | 'not_computed_yet';
