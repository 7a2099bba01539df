import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Clock, instantPlus, systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { Compartment } from '../platform/sealing/index.ts';
import type { SignedContext } from '../platform/vault-client/index.ts';
import { type EmergencyWorld, emergencyWorld } from '../../test/support/emergency-world.ts';

let world: EmergencyWorld;
let shift = 0;
const clock: Clock = {
  now: () => instantPlus(systemClock.now(), shift),
  today: (zone) => systemClock.today(zone),
};
const minute = 60_000;

before(async () => {
  world = await emergencyWorld(clock);
});
after(() => world.close());

const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
const query = (text: string, ...values: readonly unknown[]) => world.vault.administrator.query(text, [...values]);
const client = () => world.vault.client();
const signed = ({ context, mac }: SignedContext) => ({ context, mac });

const ask = (as: SignedContext, caseId: string, compartments: Compartment[] = ['identity', 'contact_safe']) =>
  client().breakGlassRequest({ ...signed(as), caseId, compartments, reason: 'Canary-Reason: he waits at her door' });
const answer = (as: SignedContext, requestId: string, approve = true) =>
  client().breakGlassAnswer({ ...signed(as), requestId, approve });
const open = (as: SignedContext, requestId: string) => client().breakGlassOpen({ ...signed(as), requestId });
const reason = (as: SignedContext, requestId: string) => client().breakGlassReason({ ...signed(as), requestId });
const end = (as: SignedContext, requestId: string) => client().breakGlassEnd({ ...signed(as), requestId });

const asked = async (): Promise<{ caseId: string; personId: string; requestId: string }> => {
  const made = await world.newCase();
  return { ...made, requestId: valueOf(await ask(world.helper, made.caseId)).requestId };
};

const approved = async () => {
  const made = await asked();
  valueOf(await answer(world.officer, made.requestId));
  return made;
};

/** Lets time pass for the vault and puts it back afterwards. */
const later = async <T>(milliseconds: number, work: () => Promise<T>): Promise<T> => {
  shift += milliseconds;
  try {
    return await work();
  } finally {
    shift -= milliseconds;
  }
};

const stages = async (requestId: string, body: string): Promise<string[]> =>
  (
    await query(
      'select stage from identity.break_glass_notice where break_glass_id = $1 and organisation_id = $2 order by at, id',
      ...[requestId, body],
    )
  ).rows.map(({ stage }: { stage: string }) => stage);

const keysOf = async (personId: string): Promise<number> => {
  const found = await query(
    `select w.data_key_id from identity.data_key_wrap w join identity.data_key k on k.id = w.data_key_id
     join identity.envelope e on e.id = w.envelope_id where k.subject_id = $1 and e.basis_kind = 'break_glass'`,
    personId,
  );
  return found.rowCount ?? 0;
};

