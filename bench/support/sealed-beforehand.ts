/**
 * Stands in place of `src/platform/sealing/seal.ts` in one build of the staff site: what has been sealed once for a
 * shape of report is given again with fresh ids, so that intake can be measured without the cost of sealing.
 */
import * as sealing from '../../src/platform/sealing/seal.ts';

export type * from '../../src/platform/sealing/seal.ts';
export { wrapForBody } from '../../src/platform/sealing/seal.ts';

type Made = { readonly subjects: readonly string[]; readonly rows: sealing.SealedRows };

const made = new Map<string, Made>();

const shapeOf = ({ subjects, recipients }: sealing.SealRequest): string =>
  JSON.stringify([
    subjects.map(({ compartments }) =>
      Object.entries(compartments).map(([name, fields]) => [name, Object.keys(fields)]),
    ),
    recipients.map(({ organisationId, compartments }) => [organisationId, compartments]),
  ]);

type Row = Readonly<Record<string, unknown>>;

/** The rows with other ids: every id of a row and of a subject is replaced wherever it stands. */
const renamed = ({ subjects, rows }: Made, request: sealing.SealRequest, newId: () => string): sealing.SealedRows => {
  const names = new Map(subjects.map((id, index) => [id, request.subjects[index]?.subjectId ?? id]));
  const own = (id: string): string => {
    const known = names.get(id) ?? newId();
    names.set(id, known);
    return known;
  };
  for (const { id } of [...rows.envelopes, ...rows.dataKeys, ...rows.sealedFields, ...rows.eraseInbox]) own(id);
  const renameRow = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === 'string' ? (names.get(value) ?? value) : value,
      ]),
    );
  const renameAll = (list: readonly Row[]): readonly Row[] => list.map(renameRow);
  return Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, renameAll(list)])) as sealing.SealedRows;
};

/** As `sealForBodies`, but seals each shape of report once. */
export const sealForBodies = async (request: sealing.SealRequest): Promise<sealing.SealedRows> => {
  const { newId } = await import('../../src/platform/ids.ts');
  const shape = shapeOf(request);
  const known = made.get(shape);
  if (known) return renamed(known, request, newId);
  const rows = await sealing.sealForBodies(request);
  made.set(shape, { subjects: request.subjects.map(({ subjectId }) => subjectId), rows });
  return rows;
};
