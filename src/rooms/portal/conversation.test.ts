import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { codeOf } from '../../../test/support/case-world.ts';
import { type ConversationWorld, conversationWorld } from '../../../test/support/conversation-world.ts';
import { findInClear } from '../../../test/support/reports.ts';
import { asProgram } from '../../platform/database/index.ts';
import { valueOf } from '../../platform/outcome.ts';
import { openLetter } from '../../platform/sealing/index.ts';
import { idOfBody } from '../directory/index.ts';
import {
  beginWriting,
  type Begun,
  boundIn,
  comeBack,
  type ConversationKeys,
  eraseAll,
  lookIn,
  readNotes,
  takeNewCode,
  writeMore,
} from './actions/conversation.ts';
import {
  answer,
  claim,
  countMessages,
  endUnfounded,
  enterFor,
  numberToReadOut,
  readConversation,
  readQueue,
} from './actions/messages.ts';
import { handOn, openAttachment, openMessages } from './actions/messages-open.ts';
import { retireConversations } from './store/messages.ts';

let world: ConversationWorld;
before(async () => {
  world = await conversationWorld();
});
after(() => world.close());

const query = (text: string, ...values: readonly unknown[]) => world.administrator.query(text, [...values]);
const purpose = 'protect_from_danger';
const canary = 'Canary: the foreman locks the door at night.';
const picture = { type: 'image/png', bytes: Buffer.from('canary-picture-matter'), sha256: 'a'.repeat(64) };

const begin = async (
  text = canary,
  file: typeof picture | null = null,
): Promise<Begun & { keys: ConversationKeys }> => {
  const organisation = idOfBody(world.profile, 'INFOTRAITE');
  const begun = await beginWriting(world.tools, { door: 'help', language: 'ar', organisation, days: 1, text, file });
  assert.ok(begun !== 'busy' && begun.keys !== null);
  return { ...begun, keys: begun.keys };
};
const idOf = ({ id }: ConversationKeys): string => id.toString();
const texts = async (keys: ConversationKeys): Promise<readonly (string | null)[]> => {
  const look = await lookIn(world.tools, keys);
  assert.ok(look);
  return readNotes(look, keys).map(({ text }) => text);
};
const ref = (keys: ConversationKeys) => ({ id: idOf(keys), version: null });
const open = (viewer: ConversationWorld['police'], keys: ConversationKeys) =>
  world.as(viewer, (scene) => openMessages(scene, world.asked, { id: idOf(keys), purpose }));
const settled = async (isSettled: () => Promise<boolean>): Promise<void> => {
  // The vault looks every five seconds; a restart looks at once.
  await world.stop();
  await world.restart();
  assert.ok(await isSettled());
};

describe('a message and its answer', () => {
  test('go both ways with nothing but the code, and are read by the body that receives that door', async () => {
    const { code, keys } = await begin(canary, picture);
    assert.equal(await world.as(world.hotline, countMessages), 1);
    const opened = valueOf(await open(world.hotline, keys));
    assert.deepEqual(
      opened.notes.map(({ text, isSigned, file }) => [text, isSigned, file?.type]),
      [[canary, true, 'image/png']],
    );
    const [note] = opened.notes;
    assert.ok(note);
    const asked = { id: idOf(keys), noteId: note.id, purpose };
    const file = await world.as(world.hotline, (scene) => openAttachment(scene, world.asked, asked));
    assert.deepEqual(valueOf(file), { type: 'image/png', bytes: picture.bytes });
    valueOf(await world.as(world.hotline, (scene) => answer(scene, ref(keys), { answer_text: 'Canary-answer' })));
    assert.equal(await world.as(world.hotline, countMessages), 0);
    const back = await comeBack(world.tools, code);
    assert.ok(back !== null && typeof back !== 'string');
    assert.deepEqual(await texts(back), ['Canary-answer', canary]);
    assert.equal(await writeMore(world.tools, back, { text: 'more', file: null, days: 1 }), 'sent');
    assert.equal(await world.as(world.hotline, countMessages), 1);
  });

  test('a code nobody has opens nothing, and a database thief can bring none that is there', async () => {
    assert.equal(await comeBack(world.tools, '00000000000000000000'), null);
    const { rows } = await query('select lookup from portal.conversation limit 1');
    const stolen = rows[0] as { lookup: Buffer };
    assert.equal(
      await lookIn(world.tools, { id: Buffer.alloc(0), lookup: stolen.lookup, seed: randomBytes(32) }),
      null,
    );
  });

  test('no letter opens in another place, nor as one of the other side', async () => {
    const { keys } = await begin();
    const look = await lookIn(world.tools, keys);
    const [note] = look?.messages ?? [];
    assert.ok(look && note);
    const sealed = Buffer.from(note.sealed, 'base64');
    assert.equal(openLetter(keys.seed, sealed, boundIn(look.id, 1, 'from_person')).toString(), canary);
    for (const bound of [
      boundIn(look.id, 1, 'to_person'),
      boundIn(look.id, 2, 'from_person'),
      boundIn(look.box, 1, 'from_person'),
    ])
      assert.throws(() => openLetter(keys.seed, sealed, bound));
  });

  test('what staff slips in as if the person had written it is not signed', async () => {
    const { keys } = await begin();
    const other = { ...keys, seed: randomBytes(32) };
    assert.equal(await writeMore(world.tools, other, { text: 'forged', file: null, days: 1 }), 'sent');
    const { notes } = valueOf(await open(world.hotline, keys));
    assert.deepEqual(
      notes.map(({ text, isSigned }) => [text, isSigned]),
      [
        ['forged', false],
        [canary, true],
      ],
    );
  });

  test('are twenty a day at most', async () => {
    const { keys } = await begin();
    await query(
      `insert into portal.conversation_message (id, conversation_id, sequence, direction, sent_on, for_person)
       select gen_random_uuid(), $1, n, 'from_person', $2, decode(repeat('00', 201), 'hex') from generate_series(2, 20) n`,
      idOf(keys),
      (await lookIn(world.tools, keys))?.messages[0]?.on,
    );
    assert.equal(await writeMore(world.tools, keys, { text: 'one more', file: null, days: 1 }), 'enough');
  });
});

