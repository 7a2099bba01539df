import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { instant } from '../../src/platform/clock.ts';
import { asProgram, type Database, openDatabase } from '../../src/platform/database/index.ts';
import { newId, newReference } from '../../src/platform/ids.ts';
import { appendToJournal } from '../../src/platform/journal.ts';
import { organisationId } from '../../src/rooms/directory/index.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { installForTests } from './personas.ts';

/** A report put straight into the database, for counting by hand. Everything not said is plain. */
export type ArrangedReport = {
  readonly from?: string;
  /** Keyed in by another body on behalf of `from`. */
  readonly keyedBy?: string;
  readonly sentAt?: string;
  readonly redirected?: string;
  readonly splitFrom?: string;
  /** Organisation codes that see the report. */
  readonly audience?: readonly string[];
  readonly persons: readonly ArrangedPerson[];
};
export type ArrangedPerson = {
  /** The police found indications (an event in the journal). */
  readonly detected?: boolean;
  readonly sameAs?: string;
  readonly channel?: string;
};
/** A call of the hotline; closed, and with a record, unless told otherwise. */
export type ArrangedCall = {
  readonly kind: string;
  readonly at: string;
  readonly language?: string;
  readonly apart?: boolean;
  readonly open?: boolean;
};
export type ArrangedIds = { readonly report: string; readonly persons: readonly string[] };

/** A database with the country's bodies, for arranging reports by hand. */
export type TestCaseload = {
  readonly database: TestDatabase;
  readonly statistics: Database;
  readonly administrator: Client;
  readonly arrange: (report: ArrangedReport) => Promise<ArrangedIds>;
  readonly arrangeCall: (call: ArrangedCall) => Promise<void>;
  readonly close: () => Promise<void>;
};

const id = (code: string): string => organisationId('luxembourg', code);

const reportRow = (report: ArrangedReport, reportId: string): Record<string, unknown> => ({
  ...{ id: reportId, client_reference: newId(), intake_channel: 'form', route: 'official_report' },
  sender_organisation_id: id(report.keyedBy ?? report.from ?? 'ITM'),
  on_behalf_organisation_id: report.keyedBy ? id(report.from ?? 'ITM') : null,
  ...{ how_came_to_light: 'own_check', form_version: 1, language: 'fr', in_danger: 'no', urgency: 'routine' },
  ...{ urgency_rank: 4, has_child: false, n_persons: Math.max(1, report.persons.length), version: 1 },
  sent_at: report.sentAt ?? '2021-03-05T09:00:00Z',
  state: report.redirected ? 'redirected' : 'transmitted',
  split_from: report.splitFrom ?? null,
  audience: [id(report.from ?? 'ITM'), ...(report.audience ?? []).map(id)],
});

const personRow = (person: ArrangedPerson, personId: string, place: { reportId: string; ordinal: number }) => ({
  ...{ id: personId, report_id: place.reportId, ordinal: place.ordinal, route: 'official_report' },
  ...{ age_answer: 'adult', age_band: 'unknown', sex: 'unknown', citizenships: [], languages: [] },
  ...{ forms: ['forced_labour'], still_exploited: 'not_sure', barriers: [], audience: [id('ITM')] },
  recruitment_channel: person.channel ?? null,
  same_as: person.sameAs ?? null,
});

const insert = async (client: Client, table: string, row: Record<string, unknown>): Promise<void> => {
  await client.query(
    `insert into ${table} (${Object.keys(row).join()}) select ${Object.keys(row).join()} from jsonb_populate_record(null::${table}, $1)`,
    [JSON.stringify(row)],
  );
};

const tellCall = (worker: Database, callId: string, apart: boolean): Promise<void> =>
  asProgram(worker, (tx) =>
    appendToJournal(tx, { organisationId: id('INFOTRAITE'), staffId: null, now: instant('2026-04-01T10:00:00Z') }, [
      { type: apart ? 'referrals.call_counted' : 'referrals.call_closed', subject: { kind: 'call', id: callId } },
    ]),
  );

const callArranger =
  (administrator: Client, worker: Database) =>
  async ({ kind, at, language, apart = false, open = false }: ArrangedCall): Promise<void> => {
    const [callId, by] = [newId(), newId()];
    const login = `hotline.${by.slice(-12)}`;
    await administrator.query(
      `insert into directory.staff (id, organisation_id, login, display_name) values ($1, $2, $3, 'Hotline')`,
      [by, id('INFOTRAITE'), login],
    );
    await insert(administrator, 'referrals.call', {
      ...{ id: callId, organisation_id: id('INFOTRAITE'), reference: newReference(), channel: 'phone', version: 1 },
      ...{ began_at: at, noted_at: at, noted_by: by, taken_by: by, kind, language: language ?? null, outcomes: [] },
      ...{ counts_apart: apart, closed_at: open ? null : at, closed_by: open ? null : by },
      ...{ texts_gone: false, bed_needs: [] },
    });
    if (!open) await tellCall(worker, callId, apart);
  };

const tell = (worker: Database, type: string, about: { report: string; person?: string }): Promise<void> =>
  asProgram(worker, (tx) =>
    appendToJournal(tx, { organisationId: id('SPJ'), staffId: null, now: instant('2021-04-01T10:00:00Z') }, [
      {
        type,
        subject: { kind: about.person ? 'person' : 'report', id: about.person ?? about.report },
        reportId: about.report,
        ...(about.person ? { personId: about.person } : {}),
      },
    ]),
  );

const arranger =
  (administrator: Client, worker: Database) =>
  async (report: ArrangedReport): Promise<ArrangedIds> => {
    const reportId = newId();
    await insert(administrator, 'referrals.report', reportRow(report, reportId));
    await insert(administrator, 'referrals.report_reference', {
      report_id: reportId,
      organisation_id: id(report.from ?? 'ITM'),
      code: `${randomBytes(2).toString('hex')}-${randomBytes(2).toString('hex')}`.toUpperCase(),
    });
    if (report.redirected)
      await insert(administrator, 'referrals.report_reason', {
        ...{ report_id: reportId, organisation_id: id('SPJ'), redirected_reason: report.redirected },
      });
    await tell(worker, 'referrals.report_sent', { report: reportId });
    const persons: string[] = [];
    for (const [index, person] of report.persons.entries()) {
      const personId = newId();
      persons.push(personId);
      await insert(
        administrator,
        'referrals.report_person',
        personRow(person, personId, { reportId, ordinal: index + 1 }),
      );
      if (person.detected)
        await tell(worker, 'identification.indications_found', { report: reportId, person: personId });
    }
    return { report: reportId, persons };
  };

/** Makes such a database. */
export const testCaseload = async (): Promise<TestCaseload> => {
  const database = await testDatabase();
  await installForTests(database);
  const administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  const worker = openDatabase(database.urlFor('worker'), { connections: 2 });
  const statistics = openDatabase(database.urlFor('statistics'), { connections: 2 });
  const close = async (): Promise<void> => {
    await Promise.all([administrator.end(), worker.destroy(), statistics.destroy()]);
    await database.close();
  };
  const arrange = arranger(administrator, worker);
  return { database, statistics, administrator, arrange, arrangeCall: callArranger(administrator, worker), close };
};
