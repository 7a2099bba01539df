/**
 * Asks one address again and again over some kept connections, in a process of its own, with as little work for each
 * answer as can be: it counts bytes. So the server, not the asking, is what takes the time.
 */
import { connect } from 'node:net';

/** What to ask, how long, and how many bytes each answer has on the wire. */
export type LoadAsked = {
  readonly port: number;
  readonly path: string;
  readonly seconds: number;
  readonly bytes: number;
};

const connections = 16;

/** One request as a browser would send it, with the headers that matter. */
const requestFor = ({ port, path }: LoadAsked): string =>
  [
    `GET ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'accept: text/html,application/xhtml+xml',
    'accept-encoding: gzip, deflate, br',
    'accept-language: fr-LU,fr;q=0.9,en;q=0.8',
    'user-agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    '',
    '',
  ].join('\r\n');

/** Answers that came whole before the end, on one connection. Rejects when an answer has another length or status. */
const askOn = (asked: LoadAsked, end: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = requestFor(asked);
    let [answers, missing] = [0, asked.bytes];
    const socket = connect(asked.port, '127.0.0.1', () => socket.write(request));
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.on('data', (part) => {
      if (missing === asked.bytes && part.toString('latin1', 9, 12) !== '200')
        reject(new Error('not the answer expected'));
      missing -= part.length;
      if (missing < 0) reject(new Error('an answer of another length'));
      if (missing > 0) return;
      answers += 1;
      missing = asked.bytes;
      if (performance.now() < end) return void socket.write(request);
      socket.destroy();
      resolve(answers);
    });
  });

const load = async (asked: LoadAsked): Promise<number> => {
  const end = performance.now() + asked.seconds * 1000;
  const counts = await Promise.all(Array.from({ length: connections }, () => askOn(asked, end)));
  return counts.reduce((sum, one) => sum + one, 0);
};

process.on('message', (asked) => void load(asked as LoadAsked).then((answers) => process.send?.(answers)));
process.once('disconnect', () => process.exit(0));
