import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { sealForBodies } from '../platform/sealing/index.ts';
import {
  addConsent,
  insertSealed,
  stepInAs,
  type TestRole,
  type TestVault,
  testVault,
} from '../../test/support/vault.ts';

const opens = ['identity', 'reporter'];
const inspectorRole: TestRole = { code: 'inspector', opens, purposes: ['check'], opensOnly: 'own_reports' };
const unitRole: TestRole = { code: 'unit_inspector', opens, purposes: ['check'], opensOnly: 'unit_reports' };
const policeRole: TestRole = { code: 'officer', opens: ['identity'], purposes: ['check'] };

let vault: TestVault;
let itm: string;
let author: string;
let report: string;
let person: string;

const insertReport = async (sentBy: string, onBehalf: string | null): Promise<{ report: string; person: string }> => {
  const [reportId, personId] = [newId(), newId()];
  await vault.administrator.query(
    `insert into referrals.report (id, client_reference, sender_organisation_id, sent_by, on_behalf_organisation_id, intake_channel, route,
       how_came_to_light, form_version, language, in_danger, urgency, urgency_rank, has_child, n_persons, sent_at, state, audience)
     values ($1, $1, $2, $3, $4, 'online_form', 'official_report', 'own_check', 1, 'en', 'no', 'routine', 4, false, 1, now(), 'transmitted', $5)`,
    [reportId, itm, sentBy, onBehalf, [itm]],
  );
  await vault.administrator.query(
    `insert into referrals.report_person (id, report_id, ordinal, route, age_answer, age_band, sex, forms, still_exploited, audience)
     values ($1, $2, 1, 'official_report', 'adult', 'unknown', 'unknown', '{forced_labour}', 'not_sure', $3)`,
    [personId, reportId, [itm]],
  );
  return { report: reportId, person: personId };
};

/** Seals something of these subjects to the inspectorate. */
const seal = async (subjects: readonly string[], part: 'identity' | 'shelter_address' = 'identity'): Promise<void> => {
  const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [itm] }));
  const rows = await sealForBodies({
    subjects: subjects.map((subjectId) => ({ subjectId, compartments: { [part]: { familyName: 'Canary' } } })),
    recipients: keys.map((key) => ({
      ...{ ...key, publicKey: Buffer.from(key.publicKey, 'base64') },
      ...{ basis: { kind: 'recipient', code: 'report' } as const, compartments: [part] },
    })),
    vaultKey: { ...vaultKey, publicKey: Buffer.from(vaultKey.publicKey, 'base64') },
    by: author,
    at: systemClock.now(),
  });
  await insertSealed(vault.casework, await stepInAs(vault, author), rows);
};

before(async () => {
  vault = await testVault();
  itm = await vault.addOrganisation('ITM');
  author = (await vault.addStaff(itm, [inspectorRole])).id;
  ({ report, person } = await insertReport(author, null));
  await seal([report, person]);
});
after(() => vault.close());

const colleague = async (...roles: readonly TestRole[]): Promise<string> => (await vault.addStaff(itm, roles)).id;

/** What the vault answers to a member of staff: `opened`, or the code of its refusal. */
const answer = async (
  staff: string,
  subjectId: string,
  part: 'identity' | 'shelter_address' = 'identity',
): Promise<string> => {
  const { context, mac } = await stepInAs(vault, staff);
  const asked = { context, mac, subjectId, compartments: [part], purpose: 'check', reason: 'check' };
  const outcome = await vault.client().open(asked);
  return isRefusal(outcome) ? outcome.refused : 'opened';
};

describe('a role that opens only own reports', () => {
  test('opens the report its holder sent, and the person in it', async () => {
    assert.deepEqual([await answer(author, report), await answer(author, person)], ['opened', 'opened']);
  });

  test('opens nothing of a colleague’s, though it is sealed to their body; the refusal is journalled', async () => {
    const other = await colleague(inspectorRole);
    assert.deepEqual([await answer(other, report), await answer(other, person)], ['not-own-report', 'not-own-report']);
    const noted = await vault.administrator.query(
      `select type, data ->> 'refused' as refused from journal.event where actor = $1 and subject_id = $2`,
      [other, person],
    );
    assert.deepEqual(noted.rows, [{ type: 'identity.open-refused', refused: 'not-own-report' }]);
  });

  test('opens no case and nothing else that is not a report', async () => {
    const subject = newId();
    await seal([subject]);
    assert.equal(await answer(author, subject), 'not-own-report');
  });

  test('narrows nobody whose other role opens the same without it', async () =>
    assert.equal(await answer(await colleague(inspectorRole, policeRole), person), 'opened'));

  test('opens what was keyed in for the body: nobody there sent it', async () => {
    const keyed = await insertReport(newId(), itm);
    await seal([keyed.person]);
    assert.equal(await answer(await colleague(inspectorRole), keyed.person), 'opened');
  });
});

