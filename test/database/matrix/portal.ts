import type { Matrix } from '../matrix.ts';

const support = 'INFOTRAITE+portal.own-page';
const sees = `${support} @definer`;
const keeps = 'everyone+portal.keep-texts';
const sets = 'everyone+portal.set-banner';
const brought = '@portal @definer';

/** Persons' own pages: what staff sees of them, and what opens for who brings number and words. */
export const portalMatrix: Matrix = {
  'portal.own_page': {
    rule: 'The body that opened it, and there those who support. What opens it is read by no process; the functions of the page compare it.',
    select: {
      'of INFOTRAITE, open': sees,
      'of INFOTRAITE, closed': sees,
      'of SPJ, open': 'SPJ+portal.own-page @definer',
      'of MJ, tried too often': '@definer',
      'of MJ, tried too often long ago': '@definer',
      'of MJ, of another person': '@definer',
    },
    insert: {
      'for the person of a case of SPJ and INFOTRAITE': 'SPJ+portal.own-page INFOTRAITE+portal.own-page',
      'in another’s name': '',
      'for another body': '',
      'about another person': '',
      'closed before': '',
    },
    update: {
      'close it': support,
      'close it in another’s name': '',
      'close that of SPJ': 'SPJ+portal.own-page',
      'close it again': '',
      'open it again': '@definer',
      'let the person close it': '@definer',
    },
    delete: {
      'of INFOTRAITE, closed': '@definer',
      'of MJ, tried too often': '@definer',
      'of MJ, tried too often long ago': '@definer',
      'of MJ, of another person': '@definer',
    },
  },
  'portal.own_message': {
    rule: 'That there is one: who sees the page. Written in one’s own name while the page is open; read once. The person’s copy is read by no process but her functions.',
    select: {
      'to the person': sees,
      'from the person': sees,
      'from the person, read': sees,
      'from the person, on the page of SPJ': 'SPJ+portal.own-page @definer',
    },
    insert: {
      'to the person, her own': `${support} @definer`,
      'to the person, in another’s name': '@definer',
      'as if the person had written': '@definer',
      'on a closed page': '@definer',
    },
    update: {
      'read it': support,
      'read it for somebody else': '',
      'read it again': '',
    },
    delete: {
      'to the person': '@definer',
      'from the person': '@definer',
      'from the person, read': '@definer',
      'from the person, on the page of SPJ': '@definer',
    },
  },
  'portal.own_document': {
    rule: 'What was given: who sees the page, who may take a wrong one away. The copy is read by no process but the person’s functions.',
    select: { 'on the page': sees, 'on the page of SPJ': 'SPJ+portal.own-page @definer' },
    insert: { 'her own gift': support, 'in another’s name': '', 'on a closed page': '' },
    delete: { 'on the page': sees, 'on the page of SPJ': 'SPJ+portal.own-page @definer' },
  },
  'portal.guess_watch': {
    rule: 'Counted by the functions of the page alone.',
    select: { 'this minute': '@definer' },
    update: { 'forget the wrong tries': '@definer' },
  },
  'portal.visit_count': {
    rule: 'How often a page was read on a day: for who keeps the public pages; counted by one function alone.',
    select: { 'a page of a day': `${keeps} @definer` },
    update: { 'count one more': '@definer' },
  },
  'portal.banner': {
    rule: 'Seen, switched on in one’s own name and taken away by who may; the public site learns by a function what stands.',
    select: {
      'that stands': `${sets} @definer`,
      'taken away': `${sets} @definer`,
      'whose day is over': `${sets} @definer`,
    },
    insert: { 'in her own name': sets, 'in another’s name': '', 'taken away before': '' },
    update: { 'take it away': sets, 'take it away in another’s name': '', 'take it away again': '' },
  },
  'portal.count_visits': {
    rule: 'Adds up, and tells nothing: for the public site alone.',
    call: { 'two of a page': '@portal @definer', 'nothing at all': '@portal @definer' },
  },
  'portal.banners_on': {
    rule: 'What stands on a day: for the public site alone.',
    call: { 'one that stands': '@portal @definer', 'one taken away': '', 'one whose day is over': '' },
  },
  'portal.own_look': {
    rule: 'For who brings what only number and words give; shut, without a reason, for everybody else.',
    call: {
      'with her proof': brought,
      'with a wrong proof': '',
      'of a closed page': '',
      'of an unknown number': '',
      'of a page tried too often': '',
      'of a page tried too often long ago': brought,
      'a service that got a packet': brought,
      'no service after its last day': brought,
      'a body abroad for good': brought,
      'no clock of another case': brought,
      'no day of another case': brought,
      'a day to come': brought,
      'no day that is over': brought,
      'no day that was cancelled': brought,
      'her own consents': brought,
      'no consent of another': brought,
      'no consent she refused': brought,
      'how many messages are hers': brought,
      'how many papers are hers': brought,
    },
  },
  'portal.own_messages': {
    rule: 'As the page.',
    call: {
      'with her proof': brought,
      'with a wrong proof': '',
      'no message of another page': brought,
      'none without a copy of hers': brought,
    },
  },
  'portal.own_documents': {
    rule: 'As the page.',
    call: { 'with her proof': brought, 'with a wrong proof': '', 'no paper of another page': brought },
  },
  'portal.own_document_of': {
    rule: 'As the page; her own papers alone.',
    call: { 'with her proof': brought, 'with a wrong proof': '', 'a paper of another page': '', 'no paper': '' },
  },
  'portal.own_take_back': {
    rule: 'As the page; consents about herself alone.',
    call: {
      'her consent': brought,
      'with a wrong proof': '',
      'of another person': '',
      'what she refused': brought,
      'what she took back before': brought,
    },
  },
  'portal.own_close': { rule: 'As the page.', call: { 'with her proof': brought, 'with a wrong proof': '' } },
};
