import type { Matrix } from '../matrix.ts';

const service = 'INFOTRAITE+portal.messages';
const police = 'SPJ+portal.messages';
const sees = `${service} @definer`;
const brought = '@portal @definer';

/** Messages without a name: what staff sees of them, and what opens for who brings the code. */
export const conversationsMatrix: Matrix = {
  'portal.conversation': {
    rule: 'The body that has it, and there those who answer, until it is erased. What opens it is read by no process; its functions compare it.',
    select: {
      'of INFOTRAITE, open': sees,
      'of INFOTRAITE, ended': sees,
      'of INFOTRAITE, erased': '@definer',
      'of INFOTRAITE, the vault away': sees,
      'of INFOTRAITE, at the desk': sees,
      'of SPJ': `${police} @definer`,
      'of SPJ, reported': `${police} @definer`,
      'of SPJ, reported long ago': `${police} @definer`,
      'of SPJ, reported long ago, still written to': `${police} @definer`,
    },
    insert: {
      'at the desk': `${service} ${police} ITM+portal.messages @definer`,
      'for another body': '@definer',
      'as if it came by itself': '@definer',
      'with a code that stays': '@definer',
      'ended before': '@definer',
    },
    update: {
      'end it': sees,
      'end that of SPJ': `${police} @definer`,
      'end it again': '@definer',
      'answer in a reported one': `${police} @definer`,
    },
  },
  'portal.conversation_message': {
    rule: 'That there is one: who sees the conversation. Written in one’s own name until it ends; read once. The person’s copy is read by no process but its functions.',
    select: {
      'from the person': sees,
      'from the person, read': sees,
      'to the person': sees,
      'of SPJ': `${police} @definer`,
      'of SPJ, late': `${police} @definer`,
    },
    insert: {
      'an answer, her own': sees,
      'an answer in another’s name': '@definer',
      'as if the person had written': '@definer',
      'what somebody said, at the desk': sees,
      'an answer after a report was begun': `${police} @definer`,
      'in one that ended': '@definer',
    },
    update: { 'read it': service, 'leave it unread': '', 'read it again': '', 'seal it anew': '@definer' },
    delete: {
      'from the person': '@definer',
      'from the person, read': '@definer',
      'to the person': '@definer',
      'of SPJ': '@definer',
      'of SPJ, late': '@definer',
    },
  },
  'portal.conversation_begin': {
    rule: 'The public site’s process: a first message in a box of its own, to a body that answers messages, sealed to keys in use; nothing else happens by it.',
    call: {
      'a first message': brought,
      'as if something else had happened': '',
      'in a box that holds texts': '',
      'in a box that ended': '',
      'to a body that answers none': '',
      'sealed to another body': '',
      'sealed past the vault': '',
    },
  },
  'portal.conversation_write': {
    rule: 'For who brings the code: one more message, until it ended, not before a code that somebody else saw was changed, and only as it was looked at.',
    call: {
      'with its code': brought,
      'with another code': '',
      'of one that was reported': brought,
      'into one that ended': '',
      'before its new code': '',
      'as if something else had happened': '',
      'as it was before': '',
      'sealed to another body': '',
    },
  },
  'portal.conversation_finish': {
    rule: 'The vault, of one that came while it was away.',
    call: { 'the vault away': '@vault @definer' },
  },
  'portal.conversation_look': {
    rule: 'For who brings what only the code gives; nothing for everybody else, and nothing for what stands in the database.',
    call: {
      'with its code': brought,
      'with another code': '',
      'with what the database holds': '',
      'no message of another': brought,
    },
  },
  'portal.conversation_erase': {
    rule: 'As the look; until a report was begun of it.',
    call: { 'with its code': brought, 'with another code': '', 'of one that was reported': brought },
  },
  'portal.conversation_recode': {
    rule: 'As the look, and only for what was looked at.',
    call: { 'with its code': brought, 'with another code': '', 'as it was before': '' },
  },
  'portal.conversation_hand_on': {
    rule: 'Who may answer in it, while it is open and as it was seen, to another body.',
    call: {
      'her own': service,
      'her own, as it was before': '',
      'her own, into a box that holds texts': '',
      'that of SPJ': police,
      'one that ended': '',
      'to itself': '',
    },
  },
  'portal.conversations_waiting': {
    rule: 'What the vault has still to do.',
    call: { 'the vault away': '@vault @definer', 'a box that ended': '@vault @definer', 'nothing to do': '' },
  },
  'portal.retire_conversations': {
    rule: 'The worker, by the country’s terms; what ended is kept as long as somebody writes in it.',
    call: {
      'what ended long ago': '@worker @definer',
      'but not what is still written to': '@worker @definer',
      'what nobody touched': '@worker @definer',
      'nothing before its time': '@worker @definer',
    },
  },
};

const never: Readonly<Record<string, readonly string[]>> = {
  conversation_begin: [
    'as if something else had happened',
    'in a box that ended',
    'in a box that holds texts',
    'sealed past the vault',
    'sealed to another body',
    'to a body that answers none',
  ],
  conversation_erase: ['with another code'],
  conversation_hand_on: [
    'her own',
    'her own, as it was before',
    'her own, into a box that holds texts',
    'one that ended',
    'that of SPJ',
    'to itself',
  ],
  conversation_look: ['with another code', 'with what the database holds'],
  conversation_recode: ['as it was before', 'with another code'],
  conversation_write: [
    'as if something else had happened',
    'as it was before',
    'before its new code',
    'sealed to another body',
    'into one that ended',
    'with another code',
  ],
  conversations_waiting: ['nothing to do'],
};

/** What their functions refuse by themselves: to nobody, not even past row security. */
export const neverOfConversations: readonly string[] = Object.entries(never).flatMap(([name, tries]) =>
  tries.map((one) => `portal.${name} · call · ${one}`),
);