describe('who stands in for the author', () => {
  const away = (days: string, staff: string) =>
    vault.administrator.query(
      `insert into directory.absence (id, staff_id, organisation_id, from_day, to_day, stand_in_id)
       values ($1, $2, $3, current_date - 9, current_date + ${days}, $4)`,
      [newId(), author, itm, staff],
    );

  test('opens while the absence lasts, and no longer', async () => {
    const [now, before] = [await colleague(inspectorRole), await colleague(inspectorRole)];
    await away('1', now);
    await away('-2', before);
    assert.deepEqual([await answer(now, person), await answer(before, person)], ['opened', 'not-own-report']);
  });

  test('opens with a role the author lent', async () => {
    const borrower = await colleague({ code: 'clerk' });
    await vault.administrator.query(
      `insert into directory.delegation (id, organisation_id, from_staff_id, to_staff_id, role_code, from_day, to_day)
       values ($1, $2, $3, $4, 'inspector', current_date - 1, current_date + 1)`,
      [newId(), itm, author, borrower],
    );
    assert.equal(await answer(borrower, person), 'opened');
  });
});

test('a role that opens the reports of one’s unit opens those, and not another unit’s', async () => {
  const [unit, otherUnit] = [newId(), newId()];
  for (const id of [unit, otherUnit])
    await vault.administrator.query(
      `insert into directory.unit (id, organisation_id, code, names) values ($1, $2, $3, '{}')`,
      [id, itm, id.slice(-8)],
    );
  const [mate, stranger] = [await colleague(unitRole), await colleague(unitRole)];
  for (const [staff, of] of [
    [author, unit],
    [mate, unit],
    [stranger, otherUnit],
  ])
    await vault.administrator.query('update directory.staff set unit_id = $2 where id = $1', [staff, of]);
  assert.deepEqual([await answer(mate, person), await answer(stranger, person)], ['opened', 'not-own-report']);
});

describe('a role that opens a report for a time', () => {
  const timed: TestRole = { code: 'timed', opens, purposes: ['check'], opensDays: 30 };
  const sentDaysAgo = async (days: number): Promise<string> => {
    const old = await insertReport(author, null);
    await vault.administrator.query(
      'update referrals.report set sent_at = now() - make_interval(days => $2) where id = $1',
      [old.report, days],
    );
    await seal([old.person]);
    return old.person;
  };

  test('opens it until its last day, and says afterwards that the time is over', async () => {
    const staff = await colleague(timed);
    assert.deepEqual(
      [await answer(staff, await sentDaysAgo(29)), await answer(staff, await sentDaysAgo(31))],
      ['opened', 'record-too-old'],
    );
  });

  test('two roles lend each other nothing: old for the one, not her own for the other', async () => {
    const both = await colleague(timed, inspectorRole);
    const [old, young] = [await sentDaysAgo(31), await sentDaysAgo(1)];
    assert.equal(await answer(both, young), 'opened');
    assert.equal(await answer(both, old), 'record-too-old');
  });
});

test('what the directory takes away is gone at once, whatever the signed context says', async () => {
  const staff = await colleague(inspectorRole);
  const absence = newId();
  await vault.administrator.query(
    `insert into directory.absence (id, staff_id, organisation_id, from_day, to_day, stand_in_id)
     values ($1, $2, $3, current_date - 1, current_date + 1, $4)`,
    [absence, author, itm, staff],
  );
  const { context, mac } = await stepInAs(vault, staff);
  const asked = { context, mac, subjectId: person, compartments: ['identity' as const], purpose: 'check', reason: 'x' };
  valueOf(await vault.client().open(asked));
  await vault.administrator.query('update directory.absence set cancelled_at = now() where id = $1', [absence]);
  const refused = await vault.client().open(asked);
  assert.equal(isRefusal(refused) && refused.refused, 'not-own-report');
});

