import { createServer, type Socket } from 'node:net';

/** A mail server of the test's own, on loopback, that keeps what it is told. */
export type MailServer = {
  /** Its address, as a setting. */
  readonly url: string;
  /** Whole letters, headers first, in the order they came. */
  readonly letters: readonly string[];
  readonly close: () => Promise<void>;
};

const listener = (letters: string[]) => (socket: Socket) => {
  let letter: string | null = null;
  socket.write('220 test\r\n');
  const take = (line: string): void => {
    if (letter !== null && line === '.') {
      letters.push(letter);
      letter = null;
      socket.write('250 kept\r\n');
    } else if (letter !== null) letter += `${line}\n`;
    else if (/^DATA/i.test(line)) {
      letter = '';
      socket.write('354 go on\r\n');
    } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
    else socket.write('250 yes\r\n');
  };
  socket.on('data', (chunk) => chunk.toString('utf8').split('\r\n').slice(0, -1).forEach(take));
};

/** Starts one on a free port. */
export const mailServer = async (): Promise<MailServer> => {
  const letters: string[] = [];
  const server = createServer(listener(letters));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, letters, close };
};
