import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AssistWorld, assistWorld } from '../../../../test/support/assist-world.ts';
import { agreed, type CaseWorld, codeOf } from '../../../../test/support/case-world.ts';
import { addDays, fixedClock, instantPlus, type PlainDate, systemClock } from '../../../platform/clock.ts';
import { openDatabase } from '../../../platform/database/index.ts';
import { isRefusal, valueOf } from '../../../platform/outcome.ts';
import type { VaultClient, VaultRequest } from '../../../platform/vault-client/index.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { loadCase, personOfCase } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { recordConsent, sealFor } from '../../identity/index.ts';
import {
  handedOn,
  answerPacket,
  countPacketsWaiting,
  endRunOutPackets,
  openPacket,
  type PacketInput,
  readCasePackets,
  readPacket,
  readPackets,
  reportPacket,
  sendPacket,
  takePacketBack,
} from './index.ts';

let assist: AssistWorld;
let world: CaseWorld;
let today: PlainDate;
let hospital: Viewer;
before(async () => {
  assist = await assistWorld();
  world = assist.world;
  today = assist.today;
  hospital = await world.viewer('packet_recipient', 'HOSP');
});
after(() => world.close());

const written = {
  identity: {
    given_name: 'Canary-Ilinca',
    family_name: 'Canary-Dragomir',
    born: '1999-04-12',
    birth_place: 'Canaryville',
  },
  contact_safe: { can_be_contacted: 'true', 'channels.0.channel_value': 'Canary+352621' },
};
const asked: VaultRequest<'open'>[] = [];
/** Opens what stands under a person, as the vault would. */
const vault = {
  open: async (request: VaultRequest<'open'>) => {
    asked.push(request);
    return { fields: Object.fromEntries(request.compartments.map((part) => [part, written[part as 'identity']])) };
  },
} as unknown as VaultClient;

/** A person in care about whom something is written. */
const known = async (): Promise<string> => {
  const caseId = await assist.inNeeds();
  await assist.asService(async (scene) => {
    const file = await loadCase(scene, caseId);
    const basis = { kind: 'law', code: 'OWN-RECORD' } as const;
    const parts = ['identity', 'contact_safe'] as const;
    await sealFor(
      scene,
      [{ subjectId: file?.personId ?? '', compartments: written }],
      [{ organisationId: scene.viewer.organisationId, basis, compartments: parts }],
    );
  });
  return caseId;
};

const agree = (caseId: string, parts: readonly string[], body = 'HOSP') =>
  assist.asService(async (scene) => {
    const person = await personOfCase(scene, caseId);
    if (person === null) throw new Error('no such case');
    const answer = agreed(world.profile, { kind: 'onward', chosen_body: body, agreed_parts: parts });
    return recordConsent(scene, person, answer);
  });

const input = (more: Partial<PacketInput> = {}): PacketInput => ({
  ...{ packet_to: 'HOSP', packet_facts: ['name', 'birth'], packet_urgency: 'soon', packet_until: addDays(today, 14) },
  ...more,
});
const send = (caseId: string, more: Partial<PacketInput> = {}, purpose = 'health_care') =>
  assist.asService((scene) => sendPacket(scene, vault, { caseId, purpose }, input(more)));
const sent = async (): Promise<{ caseId: string; packetId: string }> => {
  const caseId = await known();
  valueOf(await agree(caseId, ['identity']));
  return valueOf(await send(caseId));
};
const answer = (packetId: string, packet_accepted: boolean, packet_declined?: string) =>
  world.as(hospital, (scene) => answerPacket(scene, { packetId, version: null }, { packet_accepted, packet_declined }));

