import type { Matrix } from '../matrix.ts';

/** Sealed fields and their keys. */
export const identityMatrix: Matrix = {
  'identity.organisation_key': {
    rule: 'Public keys to seal to; published and retired by the vault.',
    select: {
      active: 'anybody @portal @worker @vault @definer',
      retired: '@vault',
      'of INFOTRAITE': 'anybody @portal @worker @vault @definer',
      'of SPJ': 'anybody @portal @worker @vault @definer',
      'of the vault': 'anybody @portal @worker @vault @definer',
    },
    insert: {
      'a key': '@vault',
    },
    update: {
      'retire it': '@vault',
    },
  },
  'identity.key_rotation': {
    rule: 'How far the exchange of a body’s key has come; the vault’s alone.',
    select: {
      'of ITM': '@vault',
    },
    insert: {
      'of SPJ': '@vault',
    },
    update: {
      'end it': '@vault',
      'lead it to another key': '',
    },
  },
  'identity.search_token': {
    rule: 'Marks for exact search; made, looked for and taken away by the vault alone.',
    select: { 'of ITM': '@vault' },
    insert: { 'of SPJ': '@vault' },
    delete: { 'of ITM': '@vault' },
  },
  'identity.search_due': {
    rule: 'Whom the search of a body has yet to take in; the vault’s alone, filled by a trigger.',
    select: { 'of ITM': '@vault @definer' },
    insert: { 'of SPJ': '@vault @definer' },
    update: { postpone: '@vault', 'make it due anew': '@definer' },
    delete: { 'of ITM': '@vault' },
  },
  'identity.search_index': {
    rule: 'Who was taken into the search of which body; the vault’s alone.',
    select: { 'of ITM': '@vault' },
    insert: { 'of SPJ': '@vault' },
    update: { 'take in anew': '@vault', 'hand it to another body': '' },
    delete: { 'of ITM': '@vault' },
  },
  'identity.envelope': {
    rule: 'Comes in through identity.insert_sealed alone; seen by the body it is for. Nobody reopens a withdrawn one or hands one over.',
    select: {
      'for ITM': 'ITM @vault @definer',
      'for SPJ': 'SPJ @vault @definer',
      'withdrawn from ITM': 'ITM',
      'of the vault, emptied': '@vault @definer',
      'for ITM, unused': 'ITM @vault @definer',
      'for DGI by law': 'DGI @vault @definer',
      'of the vault': '@vault @definer',
      'for CNVV on a consent, emptied': '@vault @definer',
      'for CNVV of packets': '@vault @definer',
      'for CNVV in an emergency, emptied': '@vault @definer',
    },
    insert: {
      'a fresh one': '@definer',
      'one withdrawn before it began': '',
      'on a consent': '@definer @vault',
      'on a consent, to the vault': '@definer',
      'on a consent withdrawn before': '',
      'in an emergency': '@vault',
    },
    update: {
      'bring it back': '',
      'hand it over': '',
      'wrap it anew': '@vault',
      'wrap a withdrawn one anew': '',
    },
    delete: {
      'of the vault, emptied': '@vault',
      'for CNVV on a consent, emptied': '@vault',
      'for CNVV in an emergency, emptied': '@vault',
      'for ITM, unused': '@vault',
      'for DGI by law': '@vault',
    },
  },
  'identity.data_key': {
    rule: 'Seen by bodies that hold a living wrap of it.',
    select: {
      'for ITM': 'ITM @vault @definer',
      'for SPJ': 'SPJ @vault @definer',
      withdrawn: '@vault @definer',
      'of a second epoch': '@vault @definer',
      'of the person of a case': '@vault @definer',
      'of the packet done by HOSP': '@vault @definer',
      'of the packet accepted by HOSP': '@vault @definer',
    },
    insert: {
      'a fresh one': '@definer',
      'one of a second epoch': '@definer @vault',
      'of the reason of an emergency': '@definer @vault',
    },
    update: {
      'let it wait': '@vault',
    },
    delete: {
      'of a second epoch': '@vault',
      'of the person of a case': '@vault',
    },
  },
  'identity.data_key_wrap': {
    rule: 'Seen by the body whose living envelope it hangs under; the bytes by the vault alone.',
    select: {
      'for ITM': 'ITM @vault @definer',
      'for SPJ': 'SPJ @vault @definer',
      withdrawn: '@vault @definer',
      'of the packet done by HOSP': '@vault @definer',
      'of the packet accepted by HOSP': '@vault @definer',
    },
    insert: {
      'a fresh one': '@definer',
      'by law': '@definer @vault',
      'in an emergency': '@definer @vault',
      'of a second epoch': '@definer @vault',
    },
    delete: {
      'for ITM': '@vault',
      'for SPJ': '@vault',
      withdrawn: '@vault',
      'of the packet done by HOSP': '@vault',
      'of the packet accepted by HOSP': '@vault',
    },
  },
  'identity.sealed_field': {
    rule: 'Comes in through identity.insert_sealed alone, never changed; sealed anew by the vault when a consent is taken back. That it exists is seen by bodies that could have it opened; the bytes go to the vault alone.',
    select: {
      'for ITM': 'ITM @vault',
      'for SPJ': 'SPJ @vault',
      withdrawn: '@vault',
    },
    insert: {
      'past its function': '@definer',
      'of a second epoch, in nobody’s name': '@definer @vault',
      'the reason of an emergency': '@definer @vault',
    },
    delete: {
      'for ITM': '@vault',
      'for SPJ': '@vault',
      withdrawn: '@vault',
    },
    update: {
      'overwrite it': '',
    },
  },
  'identity.erase_key_inbox': {
    rule: 'A letter box: filled through identity.insert_sealed alone, emptied by the vault.',
    select: {
      waiting: '@vault',
    },
    insert: {
      'a fresh one': '@definer',
    },
    delete: {
      waiting: '@vault',
    },
  },
};
