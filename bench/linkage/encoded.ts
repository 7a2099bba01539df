import {
  type Answer,
  beginEncoding,
  type Encoding,
  endEncoding,
  evaluate,
  filterOf,
  type FilterTables,
  type KeyShare,
  type Person,
  type Row,
} from '../../src/linkage/index.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import { type Entry, listed } from './data.ts';

/** Both shares of the key and the tables of the epoch, in one process: what a measurement needs to encode by itself. */
export type Encoders = { readonly shares: readonly KeyShare[]; readonly tables: FilterTables };

const answersTo = (shares: readonly KeyShare[], { question }: Encoding): readonly Answer[] =>
  shares.map((share) => ({ ...evaluate(share, question.blinded), publicKey: share.publicKey }));

/** The 28 rows of an entry, from its names on; names and birth alone. */
export const rowsOf = (entry: Entry, { shares, tables }: Encoders): readonly Row[] => {
  const encoding = beginEncoding(listed({ ...entry, sex: null, nationality: null }).person, tables);
  return valueOf(endEncoding(encoding, answersTo(shares, encoding)));
};

/** Filters of persons, not shuffled. */
export const filtersOf = (persons: readonly Person[], tables: FilterTables): readonly Uint8Array[] =>
  persons.map((person) => filterOf(person, tables));
