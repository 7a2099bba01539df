import type { Compartment } from '../platform/sealing/wraps.ts';
import type { VaultRequest } from '../platform/vault-client/contract.ts';

type Opened = Readonly<Partial<Record<Compartment, Readonly<Record<string, string>>>>>;

/** How opened texts and what is sought become the texts that marks are made of. Given by whoever starts the vault. */
export type Searcher = {
  /** Goes up with every change of what is made: then everything is taken in anew. */
  readonly version: number;
  readonly compartments: readonly Compartment[];
  readonly textsOf: (opened: Opened) => readonly string[];
  readonly soughtTexts: (sought: VaultRequest<'search'>['sought']) => readonly string[];
};
