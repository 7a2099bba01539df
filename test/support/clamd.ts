import { createServer, type Socket } from 'node:net';

/** A small server that speaks what we use of clamd: a file with this text in it is infected. */
export const harmfulText = 'X5O!P%@AP-harmless-test-text-that-stands-for-harm';

export type TestClamd = {
  readonly port: number;
  /** How many files were looked at, and the bytes of the last one. */
  readonly seen: () => { readonly files: number; readonly last: Buffer };
  readonly close: () => Promise<void>;
};

/** How it behaves: as it should, never answering, with an answer nobody knows, or saying that a file is too large. */
export type ClamdManner = 'good' | 'silent' | 'strange' | 'too large';

type Reading = { buffer: Buffer; readonly parts: Buffer[] };

const takeChunk = (reading: Reading): 'more' | 'next' | 'end' => {
  if (reading.buffer.length < 4) return 'more';
  const length = reading.buffer.readUInt32BE(0);
  if (length === 0) return 'end';
  if (reading.buffer.length < 4 + length) return 'more';
  reading.parts.push(reading.buffer.subarray(4, 4 + length));
  reading.buffer = reading.buffer.subarray(4 + length);
  return 'next';
};

const verdict = (file: Buffer, manner: ClamdManner): string => {
  if (manner === 'strange') return 'what?\0';
  if (manner === 'too large') return 'INSTREAM size limit exceeded. ERROR\0';
  return file.includes(harmfulText) ? 'stream: Test-Signature FOUND\0' : 'stream: OK\0';
};

/** Starts it on a free port. */
export const testClamd = async (manner: ClamdManner = 'good'): Promise<TestClamd> => {
  let files = 0;
  let last: Buffer = Buffer.alloc(0);
  const sockets = new Set<Socket>();
  const hear = (socket: Socket): void => {
    sockets.add(socket);
    const reading: Reading = { buffer: Buffer.alloc(0), parts: [] };
    let streaming = false;
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      reading.buffer = Buffer.concat([reading.buffer, data]);
      if (manner === 'silent') return;
      if (!streaming) {
        const end = reading.buffer.indexOf(0);
        if (end < 0) return;
        const command = reading.buffer.subarray(0, end).toString();
        reading.buffer = reading.buffer.subarray(end + 1);
        if (command === 'zPING') return void socket.end('PONG\0');
        if (command !== 'zINSTREAM') return void socket.end('UNKNOWN COMMAND\0');
        streaming = true;
      }
      let state = takeChunk(reading);
      while (state === 'next') state = takeChunk(reading);
      if (state !== 'end') return;
      files += 1;
      last = Buffer.concat(reading.parts);
      socket.end(verdict(last, manner));
    });
  };
  const server = createServer(hear);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { port: typeof address === 'object' && address ? address.port : 0, seen: () => ({ files, last }), close };
};
