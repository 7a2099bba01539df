import { createHash } from 'node:crypto';
import type { Call } from './calls.ts';
import { proof } from './portal.ts';
import { bytes, day, id, literal } from './row.ts';

const brings = (words: string, with_: Buffer = proof): string =>
  `${literal(createHash('sha256').update(words).digest())}, ${literal(with_)}`;
const wrong = bytes(32, 8);
const call = (name: string, words: string, condition: string): Call => ({
  ...{ function: `portal.${name}`, name: words, sql: `select 1 where portal.${name}(${condition}` },
});

/** What a page that is opened says, or leaves unsaid. */
const tells = (name: string, words: string, page: string, condition: string): Call => ({
  ...{ function: `portal.${name}`, name: words, sql: `select 1 where portal.${name}(${brings(page)}${condition}` },
});

const takesBack = (name: string, consent: string, answer: string): Call =>
  call('own_take_back', name, `${brings('other')}, '${id(`consent ${consent}`)}', '${day}', now()) = '${answer}'`);

const counts = (name: string, visits: number): Call => ({
  ...{ function: 'portal.count_visits', name },
  sql: `select portal.count_visits('${day}', '[{"language":"fr","page":"home","visits":${visits}}]')`,
});

const stands = (name: string, language: string): Call => ({
  ...{ function: 'portal.banners_on', name },
  sql: `select 1 from portal.banners_on('${day}') where language = '${language}'`,
});

/** What the public site's process says and asks about its own pages. */
const siteCalls: readonly Call[] = [
  counts('two of a page', 2),
  counts('nothing at all', 0),
  stands('one that stands', 'fr'),
  stands('one taken away', 'de'),
  stands('one whose day is over', 'ar'),
];

/** What is asked of the functions of the page. */
export const portalCalls: readonly Call[] = [
  ...siteCalls,
  call('own_look', 'with her proof', `${brings('open')}, now()) is not null`),
  call('own_look', 'with a wrong proof', `${brings('open', wrong)}, now()) is not null`),
  call('own_look', 'of a closed page', `${brings('closed')}, now()) is not null`),
  call('own_look', 'of a page tried too often', `${brings('tried now')}, now()) is not null`),
  call('own_look', 'of a page tried too often long ago', `${brings('tried before')}, now()) is not null`),
  tells('own_look', 'no clock of another case', 'open', ", now()) -> 'clocks' = '[]'"),
  tells('own_look', 'a service that got a packet', 'open', `, '2026-01-01') -> 'knows' @> '[{"body": "HOSP"}]'`),
  tells('own_look', 'no service after its last day', 'open', `, '2026-06-01')::text !~ '"HOSP"'`),
  tells('own_look', 'a body abroad for good', 'open', `, '2026-06-01') -> 'knows' @> '[{"body": "CNVV"}]'`),
  tells('own_look', 'no day of another case', 'open', ", '2026-01-01') -> 'dates' = '[]'"),
  tells('own_look', 'a day to come', 'police', ", '2026-01-01') -> 'dates' <> '[]'"),
  tells('own_look', 'no day that is over', 'police', ", '2099-01-01') -> 'dates' = '[]'"),
  tells('own_look', 'no day that was cancelled', 'police', ", '2026-01-01') -> 'dates' -> 1 is null"),
  tells('own_look', 'her own consents', 'open', `, now()) -> 'consents' @> '[{"id": "${id('consent accepted')}"}]'`),
  tells('own_look', 'no consent of another', 'open', `, now())::text !~ '${id('consent offered')}'`),
  tells('own_look', 'no consent she refused', 'other', `, now())::text !~ '${id('consent refused')}'`),
  tells('own_look', 'how many messages are hers', 'open', ", now()) -> 'messages' = '3'"),
  tells('own_look', 'how many papers are hers', 'open', ", now()) -> 'documents' = '1'"),
  tells('own_messages', 'no message of another page', 'open', `)::text !~ '${id('own message police')}'`),
  tells('own_messages', 'none without a copy of hers', 'open', `)::text !~ '${id('own message read')}'`),
  tells('own_documents', 'no paper of another page', 'open', `)::text !~ '${id('own document police')}'`),
  call('own_look', 'of an unknown number', `${brings('nobody')}, now()) is not null`),
  ...['own_messages', 'own_documents'].flatMap((name) => [
    call(name, 'with her proof', `${brings('open')}) is not null`),
    call(name, 'with a wrong proof', `${brings('open', wrong)}) is not null`),
  ]),
  ...[proof, wrong].map(
    (with_): Call => ({
      ...{ function: 'portal.own_document_of', name: with_ === proof ? 'with her proof' : 'with a wrong proof' },
      sql: `select * from portal.own_document_of(${brings('open', with_)}, '${id('own document given')}')`,
    }),
  ),
  ...['another', 'police'].map(
    (words): Call => ({
      ...{ function: 'portal.own_document_of', name: words === 'police' ? 'a paper of another page' : 'no paper' },
      sql: `select * from portal.own_document_of(${brings('open')}, '${id(`own document ${words}`)}')`,
    }),
  ),
  takesBack('what she refused', 'refused', 'unknown'),
  takesBack('what she took back before', 'withdrawn', 'already'),
  call(
    'own_take_back',
    'her consent',
    `${brings('open')}, '${id('consent accepted')}', '${day}', now()) = 'taken_back'`,
  ),
  call(
    'own_take_back',
    'with a wrong proof',
    `${brings('open', wrong)}, '${id('consent accepted')}', '${day}', now()) <> 'shut'`,
  ),
  call(
    'own_take_back',
    'of another person',
    `${brings('police')}, '${id('consent accepted')}', '${day}', now()) <> 'unknown'`,
  ),
  call('own_close', 'with her proof', `${brings('open')}, now()) = 'closed'`),
  call('own_close', 'with a wrong proof', `${brings('open', wrong)}, now()) <> 'shut'`),
];
