import { existsSync, readFileSync, statSync } from 'node:fs';
import { SettingFault } from '../../platform/setting-fault.ts';

/** Reads a secret that a setting names a file for. Throws a `SettingFault` when it is missing, open to others or too short. */
export const readSecret = (setting: string, file: string, least: number): string => {
  if (!existsSync(file)) throw new SettingFault(setting, `names a file that is not there: ${file}`);
  if ((statSync(file).mode & 0o077) !== 0) throw new SettingFault(setting, `can be read by others: chmod 400 ${file}`);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < least) throw new SettingFault(setting, `holds a secret of under ${least} characters`);
  return secret;
};
