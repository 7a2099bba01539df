import { org } from '../actors.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

const hash = (sign: string): string => sign.repeat(64);
const [listed, forTwo, gone] = [hash('a'), hash('b'), hash('c')];

/** What the vault gave, as far as the database can tell; it only demands that it stands there. */
const vouched = { nonce: '0'.repeat(32), seal: hash('0') };

const basis = (words: string, of: string, isListed: boolean): Values => ({
  hash: of,
  code: words,
  entry: { json: { id: words, two_bodies: of === forTwo } },
  listed: isListed,
});

const proposal = (words: string, by: string, more: Values = {}): Values => ({
  ...{ id: id(`proposal ${words}`), hash: listed, valid_from: day, proposed_by: by, organisation_id: org('MJ') },
  ...{ proposed_at: moment, ...vouched },
  ...more,
});

const answered = (words: string, answer: string, more: Values = {}): Values => ({
  ...{ proposal_id: id(`proposal ${words}`), answer, answered_by: id('somebody else'), organisation_id: org('SPJ') },
  ...{ answered_at: moment, ...vouched },
  ...more,
});

const ended = (words: string, more: Values = {}): Values => ({
  ...{ proposal_id: id(`proposal ${words}`), ended_by: id('somebody'), organisation_id: org('MJ'), ended_at: moment },
  ...more,
});

/** Texts of legal bases and what two people did about them. */
export const lawRows = (of: People): Row[] => {
  const other = id('another of MJ');
  const named = (table: string, kind: string, values: Values): Row => row(table, kind, values, ['proposal_id']);
  return [
    row('identity.legal_basis', 'listed', basis('LAW-LISTED', listed, true), ['hash']),
    row('identity.legal_basis', 'for two bodies', basis('LAW-FOR-TWO', forTwo, true), ['hash']),
    row('identity.legal_basis', 'listed no more', basis('LAW-GONE', gone, false), ['hash']),
    row('identity.law_proposal', 'by the coordinator', proposal('coordinator', of('national_coordinator').staffId)),
    row('identity.law_proposal', 'by another of MJ', proposal('other', other)),
    row('identity.law_proposal', 'by another of MJ, for two bodies', proposal('two', other, { hash: forTwo })),
    row('identity.law_proposal', 'approved', proposal('approved', other)),
    row('identity.law_proposal', 'declined', proposal('declined', other)),
    row('identity.law_proposal', 'approved and ended', proposal('ended', other)),
    named('identity.law_answer', 'approved', answered('approved', 'approved')),
    named('identity.law_answer', 'declined', answered('declined', 'declined')),
    named('identity.law_answer', 'approved, then ended', answered('ended', 'approved')),
    named('identity.law_end', 'ended', ended('ended')),
  ];
};

const proposing = (find: Find): Attempt[] => {
  const tries = (name: string, more: Values = {}): Attempt =>
    inserts('identity.law_proposal', name, proposal('fresh', self, { organisation_id: own, ...more }));
  return [
    tries('of what is listed'),
    tries('of what is listed no more', { hash: gone }),
    tries('in another’s name', { proposed_by: id('somebody') }),
    tries('for another body', { organisation_id: org('ITM') }),
    updates('let it begin earlier', find('identity.law_proposal', 'approved'), `valid_from = '2020-01-01'`),
  ];
};

const answering = (find: Find): Attempt[] => {
  const tries = (name: string, words: string, more: Values = {}): Attempt =>
    inserts(
      'identity.law_answer',
      name,
      answered(words, 'approved', { answered_by: self, organisation_id: own, ...more }),
    );
  return [
    tries('to what the coordinator proposed', 'coordinator'),
    tries('to what another of MJ proposed', 'other'),
    tries('to what another of MJ proposed, for two bodies', 'two'),
    tries('in another’s name', 'other', { answered_by: id('somebody') }),
    tries('for another body', 'other', { organisation_id: org('ITM') }),
    updates('turn a no into a yes', find('identity.law_answer', 'declined'), `answer = 'approved'`),
  ];
};

/** What is tried on legal bases. */
export const lawAttempts = (find: Find): Attempt[] => {
  const ends = (name: string, words: string, more: Values = {}): Attempt =>
    inserts('identity.law_end', name, ended(words, { ended_by: self, organisation_id: own, ...more }));
  return [
    inserts('identity.legal_basis', 'another', basis('LAW-FRESH', hash('d'), true)),
    updates('list it again', find('identity.legal_basis', 'listed no more'), 'listed = true'),
    updates('widen it', find('identity.legal_basis', 'listed'), `entry = '{"id":"LAW-LISTED","two_bodies":false}'`),
    ...proposing(find),
    ...answering(find),
    ends('of what is on', 'approved'),
    ends('of what was declined', 'declined'),
    ends('in another’s name', 'approved', { ended_by: id('somebody') }),
    ends('for another body', 'approved', { organisation_id: org('ITM') }),
    updates('end it later', find('identity.law_end', 'ended'), 'ended_at = now()'),
  ];
};
