import { connect, type Socket } from 'node:net';

/** What a scanner says of a file; `unavailable` when it did not answer in time, or not in words we know. */
export type ScanResult = 'clean' | 'infected' | 'unavailable';

/** Looks at files for harmful programs. Never rejects: a scanner that is dead stops nobody's work. */
export type Scanner = {
  readonly scan: (bytes: Uint8Array) => Promise<ScanResult>;
  readonly answers: () => Promise<boolean>;
};

/** Where a scanner listens: a socket of this machine, or a host and port. */
export type ScannerAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** Reads `unix:/path` or `tcp://host:port`; null for anything else. */
export const readScannerAddress = (text: string): ScannerAddress | null => {
  const socket = /^unix:(\/[^\0]{1,100})$/.exec(text)?.[1];
  if (socket !== undefined) return { path: socket };
  const found = /^tcp:\/\/(\[[0-9a-f:]+\]|[A-Za-z0-9.-]{1,253}):(\d{1,5})$/.exec(text);
  const port = Number(found?.[2]);
  return found?.[1] !== undefined && port > 0 && port < 65_536 ? { host: found[1].replace(/[[\]]/g, ''), port } : null;
};

const chunkSize = 64 * 1024;
const longestAnswer = 4096;

/** Chunks as the protocol has them: length in four bytes, then the bytes; an empty one ends it. */
function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkSize) {
    const chunk = bytes.subarray(at, at + chunkSize);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    yield length;
    yield chunk;
  }
  yield Buffer.alloc(4);
}

const write = (socket: Socket, parts: Iterable<Uint8Array>): void => {
  socket.cork();
  for (const part of parts) socket.write(part);
  socket.uncork();
};

type Asking = { readonly address: ScannerAddress; readonly timeout: number };

/** One question, one answer that ends with a zero byte; null when there is none in time. */
const ask = ({ address, timeout }: Asking, parts: () => Iterable<Uint8Array>): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = connect('path' in address ? { path: address.path } : address);
    let heard = '';
    const end = (answer: string | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), timeout);
    socket.once('connect', () => write(socket, parts()));
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      const close = heard.indexOf('\0');
      if (close >= 0) end(heard.slice(0, close));
      else if (heard.length > longestAnswer) end(null);
    });
    socket.once('error', () => end(null));
    socket.once('close', () => end(null));
  });

const resultOf = (answer: string | null): ScanResult => {
  if (answer === 'stream: OK') return 'clean';
  return answer !== null && /^stream: .+ FOUND$/.test(answer) ? 'infected' : 'unavailable';
};

function* streamed(bytes: Uint8Array): Generator<Uint8Array> {
  yield Buffer.from('zINSTREAM\0');
  yield* chunksOf(bytes);
}

/** A scanner that speaks the protocol of ClamAV's `clamd` (INSTREAM). */
export const clamdScanner = (address: ScannerAddress, timeout = 5000): Scanner => ({
  scan: async (bytes) => resultOf(await ask({ address, timeout }, () => streamed(bytes))),
  answers: async () => (await ask({ address, timeout }, () => [Buffer.from('zPING\0')])) === 'PONG',
});