describe('the address of a house', () => {
  test('is opened only while somebody is to live or lives there by a placement of the body; each refusal is journalled', async () => {
    const keeper = await colleague({ code: 'keeper', opens: ['shelter_address'], purposes: ['check'] });
    const [house, bed, placement] = [newId(), newId(), newId()];
    await vault.administrator.query(
      `insert into accommodation.house (id, organisation_id, code, kind, area, takes, turnaround_days, opened_on, created_by, created_at)
       values ($1, $2, 'KESTREL', 'dedicated', 'mersch', '{women}', 0, '2026-01-01', $1, now())`,
      [house, itm],
    );
    await vault.administrator.query(
      `insert into accommodation.bed (id, house_id, organisation_id, room, code, in_service_from) values ($1, $2, $3, '1', 'A', '2026-01-01')`,
      [bed, house, itm],
    );
    await seal([house], 'shelter_address');
    const asked = () => answer(keeper, house, 'shelter_address');
    assert.equal(await asked(), 'no-placement');
    await vault.administrator.query(
      `insert into accommodation.placement (id, reference, support_organisation_id, audience, state, house_id, bed_id, needed_from, nights,
         persons, children, sex, minor, requested_by, requested_at)
       values ($1, '1111-1111', $2, array[$2::uuid], 'offered', $3, $4, '2026-01-02', 3, 1, 0, 'female', 'no', $1, now())`,
      [placement, itm, house, bed],
    );
    assert.equal(await asked(), 'opened');
    await vault.administrator.query(
      "update accommodation.placement set state = 'left', left_on = '2026-01-03', move_on = 'family' where id = $1",
      [placement],
    );
    assert.equal(await asked(), 'no-placement');
    const noted = await vault.administrator.query<{ type: string }>(
      'select type from journal.event where actor = $1 and subject_id = $2 order by seq',
      [keeper, house],
    );
    assert.deepEqual(
      noted.rows.map(({ type }) => type),
      ['identity.open-refused', 'identity.opened', 'identity.open-refused'],
    );
  });
});

describe('what was sent with a referral', () => {
  const recipient: TestRole = { code: 'recipient', opens: ['identity'], purposes: ['check'], opensOnly: 'packets' };

  const sendPacket = async (): Promise<string> => {
    const [packet, caseId, clinic] = [newId(), newId(), await vault.addOrganisation(`CLINIC-${newId().slice(-8)}`)];
    const sent = await insertReport(author, null);
    await vault.administrator.query(
      'insert into cases.case_file (id, person_id, report_id, lead_organisation_id, opened_at, audience) values ($1, $2, $3, $4, now(), array[$4::uuid])',
      [caseId, sent.person, sent.report, itm],
    );
    const said = { personId: sent.person, caseId, organisations: [itm], by: itm };
    const consent = await addConsent(vault.administrator, said);
    await vault.administrator.query(
      `insert into assistance.packet (id, case_id, person_id, from_organisation_id, to_organisation_id, audience, reference, purpose, urgency,
         facts, compartments, consent_id, sent_by, sent_at, answer_by, expires_on)
       values ($1, $2, $3, $4, $5, array[$4::uuid, $5::uuid], '1111-1111', 'health_care', 'soon', '{name}', '{identity}', $6, $7,
         now() - interval '1 hour', now() + interval '1 hour', current_date + 3)`,
      [packet, caseId, sent.person, clinic, itm, consent, author],
    );
    await seal([packet]);
    return packet;
  };
  const set = (packet: string, change: string) =>
    vault.administrator.query(`update assistance.packet set ${change} where id = $1`, [packet]);

  test('opens for the body that accepted it, until its last day, and for nobody before or after', async () => {
    const packet = await sendPacket();
    const staff = await colleague(recipient);
    assert.equal(await answer(staff, packet), 'not-own-report');
    const wide = await colleague({ code: 'wide', opens: ['identity'], purposes: ['check'] });
    assert.equal(await answer(wide, packet), 'packet-closed');
    await set(packet, `state = 'accepted', answered_by = '${staff}', answered_at = now()`);
    assert.deepEqual([await answer(staff, packet), await answer(wide, packet)], ['opened', 'opened']);
    await set(packet, 'expires_on = current_date - 1');
    assert.equal(await answer(wide, packet), 'packet-closed');
    const done = `state = 'done', outcome = 'helped', ended_by = '${staff}', ended_at = now()`;
    await set(packet, `expires_on = current_date + 3, ${done}`);
    assert.deepEqual([await answer(staff, packet), await answer(wide, packet)], ['not-own-report', 'packet-closed']);
    assert.deepEqual([await answer(staff, report), await answer(staff, person)], ['not-own-report', 'not-own-report']);
  });
});

describe('what a role lists', () => {
  const reading = { permits: ['referrals.read-own'], purposes: [] };
  const seen = async (staffId: string): Promise<unknown> =>
    (JSON.parse((await stepInAs(vault, staffId)).context) as { sees?: unknown }).sees;

  test('is signed role by role where one is narrowed, with whose hands count; a role in force everywhere says nothing', async () => {
    const whole = { code: 'lists_all', ...reading };
    const station = { code: 'lists_unit', ...reading, seesOnly: 'unit' as const, seesDays: 30 };
    const free = await vault.addStaff(itm, [whole]);
    const both = await vault.addStaff(itm, [whole, station]);
    assert.equal(await seen(free.id), undefined);
    assert.deepEqual(await seen(both.id), {
      roles: [
        { permits: reading.permits, scope: 'all', days: null },
        { permits: reading.permits, scope: 'unit', days: 30 },
      ],
      ...{ own: [both.id], unit: [] },
    });
  });
});
