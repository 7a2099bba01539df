import type { Cut } from './functions.ts';

const within = (name: string, cuts: readonly (readonly [cut: string, by?: string])[]): readonly Cut[] =>
  cuts.map(([cut, by = '']) => ({ among: 'portal.own_', function: `portal.${name}`, cut, by }));

/**
 * Conditions of the functions of a person's own page. How many wrong tries a minute bears, and what closing and writing
 * change, is seen by no single call: own-page.test.ts and own-page-acts.test.ts try it.
 */
export const ownPageCuts: readonly Cut[] = [
  ...within('own_page_of', [
    ['g.lookup = asked and'],
    ["and g.state = 'open' for update", 'for update'],
    ["page.wrong_since < clock_timestamp() - interval '1 hour'", 'false'],
    ['and page.wrong_tries < most_of_page and coalesce', 'and coalesce'],
    ['and page.proof_hash = sha256(proof)'],
  ]),
  ...within('own_look', [
    ['where e.case_id = page.case_id'],
    ['where case_id = page.case_id and', 'where'],
    ["and state = 'planned'"],
    ["and planned_at > at - interval '2 hours'"],
    ['c.person_id = page.person_id and'],
    ["and c.answer = 'given'"],
    ['where m.page_id = page.id'],
    ['where d.page_id = page.id'],
  ]),
  ...within('own_messages', [['page_id = page.id and'], ['and for_person is not null']]),
  ...within('own_documents', [['where d.page_id = page.id']]),
  ...within('own_document_of', [['d.id = wanted and'], ['and d.page_id = page.id']]),
  ...within('own_take_back', [
    ['c.person_id = page.person_id and'],
    ["and c.answer = 'given'"],
    ['and c.withdrawn_at is null'],
  ]),
];
