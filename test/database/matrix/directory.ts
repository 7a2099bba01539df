import type { Matrix } from '../matrix.ts';

/** Who works here. */
export const directoryMatrix: Matrix = {
  'directory.organisation': {
    rule: 'Open to everyone signed in; written by the installation.',
    select: {
      any: 'everyone @worker @vault @statistics @definer @owner',
    },
    insert: {
      'a new body': '@owner',
    },
    update: {
      'act for the police': '@owner',
    },
  },
  'directory.unit': {
    rule: 'Open to everyone signed in; written by the installation.',
    select: {
      any: 'everyone @vault @owner',
    },
    insert: {
      'a new unit': '@owner',
    },
    update: {
      'rename it': '@owner',
    },
    delete: {
      any: '@owner',
    },
  },
  'directory.role': {
    rule: 'Open to everyone signed in; written by the installation: nobody widens a role at work.',
    select: {
      any: 'everyone @vault @definer @owner',
    },
    update: {
      'permit more': '@owner',
    },
  },
  'directory.staff': {
    rule: 'Open to everyone signed in. No invented person in a real installation. An administrator works in her own body and never on herself; the vault only activates the invited.',
    select: {
      'an inspector': 'everyone @vault @definer @owner',
      'a police officer': 'everyone @vault @definer @owner',
      "the inspectorate's administrator": 'everyone @vault @definer @owner',
      'an invited inspector': 'everyone @vault @definer @owner',
      'a disabled inspector': 'everyone @definer',
      'a real inspector': 'everyone @vault @definer @owner',
    },
    insert: {
      'a colleague': 'everyone+directory.administer @owner',
      'somebody in another body': '@owner',
      'an invented colleague': '',
    },
    update: {
      'rename an inspector': 'ITM+directory.administer @owner',
      'rename a police officer': 'SPJ+directory.administer @owner',
      'rename the administrator': 'ITM+directory.administer -administrator @owner',
      'activate the invited': 'ITM+directory.administer @vault @owner',
      'leave the invited invited': 'ITM+directory.administer @owner',
      'disable the invited': 'ITM+directory.administer',
      'move an inspector': '@owner',
    },
    delete: {
      'an invited inspector': '@owner',
      'a real inspector': '@owner',
    },
  },
  'directory.staff_role': {
    rule: 'Given and taken by the administrator of the same body, never to herself, and only roles the profile has for that body.',
    select: {
      'of an inspector': 'everyone @vault @definer @owner',
      'of a police officer': 'everyone @vault @definer @owner',
      "of the inspectorate's administrator": 'everyone @vault @definer @owner',
    },
    insert: {
      'a role of the body to an inspector': 'ITM+directory.administer @owner',
      'a police role to an inspector': '@owner',
      'a role to a police officer': 'SPJ+directory.administer @owner',
      'a role to herself': '@owner',
    },
    delete: {
      'of an inspector': 'ITM+directory.administer @owner',
      'of a police officer': 'SPJ+directory.administer @owner',
      "of the inspectorate's administrator": 'ITM+directory.administer -administrator @owner',
    },
  },
  'directory.duty': {
    rule: 'Who is on call: seen by colleagues and by who may call, kept by who keeps the rota of the body.',
    select: {
      'of an inspector': 'ITM everyone+directory.on-call',
      'of a police officer': 'SPJ everyone+directory.on-call',
      cancelled: 'SPJ',
    },
    insert: {
      'her own': 'everyone+directory.keep-rota',
      'in another’s name': '',
      'her own, for another body': '',
      'of a police officer, for SPJ': 'SPJ+directory.keep-rota',
      'of a police officer, for her own body': 'SPJ+directory.keep-rota',
      'of a disabled inspector': '',
    },
    update: {
      'touch a police officer’s': 'SPJ+directory.keep-rota',
      'cancel an inspector’s': 'ITM+directory.keep-rota',
      'cancel a police officer’s': 'SPJ+directory.keep-rota',
    },
  },
  'directory.notice_address': {
    rule: 'Where a body is told by mail: seen by colleagues, said by its administrator in her own name; for a body without account seen by all and said by any administrator. The worker mails there.',
    select: {
      'of ITM': 'ITM @worker',
      'of MJ': 'MJ @worker',
      'of a body without account': 'everyone @worker',
    },
    insert: {
      'for SPJ': 'SPJ+directory.administer',
      'for SPJ, in another’s name': '',
      'for a body without account': 'everyone+directory.administer',
    },
    update: {
      'of a body without account': 'everyone+directory.administer',
      'of ITM': 'ITM+directory.administer',
      'of MJ': '',
      'of ITM, in another’s name': '',
    },
  },
  'directory.absence': {
    rule: 'Seen by colleagues; written by oneself or the body’s administrator.',
    select: {
      'of an inspector': 'ITM @vault',
      'of a police officer': 'SPJ @vault',
      cancelled: 'ITM',
    },
    insert: {
      'her own': 'everyone',
      'of an inspector': 'everyone+directory.administer labour_inspector',
      'her own in another body': 'PQT-DIE',
    },
    update: {
      'cancel an inspector’s': 'ITM+directory.administer labour_inspector',
      'cancel a police officer’s': 'SPJ+directory.administer judicial_police_officer',
    },
  },
  'directory.delegation': {
    rule: 'One lends a role one holds to a colleague of the same body; seen by colleagues.',
    select: {
      'among inspectors': 'ITM @vault',
      'among police': 'SPJ @vault',
      ended: 'ITM',
    },
    insert: {
      'an inspector’s role to a colleague':
        'labour_inspector labour_inspector/colleague labour_inspector/with-every-permit',
      'a role she does not hold': '',
      'to somebody of another body': '',
      'for somebody else': 'labour_inspector',
      'in another body': '',
    },
    update: {
      'end an inspector’s': 'ITM+directory.administer labour_inspector',
      'end a police officer’s': 'SPJ+directory.administer judicial_police_officer',
    },
  },
};
