import { org } from '../actors.ts';
import { type Attempt, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

const later = '2026-03-02T09:00:00Z';

const note = (words: string, body: string, by: string, more: Values = {}): Values => ({
  ...{ id: id(`shift ${words}`), organisation_id: body, written_by: by, written_at: moment, due_at: later, ...more },
});

const warm = (words: string, of: string, [from, to]: readonly [string, string], more: Values = {}): Values => ({
  ...{ id: id(`warm ${words}`), case_id: id(`case ${of}`), from_organisation_id: from, to_organisation_id: to },
  ...{ audience: [from, to], reason: 'danger_now', offered_at: moment, answer_by: later, ...more },
});

/** Notes from shift to shift, and persons handed over. */
export const handOverRows = (of: People): Row[] => {
  const [officer, second] = [of('judicial_police_officer').staffId, of('judicial_police_officer/second').staffId];
  const worker = of('savteh_worker').staffId;
  const [police, service] = [org('SPJ'), org('INFOTRAITE')];
  const answered = { answered_by: worker, answered_at: later };
  return [
    row('cases.shift_note', 'of SPJ', note('SPJ', police, officer)),
    row('cases.shift_note', 'of INFOTRAITE', note('INFOTRAITE', service, worker)),
    row(
      'cases.shift_note',
      'of SPJ, acknowledged',
      note('old', police, officer, { acknowledged_by: second, acknowledged_at: later }),
    ),
    row('cases.shift_note', 'of SPJ, told to be late', note('late', police, officer, { reminded_at: later })),
    row(
      'cases.warm_handover',
      'offered by SPJ',
      warm('offered', 'offered', [police, service], { offered_by: officer }),
    ),
    row(
      'cases.warm_handover',
      'accepted by INFOTRAITE',
      warm('accepted', 'foreign too', [police, service], { offered_by: officer, state: 'accepted', ...answered }),
    ),
    row(
      'cases.warm_handover',
      'done',
      warm('done', 'main', [police, service], {
        ...{ offered_by: officer, state: 'done', ...answered, ended_by: officer, ended_at: later },
      }),
    ),
    row(
      'cases.warm_handover',
      'refused, between MJ and PGD',
      warm('refused', 'main', [org('MJ'), org('PGD')], { offered_by: officer, state: 'refused', ...answered }),
    ),
  ];
};

const noteAttempts = (find: Find): Attempt[] => {
  const fresh = (name: string, more: Values = {}): Attempt =>
    inserts('cases.shift_note', name, note('fresh', own, self, more));
  const taken = (by: string): string => `acknowledged_by = '${by}', acknowledged_at = now()`;
  return [
    fresh('her own'),
    fresh('about a case of SPJ', { case_ids: [id('case main')] }),
    fresh('about a case of PQT-DIE', { case_ids: [id('case foreign')] }),
    fresh('for another body', { organisation_id: org('MJ') }),
    fresh('in another’s name', { written_by: id('staff real') }),
    fresh('already acknowledged', { acknowledged_by: id('staff real'), acknowledged_at: later }),
    updates('acknowledge it', find('cases.shift_note', 'of SPJ'), taken(self)),
    updates('acknowledge it in another’s name', find('cases.shift_note', 'of SPJ'), taken(id('staff real'))),
    updates('acknowledge it again', find('cases.shift_note', 'of SPJ, acknowledged'), taken(self)),
    updates('tell that it is late', find('cases.shift_note', 'of SPJ'), 'reminded_at = now()'),
    updates('tell so again', find('cases.shift_note', 'of SPJ, told to be late'), 'reminded_at = now()'),
    updates(
      'tell so of one that was taken over',
      find('cases.shift_note', 'of SPJ, acknowledged'),
      'reminded_at = now()',
    ),
    updates('say that nobody was told', find('cases.shift_note', 'of SPJ'), 'reminded_at = null'),
    updates('acknowledge that of INFOTRAITE', find('cases.shift_note', 'of INFOTRAITE'), taken(self)),
  ];
};

const warmAttempts = (find: Find): Attempt[] => {
  const to = org('PQT-LUX');
  const fresh = (name: string, more: Values = {}, of = 'main', body = to): Attempt =>
    inserts('cases.warm_handover', name, warm('fresh', of, [own, body], { offered_by: self, ...more }));
  const answers = (state: string, by: string): string =>
    `state = '${state}', answered_by = '${by}', answered_at = now(), version = version + 1`;
  const ends = (state: string, by: string): string =>
    `state = '${state}', ended_by = '${by}', ended_at = now(), version = version + 1`;
  const offered = find('cases.warm_handover', 'offered by SPJ');
  const accepted = find('cases.warm_handover', 'accepted by INFOTRAITE');
  return [
    fresh('an offer'),
    fresh('to a body that does not see the case', {}, 'main', org('PGD')),
    fresh('of a case of PQT-DIE', {}, 'foreign', org('PQT-DIE')),
    fresh('of a case of PQT-DIE, to one that sees another', {}, 'foreign'),
    fresh('for another body', { from_organisation_id: org('MJ'), audience: [org('MJ'), to] }),
    fresh('in another’s name', { offered_by: id('staff real') }),
    fresh('already accepted', { state: 'accepted', answered_by: self, answered_at: later }),
    fresh('already answered', { answered_by: self, answered_at: later }),
    fresh('already taken back', { state: 'taken_back', ended_by: self, ended_at: later }),
    updates('answer, and leave it open', offered, answers('offered', self)),
    updates(
      'say that it is done, in the receiver’s place',
      offered,
      `${ends('done', self)}, answered_by = '${self}', answered_at = now()`,
    ),
    updates('take over', offered, answers('accepted', self)),
    updates('take over in another’s name', offered, answers('accepted', id('staff real'))),
    updates('keep what was offered', offered, ends('taken_back', self)),
    updates('keep it in another’s name', offered, ends('taken_back', id('staff real'))),
    updates('say that it is done', accepted, ends('done', self)),
    updates('say no after all', accepted, "state = 'refused', version = version + 1"),
    updates('refuse what was accepted', accepted, answers('refused', self)),
    updates('keep what is done', find('cases.warm_handover', 'done'), ends('taken_back', self)),
    updates('offer again', offered, 'version = version + 1'),
  ];
};

/** What is tried on them. */
export const handOverAttempts = (find: Find): Attempt[] => [...noteAttempts(find), ...warmAttempts(find)];