describe('a referral between services', () => {
  test('holds the chosen facts and nothing else, sealed to the one body on her consent to it', async () => {
    const caseId = await known();
    const consent = valueOf(await agree(caseId, ['identity']));
    const { packetId } = valueOf(await send(caseId));
    const rows = await world.administrator.query<Record<string, string>>(
      `select f.field, k.compartment, e.basis_kind as basis, e.basis_code as code, o.code as body
       from identity.data_key k join identity.sealed_field f on f.data_key_id = k.id
       join identity.data_key_wrap w on w.data_key_id = k.id join identity.envelope e on e.id = w.envelope_id
       left join directory.organisation o on o.id = e.organisation_id where k.subject_id = $1 and o.id is not null order by f.field`,
      [packetId],
    );
    const on = { compartment: 'identity', basis: 'consent', code: consent.consentId, body: 'HOSP' };
    assert.deepEqual(rows.rows, [
      { field: 'born', ...on },
      { field: 'family_name', ...on },
      { field: 'given_name', ...on },
    ]);
    const last = asked.at(-1);
    assert.deepEqual([last?.compartments, last?.purpose], [['identity'], 'support']);
    const clear = await world.administrator.query('select * from assistance.packet where id = $1', [packetId]);
    assert.ok(!JSON.stringify(clear.rows).includes('Canary'));
  });

  test('needs her consent to this very body for these parts; every other thing that is wrong is said at its field', async () => {
    const caseId = await known();
    const refused = async (more: Partial<PacketInput> = {}, purpose = 'health_care') => {
      const outcome = await send(caseId, more, purpose);
      return isRefusal(outcome) ? [outcome.refused, outcome.field] : 'sent';
    };
    assert.deepEqual(await refused(), ['consent_to_body_needed', 'packet_to']);
    valueOf(await agree(caseId, ['identity'], 'MSF'));
    assert.deepEqual(await refused(), ['consent_to_body_needed', 'packet_to']);
    valueOf(await agree(caseId, ['identity']));
    assert.deepEqual(await refused({ packet_facts: ['name', 'safe_contact'] }), [
      'consent_to_body_needed',
      'packet_to',
    ]);
    assert.deepEqual(await refused({ packet_to: 'ASTI' }), ['body_not_for_purpose', 'packet_to']);
    assert.deepEqual(await refused({ packet_facts: ['papers'] }), ['fact_not_for_purpose', 'packet_facts']);
    assert.deepEqual(await refused({ packet_facts: ['special_needs'] }), ['nothing_to_send', 'packet_facts']);
    assert.deepEqual(await refused({ packet_until: today }), ['last_day_unclear', 'packet_until']);
    assert.deepEqual(await refused({ packet_until: addDays(today, 91) }), ['last_day_unclear', 'packet_until']);
    assert.equal(
      codeOf(
        await world.as(hospital, (scene) => sendPacket(scene, vault, { caseId, purpose: 'health_care' }, input())),
      ),
      'may_not_refer',
    );
    assert.equal(await refused(), 'sent');
    assert.deepEqual(await refused(), ['already_sent', 'packet_to']);
  });

  test('is sent by the police as well, for what the profile lets it and with what it holds itself; the service sees none of it', async () => {
    const caseId = await known();
    const asPolice = <T>(work: Parameters<typeof world.as<T>>[1]) => world.as(world.police, work);
    await asPolice(async (scene) => {
      const file = await loadCase(scene, caseId);
      const basis = { kind: 'law', code: 'OWN-RECORD' } as const;
      await sealFor(
        scene,
        [{ subjectId: file?.personId ?? '', compartments: { identity: written.identity } }],
        [{ organisationId: scene.viewer.organisationId, basis, compartments: ['identity'] }],
      );
    });
    const sends = (purpose: string, more: Partial<PacketInput> = {}) =>
      asPolice((scene) => sendPacket(scene, vault, { caseId, purpose }, input(more)));
    assert.equal(codeOf(await sends('lodging', { packet_to: 'CARITAS', packet_facts: ['name'] })), 'not_found');
    assert.equal(codeOf(await sends('health_care')), 'consent_to_body_needed');
    const answer = agreed(world.profile, { kind: 'onward', chosen_body: 'HOSP', agreed_parts: ['identity'] });
    await asPolice(async (scene) => {
      const person = await personOfCase(scene, caseId);
      assert.ok(person);
      return valueOf(await recordConsent(scene, person, answer));
    });
    const { packetId } = valueOf(await sends('health_care'));
    assert.equal(asked.at(-1)?.purpose, 'help_with_rights');
    const seen = valueOf(await asPolice((scene) => readPacket(scene, packetId)));
    assert.deepEqual([seen.side, seen.packet.fromOrganisationId], ['sender', idOfBody(world.profile, 'SPJ')]);
    const { packets, purposes } = valueOf(await asPolice((scene) => readCasePackets(scene, caseId)));
    assert.deepEqual(
      [packets.map(({ id }) => id), purposes.map(({ id }) => id)],
      [[packetId], ['health_care', 'rights_and_papers']],
    );
    assert.equal(codeOf(await assist.asService((scene) => readPacket(scene, packetId))), 'not_found');
    valueOf(
      await world.as(hospital, (scene) => answerPacket(scene, { packetId, version: null }, { packet_accepted: true })),
    );
    const took = await asPolice((scene) => takePacketBack(scene, { packetId, version: null }));
    assert.equal(codeOf(took), 'already_answered');
  });

  test('nobody is asked about a body that is not offered, nor about none', async () => {
    const caseId = await known();
    assert.equal(codeOf(await agree(caseId, ['identity'], 'SPJ')), 'body_not_asked_for');
    assert.equal(codeOf(await agree(caseId, ['identity'], '')), 'body_not_asked_for');
  });

  test('is accepted, opened, and its outcome told; each step is the one side’s alone', async () => {
    const { caseId, packetId } = await sent();
    assert.ok(((await world.as(hospital, countPacketsWaiting)) ?? 0) > 0);
    assert.equal(codeOf(await world.as(hospital, (scene) => openPacket(scene, vault, packetId))), 'not_accepted');
    assert.equal(
      codeOf(await world.as(hospital, (scene) => reportPacket(scene, { packetId, version: null }, 'helped'))),
      'not_accepted',
    );
    assert.equal(
      codeOf(
        await assist.asService((scene) => answerPacket(scene, { packetId, version: null }, { packet_accepted: true })),
      ),
      'not_your_packet',
    );
    valueOf(await answer(packetId, true));
    assert.equal(codeOf(await answer(packetId, false, 'no_capacity')), 'already_answered');
    assert.equal(codeOf(await assist.asService((scene) => openPacket(scene, vault, packetId))), 'not_your_packet');
    valueOf(await world.as(hospital, (scene) => openPacket(scene, vault, packetId)));
    assert.deepEqual([asked.at(-1)?.subjectId, asked.at(-1)?.purpose], [packetId, 'receive_referral']);
    const told = await world.acting(hospital, (scene) => reportPacket(scene, { packetId, version: null }, 'helped'));
    assert.deepEqual(
      told.events.map(({ type, audience, data }) => [type, audience, data]),
      [
        [
          'assistance.packet_reported',
          [idOfBody(world.profile, 'INFOTRAITE')],
          { packet_for: 'health_care', packet_outcome: 'helped' },
        ],
      ],
    );
    const [packet] = valueOf(await assist.asService((scene) => readCasePackets(scene, caseId))).packets;
    assert.deepEqual([packet?.state, packet?.outcome], ['done', 'helped']);
  });

  test('is declined with a reason, or taken back while nobody answered', async () => {
    const first = await sent();
    assert.equal(codeOf(await answer(first.packetId, false)), 'reason_needed');
    valueOf(await answer(first.packetId, false, 'no_capacity'));
    const second = await sent();
    assert.equal(
      codeOf(await world.as(hospital, (scene) => takePacketBack(scene, { packetId: second.packetId, version: null }))),
      'may_not_refer',
    );
    valueOf(await assist.asService((scene) => takePacketBack(scene, { packetId: second.packetId, version: null })));
    assert.equal(codeOf(await answer(second.packetId, true)), 'already_answered');
    const stale = await sent();
    assert.equal(
      codeOf(
        await world.as(hospital, (scene) =>
          answerPacket(scene, { packetId: stale.packetId, version: '9' }, { packet_accepted: true }),
        ),
      ),
      'changed_meanwhile',
    );
  });

  test('whose answer is overdue waits at who sent it; after the last day it ends by itself and opens nothing', async () => {
    const { packetId } = await sent();
    const before = (await assist.asService(countPacketsWaiting)) ?? 0;
    const late = fixedClock(instantPlus(systemClock.now(), 73 * 60 * 60 * 1000));
    const overdue = await assist.asService((scene) => countPacketsWaiting({ ...scene, clock: late }));
    assert.ok((overdue ?? 0) > before);
    const database = openDatabase(world.database.urlFor('worker'));
    const over = fixedClock(instantPlus(systemClock.now(), 16 * 24 * 60 * 60 * 1000));
    const tools = { database, profile: world.profile, clock: over };
    assert.ok((await endRunOutPackets(tools)) > 0);
    assert.equal(await endRunOutPackets(tools), 0);
    await database.destroy();
    const { packet } = valueOf(await world.as(hospital, (scene) => readPacket(scene, packetId)));
    assert.equal(packet.state, 'expired');
    assert.equal(codeOf(await answer(packetId, true)), 'already_answered');
  });

  test('ends with the consent it rests on', async () => {
    const { packetId } = await sent();
    valueOf(await answer(packetId, true));
    await world.administrator.query(
      `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral'
       where id = (select consent_id from assistance.packet where id = $1)`,
      [packetId],
    );
    const { packet } = valueOf(await world.as(hospital, (scene) => readPacket(scene, packetId)));
    assert.equal(packet.state, 'withdrawn');
    assert.equal(codeOf(await world.as(hospital, (scene) => openPacket(scene, vault, packetId))), 'not_accepted');
  });

  test('is seen by the two bodies alone, and goes with the person', async () => {
    const { packetId, caseId } = await sent();
    const other = await world.viewer('packet_recipient', 'MSF');
    assert.equal(codeOf(await world.as(other, (scene) => readPacket(scene, packetId))), 'not_found');
    const prosecutor = await world.viewer('prosecutor');
    assert.equal(codeOf(await world.as(prosecutor, (scene) => readPackets(scene, 1))), 'may_not_receive');
    const handed = await assist.asService((scene) => handedOn(scene, caseId));
    assert.deepEqual(
      handed.map(({ organisationId, parts, isOutside }) => [organisationId, parts, isOutside]),
      [[hospital.organisationId, ['identity'], false]],
    );
    assert.deepEqual(await world.as(world.police, (scene) => handedOn(scene, caseId)), []);
    const subjects = await world.administrator.query<{ subject_id: string }>(
      'select subject_id from identity.subjects_of((select person_id from cases.case_file where id = $1))',
      [caseId],
    );
    assert.ok(subjects.rows.some((row) => row.subject_id === packetId));
  });
});
