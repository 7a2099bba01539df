-- Tokens of other systems are sessions of the kind 'api'. Whoever manages them sees those of her own body and may end them; the
-- token itself is nowhere, and the context with its signature stays hidden.
set local role {{definer}};

create function security.api_tokens() returns table (id_hash text, staff_id uuid, scopes text[], made_at timestamptz, used_at timestamptz,
    ends_at timestamptz, ended_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select encode(s.id_hash, 'hex'), s.staff_id, array(select jsonb_array_elements_text(s.context::jsonb -> 'permits')), s.created_at,
    case when s.last_seen_at > s.created_at then s.last_seen_at end, s.expires_at, s.ended_at
  from security.session s
  where s.kind = 'api' and s.organisation_id = (select security.viewer_organisation()) and (select security.may('api.manage-tokens'))
  order by s.ended_at nulls first, s.created_at desc limit 200 $$;

-- True when a living token of the viewer's own body was ended.
create function security.end_api_token(token_hash bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  ended integer;
begin
  update security.session s set ended_at = now()
  where s.id_hash = token_hash and s.kind = 'api' and s.ended_at is null
    and s.organisation_id = (select security.viewer_organisation()) and (select security.may('api.manage-tokens'));
  get diagnostics ended = row_count;
  return ended > 0;
end $$;

revoke all on function security.api_tokens(), security.end_api_token(bytea) from public;
grant execute on function security.api_tokens(), security.end_api_token(bytea) to {{casework}};
set local role {{owner}};
