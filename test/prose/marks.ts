import type { TextFile } from './files.ts';

type Mark = { readonly pattern: RegExp; readonly what: string; readonly inFiles?: RegExp };

/** Put together from halves, so that this file does not contain what it forbids. */
const either = (before: string, after: string, ...halves: readonly [string, string][]): RegExp =>
  new RegExp(`${before}(${halves.map(([one, other]) => one + other).join('|')})${after}`);

const marks: readonly Mark[] = [
  {
    pattern: either('\\b', '\\b', ['TO', 'DO'], ['FIX', 'ME']),
    what: 'something left undone; do it or say it in an issue',
  },
  {
    pattern: either('\\b', '\\b', ['HA', 'CK'], ['XX', 'X'], ['not ', 'implemented'], ['coming ', 'soon']),
    what: 'something left undone; do it or say it in an issue',
    inFiles: /\.(tsx?|mjs|cjs|js|sql|css|sh|md)$/,
  },
  {
    pattern: either('(^|[\\s"\'`(=:])', '', ['/wo', 'rk/'], ['/fa', 'rm/'], ['/tmp/', 'ariane/']),
    what: 'a path of one machine',
  },
  {
    pattern: either('', '', ['\\.\\./sha', 'red\\b'], ['farm-', 'studio'], ['farm-', 'bench']),
    what: 'a path or tool of the workplace; copy what is needed',
  },
  {
    pattern: either(
      '',
      '',
      ['registry\\.', 'npmjs'],
      ['registry\\.', 'yarnpkg'],
      ['deb\\.', 'debian'],
      ['files\\.', 'pythonhosted'],
    ),
    what: 'the host of a registry; it is set where it is used, not here',
  },
  {
    pattern: either('\\b(it|test|describe|suite)\\.', '\\b\\(', ['sk', 'ip'], ['on', 'ly'], ['to', 'do']),
    what: 'a test switched off or alone',
    inFiles: /\.tsx?$/,
  },
];

/** What may stand in no file of the project, as `path:line what`. */
export const forbiddenMarks = (files: readonly TextFile[]): string[] => files.flatMap(marksIn);

const marksIn = ({ path, text }: TextFile): string[] => {
  const here = marks.filter(({ inFiles, pattern }) => (inFiles?.test(path) ?? true) && pattern.test(text));
  if (here.length === 0) return [];
  return text
    .split('\n')
    .flatMap((line, at) =>
      here.filter(({ pattern }) => pattern.test(line)).map(({ what }) => `${path}:${at + 1} ${what}`),
    );
};
