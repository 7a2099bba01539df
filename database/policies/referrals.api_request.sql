-- Idempotency keys: each body its own.
grant select, insert on referrals.api_request to {{casework}};
create policy own_body on referrals.api_request to {{casework}}
  using (organisation_id = (select security.viewer_organisation()) and (select security.may('referrals.send')))
  with check (organisation_id = (select security.viewer_organisation()) and (select security.may('referrals.send')));