describe('an opening in an emergency', () => {
  test('needs a person of another body, and then opens for who asked alone what was asked for', async () => {
    const { requestId, personId } = await asked();
    assert.equal(codeOf(await open(world.helper, requestId)), 'not-approved');
    valueOf(await answer(world.officer, requestId));
    const opened = valueOf(await open(world.helper, requestId));
    assert.deepEqual(opened.fields, world.texts(['identity', 'contact_safe']));
    assert.equal(codeOf(await open(world.colleague, requestId)), 'not-yours');
    assert.equal(codeOf(await open(world.officer, requestId)), 'not-yours');
    for (const as of [world.helper, world.colleague])
      assert.equal(codeOf(await world.openAsUsual(as, personId)), 'no-basis', 'the usual way stays shut');
  });

  test('a single person can never do it, nor two of one body, nor one acting for the other', async () => {
    const { requestId } = await asked();
    assert.equal(codeOf(await answer(world.helper, requestId)), 'same-organisation');
    assert.equal(codeOf(await answer(world.colleague, requestId)), 'same-organisation');
    assert.equal(codeOf(await answer(world.unit, requestId)), 'same-organisation');
    await assert.rejects(
      query(
        `update identity.break_glass set answer = 'approved', answered_by = requested_by, answered_by_organisation = $2,
           answered_at = now(), ends_at = now(), review_until = now() where id = $1`,
        ...[requestId, world.police],
      ),
      /check constraint/,
    );
  });

  test('never with an administrator, whatever else she is', async () => {
    const { caseId } = await world.newCase();
    assert.equal(codeOf(await ask(world.helperWhoAdministers, caseId)), 'administrators-never');
    const { requestId } = await asked();
    assert.equal(codeOf(await answer(world.officerWhoAdministers, requestId)), 'administrators-never');
    assert.equal(codeOf(await answer(world.administrator, requestId)), 'administrators-never');
  });

  test('each has just proved who she is', async () => {
    const { caseId } = await world.newCase();
    const stale = await world.signedMinutesAgo(world.helper, 6);
    assert.equal(codeOf(await ask(stale, caseId)), 'sign-in-not-fresh');
    const { requestId } = await asked();
    assert.equal(codeOf(await answer(await world.signedMinutesAgo(world.officer, 6), requestId)), 'sign-in-not-fresh');
    valueOf(await answer(await world.signedMinutesAgo(world.officer, 4), requestId));
  });

  test('is bounded: parts of the country’s list and of one’s role, a case one’s body sees, somebody who could approve', async () => {
    const { caseId } = await world.newCase();
    assert.equal(codeOf(await ask(world.helper, caseId, ['testimony'])), 'compartment-not-allowed');
    assert.equal(codeOf(await ask(world.helper, newId())), 'unknown-case');
    assert.equal(codeOf(await ask(world.stranger, caseId)), 'unknown-case');
    assert.equal(codeOf(await ask(world.officer, caseId)), 'nobody-to-approve', 'nobody else holds it');
    valueOf(await ask(world.helper, caseId));
    assert.equal(codeOf(await ask(world.helper, caseId)), 'already-asked');
    assert.equal(codeOf(await answer(world.stranger, newId())), 'unknown-request');
  });

  test('is answered once and in time; declined, it opens nothing', async () => {
    const first = await asked();
    assert.equal(valueOf(await answer(world.officer, first.requestId, false)).endsAt, null);
    assert.equal(codeOf(await answer(world.officer, first.requestId)), 'already-answered');
    assert.equal(codeOf(await open(world.helper, first.requestId)), 'not-approved');
    const second = await asked();
    assert.equal(codeOf(await later(61 * minute, () => answer(world.officer, second.requestId))), 'request-lapsed');
  });

  test('ends by itself: by the clock at once, and its keys go', async () => {
    const { requestId, personId } = await approved();
    valueOf(await later(29 * minute, () => open(world.helper, requestId)));
    assert.equal(codeOf(await later(30 * minute, () => open(world.helper, requestId))), 'emergency-over');
    assert.equal(await keysOf(personId), 2);
    await later(30 * minute, async () => {
      await world.vault.stop();
      await world.vault.restart();
    });
    assert.equal(await keysOf(personId), 0, 'the vault sweeps at its start and every few seconds');
    assert.equal(codeOf(await open(world.helper, requestId)), 'no-basis', 'even if the clock is put back');
    assert.match(
      valueOf(await reason(world.officer, requestId)).reason,
      /Canary-Reason/,
      'the reason stays for the review',
    );
  });

  test('is ended early by who asked, or by those who approve and review', async () => {
    for (const as of [world.helper, world.officer, world.protection]) {
      const { requestId, personId } = await approved();
      assert.equal(codeOf(await end(world.stranger, requestId)), 'unknown-request');
      valueOf(await end(as, requestId));
      assert.equal(codeOf(await open(world.helper, requestId)), 'emergency-over');
      assert.equal(await keysOf(personId), 0);
      assert.equal(codeOf(await end(as, requestId)), 'emergency-over');
    }
  });

  test('what the approving body no longer holds it cannot lend, and what the person takes back ends it', async () => {
    const { requestId, personId } = await asked();
    await query(`update identity.envelope set withdrawn_at = now() where organisation_id = $1`, world.police);
    assert.equal(codeOf(await answer(world.officer, requestId)), 'no-basis');
    await query(`update identity.envelope set withdrawn_at = null where organisation_id = $1`, world.police);
    assert.equal(await keysOf(personId), 0);
    const byConsent = await world.newCaseByConsent();
    const { requestId: second } = valueOf(await ask(world.helper, byConsent.caseId));
    valueOf(await answer(world.officer, second));
    valueOf(await open(world.helper, second));
    valueOf(
      await client().withdrawConsent({
        ...{ ...signed(world.officer), consentId: byConsent.consentId, on: '2026-01-02', how: 'oral' },
      }),
    );
    assert.equal(codeOf(await open(world.helper, second)), 'no-basis');
  });

  test('the reason is read by who decides and reviews, nobody else; it stands nowhere in clear', async () => {
    const { requestId } = await asked();
    for (const as of [world.helper, world.officer, world.protection])
      assert.match(valueOf(await reason(as, requestId)).reason, /he waits at her door/);
    for (const as of [world.colleague, world.stranger, world.administrator])
      assert.notEqual(codeOf(await reason(as, requestId)), 'done');
    const rows = await query(`select row_to_json(t)::text as text from identity.sealed_field t
      union all select row_to_json(t)::text from identity.break_glass t union all select body from journal.event`);
    assert.ok(!rows.rows.some(({ text }: { text: string }) => text.includes('Canary-Reason')));
  });

  test('every step and every opening is in the journal before it takes effect, and told to the bodies concerned', async () => {
    const { requestId, personId } = await approved();
    for (let times = 0; times < 2; times += 1) valueOf(await open(world.helper, requestId));
    const lines = await world.vault.administrator.query<{ type: string; data: { bases?: string[] } }>(
      `select type, data from journal.event where subject_id = any ($1::uuid[]) order by recorded_at`,
      [[requestId, personId]],
    );
    assert.deepEqual(
      lines.rows.map(({ type }) => type),
      ['identity.emergency_requested', 'identity.emergency_approved', 'identity.opened', 'identity.opened'],
    );
    assert.deepEqual(lines.rows.at(-1)?.data.bases, [`break_glass:${requestId}`]);
    for (const body of [world.police, world.service, world.ministry])
      assert.deepEqual(await stages(requestId, body), ['requested', 'approved', 'opened', 'opened']);
    await open(world.colleague, requestId);
    const refused = await query(
      `select data from journal.event where type = 'identity.emergency-refused' and subject_id = $1`,
      requestId,
    );
    assert.deepEqual(refused.rows, [{ data: { step: 'open', refused: 'not-yours' } }]);
  });

  test('keeps to the hour’s budget', async () => {
    const { requestId } = await approved();
    const fresh = await world.again(world.helper);
    await world.spendBudget(fresh);
    assert.equal(codeOf(await open(fresh, requestId)), 'budget');
  });

  test('is asked by the staff site alone', async () => {
    for (const name of ['portal', 'worker', 'cli'])
      for (const call of ['breakGlassOpen', 'breakGlassReason', 'breakGlassEnd'] as const)
        assert.equal(
          codeOf(await world.vault.client(name)[call]({ context: '', mac: '0'.repeat(64), requestId: newId() })),
          'not-permitted',
        );
  });
});
