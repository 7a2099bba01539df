import { createHash } from 'node:crypto';
import { org } from '../actors.ts';
import {
  type Attempt,
  bytes,
  day,
  id,
  inserts,
  moment,
  own,
  type Row,
  row,
  self,
  updates,
  type Values,
} from './row.ts';
import type { Find } from './security.ts';

/** What the persons of this world bring. */
export const proof = bytes(32, 9);
const proofHash = createHash('sha256').update(proof).digest();
const blob = bytes(300);

/** A page of the shared person, opened by the service, unless told otherwise. */
const page = (words: string, more: Values = {}): Values => ({
  id: id(`own page ${words}`),
  case_id: id('case free'),
  person_id: id('person shared'),
  organisation_id: org('INFOTRAITE'),
  opened_for: 'person',
  language: 'en',
  kind: 1,
  lookup: createHash('sha256').update(words).digest(),
  proof_hash: proofHash,
  public_key: bytes(32, 3),
  opened_at: moment,
  opened_by: id('somebody'),
  ...more,
});

const closed = { state: 'closed', closed_at: moment, closed_by: id('somebody'), closed_how: 'service' };
const foreign = { case_id: id('case foreign'), person_id: id('person waiting') };

const message = (words: string, more: Values = {}): Values => ({
  id: id(`own message ${words}`),
  page_id: id('own page open'),
  direction: 'to_person',
  sent_at: moment,
  sent_by: id('somebody'),
  for_person: blob,
  ...more,
});

const fromPerson = { direction: 'from_person', sent_by: null };
const paper = (words: string, more: Values = {}): Values => ({
  id: id(`own document ${words}`),
  page_id: id('own page open'),
  kind: 'letter',
  media_type: 'application/pdf',
  size: 10,
  given_at: moment,
  given_by: id('somebody'),
  for_person: blob,
  ...more,
});

const at = (words: string): Values => ({ case_id: id(`case ${words}`), organisation_id: org('MJ') });
const guessed = (words: string): Values => ({ ...at(words), wrong_tries: 10 });

const banner = (words: string, more: Values = {}): Values => ({
  id: id(`banner ${words}`),
  language: 'fr',
  says: 'banner.offers',
  until_day: '2099-01-01',
  begun_at: moment,
  begun_by: id('somebody'),
  ...more,
});

/** What is read on the public pages and what stands at their head. */
const siteRows = (): Row[] => [
  row('portal.visit_count', 'a page of a day', { day: '2026-01-01', language: 'en', page: 'rights', visits: 7 }, [
    ...['day', 'language', 'page'],
  ]),
  row('portal.banner', 'that stands', banner('stands')),
  row('portal.banner', 'taken away', banner('gone', { language: 'de', ended_at: moment, ended_by: id('somebody') })),
  row('portal.banner', 'whose day is over', banner('over', { language: 'ar', until_day: '2020-01-01' })),
];

const siteAttempts = (find: Find): Attempt[] => {
  const begins = (name: string, more: Values): Attempt =>
    inserts('portal.banner', name, banner('tried', { language: 'so', ...more }));
  const ends = (by: string): string => `ended_at = now(), ended_by = '${by}'`;
  const of = (kind: string): Row => find('portal.banner', kind);
  return [
    begins('in her own name', { begun_by: self }),
    begins('in another’s name', {}),
    begins('taken away before', { begun_by: self, ended_at: moment, ended_by: self }),
    updates('take it away', of('that stands'), ends(self)),
    updates('take it away in another’s name', of('that stands'), ends(id('somebody'))),
    updates('take it away again', of('taken away'), ends(self)),
    updates('count one more', find('portal.visit_count', 'a page of a day'), 'visits = 8'),
  ];
};