describe('while the vault is away', () => {
  test('a message arrives all the same; its code opens it when the vault is back', async () => {
    await world.stop();
    const organisation = idOfBody(world.profile, 'INFOTRAITE');
    const away = { door: 'help', language: 'fa', organisation, days: 1, text: canary, file: null } as const;
    const begun = await beginWriting(world.tools, away);
    assert.ok(begun !== 'busy');
    assert.equal(begun.keys, null);
    assert.equal(await comeBack(world.tools, begun.code), 'away');
    await world.restart();
    const back = await comeBack(world.tools, begun.code);
    assert.ok(back !== null && typeof back !== 'string');
    assert.deepEqual(await texts(back), [canary]);
  });
});

describe('who may', () => {
  test('is the body that has it, and there who answers: nobody else sees that it exists', async () => {
    const { keys } = await begin();
    for (const viewer of [world.police, world.stranger]) {
      assert.deepEqual(await world.as(viewer, (scene) => readQueue(scene, 1)), { lines: [], total: 0, page: 1 });
      assert.equal(await world.as(viewer, (scene) => readConversation(scene, idOf(keys))), null);
      assert.notEqual(
        codeOf(await world.as(viewer, (scene) => claim(scene, ref(keys), { keeps: true }))),
        'not refused',
      );
    }
  });

  test('the public site’s process reads no table', async () => {
    for (const table of ['conversation', 'conversation_message'] as const)
      await assert.rejects(
        world.tools.database.selectFrom(`portal.${table}`).selectAll().execute(),
        /permission denied/,
      );
  });
});

describe('handed on', () => {
  test('another body reads all of it, the first nothing, and the code goes on', async () => {
    const { code, keys } = await begin(canary, picture);
    const before = (await query('select box_id from portal.conversation where id = $1', idOf(keys))).rows[0] as {
      box_id: string;
    };
    const input = { hand_on_to: 'SPJ', purpose };
    valueOf(await world.as(world.hotline, (scene) => handOn(scene, world.asked, { ...ref(keys), input })));
    assert.equal(await world.as(world.hotline, (scene) => readConversation(scene, idOf(keys))), null);
    const { notes } = valueOf(await open(world.police, keys));
    assert.deepEqual(
      notes.map(({ text, isSigned }) => [text, isSigned]),
      [[canary, true]],
    );
    const asked = { id: idOf(keys), noteId: notes[0]?.id ?? '', purpose };
    const file = await world.as(world.police, (scene) => openAttachment(scene, world.asked, asked));
    assert.deepEqual(valueOf(file).bytes, picture.bytes);
    const back = await comeBack(world.tools, code);
    assert.ok(back !== null && typeof back !== 'string');
    assert.equal(await writeMore(world.tools, back, { text: 'to the police', file: null, days: 1 }), 'sent');
    assert.equal(valueOf(await open(world.police, keys)).notes.length, 2);
    await settled(async () => {
      const left = await query('select 1 from identity.sealed_field where subject_id = $1', before.box_id);
      return left.rows.length === 0;
    });
  });
});

