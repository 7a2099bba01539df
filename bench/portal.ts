/**
 * The portal's first page per language against a constant answer of the same bytes by a server with the same settings.
 * Both servers and the load have a process each, so that none takes time from another as long as there are two cores.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { bundled } from './support/bundle.ts';
import type { ServerAsked, ServerSaid } from './support/portal-server.ts';
import type { LoadAsked } from './support/raw-load.ts';
import { median, type Measured } from './support/report.ts';
import { bytesOf } from './support/wire.ts';

const languages = ['en', 'fr', 'ar'] as const;
const rounds = 7;
const seconds = 2;

const answerOf = <Answer>(child: ChildProcess, question?: object): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a process of the measurement ended (${code})`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer as Answer);
    });
    if (question) child.send(question);
  });

/** A server in a process of its own. */
type Server = { readonly child: ChildProcess; readonly port: number };

const startServer = async (file: string, asked: ServerAsked): Promise<Server> => {
  const child = fork(file, [JSON.stringify(asked)]);
  const said = await answerOf<ServerSaid>(child);
  return { child, port: 'port' in said ? said.port : 0 };
};

const processorTime = async ({ child }: Server): Promise<number> => {
  const said = await answerOf<ServerSaid>(child, { ask: 'processor time' });
  return 'processorTime' in said ? said.processorTime : Number.NaN;
};

/** What one server did under load: answers per second, and its processor time for one answer in microseconds. */
type Load = { readonly perSecond: number; readonly microseconds: number };

const underLoad = async (load: ChildProcess, server: Server, asked: Omit<LoadAsked, 'port'>): Promise<Load> => {
  const before = await processorTime(server);
  const answers = await answerOf<number>(load, { ...asked, port: server.port });
  return { perSecond: answers / asked.seconds, microseconds: ((await processorTime(server)) - before) / answers };
};

/** A constant answer that is as long on the wire, its own headers included. */
const peerOf = async (file: string, bytes: number): Promise<Server> => {
  const probe = await startServer(file, { constantBytes: bytes });
  const headers = (await bytesOf(`http://127.0.0.1:${probe.port}/en`, 'keep-alive')) - bytes;
  probe.child.disconnect();
  return startServer(file, { constantBytes: bytes - headers });
};

/** Who takes part: the load, the site, and the file of the server that can be either. */
type Field = { readonly load: ChildProcess; readonly portal: Server; readonly file: string };
type Round = { readonly portal: Load; readonly constant: Load };

const compete = async ({ load, portal, file }: Field, path: string): Promise<readonly Round[]> => {
  const bytes = await bytesOf(`http://127.0.0.1:${portal.port}${path}`, 'keep-alive');
  const constant = await peerOf(file, bytes);
  const found: Round[] = [];
  for (let round = 0; round <= rounds; round++)
    found.push({
      portal: await underLoad(load, portal, { path, seconds, bytes }),
      constant: await underLoad(load, constant, { path: '/en', seconds, bytes }),
    });
  constant.child.disconnect();
  // The first round warms both up.
  return found.slice(1);
};

const measureLanguage = async (field: Field, language: string): Promise<readonly Measured[]> => {
  const path = `/${language}`;
  const onTheWire = await bytesOf(`http://127.0.0.1:${field.portal.port}${path}`, 'close');
  const found = await compete(field, path);
  const middle = (value: (round: Round) => number): number => median(found.map(value));
  return [
    { name: `${path} bytes on the wire`, value: onTheWire, unit: 'bytes', aim: { most: 14_600 } },
    { name: `${path} requests`, value: middle(({ portal: one }) => one.perSecond), unit: 'per second' },
    {
      name: 'constant answer of the same bytes',
      value: middle(({ constant }) => constant.perSecond),
      unit: 'per second',
    },
    {
      ...{ name: `${path} requests against the constant answer`, unit: 'ratio', aim: { least: 0.8 } },
      value: middle((round) => round.portal.perSecond / round.constant.perSecond),
    },
    {
      ...{ name: `${path} processor time, constant answer against it`, unit: 'ratio' },
      value: middle((round) => round.constant.microseconds / round.portal.microseconds),
    },
  ];
};

/** Measures every language of the portal. */
export const measure = async (): Promise<readonly Measured[]> => {
  const file = await bundled('bench/support/portal-server.ts', 'portal-server');
  const portal = await startServer(file, 'portal');
  const load = fork(await bundled('bench/support/raw-load.ts', 'raw-load'));
  const measured: Measured[] = [];
  for (const language of languages) measured.push(...(await measureLanguage({ load, portal, file }, language)));
  portal.child.disconnect();
  load.disconnect();
  return measured;
};
