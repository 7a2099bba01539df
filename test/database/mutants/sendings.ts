import type { Cut } from './functions.ts';

const report = (cut: string, by = ''): Cut => ({ function: 'referrals.insert_report', cut, by });
const sealed = (cut: string, by = ''): Cut => ({ function: 'identity.insert_sealed', cut, by });

/** Conditions of the functions through which reports and sealed texts come in. */
export const sendingCuts: readonly Cut[] = [
  report("(viewer -> 'permits' ? 'referrals.send') is not true", 'viewer is null'),
  report("report ? 'sent_by' or"),
  report("or report ? 'sender_organisation_id'"),
  report("or report ? 'audience'"),
  report("jsonb_path_exists(parts, '$.*[*].report_id') or"),
  report("or jsonb_path_exists(parts, '$.*[*].audience')"),
  report("or jsonb_path_exists(parts, '$.*[*].recorded_by')"),
  report("not jsonb_path_query_array(parts, '$.*[*].person_id ? (@ != null)') <@ said", 'false'),
  report("or not jsonb_path_query_array(parts, '$.*[*].other_person_id') <@ said"),
  sealed('viewer is null', 'false'),
  sealed("w.data_key_id in (select k.id from jsonb_to_recordset(rows -> 'dataKeys') k (id uuid))", 'true'),
  sealed('w.envelope_id in (select e.id', 'w.envelope_id in (select w.envelope_id'),
  sealed('where e.organisation_id <> vault'),
  sealed("f.created_by = (viewer ->> 'staff')::uuid", 'true'),
  sealed('k.id, k.subject_id', 'f.data_key_id, k.subject_id'),
  sealed('k.subject_id, k.compartment', 'f.subject_id, k.compartment'),
  sealed(', k.compartment', ', f.compartment'),
  sealed('(select k.erase_key_id, k.subject_id', '(select i.id, k.subject_id'),
  sealed('k.erase_key_id, k.subject_id', 'k.erase_key_id, i.subject_id'),
  sealed('where e.organisation_id = vault'),
  sealed('is not true then', 'is null then'),
];
