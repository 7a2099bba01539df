import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AssistWorld, assistWorld } from '../../../../test/support/assist-world.ts';
import { agreed, type CaseWorld, codeOf } from '../../../../test/support/case-world.ts';
import { sealingVault } from '../../../../test/support/laws.ts';
import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { isRefusal, valueOf } from '../../../platform/outcome.ts';
import { newWrappingKeyPair } from '../../../platform/sealing/hpke.ts';
import { fingerprintOf } from '../../../platform/sealing/packet.ts';
import type { VaultRequest } from '../../../platform/vault-client/index.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { loadCase, personOfCase } from '../../cases/index.ts';
import { recordConsent, sealFor } from '../../identity/index.ts';
import {
  handedOn,
  confirmRecipientKey,
  enterRecipientKey,
  makeSealedPacket,
  noteTold,
  readCaseSealed,
  readSealedPacket,
  revokeRecipientKey,
  type SealedPacketInput,
  type ToldInput,
} from './index.ts';

let assist: AssistWorld;
let world: CaseWorld;
let today: PlainDate;
let second: Viewer;
before(async () => {
  assist = await assistWorld();
  world = assist.world;
  today = assist.today;
  second = await world.viewer('coteh_worker');
});
after(() => world.close());

const pair = newWrappingKeyPair();
const asked: VaultRequest<'sealPacket'>[] = [];
const vault = sealingVault({
  sealPacket: async (request: VaultRequest<'sealPacket'>) => {
    asked.push(request);
    return { packet: '{"packet":"sealed"}' };
  },
});

const enter = (key_of: string, public_key = pair.publicKey.toString('base64')) =>
  assist.asService((scene) => enterRecipientKey(scene, vault, { key_of, public_key }));
const confirm = (viewer: Viewer, keyId: string, digits = fingerprintOf(pair.publicKey)) =>
  world.as(viewer, (scene) => confirmRecipientKey(scene, vault, { keyId, digits }));

const known = async (): Promise<string> => {
  const caseId = await assist.inNeeds();
  await assist.asService(async (scene) => {
    const file = await loadCase(scene, caseId);
    const basis = { kind: 'law', code: 'OWN-RECORD' } as const;
    await sealFor(
      scene,
      [{ subjectId: file?.personId ?? '', compartments: { identity: { full_name: 'Canary' } } }],
      [{ organisationId: scene.viewer.organisationId, basis, compartments: ['identity'] }],
    );
  });
  return caseId;
};
const agree = (caseId: string, chosen_body: string) =>
  assist.asService(async (scene) => {
    const person = await personOfCase(scene, caseId);
    if (person === null) throw new Error('no such case');
    const answer = { kind: 'onward_abroad', chosen_body, agreed_parts: ['identity'] };
    return recordConsent(scene, person, agreed(world.profile, answer));
  });
const make = (caseId: string, more: Partial<SealedPacketInput> = {}) =>
  assist.asService((scene) =>
    makeSealedPacket(scene, vault, caseId, {
      ...{ packet_to: 'BESHEL', packet_facts: ['name', 'birth'], packet_until: addDays(today, 14), ...more },
    }),
  );

