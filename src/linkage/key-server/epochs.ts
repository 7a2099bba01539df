import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyShare, newShare, shareOf } from '../oprf/shares.ts';
import { writeWhole } from './folder.ts';

/** One time of the key. Records of different epochs are not comparable; the last two may be asked for. */
export type Epoch = { readonly number: number; readonly share: KeyShare };

/** The epochs that answer, oldest first. */
export type Epochs = { readonly open: () => readonly Epoch[]; readonly begin: () => Epoch };

/** Old and new live side by side until every body has encoded its records anew. */
const answering = 2;

/** Reads the shares of a folder; makes the first when there is none. A damaged share is a clear fault, never replaced. */
export const openEpochs = (folder: string): Epochs => {
  const epochs: Epoch[] = readdirSync(folder)
    .filter((name) => name.endsWith('.key'))
    .map((name) => ({ number: Number.parseInt(name, 10), share: readShare(join(folder, name)) }))
    .sort((one, other) => one.number - other.number);
  const begin = (): Epoch => {
    const epoch = { number: (epochs.at(-1)?.number ?? 0) + 1, share: newShare() };
    writeWhole(join(folder, `${epoch.number}.key`), epoch.share.secret);
    epochs.push(epoch);
    return epoch;
  };
  if (epochs.length === 0) begin();
  return { begin, open: () => epochs.slice(-answering) };
};

/** Numbers and public keys of all epochs in a folder, for who compares what is pinned; the shares stay. */
export const publishedEpochs = (folder: string): readonly { readonly number: number; readonly publicKey: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.key'))
    .map((name) => ({
      number: Number.parseInt(name, 10),
      publicKey: Buffer.from(readShare(join(folder, name)).publicKey).toString('hex'),
    }))
    .sort((one, other) => one.number - other.number);

const readShare = (file: string): KeyShare => {
  try {
    return shareOf(Uint8Array.from(readFileSync(file)));
  } catch (fault) {
    throw new Error(`a share of the matching key is damaged: ${file}; restore its backup`, { cause: fault });
  }
};
