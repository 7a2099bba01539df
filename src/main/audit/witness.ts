import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { SettingFault } from '../../platform/config.ts';
import type { CheckpointRow } from './finding.ts';

/*
 * What a witness keeps: each note the vault signed, in a file of its own, with the signature as its last line. It holds ends of
 * chains (identifier, number, hash), no event and no name. Files are made and never changed; on the witness's machine the folder
 * is append-only.
 */

type Signed = Omit<CheckpointRow, 'id'>;

const ending = '.note';
const signedBy = /^signed ([A-Za-z0-9+/=]{44}) ([A-Za-z0-9+/=]{88})$/;

/** A signed note as text: to be kept, mailed, printed. */
export const noteText = ({ note, publicKey, signature }: Signed): string => `${note}signed ${publicKey} ${signature}\n`;

/** When it was signed, as it stands in the note. */
const signedAt = (note: string): string => note.split('\n')[1] ?? '';

/** The folder of a witness, ready to be written to. Throws a `SettingFault` when it is not there. */
export const checkWitnessFolder = (folder: string): void => {
  if (folder !== '' && !(existsSync(folder) && statSync(folder).isDirectory()))
    throw new SettingFault('WITNESS_DIR', `is no folder (${folder}): make it, append-only, on the witness’s machine`);
};

/** Adds a note to the folder, on the disk when this returns. One that is there already is left as it is. */
export const addToWitness = (folder: string, signed: Signed): void => {
  const file = join(folder, `${signedAt(signed.note).replaceAll(':', '-')}${ending}`);
  if (existsSync(file)) return;
  const handle = openSync(file, 'wx', 0o444);
  try {
    writeSync(handle, noteText(signed));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Reads a note as a witness kept it; one that does not end with a signature comes with an empty one, and is then found wrong. */
const readKept = (name: string, text: string): CheckpointRow => {
  const cut = text.trimEnd().lastIndexOf('\n') + 1;
  const [, publicKey = '', signature = ''] = signedBy.exec(text.slice(cut).trimEnd()) ?? [];
  return { id: `of the witness, ${name},`, note: text.slice(0, cut), publicKey, signature };
};

/** All notes a witness kept: of a folder, or one file. Null when there is nothing of that name. */
export const readWitness = (place: string): readonly CheckpointRow[] | null => {
  if (!existsSync(place)) return null;
  if (!statSync(place).isDirectory()) return [readKept(place, readFileSync(place, 'utf8'))];
  return readdirSync(place)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => readKept(name, readFileSync(join(place, name), 'utf8')));
};
