-- The page to step in shows the synthetic personas before anybody is signed in: only these, only their roles.
set local role {{definer}};
create function security.synthetic_personas()
  returns table (staff_id uuid, display_name text, organisation_code text, organisation_names jsonb, role_codes text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.display_name, o.code, o.names, array(select r.role_code from directory.staff_role r where r.staff_id = s.id order by 1)
  from directory.staff s join directory.organisation o on o.id = s.organisation_id
  where s.synthetic and s.state = 'active' order by o.code, s.display_name $$;
revoke all on function security.synthetic_personas() from public;
grant execute on function security.synthetic_personas() to {{casework}};
set local role {{owner}};
