import { createHash } from 'node:crypto';
import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import {
  type Attempt,
  bytes,
  day,
  id,
  inserts,
  literal,
  own,
  type Row,
  row,
  self,
  updates,
  type Values,
} from './row.ts';
import type { Find } from './security.ts';

/** What the code of a conversation of this world becomes. */
const brought = (words: string): Buffer => createHash('sha256').update(`code ${words}`).digest();
const kept = (words: string): Buffer => createHash('sha256').update(brought(words)).digest();
const found = (words: string): Values => ({ lookup: kept(words), wrapped: bytes(61, 5) });

const conversation = (words: string, more: Values = {}): Values => ({
  id: id(`conversation ${words}`),
  box_id: id(`box ${words}`),
  organisation_id: org('INFOTRAITE'),
  ...{ door: 'help', language: 'ar', channel: 'web', received_on: day, due_on: day },
  ...{ lookup: null, wrapped: null, pending: null, public_key: bytes(32, 3), sign_key: bytes(32, 4) },
  ...more,
});

const note = (words: string, more: Values = {}): Values => ({
  id: id(`note ${words}`),
  conversation_id: id('conversation open'),
  ...{ sequence: 1, direction: 'from_person', sent_on: day, for_person: bytes(300) },
  ...more,
});

const longAgo = { organisation_id: org('SPJ'), state: 'reported', closed_on: '2020-06-01' };
const ended = { state: 'unfounded', closed_on: day, closed_reason: 'other_matter' };
const desk = { channel: 'desk', must_change: true };
const staffs = { direction: 'to_person', sent_by: id('somebody') };

/** Conversations without a name, and their messages. */
export const conversationRows = (): Row[] => [
  row('portal.conversation', 'of INFOTRAITE, open', conversation('open', found('open'))),
  row('portal.conversation', 'of INFOTRAITE, ended', conversation('ended', { ...found('ended'), ...ended })),
  row(
    'portal.conversation',
    'of INFOTRAITE, erased',
    conversation('erased', { state: 'erased', closed_on: day, ended_boxes: [id('box erased'), id('box before')] }),
  ),
  row('portal.conversation', 'of INFOTRAITE, the vault away', conversation('pending', { pending: bytes(144) })),
  row('portal.conversation', 'of INFOTRAITE, at the desk', conversation('desk', { ...found('desk'), ...desk })),
  row('portal.conversation', 'of SPJ', conversation('police', { ...found('police'), organisation_id: org('SPJ') })),
  row(
    'portal.conversation',
    'of SPJ, reported',
    conversation('reported', {
      ...{ ...found('reported'), organisation_id: org('SPJ'), state: 'reported', closed_on: day },
      draft_id: id('draft inspector'),
    }),
  ),
  row(
    'portal.conversation',
    'of SPJ, reported long ago',
    conversation('long ago', { ...found('long ago'), ...longAgo }),
  ),
  row(
    'portal.conversation',
    'of SPJ, reported long ago, still written to',
    conversation('still', { ...found('still'), ...longAgo }),
  ),
  row('portal.conversation_message', 'from the person', note('from')),
  row('portal.conversation_message', 'from the person, read', note('read', { sequence: 2, read_on: day })),
  row('portal.conversation_message', 'to the person', note('to', { sequence: 3, ...staffs })),
  row('portal.conversation_message', 'of SPJ', note('police', { conversation_id: id('conversation police') })),
  row('portal.conversation_message', 'of SPJ, late', note('late', { conversation_id: id('conversation still') })),
];

const enters = (): Attempt[] => {
  const tries = (name: string, more: Values = {}): Attempt =>
    inserts(
      'portal.conversation',
      name,
      conversation('tried', { ...found('tried'), ...desk, organisation_id: own, ...more }),
    );
  return [
    tries('at the desk'),
    tries('for another body', { organisation_id: org('MJ') }),
    tries('as if it came by itself', { channel: 'web' }),
    tries('with a code that stays', { must_change: false }),
    tries('ended before', ended),
  ];
};

const writes = (): Attempt[] => {
  const tries = (name: string, more: Values): Attempt =>
    inserts('portal.conversation_message', name, note('tried', { sequence: 9, ...more }));
  const mine = { direction: 'to_person', sent_by: self };
  return [
    tries('an answer, her own', mine),
    tries('an answer in another’s name', staffs),
    tries('as if the person had written', { sent_by: self }),
    tries('what somebody said, at the desk', { sent_by: self, conversation_id: id('conversation desk') }),
    tries('an answer after a report was begun', { ...mine, conversation_id: id('conversation reported') }),
    tries('in one that ended', { ...mine, conversation_id: id('conversation ended') }),
  ];
};

