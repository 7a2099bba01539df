import type { JsonPath } from './json-lines.ts';

/** One thing wrong in a profile: which file, which line (from 1), and why, as a sentence. */
export type ProfileProblem = { readonly file: string; readonly line: number; readonly reason: string };

/** A problem before its line is known. */
export type Finding = { readonly file: string; readonly path: JsonPath; readonly reason: string };

/** Thrown when a profile cannot be used: all its problems at once, each with file, line and reason. */
export class ProfileFault extends Error {
  readonly problems: readonly ProfileProblem[];
  constructor(directory: string, problems: readonly ProfileProblem[]) {
    const lines = problems.map((problem) => `${problem.file}:${problem.line}: ${problem.reason}`);
    super(`the country profile in ${directory} cannot be used:\n${lines.join('\n')}`);
    this.name = 'ProfileFault';
    this.problems = problems;
  }
}
