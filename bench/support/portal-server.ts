/**
 * One of the two servers that are compared, in a process of its own: the public site, or a plain route of a server with
 * the same settings that gives so many bytes. Tells its port, and, when asked, the processor time it has taken.
 */
import { systemClock } from '../../src/platform/clock.ts';
import { readSettings } from '../../src/platform/config.ts';
import { readProfile } from '../../src/profile/index.ts';
import { readGuidance } from '../../src/rooms/portal/public/index.ts';
import { buildPortal, newServer } from '../../src/main/portal/server.ts';

/** Which server: the site, or a constant answer of so many bytes. */
export type ServerAsked = { readonly constantBytes: number } | 'portal';
/** What it answers with: where it listens, or processor time in microseconds. */
export type ServerSaid = { readonly port: number } | { readonly processorTime: number };

const portal = () => {
  const settings = readSettings();
  const profile = readProfile(settings.profileDirectory);
  return buildPortal({
    guidance: () => readGuidance(profile, settings.profileDirectory, systemClock.today(profile.timeZone)),
    isDemonstration: true,
    pages: [],
    requestsPerMinute: Number.MAX_SAFE_INTEGER,
  });
};

const constant = (length: number) => {
  const server = newServer();
  const bytes = Buffer.alloc(length, 'x');
  server.get('/en', (_, reply) => reply.header('content-encoding', 'br').type('text/html; charset=utf-8').send(bytes));
  return server;
};

const say = (said: ServerSaid): void => void process.send?.(said);

const asked = JSON.parse(process.argv[2] ?? '"portal"') as ServerAsked;
const server = asked === 'portal' ? portal() : constant(asked.constantBytes);
await server.listen({ host: '127.0.0.1', port: 0 });
const address = server.server.address();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  say({ processorTime: user + system });
});
process.once('disconnect', () => process.exit(0));
say({ port: typeof address === 'object' && address ? address.port : 0 });
