import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, statSync } from 'node:fs';

/** As whom PostgreSQL runs: ourselves, another system user, or a user namespace in which root is somebody else. */
export type LaunchIdentity =
  | { readonly kind: 'self' }
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'namespace' };

type Launch = {
  file: string;
  args: string[];
  options: { uid?: number; gid?: number; env: NodeJS.ProcessEnv; cwd: string };
};

const numberOf = (flag: '-u' | '-g', name: string): number | null => {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
};

/** True when that user can walk to the path and read it: a checkout under /root is closed to everybody else. */
const canReach = (uid: number, gid: number, path: string): boolean =>
  spawnSync('test', ['-r', path], { uid, gid, stdio: 'ignore', cwd: '/' }).status === 0;

const ownerOf = (path: string): number => statSync(path).uid;

const systemUser = (native: string, directory: string): LaunchIdentity | null => {
  for (const name of ['postgres', 'nobody']) {
    const uid = numberOf('-u', name);
    const gid = numberOf('-g', name);
    if (uid === null || gid === null || !canReach(uid, gid, native)) continue;
    const parent = existsSync(directory) ? directory : '/';
    if (ownerOf(parent) === uid || canReach(uid, gid, `${parent}/..`)) return { kind: 'user', uid, gid };
  }
  return null;
};

/**
 * Chooses as whom the server runs. Not root: ourselves. Root: `postgres` or `nobody` if they can reach the
 * program and its data; else a user namespace. Throws a clear sentence when none of these is possible.
 */
export const identityFor = (native: string, directory: string): LaunchIdentity => {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const user = systemUser(native, directory);
  if (user) return user;
  if (
    spawnSync('unshare', ['--user', '--map-user=65534', '--map-group=65534', 'true'], { stdio: 'ignore' }).status === 0
  )
    return { kind: 'namespace' };
  throw new Error(
    'PostgreSQL refuses to run as root, and neither another user nor a user namespace can be used here: start Ariane as an ordinary user, or set DATABASE_URL',
  );
};

/** Gives a file or folder to the user the server runs as. */
export const ownFolder = (path: string, identity: LaunchIdentity): void => {
  if (identity.kind === 'user') chownSync(path, identity.uid, identity.gid);
};

const hasDeathSignal = (): boolean => spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status === 0;

/** The command that runs a program as that identity; `bound`: it is told to stop when we die, so no server is left behind. */
export const launchAs = (identity: LaunchIdentity, file: string, args: string[], bound = false): Launch => {
  const inside = identity.kind === 'namespace' ? ['unshare', '--user', '--map-user=65534', '--map-group=65534'] : [];
  const dying = bound && process.platform === 'linux' && hasDeathSignal() ? ['setpriv', '--pdeathsig', 'INT'] : [];
  const words = [...inside, ...dying, file, ...args];
  const [program = file, ...rest] = words;
  const options: Launch['options'] = { env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C', TZ: 'UTC' }, cwd: '/' };
  if (identity.kind !== 'user') return { file: program, args: rest, options };
  return { file: program, args: rest, options: { ...options, uid: identity.uid, gid: identity.gid } };
};
