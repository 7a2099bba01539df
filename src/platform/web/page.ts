import type { Instant, PlainDate } from '../clock.ts';
import type { CodeSource } from '../form/field.ts';
import type { Viewer } from '../viewer.ts';
import type { Words } from '../words.ts';
import type { NavigationGroup } from './staff/environment.ts';
import type { FormState } from '../form/state.ts';

/** What every page knows beside its own data. */
export type PageContext = {
  readonly words: Words;
  /** The room whose words the page uses. */
  readonly room: string;
  readonly codes: CodeSource;
  readonly viewer: Viewer | null;
  readonly now: Instant;
  readonly today: PlainDate;
  /** Path and query of this page, for links back and for sorting. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Token every form carries; `FormFor` puts it in. */
  readonly formToken: string;
  /** A fresh key for this showing of the form. */
  readonly formKey: string;
  /** What was typed and what is wrong with it, when the page is shown again after a form; null on a first showing. */
  readonly form: FormState | null;
};

/** What the frame around a page needs. */
export type Frame = {
  readonly navigation: readonly NavigationGroup[];
  readonly languages: readonly string[];
  readonly synthetic: boolean;
  readonly homePath: string;
  readonly roleLabel: string;
  readonly sessionEndsAt: Instant | null;
};
