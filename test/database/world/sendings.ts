import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import { dataKey, envelope, erase, sealed, vaultBody, wrap } from './identity.ts';
import { partOfPerson, partOfReport, personParts, report, reportPerson } from './referrals.ts';
import { id, moment, self, type Value, type Values } from './row.ts';
import type { People } from './security.ts';

const asJson = (value: Value): unknown => {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return value !== null && typeof value === 'object' && 'json' in value ? value.json : value;
};
const json = (rows: unknown): string => `'${JSON.stringify(rows).replaceAll("'", "''")}'::jsonb`;
const rowAsJson = (row: Values): unknown =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, asJson(value)]));

const without = (row: Values, ...columns: readonly string[]): Values =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));

type Report = { readonly report?: Values; readonly person?: Values; readonly parts?: Readonly<Record<string, Values>> };

const ofReport = ['exploiter', 'interview_circumstances', 'snapshot', 'share', 'outbox'];

/** Columns that no answer leaves empty: the function takes rows whole, so no default of the table fills them. */
const defaults: Readonly<Record<string, Values>> = {
  report_person_needs: { special_needs: [], communication_aids: [] },
  report_person_residence: { document_kinds: [] },
  report_person_channel: { voice_message_allowed: false },
  period: { control_means: [], exploiter_numbers: [] },
  report_indicator: { noticed_where: [] },
  exploiter: { languages: [] },
  interview_circumstances: { persons_present: [], conditions: [] },
};

const partsOf = (more: Readonly<Record<string, Values>>): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries(
    [
      ...Object.keys(personParts).map((table) => [table, partOfPerson(table, 'sent', 'sent', [])] as const),
      ...ofReport.map((table) => [table, partOfReport(table, 'sent', 'sent', [])] as const),
    ].map(([table, row]) => {
      const told = without(row, 'audience', 'report_id', 'recorded_by');
      const linked = table === 'report_person_link' ? { other_person_id: id('person sent too') } : {};
      return [table, [rowAsJson({ ...defaults[table], ...told, ...linked, ...more[table] })]];
    }),
  );

const sends = ({ report: of = {}, person = {}, parts = {} }: Report): string => {
  const whole = { ...without(report('sent', '', '', []), 'sender_organisation_id', 'sent_by', 'audience'), ...of };
  const persons = ['sent', 'sent too'].map((words) => ({
    ...{ citizenships: [], languages: [], barriers: [] },
    ...without(reportPerson(words, 'sent', []), 'report_id', 'audience'),
    ...person,
  }));
  return `select referrals.insert_report(${json(rowAsJson(whole))}, ${json({ ...partsOf(parts), report_person: persons })})`;
};

const reportCalls = (of: People): readonly (readonly [name: string, sent: Report])[] => [
  ['her own', {}],
  ['for CARITAS', { report: { on_behalf_organisation_id: org('CARITAS') } }],
  ['in another’s name', { report: { sent_by: of('national_rapporteur').staffId } }],
  ['as another body', { report: { sender_organisation_id: org('ECPAT') } }],
  ['to readers of her choice', { report: { audience: [org('ITM'), org('ECPAT')] } }],
  ['as a part of another', { report: { split_from: id('report delivered') } }],
  ['merged already', { report: { merged_into: id('report delivered') } }],
  ['taken on already', { report: { state: 'assessed' } }],
  ['with an outcome', { report: { outcome: 'indications' } }],
  ['with a person for another report', { person: { report_id: id('report delivered') } }],
  ['with a person for readers of her choice', { person: { audience: [org('ECPAT')] } }],
  ['with a person who has a case', { person: { case_id: id('case main') } }],
  ['with a person known as another', { person: { same_as: id('person shared') } }],
  ['with a part for another report', { parts: { exploiter: { report_id: id('report delivered') } } }],
  ['with a part for readers of her choice', { parts: { snapshot: { audience: [org('ECPAT')] } } }],
  ['with a part for a person of another report', { parts: { period: { person_id: id('person shared') } } }],
  ['with a link to another report', { parts: { report_person_link: { other_person_id: id('person shared') } } }],
  ['with a consent in another’s name', { parts: { person_consent: { recorded_by: id('somebody') } } }],
  ['with a consent withdrawn before', { parts: { person_consent: { withdrawn_at: moment } } }],
];

type Part = 'envelopes' | 'dataKeys' | 'dataKeyWraps' | 'sealedFields' | 'eraseInbox';
/** Null: nothing of this kind. */
type Sealed = Readonly<Partial<Record<Part, Values | null>>>;

const seals = (more: Sealed): string => {
  const toVault = id('envelope sent to the vault');
  const rows: Readonly<Record<Part, readonly Values[]>> = {
    envelopes: [{ ...envelope('sent', org('ITM')), ...more.envelopes }, envelope('sent to the vault', vaultBody)],
    dataKeys: [{ ...dataKey('sent'), erase_key_id: id('erase sent'), ...more.dataKeys }],
    dataKeyWraps: [{ ...wrap('sent'), ...more.dataKeyWraps }],
    sealedFields: [{ ...sealed('sent', self), ...more.sealedFields }],
    eraseInbox: [{ ...erase('sent'), subject_id: id('subject sent'), envelope_id: toVault, ...more.eraseInbox }],
  };
  const told = Object.fromEntries(
    Object.entries(rows).map(([part, list]) => [part, more[part as Part] === null ? [] : list.map(rowAsJson)]),
  );
  return `select identity.insert_sealed(${json(told)})`;
};

const sealCalls = (of: People): readonly (readonly [name: string, sealed: Sealed])[] => [
  ['her own', {}],
  ['an envelope and a key alone', { dataKeyWraps: null, sealedFields: null, eraseInbox: null }],
  ['on a consent', { envelopes: { basis_kind: 'consent' } }],
  ['in another’s name', { sealedFields: { created_by: of('national_rapporteur').staffId } }],
  ['in nobody’s name', { sealedFields: { created_by: null } }],
  ['in an envelope withdrawn before', { envelopes: { withdrawn_at: moment } }],
  ['a wrap in an envelope of before', { dataKeyWraps: { envelope_id: id('envelope for SPJ') } }],
  ['a wrap for the vault', { dataKeyWraps: { envelope_id: id('envelope sent to the vault') } }],
  ['a wrap of a key of before', { dataKeyWraps: { data_key_id: id('data key for SPJ') } }],
  ['a field under a key of before', { sealedFields: { data_key_id: id('data key for ITM') } }],
  ['a field of another subject', { sealedFields: { subject_id: id('subject for ITM') } }],
  ['a field of another compartment', { sealedFields: { compartment: 'testimony' } }],
  ['an erase key for a body', { eraseInbox: { envelope_id: id('envelope sent') } }],
  ['an erase key of another subject', { eraseInbox: { subject_id: id('subject for ITM') } }],
  ['an erase key of no data key', { eraseInbox: { id: id('erase lost') } }],
];

/** How reports and sealed texts come in, and what is slipped in with them. */
export const sendingCalls = (of: People): readonly Call[] => [
  ...reportCalls(of).map(([name, sent]) => ({ function: 'referrals.insert_report', name, sql: sends(sent) })),
  ...sealCalls(of).map(([name, rows]) => ({ function: 'identity.insert_sealed', name, sql: seals(rows) })),
];
