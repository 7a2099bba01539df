import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type SealedWorld, sealedWorld, texts } from '../../test/support/sealed-world.ts';
import { stepInAs } from '../../test/support/vault.ts';
import { addDays, type PlainDate, plainDate, systemClock } from '../platform/clock.ts';
import { asProgram, openDatabase } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { newWrappingKeyPair } from '../platform/sealing/hpke.ts';
import { readPacket, type SignedPacket } from '../platform/sealing/packet.ts';
import type { SignedContext, VaultRequest } from '../platform/vault-client/index.ts';
import { removeClosedKeys } from './store/packets.ts';

const pair = newWrappingKeyPair();
const today = systemClock.today('Europe/Luxembourg');
let world: SealedWorld;
let abroad: string;
let keyId: string;
let sender: SignedContext;
let colleague: SignedContext;

type Act = VaultRequest<'sealAct'>['act'];
const seal = ({ context, mac }: SignedContext, act: Act) =>
  world.vault.client().sealAct({ context, mac, at: systemClock.now(), act });
const staffOf = ({ context }: SignedContext): string => (JSON.parse(context) as { staff: string }).staff;
const administrator = () => world.vault.administrator;

/** Enters the key through the vault and writes the row, as the casework does. */
const enter = async (recipientId = abroad, publicKey = pair.publicKey): Promise<string> => {
  const [id, organisationId] = [newId(), world.police];
  const said = { id, organisationId, recipientId, publicKey: publicKey.toString('hex') };
  const { nonce, seal: made, at } = valueOf(await seal(sender, { does: 'enter-key', ...said }));
  await administrator().query(
    `insert into assistance.recipient_key (id, organisation_id, recipient_id, public_key, entered_by, entered_at, entered_nonce, entered_seal)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, organisationId, recipientId, publicKey, staffOf(sender), at, nonce, made],
  );
  return id;
};
const confirm = async (id: string): Promise<void> => {
  const { nonce, seal: made, at } = valueOf(await seal(colleague, { does: 'confirm-key', keyId: id }));
  await administrator().query(
    `update assistance.recipient_key set confirmed_by = $2, confirmed_at = $3, confirmed_nonce = $4, confirmed_seal = $5 where id = $1`,
    [id, staffOf(colleague), at, nonce, made],
  );
};
const vouched = async (): Promise<readonly string[]> => {
  const { context, mac } = sender;
  return valueOf(await world.vault.client().vouchedActs({ context, mac, of: 'recipient-keys' })).ids;
};

before(async () => {
  world = await sealedWorld();
  const { vault, police } = world;
  abroad = await vault.addOrganisation('ABROAD');
  const role = {
    code: 'sender',
    opens: ['identity', 'testimony'],
    purposes: ['identify'],
    permits: ['assistance.refer'],
  };
  const [one, two] = [await vault.addStaff(police, [role]), await vault.addStaff(police, [role])];
  sender = await stepInAs(vault, one.id);
  colleague = await stepInAs(vault, two.id);
  keyId = await enter();
  await confirm(keyId);
});
after(() => world.close());

const asking = async (changes: Partial<VaultRequest<'sealPacket'>> = {}, subjectId?: string) => {
  const subject = subjectId ?? (await world.sealPerson());
  const consentId = await world.agree(subject, { organisations: [abroad], compartments: ['identity'] });
  return world.vault.client().sealPacket({
    ...{ context: sender.context, mac: sender.mac, subjectId: subject, purpose: 'identify', keyId, consentId },
    ...{ parts: [{ compartment: 'identity', fields: ['familyName'] }], reference: '1111-1111' },
    ...{ expiresOn: addDays(today, 10), ...changes },
  });
};
const columns =
  `organisation_id recipient_id public_key entered_by entered_at entered_nonce entered_seal confirmed_by confirmed_at
  confirmed_nonce confirmed_seal revoked_by revoked_at`.split(/\s+/);
/** Past row security and the table's own rules: somebody with the whole database changes a row; it is put back afterwards. */
const altered = async (change: string): Promise<void> => {
  const was = await administrator().query('select * from assistance.recipient_key where id = $1', [keyId]);
  await administrator().query(`update assistance.recipient_key set ${change} where id = $1`, [keyId]);
  assert.equal(await codeOf({}), 'unknown-key', change);
  assert.ok(!(await vouched()).includes(keyId) || change.startsWith('confirmed_by = null'), change);
  const row = was.rows[0] as Readonly<Record<string, unknown>>;
  await administrator().query(
    `update assistance.recipient_key set ${columns.map((name, at) => `${name} = $${at + 2}`).join(', ')} where id = $1`,
    [keyId, ...columns.map((name) => row[name])],
  );
};
const codeOf = async (changes: Partial<VaultRequest<'sealPacket'>>): Promise<string> => {
  const outcome = await asking(changes);
  return isRefusal(outcome) ? outcome.refused : 'sealed';
};

describe('a packet for a body outside', () => {
  test('holds the chosen texts alone, for the recipient’s key alone, signed by the vault; the lines come first', async () => {
    const subject = await world.sealPerson();
    const { packet } = valueOf(await asking({}, subject));
    assert.ok(!packet.includes('Canary'));
    const signed = JSON.parse(packet) as SignedPacket;
    const opened = readPacket(signed, pair.privateKey, { today: plainDate(today), signer: signed.publicKey });
    assert.ok(typeof opened !== 'string');
    assert.deepEqual(opened.content, { facts: { identity: { familyName: texts.identity.familyName } } });
    assert.deepEqual([opened.head.from, opened.head.to], ['POLICE', 'ABROAD']);
    const own = await world.vault.client('cli').signCheckpoint({});
    assert.equal(valueOf(own).publicKey, signed.publicKey);
    const lines = (await world.lines(subject)).map(({ type }) => type);
    assert.deepEqual(lines, ['identity.opened', 'identity.packet-sealed']);
  });

  test('is refused without a consent to this very body for all of it, and nothing is opened', async () => {
    const subject = await world.sealPerson();
    const other = await world.agree(subject, { organisations: [world.service], compartments: ['identity'] });
    assert.equal(await codeOf({ subjectId: subject, consentId: other }), 'not-in-consent');
    const wide = [{ compartment: 'testimony' as const, fields: ['account'] }];
    assert.equal(await codeOf({ parts: wide }), 'not-in-consent');
    assert.equal(await codeOf({ consentId: newId() }), 'not-in-consent');
    const lines = (await world.lines(subject)).map(({ type }) => type);
    assert.deepEqual(lines, ['identity.packet-refused']);
  });

  test('is refused to a key that one person entered alone, to a revoked one and to another body’s', async () => {
    assert.equal(await codeOf({ keyId: newId() }), 'unknown-key');
    await altered('revoked_by = entered_by, revoked_at = now()');
    await altered(`organisation_id = '${world.ministry}'`);
    await altered('confirmed_by = null, confirmed_at = null, confirmed_nonce = null, confirmed_seal = null');
    assert.equal(await codeOf({}), 'sealed');
  });

  test('is refused to who does not refer persons, whatever she may open', async () =>
    assert.equal(await codeOf({ context: world.officer.context, mac: world.officer.mac }), 'not-allowed'));
});

describe('a key of a body outside counts as the vault saw two people take it into use', () => {
  test('rows altered in any part seal to nobody: key, body, who, when, the seals themselves', async () => {
    await administrator().query('alter table assistance.recipient_key drop constraint recipient_key_sealed');
    const other = newWrappingKeyPair().publicKey.toString('hex');
    const somebody = (await world.vault.addStaff(world.police, [])).id;
    assert.ok((await vouched()).includes(keyId));
    await altered(`public_key = '\\x${other}'`);
    await altered(`recipient_id = '${world.ministry}'`);
    await altered(`entered_by = '${somebody}'`);
    await altered(`confirmed_by = '${somebody}'`);
    await altered(`entered_at = '2020-01-01'`);
    await altered(`confirmed_at = now() + interval '1 day'`);
    await altered(`entered_nonce = repeat('a', 32)`);
    await altered(`confirmed_seal = repeat('a', 64)`);
    await altered('entered_nonce = null, entered_seal = null');
    await altered('confirmed_nonce = null, confirmed_seal = null');
    assert.equal(await codeOf({}), 'sealed', 'put back as it was');
  });

  test('a confirmation moved to another key confirms nothing', async () => {
    const other = await enter(world.service, newWrappingKeyPair().publicKey);
    await administrator().query(
      `update assistance.recipient_key k set confirmed_by = t.confirmed_by, confirmed_at = t.confirmed_at + interval '1 day',
         confirmed_nonce = t.confirmed_nonce, confirmed_seal = t.confirmed_seal
       from assistance.recipient_key t where k.id = $1 and t.id = $2`,
      [other, keyId],
    );
    assert.equal(await codeOf({ keyId: other }), 'unknown-key');
    assert.ok(!(await vouched()).includes(other));
  });

  test('is sealed for another person of that body only, never for who entered it, nor for who administers accounts', async () => {
    const id = await enter(world.ministry);
    const act = { does: 'confirm-key', keyId: id } as const;
    assert.ok((await vouched()).includes(id), 'it waits for the second person');
    assert.deepEqual(await seal(sender, act), { refused: 'own-proposal' });
    assert.deepEqual(await seal(world.officer, act), { refused: 'not-allowed' });
    const role = { code: 'other_sender', permits: ['assistance.refer'] };
    const mighty = { code: 'mighty', permits: ['assistance.refer', 'directory.administer'] };
    const elsewhere = await stepInAs(world.vault, (await world.vault.addStaff(world.service, [role])).id);
    assert.deepEqual(await seal(elsewhere, act), { refused: 'unknown-proposal' });
    const administers = await stepInAs(world.vault, (await world.vault.addStaff(world.police, [mighty])).id);
    assert.deepEqual(await seal(administers, act), { refused: 'administrators-never' });
    const entry = { id: newId(), organisationId: world.police, recipientId: abroad, publicKey: 'ab'.repeat(32) };
    assert.deepEqual(await seal(elsewhere, { does: 'enter-key', ...entry }), { refused: 'not-allowed' });
  });

  test('a revocation taken away, as an older backup does: the vault remembers it', async () => {
    await administrator().query(
      `update assistance.recipient_key set revoked_by = entered_by, revoked_at = now() where id = $1`,
      [keyId],
    );
    await world.vault.stop();
    await world.vault.restart();
    await administrator().query(
      `update assistance.recipient_key set revoked_by = null, revoked_at = null where id = $1`,
      [keyId],
    );
    assert.equal(await codeOf({}), 'unknown-key');
    assert.ok(!(await vouched()).includes(keyId));
    assert.deepEqual(await seal(colleague, { does: 'confirm-key', keyId }), { refused: 'unknown-proposal' });
  });
});

describe('what was sealed for a packet between services', () => {
  /** The row of a packet over what was sealed under its id; the vault looks at nothing else of it. */
  const sentPacket = async (reference: string): Promise<string> => {
    const packet = await world.sealPerson();
    await administrator().query('set session_replication_role = replica');
    await administrator().query(
      `insert into assistance.packet (id, case_id, person_id, from_organisation_id, to_organisation_id, audience, reference, purpose,
         urgency, facts, compartments, consent_id, sent_by, sent_at, answer_by, expires_on)
       values ($1, $1, $1, $2, $3, array[$2::uuid, $3::uuid], $4, 'health_care', 'soon', '{name}', '{identity}', $1, $1,
         now() - interval '1 hour', now() + interval '1 hour', $5)`,
      [packet, world.service, world.police, reference, addDays(today, 3)],
    );
    await administrator().query('set session_replication_role = origin');
    return packet;
  };
  const keysOf = async (packet: string): Promise<number> =>
    Number(
      (
        await administrator().query<{ n: string }>(
          `select count(*) as n from identity.data_key_wrap w join identity.data_key k on k.id = w.data_key_id where k.subject_id = $1`,
          [packet],
        )
      ).rows[0]?.n,
    );

  test('loses its keys when the packet is over, and keeps them until then', async () => {
    const [open, over] = [await sentPacket('1111-1112'), await sentPacket('1111-1113')];
    valueOf(await world.vault.client('worker').collectEraseKeys({}));
    await administrator().query('set session_replication_role = replica');
    const back = `update assistance.packet set state = 'taken_back', ended_by = id, ended_at = now() where id = $1`;
    await administrator().query(back, [over]);
    await administrator().query('set session_replication_role = origin');
    const program = openDatabase(world.vault.settings.databaseUrl, { connections: 1 });
    const clear = (on: PlainDate) => asProgram(program, (tx) => removeClosedKeys(tx, on));
    assert.ok((await keysOf(open)) > 0 && (await keysOf(over)) > 0);
    assert.equal(await clear(addDays(today, 3)), 1, 'one envelope, of the one that was taken back');
    assert.deepEqual([(await keysOf(open)) > 0, await keysOf(over)], [true, 0]);
    assert.equal(await clear(addDays(today, 4)), 1);
    assert.deepEqual([await keysOf(open), await clear(addDays(today, 4))], [0, 0]);
    await program.destroy();
  });
});
