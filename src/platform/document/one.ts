import type { PrintedDocument } from './document.ts';
import { noTypesetterCode } from './printer.ts';
import { NoTypesetter, typeset } from './typeset.ts';

const readAll = async (input: NodeJS.ReadableStream): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of input) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
};

/** Sets the one document that comes on the input and writes its PDF to the output; says only by its code what went wrong. */
export const printOne = async (): Promise<void> => {
  try {
    process.stdout.write(typeset(JSON.parse(await readAll(process.stdin)) as PrintedDocument));
  } catch (fault) {
    process.exitCode = fault instanceof NoTypesetter ? noTypesetterCode : 1;
  }
};
