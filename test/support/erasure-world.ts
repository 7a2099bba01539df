import { randomBytes } from 'node:crypto';
import { systemClock } from '../../src/platform/clock.ts';
import { newId } from '../../src/platform/ids.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import { type Compartment, sealForBodies } from '../../src/platform/sealing/index.ts';
import type { SignedContext, VaultOutcome } from '../../src/platform/vault-client/index.ts';
import { type SealedWorld, sealedWorld, texts } from './sealed-world.ts';
import { addLaw } from './laws.ts';
import { insertSealed, stepInAs, type TestRole, type TestVault } from './vault.ts';

/** A person of a case, with the report it came in by. */
export type Erasable = { readonly personId: string; readonly caseId: string; readonly reportId: string };

/** What a request says beside its person. */
type Asked = { readonly askedBy?: 'person' | 'schedule' };

/** A world in which a body can be asked to erase what it holds. */
export type ErasureWorld = SealedWorld & {
  readonly requester: SignedContext;
  readonly approver: SignedContext;
  readonly administrator: SignedContext;
  /** Approves erasures in another body. */
  readonly stranger: SignedContext;
  /** A person with identity, contact, testimony, a note on the case, a document and a label. */
  readonly person: (reportId?: string) => Promise<Erasable>;
  readonly twoOfOneReport: () => Promise<readonly [Erasable, Erasable]>;
  readonly request: (person: Erasable, asked?: Asked) => Promise<string>;
  readonly erase: (as: SignedContext, requestId: string) => Promise<VaultOutcome<'eraseSubject'>>;
  /** Lets the service open the identity, by consent or (as an envelope that stands beside) by law. */
  readonly give: (person: Erasable, basis: 'consent' | 'law') => Promise<void>;
  /** Holds back; gives how to lift it. */
  readonly hold: (person: Erasable, body: string) => Promise<() => Promise<void>>;
  /** Restricts at the police; gives how to lift it. */
  readonly restrict: (person: Erasable, purposes: readonly string[]) => Promise<() => Promise<void>>;
  /** How many rows of each table speak of a person. */
  readonly rowsOf: (person: Erasable) => Promise<Record<string, number>>;
  readonly eraseKeyOf: (subjectId: string) => Promise<string>;
  /** Every column of bytes, in whatever table, of a row that names the person, the case or a key of theirs. */
  readonly scan: (person: Erasable) => Promise<readonly string[]>;
};

/** Every text that is sealed about a person here. */
export const allTexts = [...Object.values(texts).flatMap((fields) => Object.values(fields)), 'Canary note'];

const answers: TestRole = { code: 'dpo', permits: ['identity.answer-request'] };
const roles = {
  requester: { code: 'taker', permits: ['identity.take-request', 'identity.answer-request'] },
  approver: answers,
  administrator: { code: 'admin', permits: ['directory.administer', 'identity.answer-request'] },
} as const satisfies Readonly<Record<string, TestRole>>;

const counts = `
with s as (select unnest($1::uuid[]) as id)
select (select count(*) from identity.data_key k join s on s.id = k.subject_id) as data_key,
  (select count(*) from identity.sealed_field f join s on s.id = f.subject_id) as sealed_field,
  (select count(*) from identity.data_key_wrap w join identity.data_key k on k.id = w.data_key_id join s on s.id = k.subject_id) as data_key_wrap,
  (select count(*) from identity.erase_key_inbox i join s on s.id = i.subject_id) as erase_key_inbox,
  (select count(*) from identity.envelope e where e.id = any ($2::uuid[])) as envelope,
  (select count(*) from cases.document d join s on s.id = d.case_id) as document,
  (select count(*) from cases.case_reference r join s on s.id = r.case_id where r.own_label is not null) as label`;

type Column = string | number | null | Buffer | readonly string[];
type Rows = readonly Readonly<Record<string, unknown>>[];

/** The sealed world with ways to ask its database and to let somebody in. */
type Hands = SealedWorld & {
  readonly query: (text: string, ...values: readonly Column[]) => Promise<Rows>;
  readonly join: (body: string, role: TestRole) => Promise<{ readonly id: string; readonly context: SignedContext }>;
  readonly officerId: string;
};

const handsOf = (world: SealedWorld): Hands => ({
  ...world,
  query: async (text, ...values) => (await world.vault.administrator.query(text, [...values])).rows as Rows,
  join: async (body, role) => {
    const { id } = await world.vault.addStaff(body, [role]);
    return { id, context: await stepInAs(world.vault, id) };
  },
  officerId: (JSON.parse(world.officer.context) as { staff: string }).staff,
});

const newCode = (): string =>
  randomBytes(4)
    .toString('hex')
    .toUpperCase()
    .replace(/^(.{4})/, '$1-');

type Texts = Partial<Record<Compartment, Record<string, string>>>;

