-- When each body last opened what it holds of a subject, and what for: for bodies that hold something of the subject themselves.
set local role {{definer}};
create function identity.last_openings(subjects uuid[])
  returns table (subject_id uuid, compartment text, organisation_id uuid, last_at timestamptz, purposes text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.subject_id, part, coalesce(o.acts_for_id, e.chain), max(e.at), array_agg(distinct e.data ->> 'purpose')
  from journal.event e cross join lateral jsonb_array_elements_text(e.data -> 'compartments') part
  left join directory.organisation o on o.id = e.chain
  where e.subject_id = any (subjects) and e.type = 'identity.opened'
    and e.subject_id in (select held.subject_id from identity.who_can_open(subjects) held)
  group by 1, 2, 3 $$;
revoke all on function identity.last_openings(uuid[]) from public;
grant execute on function identity.last_openings(uuid[]) to {{casework}};
set local role {{owner}};
