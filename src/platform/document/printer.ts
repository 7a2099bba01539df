import { spawn } from 'node:child_process';
import { type Refusal, refuse } from '../outcome.ts';
import type { PrintedDocument } from './document.ts';
import type { PrintedLeaflet } from './leaflet.ts';

/** What a document can be written as: set on pages, or for a word processor. Both come from one description. */
export type DocumentFormat = 'pdf' | 'docx';

/** Makes the file of a document, a PDF unless said otherwise; refused as `no_typesetter` where this machine has none, `typesetter_failed` when it did not get done. */
export type PrintDocument = (
  document: PrintedDocument | PrintedLeaflet,
  format?: DocumentFormat,
) => Promise<Buffer | Refusal<'no_typesetter' | 'typesetter_failed'>>;

/** How the program that sets one document ends when the machine has no typesetter. */
export const noTypesetterCode = 3;

type PrinterOptions = {
  /** The program that sets one document: `src/main/document.ts`, or its bundle. */
  readonly program: string;
  /** Documents set at the same moment; others wait. Each needs some 130 MB while it is set, and nothing afterwards. */
  readonly mostAtOnce?: number;
  readonly seconds?: number;
};

type Ended = { readonly code: number | null; readonly bytes: Buffer };

/** Runs the program with the document on its input: no names in its arguments, its environment or any file. */
const run = ({ program, seconds = 30 }: PrinterOptions, format: DocumentFormat, input: string): Promise<Ended> =>
  new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const child = spawn(process.execPath, [program, format], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    });
    child.stdout.on('data', (piece: Buffer) => void pieces.push(piece));
    child.on('error', () => resolve({ code: null, bytes: Buffer.alloc(0) }));
    child.on('close', (code) => resolve({ code, bytes: Buffer.concat(pieces) }));
    // A child that ends before it has read everything says so by its code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });

/** Lets so many work at once; the others wait in their order. */
const turnstile = (most: number) => {
  let working = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    working -= 1;
    waiting.shift()?.();
  };
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (working >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    working += 1;
    return work().finally(leave);
  };
};

/**
 * Sets documents in a process of their own, which is started for each and is gone afterwards: the typesetter never shares
 * memory with the site, and a document that brings it down brings down nothing else.
 */
export const documentPrinter = (options: PrinterOptions): PrintDocument => {
  const inTurn = turnstile(options.mostAtOnce ?? 1);
  return (document, format = 'pdf') =>
    inTurn(async () => {
      const { code, bytes } = await run(options, format, JSON.stringify(document));
      if (code === noTypesetterCode) return refuse('no_typesetter');
      return code === 0 && bytes.length > 0 ? bytes : refuse('typesetter_failed');
    });
};
