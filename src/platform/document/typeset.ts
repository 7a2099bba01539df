import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectRoot } from '../root.ts';
import type { PrintedDocument } from './document.ts';
import { leafletTemplate } from './leaflet-template.ts';
import type { PrintedLeaflet } from './leaflet.ts';
import { asNumbers, settable, settableLeaflet } from './settable.ts';
import { template } from './template.ts';

type Compiler = {
  pdf(what: { mainFileContent: string }, options: { pdfStandard: string }): Buffer;
};
type Typesetter = {
  readonly NodeCompiler: {
    create(options: {
      workspace: string;
      fontArgs: readonly { fontPaths: readonly string[] }[];
      inputs: Readonly<Record<string, string>>;
    }): Compiler;
  };
};

/** Thrown where the typesetter has no program for this machine. */
export class NoTypesetter extends Error {}

const fromHere = createRequire(join(projectRoot, 'package.json'));

const packageName = (): string =>
  `@myriaddreamin/typst-ts-node-compiler-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;

const loadTypesetter = (): Typesetter => {
  try {
    return fromHere(packageName()) as Typesetter;
  } catch (cause) {
    throw new NoTypesetter(`there is no ${packageName()} here`, { cause });
  }
};

type Face = { readonly family: string; readonly cuts: readonly string[] };

const face = (script: string, family: string): readonly [string, Face] => [
  `noto-sans-${script}`,
  { family: `Noto Sans ${family}`, cuts: ['400Regular', '700Bold'] },
];

/** Latin, Greek and Cyrillic in three cuts; what people tell in other scripts in two. */
const faces: Readonly<Record<string, Face>> = {
  'noto-sans': { family: 'Noto Sans', cuts: ['400Regular', '700Bold', '400Regular_Italic'] },
  ...Object.fromEntries([
    face('arabic', 'Arabic'),
    face('hebrew', 'Hebrew'),
    face('ethiopic', 'Ethiopic'),
    face('thai', 'Thai'),
    face('devanagari', 'Devanagari'),
    face('bengali', 'Bengali'),
  ]),
};

/** Larger than all others together: read only where there is something to set with it. */
const chinese = Object.fromEntries([face('sc', 'SC')]);
const isChinese = /\p{Script=Han}/u;

const facesFor = (text: string): Readonly<Record<string, Face>> =>
  isChinese.test(text) ? { ...faces, ...chinese } : faces;

const foldersOf = (used: Readonly<Record<string, Face>>): readonly string[] =>
  Object.entries(used).flatMap(([name, { cuts }]) => {
    const folder = dirname(fromHere.resolve(`@expo-google-fonts/${name}/package.json`));
    return cuts.map((cut) => join(folder, cut));
  });

const compile = (typesetter: Typesetter, look: string, data: object): Buffer => {
  const used = facesFor(JSON.stringify(data));
  const families = Object.values(used).map(({ family }) => family);
  return typesetter.NodeCompiler.create({
    // An empty root: the template names no file, and no text can.
    workspace: join(projectRoot, 'words'),
    fontArgs: [{ fontPaths: foldersOf(used) }],
    inputs: { data: JSON.stringify({ ...data, fonts: families }) },
  }).pdf({ mainFileContent: look }, { pdfStandard: 'ua-1' });
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** Undoes one layer of the quoting in which the typesetter writes what it found. */
const unquoted = (text: string): string =>
  text.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, code: string | undefined, letter: string) =>
    code === undefined ? (escapes[letter] ?? letter) : String.fromCodePoint(Number.parseInt(code, 16)),
  );

/** The letters no font at hand has, from the typesetter's complaint: PDF/UA forbids boxes in their place. */
export const lettersWithoutForm = (complaint: string): readonly string[] => [
  ...new Set(
    [...unquoted(complaint).matchAll(/the text `"((?:[^"\\]|\\.)*)"` could not be displayed/g)].map((found) =>
      unquoted(found[1] ?? ''),
    ),
  ),
];

const mostRounds = 6;
const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
const letterOfOurFonts = /[\u0020-\u024F\u0370-\u03FF\u0400-\u04FF\u2010-\u2027\u20AC]/u;

type Change = (line: string) => string;
type Settable = (change: Change, hasUnshown: boolean) => object;

const settableOf =
  (paper: PrintedDocument | PrintedLeaflet): Settable =>
  (change, hasUnshown) =>
    'kind' in paper ? settableLeaflet(paper, change) : settable(paper, change, hasUnshown);

/**
 * Sets a document on pages: a tagged PDF (PDF/UA-1). Letters that no font of this machine has are written as their number.
 * Throws `NoTypesetter` where it cannot be done at all, and whatever the typesetter finds wrong with the template.
 */
export const typeset = (paper: PrintedDocument | PrintedLeaflet): Buffer => {
  const typesetter = loadTypesetter();
  const look = 'kind' in paper ? leafletTemplate : template;
  const given = settableOf(paper);
  const formless = new Set<string>();
  const change = (line: string): string =>
    [...formless].reduce((text, letters) => text.replaceAll(letters, asNumbers(letters)), line);
  for (let round = 0; round < mostRounds; round++) {
    try {
      return compile(typesetter, look, given(change, formless.size > 0));
    } catch (fault) {
      const found = lettersWithoutForm(messageOf(fault)).filter((letters) => letters !== '');
      if (found.length === 0) throw fault;
      for (const letters of found) formless.add(letters);
    }
  }
  const onlyOurs = (line: string): string =>
    [...line].map((letter) => (letterOfOurFonts.test(letter) ? letter : asNumbers(letter))).join('');
  return compile(typesetter, look, given(onlyOurs, true));
};