describe('a packet for a body outside', () => {
  test('is made only to a key that one entered and another confirmed by its digits; revoked, to none', async () => {
    const caseId = await known();
    valueOf(await agree(caseId, 'BESHEL'));
    assert.equal(codeOf(await make(caseId)), 'no_such_key');
    assert.equal(codeOf(await enter('BESHEL', 'not a key')), 'key_unclear');
    assert.equal(codeOf(await enter('SPJ')), 'body_not_for_purpose');
    const { keyId } = valueOf(await enter('BESHEL'));
    assert.equal(codeOf(await enter('BESHEL')), 'key_there');
    assert.equal(codeOf(await make(caseId)), 'no_such_key');
    assert.equal(codeOf(await confirm(world.service, keyId)), 'key_by_another');
    assert.equal(codeOf(await confirm(second, keyId, '00000 11111')), 'key_not_read_aloud');
    valueOf(await confirm(second, keyId, fingerprintOf(pair.publicKey).replaceAll(' ', '-')));
    valueOf(await make(caseId));
    const last = asked.at(-1);
    assert.deepEqual(
      last?.parts.map(({ compartment, fields }) => [
        compartment,
        fields.includes('full_name'),
        fields.includes('born'),
      ]),
      [['identity', true, false]],
    );
    valueOf(await assist.asService((scene) => revokeRecipientKey(scene, keyId)));
    assert.equal(codeOf(await make(caseId)), 'no_such_key');
    assert.equal(codeOf(await confirm(second, keyId)), 'no_such_key');
  });

  test('needs her consent to that body; receipt, answer and outcome are written down in their order', async () => {
    const { keyId } = valueOf(await enter('IOM'));
    valueOf(await confirm(second, keyId));
    const caseId = await known();
    const refused = async (more: Partial<SealedPacketInput> = {}) => {
      const outcome = await make(caseId, { packet_to: 'IOM', ...more });
      return isRefusal(outcome) ? [outcome.refused, outcome.field] : 'made';
    };
    assert.deepEqual(await refused(), ['consent_to_body_needed', 'packet_to']);
    valueOf(await agree(caseId, 'IOM'));
    assert.deepEqual(await refused({ packet_to: 'HOSP' }), ['body_not_for_purpose', 'packet_to']);
    assert.deepEqual(await refused({ packet_facts: ['papers'] }), ['fact_not_for_purpose', 'packet_facts']);
    assert.deepEqual(await refused({ packet_facts: ['birth'] }), ['nothing_to_send', 'packet_facts']);
    assert.deepEqual(await refused({ packet_until: today }), ['last_day_unclear', 'packet_until']);
    const { packetId } = valueOf(await make(caseId, { packet_to: 'IOM' }));
    const told = (input: Partial<ToldInput>) =>
      assist.asService((scene) =>
        noteTold(scene, { packetId, version: null }, { told_state: 'received', told_on: today, ...input }),
      );
    assert.equal(codeOf(await told({ told_state: 'done', packet_outcome: 'helped' })), 'already_answered');
    assert.equal(codeOf(await told({ told_on: addDays(today, 1) })), 'day_ahead');
    valueOf(await told({}));
    valueOf(await told({ told_state: 'accepted' }));
    assert.equal(codeOf(await told({ told_state: 'done' })), 'reason_needed');
    valueOf(await told({ told_state: 'done', packet_outcome: 'helped' }));
    const packet = valueOf(await assist.asService((scene) => readSealedPacket(scene, packetId)));
    assert.deepEqual([packet.state, packet.outcome, packet.endedOn], ['done', 'helped', today]);
    const handed = await assist.asService((scene) => handedOn(scene, caseId));
    assert.deepEqual(
      handed.map(({ id, isOutside }) => [id, isOutside]),
      [[packetId, true]],
      'what a body outside got stays with it',
    );
  });

  test('goes from here with the consent, and with the person; the police see nothing of it', async () => {
    const caseId = await known();
    valueOf(await agree(caseId, 'IOM'));
    const { packetId } = valueOf(await make(caseId, { packet_to: 'IOM' }));
    const stored = async () => {
      const found = await world.administrator.query(
        'select state, packet from assistance.sealed_packet where id = $1',
        [packetId],
      );
      return found.rows[0] as { state: string; packet: Buffer | null };
    };
    assert.ok((await stored()).packet);
    assert.equal(
      valueOf(await world.as(world.police, (scene) => readCaseSealed(scene, vault, caseId))).packets.length,
      0,
      'what one body made, no other sees',
    );
    await world.administrator.query(
      `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral'
       where id = (select consent_id from assistance.sealed_packet where id = $1)`,
      [packetId],
    );
    assert.deepEqual(await stored(), { state: 'withdrawn', packet: null });
    valueOf(await agree(caseId, 'IOM'));
    const again = valueOf(await make(caseId, { packet_to: 'IOM' }));
    await world.administrator.query(
      `select identity.forget_subjects(array[(select person_id from cases.case_file where id = $1)], '{}')`,
      [caseId],
    );
    const left = valueOf(await assist.asService((scene) => readSealedPacket(scene, again.packetId)));
    assert.equal(left.packet, null);
  });
});
