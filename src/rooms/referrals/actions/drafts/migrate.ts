import { formVersion } from '../../facts/sections.ts';

/** A draft as some version of the form left it. */
type Old = Readonly<Record<string, unknown>>;

/** What makes a draft of one version of the form a draft of the next. Answers stay as typed wherever their question stays. */
const steps: Readonly<Record<number, (old: Old) => Old>> = {
  // 2 asks more and requires more; every question of 1 is still there under its name.
  1: (old) => old,
  // 3 lets the writer say that a page is complete: nobody has said it yet. Who explained the consent is asked anew.
  2: (old) => ({ ...old, completed: [] }),
};

/** Brings what a stored draft holds to today's form, one version after the other. Throws on a version nobody knows. */
export const migrated = (content: Old, version: number): Old => {
  if (version > formVersion) throw new Error('a draft was written by a newer version of the program');
  let now = content;
  for (let at = version; at < formVersion; at++) {
    const step = steps[at];
    if (step === undefined) throw new Error(`no step leads a draft of version ${at} to the next`);
    now = step(now);
  }
  return now;
};
