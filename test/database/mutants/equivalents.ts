/**
 * Expressions that let every row through: their column is never empty or is checked by the table. They stand in
 * policies of processes that work on the whole table, where `true` would be taken for carelessness.
 */
export const everyRow: readonly string[] = [
  '(attempts >= 0)',
  '(cardinality(audience) > 0)',
  '(cardinality(report_ids) > 0)',
  "(code <> ''::text)",
  '(epoch > 0)',
  '(failures > 0)',
  '(id = 1)',
  "(kind <> ''::text)",
  '(length(blob) > 200)',
  '(length(code_hash) = 32)',
  '(length(id_hash) = 32)',
  '(length(public_key) = 32)',
  '(length(signature) = 64)',
  '(length(wrapped) = 61)',
  '(ordinal > 0)',
  '(person_id IS NOT NULL)',
  "(role_code <> ''::text)",
  '(seq > 0)',
  '(seq >= 0)',
  "(state <> ''::text)",
  '(valid_from IS NOT NULL)',
  '(value >= 0)',
  '(version > 0)',
];

/** Mutants that change nothing anybody can do, with the reason. Compared by name; one that dies must leave the list. */
export const equivalents: Readonly<Record<string, string>> = {};