const sealMore = async ({ vault, police, officer, officerId }: Hands, subjectId: string, fields: Texts) => {
  const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [police] }));
  const compartments = Object.keys(fields) as Compartment[];
  const basis = { kind: 'recipient', code: 'report' } as const;
  const rows = await sealForBodies({
    subjects: [{ subjectId, compartments: fields }],
    recipients: keys.map((key) => ({ ...key, publicKey: Buffer.from(key.publicKey, 'base64'), basis, compartments })),
    vaultKey: { ...vaultKey, publicKey: Buffer.from(vaultKey.publicKey, 'base64') },
    by: officerId,
    at: systemClock.now(),
  });
  await insertSealed(vault.casework, officer, rows);
};

const insertReport = ({ query, police }: Hands, reportId: string): Promise<Rows> =>
  query(
    `insert into referrals.report (id, client_reference, sender_organisation_id, intake_channel, route, how_came_to_light, form_version,
       language, in_danger, urgency, urgency_rank, has_child, n_persons, sent_at, state, audience)
     values ($1, $1, $2, 'online_form', 'official_report', 'own_check', 1, 'en', 'no', 'routine', 4, false, 1, now(), 'acknowledged', $3)
     on conflict do nothing`,
    ...[reportId, police, [police]],
  );

const insertPerson = ({ query, police }: Hands, { personId, reportId }: Erasable): Promise<Rows> =>
  query(
    `insert into referrals.report_person (id, report_id, ordinal, route, age_answer, age_band, sex, forms, still_exploited, audience)
     values ($1, $2, (select count(*) + 1 from referrals.report_person where report_id = $2), 'official_report', 'adult', 'unknown',
       'unknown', '{forced_labour}', 'not_sure', $3)`,
    ...[personId, reportId, [police]],
  );

const insertCase = async ({ query, police, officerId }: Hands, { personId, caseId, reportId }: Erasable) => {
  await query(
    `insert into cases.case_file (id, person_id, report_id, lead_organisation_id, victim_status, opened_at)
     values ($1, $2, $3, $4, 'declined', now())`,
    ...[caseId, personId, reportId, police],
  );
  await query(
    `insert into cases.case_reference (case_id, organisation_id, code, own_label, own_label_token) values ($1, $2, $3, $4, $4)`,
    ...[caseId, police, newCode(), Buffer.alloc(32, 5)],
  );
  await query(
    `insert into cases.document (id, case_id, organisation_id, kind, media_type, size, sealed, hash, added_by, added_at)
     values ($1, $2, $3, 'letter', 'text/plain', 5, $4, $4, $5, now())`,
    ...[newId(), caseId, police, Buffer.alloc(32, 6), officerId],
  );
};

const makePerson = async (hands: Hands, reportId: string): Promise<Erasable> => {
  const made = { personId: newId(), caseId: newId(), reportId };
  await insertReport(hands, reportId);
  await insertPerson(hands, made);
  await insertCase(hands, made);
  await hands.sealPerson(undefined, made.personId);
  await sealMore(hands, made.caseId, { notes: { note: 'Canary note' } });
  return made;
};

type Row = Readonly<Record<string, unknown>>;

const insertRequest = async ({ query, police }: Hands, by: string, one: Erasable, more: Row): Promise<string> => {
  const id = newId();
  const row = {
    ...{ id, person_id: one.personId, case_id: one.caseId, organisation_id: police, reference: newCode() },
    ...{ asked_by: 'person', proof: 'known_to_worker', received_on: '2026-01-02', due_on: '2026-02-02' },
    ...{ recorded_by: by, recorded_at: systemClock.now(), version: 1, parts: [], purposes: [], kept_by: [], ...more },
  };
  await query(
    `insert into identity.rights_request (${Object.keys(row).join()})
     select ${Object.keys(row).join()} from jsonb_populate_record(null::identity.rights_request, $1)`,
    JSON.stringify(row),
  );
  return id;
};

/** The same body holds it on a law too: shared by whoever may carry out what the law foresees. */
const shareByLaw = async ({ join, vault, police, service }: Hands, subjectId: string): Promise<void> => {
  const role = { code: 'carrier', opens: ['identity'], permits: ['identification.notify-minister'] };
  const { context, mac } = (await join(police, role)).context;
  const basis = { kind: 'law', code: 'CODEX-1' } as const;
  const compartments: Compartment[] = ['identity'];
  valueOf(await vault.client().share({ context, mac, subjectId, toOrganisationId: service, compartments, basis }));
};

const holding =
  ({ query }: Hands, by: string): ErasureWorld['hold'] =>
  async (one, body) => {
    const id = newId();
    await query(
      `insert into identity.legal_hold (id, person_id, case_id, organisation_id, reference, ground, set_by, set_at)
       values ($1, $2, $3, $4, $5, 'court_order', $6, now())`,
      ...[id, one.personId, one.caseId, body, newCode(), by],
    );
    return async () => {
      await query('update identity.legal_hold set lifted_at = now(), lifted_by = $2 where id = $1', id, by);
    };
  };

