-- The vault opens the address of a house only while somebody is to live or lives there, by a placement of the body that asks.
grant usage on schema accommodation to {{vault}};
set local role {{definer}};
create function accommodation.houses_somebody(house uuid, bodies uuid[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from accommodation.placement p where p.house_id = house and p.audience && bodies
    and p.state in ('offered', 'placed', 'emergency_night')) $$;
revoke all on function accommodation.houses_somebody(uuid, uuid[]) from public;
grant execute on function accommodation.houses_somebody(uuid, uuid[]) to {{vault}};
set local role {{owner}};
