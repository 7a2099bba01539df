import type { Cut } from './functions.ts';

const within = (name: string, cuts: readonly (readonly [cut: string, by?: string])[]): readonly Cut[] =>
  cuts.map(([cut, by = '']) => ({ among: 'portal.conver', function: `portal.${name}`, cut, by }));

const ofOwnBody = 'and c.organisation_id = any ((select security.viewer_organisations())::uuid[])';

/** Conditions of the functions of conversations without a name. What writing bears a day, conversation.test.ts tries. */
export const conversationCuts: readonly Cut[] = [
  ...within('conversation_of', [['sha256(asked)', 'asked'], ['c.lookup = sha256(asked) and']]),
  ...within('conversation_begin', [
    ["happened <> 'portal.conversation_received'", 'false'],
    ["portal.box_is_taken((it ->> 'box')::uuid)", 'false'],
    ['not portal.receives_messages(body)', 'false'],
    ['not portal.keys_in_use(rows, body)', 'false'],
  ]),
  ...within('box_is_taken', [
    ['exists (select 1 from identity.data_key k where k.subject_id = box)', 'false'],
    ['exists (select 1 from portal.conversation c where box = any (c.ended_boxes))', 'false'],
  ]),
  ...within('receives_messages', [["and 'portal.messages' = any (r.permits)"]]),
  ...within('keys_in_use', [
    ['k.organisation_id = body and'],
    ["k.organisation_id = '00000000-0000-0000-0000-000000000000'", 'true'],
  ]),
  ...within('conversation_write', [
    ["happened <> 'portal.conversation_written'", 'false'],
    ["it.state = 'unfounded' or"],
    ['or it.must_change'],
    ["it.version is distinct from (sent ->> 'version')::integer", 'false'],
    ['not portal.keys_in_use(rows, it.organisation_id)', 'false'],
  ]),
  ...within('conversation_look', [['where m.conversation_id = it.id']]),
  ...within('conversation_erase', [["it.state = 'reported'", 'false']]),
  ...within('conversation_recode', [["it.version is distinct from (fresh ->> 'version')::integer", 'false']]),
  ...within('conversation_hand_on', [
    ['and c.version = seen'],
    ['and not portal.box_is_taken(new_box)'],
    ["and c.state = 'open'"],
    ['and c.organisation_id <> to_body'],
    [ofOwnBody],
    ["and (select security.may('portal.messages'))"],
  ]),
  ...within('conversations_waiting', [["c.pending is not null or c.ended_boxes <> '{}'", 'true']]),
  ...[
    ["c.state <> 'erased' and", ''],
    ['c.due_on < silent_since', 'true'],
    [
      'greatest(c.closed_on, (select max(m.sent_on) from portal.conversation_message m where m.conversation_id = c.id))',
      'c.closed_on',
    ],
    ['where m.conversation_id = c.id', ''],
  ].map(([cut = '', by = '']) => ({ among: 'portal.retire', function: 'portal.retire_conversations', cut, by })),
];