const peopleOf = async ({ join, police, service }: Hands) => {
  const requester = await join(police, roles.requester);
  return {
    requesterId: requester.id,
    requester: requester.context,
    approver: (await join(police, roles.approver)).context,
    administrator: (await join(police, roles.administrator)).context,
    stranger: (await join(service, roles.approver)).context,
  };
};

type Asking = Pick<ErasureWorld, 'request' | 'erase' | 'hold' | 'restrict' | 'give'>;

const askingOf = (hands: Hands, by: string): Asking => ({
  request: (one, { askedBy = 'person' } = {}) =>
    insertRequest(hands, by, one, {
      ...{ kind: 'erasure', state: 'received', asked_by: askedBy },
      proof: askedBy === 'person' ? 'known_to_worker' : null,
    }),
  erase: ({ context, mac }, requestId) => hands.vault.client().eraseSubject({ context, mac, requestId }),
  hold: holding(hands, by),
  restrict: async (one, purposes) => {
    const id = await insertRequest(hands, by, one, { kind: 'restriction', state: 'in_force', purposes });
    return async () => {
      await hands.query(`update identity.rights_request set state = 'lifted', decided_at = now() where id = $1`, id);
    };
  },
  give: async (one, basis) => {
    const consent = await hands.agree(one.personId);
    valueOf(await hands.share(one.personId, consent, { compartments: ['identity'] }));
    if (basis === 'law') await shareByLaw(hands, one.personId);
  },
});

const envelopesOf = async ({ query }: Hands, { personId, caseId }: Erasable): Promise<readonly string[]> =>
  (
    await query(
      `select distinct w.envelope_id as id from identity.data_key_wrap w join identity.data_key k on k.id = w.data_key_id
       where k.subject_id in ($1, $2)`,
      ...[personId, caseId],
    )
  ).map(({ id }) => String(id));

const scanned = `
select c.table_schema || '.' || c.table_name as name, c.column_name as bytes,
  array(select i.column_name::text from information_schema.columns i where i.table_schema = c.table_schema and i.table_name = c.table_name
    and i.udt_name = 'uuid') as ids
from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
where c.udt_name = 'bytea' and t.table_type = 'BASE TABLE'
  and c.table_schema in ('identity', 'cases', 'referrals', 'identification', 'linkage', 'matching') order by 1, 2`;

/** Signatures and public keys prove an erasure; they are nobody's text. */
const proofs = ['identity.rights_request'];

const scanning =
  ({ query }: Hands): ErasureWorld['scan'] =>
  async ({ personId, caseId }) => {
    const keys = 'select id from identity.data_key where subject_id in ($1, $2)';
    const ids = [personId, caseId, ...(await query(keys, personId, caseId)).map(({ id }) => String(id))];
    const found: string[] = [];
    for (const { name, bytes, ids: columns } of await query(scanned)) {
      const names = columns as readonly string[];
      if (proofs.includes(String(name)) || names.length === 0) continue;
      const where = names.map((column) => `${column} = any ($1::uuid[])`).join(' or ');
      const rows = await query(`select 1 from ${String(name)} where ${String(bytes)} is not null and (${where})`, ids);
      if (rows.length > 0) found.push(`${String(name)}.${String(bytes)}`);
    }
    return found;
  };

/** Makes such a world, around a vault that is there if one is given. */
export const erasureWorld = async (given?: TestVault): Promise<ErasureWorld> => {
  const hands = handsOf(await sealedWorld(given));
  const { requesterId, ...people } = await peopleOf(hands);
  const envelopes = new Map<string, readonly string[]>();
  await addLaw(hands.vault, { id: 'CODEX-1', purposes: ['assistance'] });
  const person: ErasureWorld['person'] = async (reportId = newId()) => {
    const made = await makePerson(hands, reportId);
    envelopes.set(made.personId, await envelopesOf(hands, made));
    return made;
  };
  return {
    ...hands,
    ...people,
    ...askingOf(hands, requesterId),
    person,
    twoOfOneReport: async () => {
      const reportId = newId();
      await sealMore(hands, reportId, { testimony: { story: 'Canary note' } });
      return [await person(reportId), await person(reportId)];
    },
    rowsOf: async ({ personId, caseId }) => {
      const [row] = await hands.query(counts, [personId, caseId], envelopes.get(personId) ?? []);
      return Object.fromEntries(Object.entries(row ?? {}).map(([table, rows]) => [table, Number(rows)]));
    },
    scan: scanning(hands),
    eraseKeyOf: async (subjectId) => {
      const key = 'select erase_key_id as id from identity.data_key where subject_id = $1 limit 1';
      return String((await hands.query(key, subjectId))[0]?.['id']);
    },
  };
};
