import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AccessMode, IsolationLevel } from 'kysely';
import { type ConversationWorld, conversationWorld } from '../../../test/support/conversation-world.ts';
import { addDays } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/index.ts';
import { valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Scene } from '../../profile/index.ts';
import { idOfBody } from '../directory/index.ts';
import {
  beginWriting,
  comeBack,
  type ConversationKeys,
  eraseAll,
  lookIn,
  type MessageTools,
  readNotes,
  takeNewCode,
  writeMore,
} from './actions/conversation.ts';
import {
  answer,
  claim,
  countMessages,
  enterFor,
  numberToReadOut,
  queueSize,
  readConversation,
  readQueue,
} from './actions/messages.ts';
import { beginReport, handOn, openMessages } from './actions/messages-open.ts';

let world: ConversationWorld;
before(async () => {
  world = await conversationWorld();
});
after(() => world.close());

const purpose = 'protect_from_danger';
const begin = async (text: string, days = 1): Promise<ConversationKeys> => {
  const organisation = idOfBody(world.profile, 'INFOTRAITE');
  const begun = await beginWriting(world.tools, { door: 'help', language: 'ar', organisation, days, text, file: null });
  assert.ok(begun !== 'busy' && begun.keys !== null);
  return begun.keys;
};
const idOf = ({ id }: ConversationKeys): string => id.toString();
const write = (keys: ConversationKeys, text: string, days = 1, tools: MessageTools = world.tools): Promise<string> =>
  writeMore(tools, keys, { text, file: null, days });
const reply = async (keys: ConversationKeys, text: string): Promise<void> => {
  const ref = { id: idOf(keys), version: null };
  valueOf(await world.as(world.hotline, (scene) => answer(scene, ref, { answer_text: text })));
};
const give = async (keys: ConversationKeys, vault: VaultClient = world.asked): Promise<void> => {
  const ref = { id: idOf(keys), version: null, input: { hand_on_to: 'SPJ', purpose } };
  valueOf(await world.as(world.hotline, (scene) => handOn(scene, vault, ref)));
};
const opened = async (viewer: ConversationWorld['police'], keys: ConversationKeys) =>
  valueOf(await world.as(viewer, (scene) => openMessages(scene, world.asked, { id: idOf(keys), purpose }))).notes.map(
    ({ text, isSigned }) => [text, isSigned],
  );
const read = async (keys: ConversationKeys) => {
  const look = await lookIn(world.tools, keys);
  assert.ok(look);
  return { ...look, texts: readNotes(look, keys).map(({ text }) => text) };
};

