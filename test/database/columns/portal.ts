import type { Columns } from '../columns.ts';

/** Columns of persons' own pages. */
export const portalColumns: Columns = {
  'portal.conversation': {
    id: 'id box_id organisation_id assigned_to draft_id ended_boxes',
    code: 'door language channel state closed_reason',
    flag: 'must_change',
    number: 'version',
    day: 'received_on due_on answered_on closed_on',
    hash: 'lookup',
    public: 'public_key sign_key',
    sealed: 'wrapped pending',
  },
  'portal.conversation_message': {
    id: 'id conversation_id sent_by',
    code: 'direction',
    number: 'sequence',
    day: 'sent_on read_on',
    sealed: 'for_person attachment',
  },
  'portal.own_page': {
    id: 'id case_id person_id organisation_id opened_by closed_by',
    code: 'opened_for authority language state closed_how',
    number: 'kind wrong_tries version',
    moment: 'opened_at closed_at wrong_since',
    hash: 'lookup proof_hash',
    public: 'public_key',
  },
  'portal.own_message': {
    id: 'id page_id sent_by read_by',
    code: 'direction',
    moment: 'sent_at read_at',
    sealed: 'for_person',
  },
  'portal.own_document': {
    id: 'id page_id given_by',
    code: 'kind media_type',
    number: 'size',
    moment: 'given_at',
    sealed: 'for_person',
  },
  'portal.visit_count': { code: 'language page', number: 'visits', day: 'day' },
  'portal.banner': {
    id: 'id begun_by ended_by',
    code: 'language says',
    day: 'until_day',
    moment: 'begun_at ended_at',
  },
  'portal.guess_watch': { number: 'id wrong_tries', moment: 'begun_at' },
};
