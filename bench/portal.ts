/** The portal's first page per language against a constant answer of the same size by the same server. */
import { request } from 'node:http';
import autocannon from 'autocannon';
import fastify from 'fastify';
import { systemClock } from '../src/platform/clock.ts';
import { readSettings } from '../src/platform/config.ts';
import { readProfile } from '../src/profile/index.ts';
import { readGuidance } from '../src/rooms/portal/public/index.ts';
import { buildPortal } from '../src/main/portal/server.ts';
import { median, type Measured } from './support/report.ts';

const languages = ['en', 'fr', 'ar'] as const;
const rounds = 3;
const seconds = 3;

const requestsPerSecond = async (url: string): Promise<number> => {
  const { requests } = await autocannon({
    url,
    connections: 16,
    duration: seconds,
    headers: { 'accept-encoding': 'br' },
  });
  return requests.average;
};

/** Bytes of one answer on the wire: status line, headers and body as sent. */
const bytesOf = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { headers: { 'accept-encoding': 'br', connection: 'close' } }, (answer) => {
      answer.resume().once('end', () => resolve(answer.socket.bytesRead));
    });
    sent.once('error', reject);
    sent.end();
  });

const peer = async (bytes: Buffer) => {
  const server = fastify();
  server.get('/', (_, reply) => reply.header('content-encoding', 'br').type('text/html; charset=utf-8').send(bytes));
  await server.listen({ host: '127.0.0.1', port: 0 });
  return server;
};

type Site = Awaited<ReturnType<typeof peer>>;
const addressOf = (server: Pick<Site, 'server'>): string => {
  const address = server.server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
};

const measureLanguage = async (portal: string, language: string): Promise<Measured[]> => {
  const page = await fetch(`${portal}/${language}`, { headers: { 'accept-encoding': 'br' } });
  await page.arrayBuffer();
  const bytes = await bytesOf(`${portal}/${language}`);
  const constant = await peer(Buffer.alloc(bytes, 'x'));
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ours = await requestsPerSecond(`${portal}/${language}`);
    ratios.push(ours / (await requestsPerSecond(`${addressOf(constant)}/`)));
  }
  await constant.close();
  return [
    { name: `/${language} bytes on the wire`, value: bytes, unit: 'bytes', aim: { most: 14_600 } },
    {
      name: `/${language} requests against a constant answer`,
      value: median(ratios),
      unit: 'ratio',
      aim: { least: 0.8 },
    },
  ];
};

/** Measures every language of the portal. */
export const measure = async (): Promise<readonly Measured[]> => {
  const settings = readSettings();
  const profile = readProfile(settings.profileDirectory);
  const portal = buildPortal({
    guidance: () => readGuidance(profile, settings.profileDirectory, systemClock.today(profile.timeZone)),
    isDemonstration: true,
    pages: [],
    requestsPerMinute: Number.POSITIVE_INFINITY,
  });
  await portal.listen({ host: '127.0.0.1', port: 0 });
  const measured: Measured[] = [];
  for (const language of languages) measured.push(...(await measureLanguage(addressOf(portal), language)));
  await portal.close();
  return measured;
};
