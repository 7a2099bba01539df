import type { Privileges } from './privileges-found.ts';

/** What each process may ask of the tables of persons' own pages; read as privileges.ts is. */
export const portalPrivileges: Privileges = {
  'portal.banner': { casework: 'insert, select, update(ended_at ended_by)', definer: 'select' },
  'portal.visit_count': { casework: 'select', definer: 'insert, select, update(visits)' },
  'portal.conversation': {
    casework:
      'insert, select(all but ended_boxes lookup pending wrapped), update(answered_on assigned_to closed_on closed_reason draft_id state version)',
    definer: 'insert, select, update',
  },
  'portal.conversation_message': {
    casework: 'insert, select(all but for_person), update(read_on)',
    definer: 'delete, insert, select, update(for_person)',
  },
  'portal.guess_watch': { definer: 'insert, select, update(all but id)' },
  'portal.own_document': { casework: 'delete, insert, select(all but for_person)', definer: 'delete, select' },
  'portal.own_message': {
    casework: 'insert, select(all but for_person), update(read_at read_by)',
    definer: 'delete, insert, select, update(for_person)',
  },
  'portal.own_page': {
    casework: 'insert, select(all but lookup proof_hash), update(closed_at closed_by closed_how state version)',
    definer: 'delete, select, update(closed_at closed_how state version wrong_since wrong_tries)',
  },
};
