-- What the person agreed to: seen with the person, written under one's own name.
-- Comes in with its report, through referrals.insert_report alone.
grant select on referrals.person_consent to {{casework}};
create policy audience_reads on referrals.person_consent for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or person_id in (select referrals.persons_in_reach())));
grant select, insert, update (audience) on referrals.person_consent to {{definer}};
create policy definer_delivers on referrals.person_consent to {{definer}} using (cardinality(audience) > 0) with check (cardinality(audience) > 0);
create policy definer_takes_in on referrals.person_consent as restrictive for insert to {{definer}}
  with check (withdrawn_at is null);
