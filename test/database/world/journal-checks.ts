import { org } from '../actors.ts';
import { type Attempt, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const check = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`journal check ${words}`), asked_at: moment },
  ...more,
});
const done: Values = { finished_at: moment, sound: true, findings: { json: [] } };

/** A verification that waits, and one of the night that is done. */
export const journalCheckRows = (): Row[] => [
  row(
    'identity.journal_check',
    'asked by somebody',
    check('asked', { asked_by: id('somebody'), asked_by_organisation: org('MJ') }),
  ),
  row('identity.journal_check', 'of the night, done', check('night', done)),
];

/** What is tried on them. */
export const journalCheckAttempts = (find: Find): Attempt[] => {
  const tries = (name: string, more: Values): Attempt => inserts('identity.journal_check', name, check('tried', more));
  const finds = "finished_at = now(), sound = true, findings = '[]'";
  const [waits, night] = [
    find('identity.journal_check', 'asked by somebody'),
    find('identity.journal_check', 'of the night, done'),
  ];
  return [
    tries('her own', { asked_by: self, asked_by_organisation: own }),
    tries('in another’s name', { asked_by: id('somebody'), asked_by_organisation: own }),
    tries('of another body', { asked_by: self, asked_by_organisation: org('ECPAT') }),
    tries('of the night', {}),
    tries('of the night, done before', done),
    updates('say what was found', waits, finds),
    updates('say so again', night, finds),
    updates('say how far it is', waits, 'events_read = 5'),
  ];
};
