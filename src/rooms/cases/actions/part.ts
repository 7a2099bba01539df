import type { Instant } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { Scene } from '../../../profile/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { CaseFile } from '../store/index.ts';

/** A clock that runs on the case page; `since` and `until` are days. */
export type PartClock = {
  readonly title: string;
  readonly passed: number;
  readonly total: number | null;
  readonly figure: string;
  readonly text: string;
  readonly source: string;
  readonly tone: 'thread' | 'good' | 'warn' | 'danger';
};

/** What another room adds to the page of a case, worded in the reader's language. */
export type CaseAddition = {
  readonly chips: readonly { readonly text: string; readonly tone: 'plain' | 'thread' | 'good' | 'warn' | 'danger' }[];
  readonly clocks: readonly PartClock[];
  readonly actions: readonly { readonly href: string; readonly label: string }[];
  /** Views that are seldom looked at stand behind *More*. */
  readonly tabs: readonly { readonly href: string; readonly label: string; readonly seldom?: boolean }[];
  /** What happened elsewhere and belongs into the thread. */
  readonly knots?: readonly {
    readonly id: string;
    readonly at: Instant;
    readonly title: string;
    readonly by: string;
    readonly weight: 'decision' | 'event';
  }[];
  /** Bodies that do not see the case and were told something of the person: what, and on which ground. */
  readonly told?: readonly { readonly organisationId: Uuid; readonly what: string; readonly why: string }[];
};

/** A part of the case page that a room below this one shows; `main` registers it. */
export type CasePart = {
  readonly id: string;
  /** Loads what the part shows, and gives it back as words. Runs in the reading transaction of the page. */
  readonly load: (scene: Scene, file: CaseFile) => Promise<(words: Words) => CaseAddition>;
};