/** Pages, messages, papers. */
export const portalRows = (): Row[] => [
  row('portal.own_page', 'of INFOTRAITE, open', page('open')),
  row('portal.own_page', 'of INFOTRAITE, closed', page('closed', closed)),
  row('portal.own_page', 'of SPJ, open', page('police', { ...foreign, organisation_id: org('SPJ') })),
  row(
    'portal.own_page',
    'of MJ, tried too often',
    page('tried now', { ...guessed('kept'), wrong_since: '2099-01-01' }),
  ),
  row(
    'portal.own_page',
    'of MJ, tried too often long ago',
    page('tried before', { ...guessed('foreign too'), wrong_since: day }),
  ),
  row('portal.own_page', 'of MJ, of another person', page('other', { ...at('closed'), person_id: id('person other') })),
  row('portal.own_message', 'to the person', message('to')),
  row('portal.own_message', 'from the person', message('from', fromPerson)),
  row('portal.own_message', 'from the person, read', {
    ...message('read', fromPerson),
    ...{ read_at: moment, read_by: id('somebody'), for_person: null },
  }),
  row('portal.own_message', 'from the person, on the page of SPJ', {
    ...message('police', fromPerson),
    page_id: id('own page police'),
  }),
  row('portal.own_document', 'on the page', paper('given')),
  row('portal.own_document', 'on the page of SPJ', paper('police', { page_id: id('own page police') })),
  ...siteRows(),
  row('portal.guess_watch', 'this minute', { id: 1, begun_at: moment, wrong_tries: 1 }),
];

const pageChanges = (find: Find): Attempt[] => {
  const of = (kind: string): Row => find('portal.own_page', kind);
  const closes = (by: string): string =>
    `state = 'closed', closed_at = now(), closed_by = '${by}', closed_how = 'service'`;
  const tries = (name: string, more: Values = {}): Attempt =>
    inserts('portal.own_page', name, page('tried', { ...elsewhere, organisation_id: own, opened_by: self, ...more }));
  return [
    tries('for the person of a case of SPJ and INFOTRAITE'),
    tries('in another’s name', { opened_by: id('somebody') }),
    tries('for another body', { organisation_id: org('MJ') }),
    tries('about another person', { person_id: id('person other') }),
    tries('closed before', closed),
    updates('close it', of('of INFOTRAITE, open'), closes(self)),
    updates('close it in another’s name', of('of INFOTRAITE, open'), closes(id('somebody'))),
    updates('close that of SPJ', of('of SPJ, open'), closes(self)),
    updates('close it again', of('of INFOTRAITE, closed'), closes(self)),
    updates('open it again', of('of SPJ, open'), 'wrong_tries = 0'),
    updates(
      'let the person close it',
      of('of SPJ, open'),
      `state = 'closed', closed_at = now(), closed_how = 'person'`,
    ),
  ];
};

/** The case that both the police and the service see. */
const elsewhere = { case_id: id('case main'), person_id: id('person shared') };

/** What is tried on them. */
export const portalAttempts = (find: Find): Attempt[] => {
  const writes = (name: string, more: Values): Attempt => inserts('portal.own_message', name, message('tried', more));
  const gives = (name: string, more: Values): Attempt => inserts('portal.own_document', name, paper('tried', more));
  const reads = (by: string): string => `read_at = now(), read_by = '${by}'`;
  const of = (kind: string): Row => find('portal.own_message', kind);
  const onClosed = { page_id: id('own page closed') };
  return [
    ...pageChanges(find),
    ...siteAttempts(find),
    writes('to the person, her own', { sent_by: self }),
    writes('to the person, in another’s name', {}),
    writes('as if the person had written', fromPerson),
    writes('on a closed page', { sent_by: self, ...onClosed }),
    updates('read it', of('from the person'), reads(self)),
    updates('read it for somebody else', of('from the person'), reads(id('somebody'))),
    updates('read it again', of('from the person, read'), reads(self)),
    gives('her own gift', { given_by: self }),
    gives('in another’s name', {}),
    gives('on a closed page', { given_by: self, ...onClosed }),
    updates('forget the wrong tries', find('portal.guess_watch', 'this minute'), 'wrong_tries = 0'),
  ];
};
