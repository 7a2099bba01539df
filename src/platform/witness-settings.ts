import { isAbsolute, relative } from 'node:path';
import { z } from 'zod';
import { SettingFault } from './setting-fault.ts';

/** The settings about witnesses of the journal, with their meaning. */
export const witnessMeanings = {
  WITNESS_DIR:
    'folder on another machine or disk, append-only there (chattr +a), into which each signed checkpoint is written; empty: none',
  WITNESS_MAIL: 'addresses, with commas between them, to which the newest signed checkpoint is mailed once a day',
} as const;

/** How they are read from the environment. */
export const witnessEnvironment = { WITNESS_DIR: z.string().default(''), WITNESS_MAIL: z.string().default('') };

/** Where signed checkpoints go beside the database; an empty folder or list: nowhere. */
export type WitnessSettings = { readonly folder: string; readonly mail: readonly string[] };

type Read = {
  readonly WITNESS_DIR: string;
  readonly WITNESS_MAIL: string;
  readonly MAIL_URL: string;
  readonly MAIL_FROM: string;
};

const isWithin = (folder: string, place: string): boolean => {
  const way = relative(folder, place);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

const folderOf = ({ WITNESS_DIR: folder }: Read, dataDirectory: string): string => {
  if (folder === '') return '';
  if (!isAbsolute(folder)) throw new SettingFault('WITNESS_DIR', 'must be a path from the root of the file system');
  if (isWithin(dataDirectory, folder))
    throw new SettingFault('WITNESS_DIR', 'lies in DATA_DIR: who changes the data there changes the witness too');
  return folder;
};

const mailOf = ({ WITNESS_MAIL: text, MAIL_URL: url, MAIL_FROM: from }: Read): readonly string[] => {
  const addresses = text.split(',').map((one) => one.trim());
  if (text.trim() === '') return [];
  const wrong = addresses.find((one) => !z.email().safeParse(one).success);
  if (wrong !== undefined) throw new SettingFault('WITNESS_MAIL', `holds "${wrong}", which is no mail address`);
  if (url === '' || from === '')
    throw new SettingFault('WITNESS_MAIL', 'needs MAIL_URL and MAIL_FROM: without them nothing can be mailed');
  return addresses;
};

/** Reads them. Throws a `SettingFault` for a folder that is no witness, and for mail that could not be sent. */
export const witnessesFrom = (read: Read, dataDirectory: string): WitnessSettings => ({
  folder: folderOf(read, dataDirectory),
  mail: mailOf(read),
});