/** What is tried on them. */
export const conversationAttempts = (find: Find): Attempt[] => {
  const of = (kind: string): Row => find('portal.conversation', kind);
  const noteOf = (kind: string): Row => find('portal.conversation_message', kind);
  const ends = `state = 'unfounded', closed_on = '${day}', closed_reason = 'other_matter'`;
  return [
    ...enters(),
    ...writes(),
    updates('end it', of('of INFOTRAITE, open'), ends),
    updates('end that of SPJ', of('of SPJ'), ends),
    updates('end it again', of('of INFOTRAITE, ended'), "closed_reason = 'test'"),
    updates('answer in a reported one', of('of SPJ, reported'), `answered_on = '${day}'`),
    updates('read it', noteOf('from the person'), `read_on = '${day}'`),
    updates('leave it unread', noteOf('from the person'), 'read_on = null'),
    updates('read it again', noteOf('from the person, read'), `read_on = '${day}'`),
    updates('seal it anew', noteOf('from the person'), 'for_person = for_person'),
  ];
};

const call = (name: string, words: string, condition: string): Call => ({
  ...{ function: `portal.${name}`, name: words, sql: `select 1 where portal.${name}(${condition}` },
});
const code = (words: string): string => literal(brought(words));
const stored = literal(kept('open'));
const freshAs = (version: number): string =>
  literal({
    json: {
      version,
      lookup: `\\x${'11'.repeat(32)}`,
      wrapped: `\\x${'22'.repeat(61)}`,
      publicKey: `\\x${'33'.repeat(32)}`,
      signKey: `\\x${'44'.repeat(32)}`,
      copies: [],
    },
  });
const fresh = freshAs(1);
const hands = (name: string, words: string, to: string, { seen = 1, box = 'box new' } = {}): Call =>
  call(
    'conversation_hand_on',
    name,
    `'${id(`conversation ${words}`)}', ${seen}, '${org(to)}', '${id(box)}', '${day}')`,
  );

const hex = (length: number, fill: number): string => `\\x${bytes(length, fill).toString('hex')}`;
const envelopeOf = (words: string, key: string) => ({
  ...{ id: id(`envelope ${words}`), key_id: id(`key ${key}`) },
  ...{ encapsulation: hex(32, 1), ciphertext: hex(48, 1) },
});
/** The body's copy of a new message, as the public site seals it. */
const beside = (body: string, vault = 'vault'): string =>
  literal({
    json: {
      envelopes: [envelopeOf('new to the body', body), envelopeOf('new to the vault', vault)],
      dataKeys: [{ id: id('data key new'), erase_key_id: id('erase key new') }],
      dataKeyWraps: [{ wrapped: hex(61, 1) }],
      sealedFields: [{ id: id('sealed new'), field: `message.${id('note new')}`, blob: hex(300, 1) }],
      eraseInbox: [{ wrapped: hex(61, 1) }],
    },
  });
const newNote = { message: id('note new'), on: day, due: day, copy: hex(300, 1) };
const begun = (body: string, box: string): string =>
  literal({
    json: {
      ...{ ...newNote, id: id('conversation new'), box: id(box), organisation: org(body) },
      ...{ door: 'help', language: 'fa', lookup: hex(32, 7), wrapped: hex(61, 7), pending: null },
      ...{ publicKey: hex(32, 3), signKey: hex(32, 4) },
    },
  });
type Begins = {
  readonly happened?: string;
  readonly body?: string;
  readonly box?: string;
  readonly keys?: readonly [body: string, vault: string];
  readonly answer?: string;
};
const begins = (name: string, it: Begins = {}): Call => {
  const { happened = 'conversation_received', body = 'INFOTRAITE', box = 'box new', answer = "= 'sent'" } = it;
  const [ours, vaults] = it.keys ?? [body, 'vault'];
  const sealed = beside(ours, vaults);
  return call(
    'conversation_begin',
    name,
    `${begun(body, box)}, ${sealed}, null, 'portal.${happened}', now()) ${answer}`,
  );
};
const bodyOf: Readonly<Record<string, string>> = { reported: 'SPJ' };
const writesOne = (name: string, words: string, answer: string, happened = 'conversation_written'): Call =>
  call(
    'conversation_write',
    name,
    `${code(words)}, ${literal({ json: { ...newNote, version: 1, sequence: 9 } })}, ${beside(bodyOf[words] ?? 'INFOTRAITE')}, null, 'portal.${happened}', now()) ${answer}`,
  );
