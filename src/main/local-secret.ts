import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../platform/config.ts';

/**
 * A secret of one process kept on disk, so that several copies and a restart agree: 32 bytes, readable by us alone.
 * Several copies of the public site share it: whichever answers goes on with a person's own page.
 */
export const localSecret = (
  settings: Pick<Settings, 'dataDirectory'>,
  name: string,
  process: 'casework' | 'portal' = 'casework',
): Buffer => {
  const folder = join(settings.dataDirectory, process);
  const file = join(folder, name);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file);
};
