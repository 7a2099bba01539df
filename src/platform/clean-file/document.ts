import { createHash } from 'node:crypto';
import { type CleanedFile, cleanFile } from './index.ts';
import { cleanWord } from './office/clean.ts';
import { cleanPdf } from './pdf/clean.ts';

/*
 * Documents as they come with a report. Not in index.ts: messages without a name take pictures and sound alone, and the public site
 * need not know more.
 */

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const kinds = [
  { type: 'application/pdf', is: (file: Buffer) => file.toString('latin1', 0, 5) === '%PDF-', clean: cleanPdf },
  { type: word, is: (file: Buffer) => file.toString('latin1', 0, 4) === 'PK\u0003\u0004', clean: cleanWord },
];

/**
 * A picture, a PDF or a Word document without what tells who made it, where, when and with what; null for what is none of them, is not
 * whole, or holds something that is not known here.
 */
export const cleanEvidence = (received: Uint8Array): CleanedFile | null => {
  const file = Buffer.from(received.buffer, received.byteOffset, received.length);
  const kind = kinds.find(({ is }) => is(file));
  if (kind === undefined) return cleanFile(file);
  const bytes = kind.clean(file);
  return bytes === null ? null : { type: kind.type, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};