/** What was sealed before somebody else acted. */
const old = literal({ json: { ...newNote, version: 0, sequence: 9 } });

/** What is asked of their functions. */
export const conversationCalls: readonly Call[] = [
  begins('a first message'),
  begins('as if something else had happened', { happened: 'conversation_erased' }),
  begins('in a box that holds texts', { box: 'person shared' }),
  begins('in a box that ended', { box: 'box before' }),
  begins('to a body that answers none', { body: 'ITM' }),
  begins('sealed to another body', { keys: ['SPJ', 'vault'], answer: "<> 'again'" }),
  begins('sealed past the vault', { keys: ['INFOTRAITE', 'SPJ'], answer: "<> 'again'" }),
  writesOne('with its code', 'open', "= 'sent'"),
  writesOne('with another code', 'nobody', "<> 'shut'"),
  writesOne('of one that was reported', 'reported', "= 'sent'"),
  writesOne('into one that ended', 'ended', "<> 'shut'"),
  writesOne('before its new code', 'desk', "<> 'shut'"),
  writesOne('as if something else had happened', 'open', "= 'sent'", 'conversation_received'),
  call(
    'conversation_write',
    'as it was before',
    `${code('open')}, ${old}, ${beside('INFOTRAITE')}, null, 'portal.conversation_written', now()) <> 'again'`,
  ),
  call(
    'conversation_write',
    'sealed to another body',
    `${code('open')}, ${literal({ json: { ...newNote, version: 1, sequence: 9 } })}, ${beside('SPJ')}, null, 'portal.conversation_written', now()) <> 'again'`,
  ),
  {
    ...{ function: 'portal.conversation_finish', name: 'the vault away' },
    sql: `select portal.conversation_finish('${id('conversation pending')}', ${literal(bytes(32, 9))}, ${literal(bytes(61, 9))})`,
  },
  call('conversation_look', 'with its code', `${code('open')}) is not null`),
  call('conversation_look', 'with another code', `${code('nobody')}) is not null`),
  call('conversation_look', 'with what the database holds', `${stored}) is not null`),
  call('conversation_look', 'no message of another', `${code('open')})::text !~ '${id('note police')}'`),
  call('conversation_erase', 'with its code', `${code('open')}, 'portal.conversation_erased', now()) = 'erased'`),
  call('conversation_erase', 'with another code', `${code('nobody')}, 'portal.conversation_erased', now()) <> 'shut'`),
  call(
    'conversation_erase',
    'of one that was reported',
    `${code('reported')}, 'portal.conversation_erased', now()) = 'kept'`,
  ),
  call(
    'conversation_recode',
    'with its code',
    `${code('desk')}, ${fresh}, 'portal.conversation_recoded', now()) = 'changed'`,
  ),
  call(
    'conversation_recode',
    'with another code',
    `${code('nobody')}, ${fresh}, 'portal.conversation_recoded', now()) <> 'shut'`,
  ),
  call(
    'conversation_recode',
    'as it was before',
    `${code('desk')}, ${freshAs(0)}, 'portal.conversation_recoded', now()) <> 'again'`,
  ),
  hands('her own', 'open', 'MJ'),
  hands('her own, as it was before', 'open', 'MJ', { seen: 0 }),
  hands('her own, into a box that holds texts', 'open', 'MJ', { box: 'person shared' }),
  hands('that of SPJ', 'police', 'MJ'),
  hands('one that ended', 'ended', 'MJ'),
  hands('to itself', 'open', 'INFOTRAITE'),
  {
    ...{ function: 'portal.conversations_waiting', name: 'the vault away' },
    sql: `select * from portal.conversations_waiting() where id = '${id('conversation pending')}'`,
  },
  {
    ...{ function: 'portal.conversations_waiting', name: 'a box that ended' },
    sql: `select * from portal.conversations_waiting() where id = '${id('conversation erased')}'`,
  },
  {
    ...{ function: 'portal.conversations_waiting', name: 'nothing to do' },
    sql: `select * from portal.conversations_waiting() where id = '${id('conversation open')}'`,
  },
  call('retire_conversations', 'what ended long ago', `'${day}'::date + 1, '2020-01-01') = 4`),
  call('retire_conversations', 'but not what is still written to', `'${day}', '2020-01-01') = 1`),
  call('retire_conversations', 'what nobody touched', `'2020-01-01', '${day}'::date + 1) = 4`),
  call('retire_conversations', 'nothing before its time', `'2020-01-01', '2020-01-01') = 0`),
];