describe('an end', () => {
  test('by who wrote: nothing opens, nothing is left, and the keys are destroyed', async () => {
    const { code, keys } = await begin();
    assert.equal(await eraseAll(world.tools, keys), 'erased');
    assert.equal(await comeBack(world.tools, code), null);
    assert.equal(await world.as(world.hotline, (scene) => readConversation(scene, idOf(keys))), null);
    await settled(async () => {
      const left = await query(
        `select (select count(*) from portal.conversation_message where conversation_id = c.id)::int as notes,
           (select count(*) from identity.sealed_field where subject_id = c.box_id)::int as fields, c.ended_boxes as boxes
         from portal.conversation c where c.id = $1`,
        idOf(keys),
      );
      assert.deepEqual(left.rows, [{ notes: 0, fields: 0, boxes: [] }]);
      return true;
    });
  });

  test('by staff with a reason: it is read no further than that', async () => {
    const { code, keys } = await begin();
    valueOf(await world.as(world.hotline, (scene) => endUnfounded(scene, ref(keys), 'other_matter')));
    const back = await comeBack(world.tools, code);
    assert.ok(back !== null && typeof back !== 'string');
    assert.equal((await lookIn(world.tools, back))?.state, 'unfounded');
    assert.equal(await writeMore(world.tools, back, { text: 'more', file: null, days: 1 }), 'shut');
    const again = await world.as(world.hotline, (scene) => answer(scene, ref(keys), { answer_text: 'x' }));
    assert.equal(codeOf(again), 'conversation_ended');
  });

  test('not once a report was begun of it', async () => {
    const { keys } = await begin();
    await query(`update portal.conversation set state = 'reported', closed_on = received_on where id = $1`, idOf(keys));
    assert.equal(await eraseAll(world.tools, keys), 'kept');
  });

  test('by time: what ended long ago, and what nobody touched', async () => {
    const { keys } = await begin();
    await query(`update portal.conversation set due_on = '2020-01-01' where id = $1`, idOf(keys));
    const worker = world.database.urlFor('worker');
    const { openDatabase } = await import('../../platform/database/index.ts');
    const database = openDatabase(worker, { connections: 1 });
    const { plainDate } = await import('../../platform/clock.ts');
    const days = { endedBefore: plainDate('2020-06-01'), silentSince: plainDate('2020-06-01') };
    assert.equal(await asProgram(database, (tx) => retireConversations(tx, days)), 1);
    await database.destroy();
    assert.equal(await lookIn(world.tools, keys), null);
  });
});

describe('written down for somebody', () => {
  test('gets a new code at the first visit, and the old one opens nothing', async () => {
    const number = numberToReadOut();
    const said = { number, message_door: 'help', message_language: 'uk', message_said: 'Said on the telephone' };
    valueOf(await world.as(world.hotline, (scene) => enterFor(scene, world.asked, said)));
    const first = await comeBack(world.tools, number.replaceAll(' ', ''));
    assert.ok(first !== null && typeof first !== 'string');
    assert.equal((await lookIn(world.tools, first))?.mustChange, true);
    assert.equal(await writeMore(world.tools, first, { text: 'too early', file: null, days: 1 }), 'shut');
    const fresh = await takeNewCode(world.tools, first);
    assert.ok(typeof fresh !== 'string');
    assert.equal(await comeBack(world.tools, number.replaceAll(' ', '')), null);
    assert.deepEqual(await texts(fresh.keys), ['Said on the telephone']);
    assert.equal(await writeMore(world.tools, fresh.keys, { text: 'now mine', file: null, days: 1 }), 'sent');
    const { notes } = valueOf(await open(world.hotline, fresh.keys));
    assert.deepEqual(
      notes.map(({ isSigned }) => isSigned),
      [true, null],
    );
  });
});

test('a stolen database reads nothing: no code, no message, no answer, no picture, no hour', async () => {
  const { code } = await begin(canary, picture);
  const secrets = [code, canary, 'Canary-answer', 'canary-picture-matter', 'Said on the telephone'];
  assert.deepEqual(await findInClear(world.administrator, secrets), []);
  const hours = await query(
    `select distinct extract(hour from at at time zone 'UTC')::int % 6 as hour, extract(minute from at)::int as minute from journal.event
     where type in ('portal.conversation_received', 'portal.conversation_written', 'portal.conversation_erased')`,
  );
  assert.deepEqual(hours.rows, [{ hour: 0, minute: 0 }]);
});
