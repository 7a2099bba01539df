import { org } from '../actors.ts';
import { type Attempt, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const houseRequest = (words: string, of: string, more: Values = {}): Values => ({
  ...{ id: id(`house_request ${words}`), placement_id: id(`placement ${of}`), house_organisation_id: org('CARITAS') },
  ...{ support_organisation_id: org('INFOTRAITE'), purpose: 'health_care', urgency: 'soon', asked_by: id('keeper') },
  ...{ asked_at: moment, answer_by: '2026-03-05T09:00:00Z', ...more },
});

const answeredRequest = { state: 'answered', outcome: 'referred', answered_by: id('asker'), answered_at: moment };

/** Requests of two houses, and one of a service that nobody here works for. */
export const houseRequestRows = (): Row[] => [
  row('accommodation.house_request', 'of CARITAS, asked of INFOTRAITE', houseRequest('asked', 'offered')),
  row(
    'accommodation.house_request',
    'of CARITAS, answered',
    houseRequest('answered', 'offered', { ...answeredRequest, purpose: 'lodging' }),
  ),
  row(
    'accommodation.house_request',
    'of CRL, where she lived before',
    houseRequest('before', 'offered', { house_organisation_id: org('CRL'), purpose: 'rights_and_papers' }),
  ),
  row('accommodation.house_request', 'of CARITAS, about whom MJ placed', houseRequest('ministry', 'ministry')),
];

/** What is tried on them. */
export const houseRequestAttempts = (find: Find): Attempt[] => {
  const asks = (name: string, more: Values = {}): Attempt =>
    inserts('accommodation.house_request', name, {
      ...houseRequest('fresh', 'offered', { asked_by: self, purpose: 'other' }),
      ...more,
    });
  const answers = (by: string): string =>
    `state = 'answered', outcome = 'helped_here', answered_by = '${by}', answered_at = now()`;
  const asked = find('accommodation.house_request', 'of CARITAS, asked of INFOTRAITE');
  return [
    asks('about who is offered CARITAS, as CARITAS'),
    asks('as her own body', { house_organisation_id: own }),
    asks('of another service', { support_organisation_id: org('MJ') }),
    asks('about somebody who lives elsewhere', { placement_id: id('placement ministry') }),
    asks('in another’s name', { asked_by: id('somebody') }),
    asks('answered already', { ...answeredRequest, answered_by: self }),
    updates('answer that of CARITAS', asked, answers(self)),
    updates('answer it in another’s name', asked, answers(id('somebody'))),
    updates(
      'answer it again',
      find('accommodation.house_request', 'of CARITAS, answered'),
      `outcome = 'helped_here', answered_by = '${self}'`,
    ),
    updates(
      'answer that about whom MJ placed',
      find('accommodation.house_request', 'of CARITAS, about whom MJ placed'),
      answers(self),
    ),
  ];
};
