import type { Matrix } from '../matrix.ts';

const openToAll = {
  'by the coordinator': 'everyone @vault',
  'by another of MJ': 'everyone @vault',
  'by another of MJ, for two bodies': 'everyone @vault',
  approved: 'everyone @vault',
  declined: 'everyone @vault',
  'approved and ended': 'everyone @vault',
};

/** Legal bases, and the two people who switch each on. */
export const lawsMatrix: Matrix = {
  'identity.legal_basis': {
    rule: 'Open to everyone signed in; written by the installation, which copies the profile: nobody widens a law at work.',
    select: {
      listed: 'everyone @vault @owner',
      'for two bodies': 'everyone @vault @owner',
      'listed no more': 'everyone @vault @owner',
    },
    insert: { another: '@owner' },
    update: { 'list it again': '@owner', 'widen it': '@owner' },
  },
  'identity.law_proposal': {
    rule: 'Open to everyone signed in. Proposed in one’s own name and body, of a text the profile lists, never by somebody who administers accounts; never changed.',
    select: openToAll,
    insert: {
      'of what is listed': 'data_protection_officer national_coordinator',
      'of what is listed no more': '',
      'in another’s name': '',
      'for another body': '',
    },
    update: { 'let it begin earlier': '' },
  },
  'identity.law_answer': {
    rule: 'Open to everyone signed in. The second person: never who proposed, of another body where the text says so, never somebody who administers accounts; never changed.',
    select: {
      approved: 'everyone @vault',
      declined: 'everyone @vault',
      'approved, then ended': 'everyone @vault',
    },
    insert: {
      'to what the coordinator proposed': 'data_protection_officer',
      'to what another of MJ proposed': 'data_protection_officer national_coordinator',
      'to what another of MJ proposed, for two bodies': 'data_protection_officer',
      'in another’s name': '',
      'for another body': '',
    },
    update: { 'turn a no into a yes': '' },
  },
  'identity.law_end': {
    rule: 'Open to everyone signed in. Switched off by whoever may switch on, alone; never taken back.',
    select: { ended: 'everyone @vault' },
    insert: {
      'of what is on': 'data_protection_officer national_coordinator',
      'of what was declined': '',
      'in another’s name': '',
      'for another body': '',
    },
    update: { 'end it later': '' },
  },
};