/** The public site's way to the database, with something that happens in front of one of its transactions. */
const inFrontOf = (turn: number, happens: () => Promise<unknown>): MessageTools => {
  const { database } = world.tools;
  let turns = 0;
  const chain = (builder: ReturnType<Database['transaction']>): object => ({
    setIsolationLevel: (level: IsolationLevel) => chain(builder.setIsolationLevel(level)),
    setAccessMode: (mode: AccessMode) => chain(builder.setAccessMode(mode)),
    execute: async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
      turns += 1;
      if (turns === turn) await happens();
      return builder.execute(work);
    },
  });
  const held = new Proxy(database, {
    get: (target, name) => {
      if (name === 'transaction') return () => chain(target.transaction());
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  return { ...world.tools, database: held };
};

describe('by when an answer is due', () => {
  test('is not put off by writing again; after an answer a new term begins', async () => {
    const keys = await begin('She says that he comes back tonight', 1);
    const { due } = await read(keys);
    assert.equal(await write(keys, 'Please', 7), 'sent');
    assert.equal((await read(keys)).due, due, 'the urgent day stays');
    await reply(keys, 'We are here');
    assert.equal(await write(keys, 'And something else', 7), 'sent');
    assert.equal((await read(keys)).due, addDays(due, 6));
  });
});

describe('in the same moment', () => {
  test('two messages arrive both, each in its place', async () => {
    const keys = await begin('one');
    const tools = inFrontOf(2, async () => assert.equal(await write(keys, 'two'), 'sent'));
    assert.equal(await write(keys, 'three', 1, tools), 'sent');
    const { texts, messages } = await read(keys);
    assert.deepEqual(texts, ['three', 'two', 'one']);
    assert.deepEqual(
      messages.map(({ sequence }) => sequence),
      [3, 2, 1],
    );
    assert.equal((await opened(world.hotline, keys)).length, 3);
    assert.deepEqual(await Promise.all([write(keys, 'four'), write(keys, 'five')]), ['sent', 'sent']);
  });

  test('a message that meets a handing on is sealed to who has the conversation now', async () => {
    const keys = await begin('one');
    const tools = inFrontOf(2, () => give(keys));
    assert.equal(await write(keys, 'two', 1, tools), 'sent');
    assert.deepEqual(await opened(world.police, keys), [
      ['two', true],
      ['one', true],
    ]);
  });

  test('what is written while the vault opens the messages is handed on with them', async () => {
    const keys = await begin('one');
    let openings = 0;
    const vault: VaultClient = {
      ...world.asked,
      open: async (request) => {
        const texts = await world.asked.open(request);
        openings += 1;
        if (openings === 1) assert.equal(await write(keys, 'two'), 'sent');
        return texts;
      },
    };
    await give(keys, vault);
    assert.equal(openings, 2);
    assert.deepEqual(await opened(world.police, keys), [
      ['two', true],
      ['one', true],
    ]);
  });

  test('an answer that meets a new code is read with the new code', async () => {
    const number = numberToReadOut();
    const said = { number, message_door: 'help', message_language: 'uk', message_said: 'Said on the telephone' };
    valueOf(await world.as(world.hotline, (scene) => enterFor(scene, world.asked, said)));
    const first = await comeBack(world.tools, number.replaceAll(' ', ''));
    assert.ok(first !== null && typeof first !== 'string');
    const tools = inFrontOf(3, () => reply(first, 'We come at eight'));
    const fresh = await takeNewCode(tools, first);
    assert.ok(typeof fresh !== 'string');
    assert.deepEqual((await read(fresh.keys)).texts, ['We come at eight', 'Said on the telephone']);
  });
});

describe('once a report was begun', () => {
  const report = { report_label: 'Night shift', report_account: 'Somebody is locked in' };
  const begun = async (keys: ConversationKeys): Promise<string> => {
    const ref = { id: idOf(keys), version: null };
    const draftKey = Buffer.alloc(32, 7);
    const work = (scene: Scene) => beginReport({ ...scene, draftKey }, ref, report);
    return valueOf(await world.as(world.hotline, work)).draftId;
  };
  const seen = async (keys: ConversationKeys) => {
    const view = await world.as(world.hotline, (scene) => readConversation(scene, idOf(keys)));
    assert.ok(view);
    return view.conversation;
  };
  const waiting = () => world.as(world.hotline, countMessages);
  const end = (draftId: string | null) =>
    world.administrator.query('delete from referrals.draft where id = $1', [draftId]);

  test('both sides go on writing: it waits when she wrote last, and staff answers', async () => {
    const waited = await waiting();
    const keys = await begin('one');
    await begun(keys);
    assert.equal(await waiting(), waited + 1);
    await reply(keys, 'We have passed it on');
    assert.equal(await waiting(), waited);
    assert.equal(await write(keys, 'Thank you', 7), 'sent');
    assert.equal(await waiting(), waited + 1);
    const { state, answeredOn, dueOn, receivedOn } = await seen(keys);
    assert.deepEqual([state, answeredOn, dueOn], ['reported', null, addDays(receivedOn, 7)]);
    const ref = { id: idOf(keys), version: null };
    valueOf(await world.as(world.hotline, (scene) => claim(scene, ref, { keeps: true })));
    assert.equal(await eraseAll(world.tools, keys), 'kept');
  });

  test('a draft that goes unsent leaves it open: another can be begun, and who wrote may erase', async () => {
    const keys = await begin('one');
    const draftId = await begun(keys);
    await end(draftId);
    const { state, draftId: none, closedOn } = await seen(keys);
    assert.deepEqual([state, none, closedOn], ['open', null, null]);
    await begun(keys);
    const { draftId: again } = await seen(keys);
    assert.notEqual(again, draftId);
    await end(again);
    assert.equal(await eraseAll(world.tools, keys), 'erased');
  });
});

test('the queue shows every conversation, page by page, and how many there are', async () => {
  const keys = await begin('one of many');
  await world.administrator.query(
    `insert into portal.conversation (id, box_id, organisation_id, door, language, channel, received_on, due_on, pending, public_key, sign_key)
     select gen_random_uuid(), gen_random_uuid(), organisation_id, door, language, channel, received_on, due_on, decode(repeat('00', 144), 'hex'),
       public_key, sign_key from portal.conversation, generate_series(1, $2) where id = $1`,
    [idOf(keys), queueSize],
  );
  const first = await world.as(world.hotline, (scene) => readQueue(scene, 1));
  const pages = Math.ceil(first.total / queueSize);
  const seen = new Set<string>();
  for (let page = 1; page <= pages; page += 1)
    for (const { id } of (await world.as(world.hotline, (scene) => readQueue(scene, page))).lines) seen.add(id);
  assert.equal(first.lines.length, queueSize);
  assert.ok(first.total > queueSize);
  assert.equal(seen.size, first.total);
});
