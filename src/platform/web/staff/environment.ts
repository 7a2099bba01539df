import type { Clock, Instant } from '../../clock.ts';
import type { Database, Transaction } from '../../database/index.ts';
import type { CodeSource } from '../../form/field.ts';
import type { JournalEntry } from '../../journal.ts';
import type { Scene } from '../../scene.ts';
import type { Viewer } from '../../viewer.ts';
import type { Words } from '../../words.ts';

/** One signed-in session, as the database knows it. */
export type StaffSession = {
  readonly viewer: Viewer;
  /** When it ends if nothing more is done. */
  readonly endsAt: Instant;
};

export type NavigationItem = {
  readonly href: `/${string}`;
  readonly label: string;
  /** A number or short words beside the label, such as `7` or `2 free`. */
  readonly count?: string;
  /** Beginnings of other addresses whose pages belong here, such as `/received` to `/triage`. */
  readonly covers?: readonly `/${string}`[];
};
export type NavigationGroup = { readonly label: string; readonly items: readonly NavigationItem[] };

/** Opens a transaction in which the database sees this viewer and nobody else. */
export type AsViewer = <T>(
  database: Database,
  viewer: Viewer,
  work: (tx: Transaction) => Promise<T>,
  options?: { readonly readOnly?: boolean },
) => Promise<T>;

/** All the staff pages need of the world; put together once, in `main`. */
export type StaffEnvironment<Profile> = {
  readonly database: Database;
  readonly profile: Profile;
  readonly clock: Clock;
  /** Name of the country's time zone, for *today*. */
  readonly timeZone: string;
  /** Calling code for telephone numbers without one, such as `352`. */
  readonly callingCode: string;
  readonly codes: CodeSource;
  readonly wordsFor: (language: string) => Words;
  readonly languages: readonly string[];
  readonly asViewer: AsViewer;
  /** Writes what happened, lets what follows from it happen, and gives back all that was written. */
  readonly appendJournal: (
    tx: Transaction,
    viewer: Viewer,
    entries: readonly JournalEntry[],
  ) => Promise<readonly JournalEntry[]>;
  /** Makes what an action receives; `main` adds what its rooms need. */
  readonly scene: (tx: Transaction, viewer: Viewer, emit: (entry: JournalEntry) => void) => Scene<Profile>;
  /**
   * Finds a session by the hash of its token (`hashOfToken`); null when there is none or it has ended. Asked once per
   * request, which counts as activity: it makes the session last another idle period.
   */
  readonly sessionFor: (tokenHash: string) => Promise<StaffSession | null>;
  /** *Stay signed in*: makes the session last another idle period and gives its new end; null when it has ended. */
  readonly keepSession: (tokenHash: string) => Promise<Instant | null>;
  readonly endSession: (tokenHash: string) => Promise<void>;
  readonly navigation: (
    viewer: Viewer,
    words: Words,
  ) => readonly NavigationGroup[] | Promise<readonly NavigationGroup[]>;
  /** Where somebody without a session is sent. */
  readonly signInPath: `/${string}`;
  /** Where the name in the corner leads. */
  readonly homePath: `/${string}`;
  /** 32 random bytes; the forms' tokens are computed from it. */
  readonly formSecret: Buffer;
  /** Synthetic data: a banner on every page. */
  readonly synthetic: boolean;
  /** The address people type, `https://ariane.example.lu` or `http://localhost:8081`. */
  readonly origin: string;
  /** Words beside the viewer's name (organisation, role) for the header. */
  readonly roleLabel: (viewer: Viewer, words: Words) => string;
  /** Where a fault goes: its reference, the path's pattern, the error's name and place. Never data. */
  readonly logFault: (fault: FaultLine) => void;
  /** True when the site stands behind a proxy that tells the true address. */
  readonly behindProxy?: boolean;
  /** Requests per minute and address; default 600. */
  readonly requestsPerMinute?: number;
};

/** What is logged of a fault. */
export type FaultLine = {
  readonly reference: string;
  readonly method: string;
  /** Pattern of the route, never the address itself. */
  readonly route: string;
  readonly error: string;
  /** Lines of the stack without the message, which may hold data. */
  readonly stack: readonly string[];
};
