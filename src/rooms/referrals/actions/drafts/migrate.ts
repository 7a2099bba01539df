import { formVersion } from '../../facts/sections.ts';

/** A draft as some version of the form left it. */
type Old = Readonly<Record<string, unknown>>;

const secondBecameRows: readonly (readonly [RegExp, string])[] = [
  [/^(periods\.\d+)\.exploiter_number$/, '$1.period_exploiters.0.exploiter_number'],
  [/^(periods\.\d+)\.second_exploiter_number$/, '$1.period_exploiters.1.exploiter_number'],
  [/^second_citizenship$/, 'other_citizenships.0.other_citizenship'],
  [/^second_language$/, 'other_languages.0.other_language'],
  [/^(exploiters\.\d+)\.exploiter_second_language$/, '$1.exploiter_other_languages.0.exploiter_other_language'],
];

const renamed = (raw: unknown): Old =>
  Object.fromEntries(
    Object.entries((raw ?? {}) as Old).map(([name, texts]) => [
      secondBecameRows.reduce((now, [old, next]) => now.replace(old, next), name),
      texts,
    ]),
  );

const personsOf = (old: Old): readonly Old[] => (old['persons'] ?? []) as readonly Old[];
const withRenamed = (person: Old): Old => ({ ...person, raw: renamed(person['raw']) });

/** What makes a draft of one version of the form a draft of the next. Answers stay as typed wherever their question stays. */
const steps: Readonly<Record<number, (old: Old) => Old>> = {
  // 2 asks more and requires more; every question of 1 is still there under its name.
  1: (old) => old,
  // 3 lets the writer say that a page is complete: nobody has said it yet. Who explained the consent is asked anew.
  2: (old) => ({ ...old, completed: [] }),
  // 4 asks for as many people, citizenships and languages as there are, where 3 had a first and a second.
  3: (old) => ({ ...old, report: renamed(old['report']), persons: personsOf(old).map(withRenamed) }),
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
