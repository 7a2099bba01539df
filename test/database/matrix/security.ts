import type { Matrix } from '../matrix.ts';

/** Keys, sessions, credentials. */
export const securityMatrix: Matrix = {
  'security.session': {
    rule: 'Sessions are for the functions that begin, open and end them; the vault asks whether one lives.',
    select: {
      live: '@vault @definer',
      ended: '@definer',
    },
    insert: {
      'one of her own': '@definer',
    },
    update: {
      'prolong it': '@definer',
    },
  },
  'security.form_done': {
    rule: 'Each person’s own forms, so that a double click is one act; removed after a day.',
    select: {
      'of an inspector': 'labour_inspector',
      'of an inspector, not led anywhere yet': 'labour_inspector',
      'of an inspector, of last year': 'labour_inspector',
    },
    insert: {
      'her own': 'everyone',
      'for a colleague': 'labour_inspector/colleague',
    },
    update: {
      'lead it': 'labour_inspector',
      'lead it elsewhere': '',
      'lead it nowhere': '',
    },
    delete: {
      'of an inspector, of last year': 'labour_inspector',
    },
  },
  'security.context_key': {
    rule: 'The key that signs who is looking: no process but the vault knows it, and even it only sets it.',
    select: {
      'the key': '@definer',
    },
    update: {
      'replace it': '@definer',
    },
  },
  'security.installation': {
    rule: 'Everybody knows whether people here are invented; nobody can say otherwise afterwards.',
    select: {
      'the mark': 'anybody @portal @worker @vault @statistics @auditor @definer @owner',
    },
    update: {
      'call it a demonstration': '',
    },
    delete: {
      'the mark': '@owner',
    },
  },
  'security.credential': {
    rule: 'Proofs of who somebody is belong to the vault. One sees that one’s own exist; the administrator of the same body may put them out of use, never her own, and never back into use.',
    select: {
      'of an inspector': 'ITM+directory.administer labour_inspector @vault',
      'of a police officer': 'SPJ+directory.administer judicial_police_officer @vault',
      "of an inspectorate's administrator": 'ITM+directory.administer @vault',
    },
    insert: {
      'for herself': '@vault',
    },
    update: {
      'disable an inspector’s': 'ITM+directory.administer @vault',
      'disable a police officer’s': 'SPJ+directory.administer @vault',
      'disable the administrator’s': 'ITM+directory.administer -administrator @vault',
      'enable an inspector’s': '@vault',
      'count a use': '@vault',
    },
  },
  'security.activation': {
    rule: 'One-time codes are the vault’s; the administrator of the same body sees that one waits.',
    select: {
      'of an inspector': 'ITM+directory.administer @vault',
      'of a police officer': 'SPJ+directory.administer @vault',
    },
    insert: {
      'for an inspector': '@vault',
    },
    update: {
      'use it up': '@vault',
    },
  },
  'security.sign_in_attempt': {
    rule: 'Counted by the vault alone.',
    select: {
      'a failure': '@vault',
    },
    insert: {
      'one more': '@vault',
    },
    update: {
      'forget it': '@vault',
    },
    delete: {
      'a failure': '@vault',
    },
  },
};
