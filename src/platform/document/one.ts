import type { PrintedDocument } from './document.ts';
import type { PrintedLeaflet } from './leaflet.ts';
import { noTypesetterCode } from './printer.ts';
import { NoTypesetter, typeset } from './typeset.ts';
import { writeWord } from './word.ts';

const readAll = async (input: NodeJS.ReadableStream): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of input) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
};

/** Writes the one document that comes on the input as PDF or Word file to the output; says only by its code what went wrong. */
export const printOne = async (format: string | undefined): Promise<void> => {
  try {
    const paper = JSON.parse(await readAll(process.stdin)) as PrintedDocument | PrintedLeaflet;
    // What is laid out to be taken along is no text for a word processor.
    process.stdout.write(format === 'docx' && !('kind' in paper) ? await writeWord(paper) : typeset(paper));
  } catch (fault) {
    process.exitCode = fault instanceof NoTypesetter ? noTypesetterCode : 1;
  }
};
