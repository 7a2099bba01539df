-- Seen by the body that recorded it and by those it lets in, as far as their roles reach the person. A refusal is seen by who recorded it alone: nobody else learns that there is anybody.
grant select, insert on identity.consent to {{casework}};
create policy audience_reads on identity.consent for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{cases.read,referrals.read-own,referrals.receive}'))
      or person_id in (select cases.persons_in_reach()) or person_id in (select referrals.persons_in_reach())));
-- Whoever prepares a return on a case sees whether the person agreed that the body which arranges returns learns of her, whichever body asked.
create policy return_reads on identity.consent for select to {{casework}}
  using (answer = 'given' and (select security.may('cases.work'))
    and exists (select 1 from directory.organisation o where o.arranges_returns and o.id = any (consent.organisations))
    and exists (select 1 from protection.onward_step s where s.case_id = consent.case_id and s.path = 'return'));
-- On a case one sees, for the person of this case; or with a report one sends.
create policy recorder_records on identity.consent for insert to {{casework}}
  with check (withdrawn_at is null and recorded_by = (select security.viewer_staff())
    and recorded_by_organisation = any ((select security.viewer_organisations())::uuid[]) and recorded_by_organisation = any (audience)
    and audience <@ (organisations || recorded_by_organisation) and (answer = 'given' or audience = array[recorded_by_organisation])
    and (((select security.may('identity.record-consent'))
        and exists (select 1 from cases.case_file c where c.id = consent.case_id and c.person_id = consent.person_id))
      or ((select security.may('referrals.send'))
        and exists (select 1 from referrals.report_person p join referrals.report r on r.id = p.report_id
          where p.id = consent.person_id and r.id = consent.report_id and r.sent_by = (select security.viewer_staff())))));
grant select on identity.consent_published to {{casework}};
-- The vault asks here before it shares or opens.
grant select on identity.consent to {{vault}};
create policy vault_checks on identity.consent for select to {{vault}} using (cardinality(audience) > 0);
grant update (withdrawn_on, withdrawn_at, withdrawn_by, withdrawn_how) on identity.consent to {{vault}};
create policy vault_takes_back on identity.consent for update to {{vault}}
  using (withdrawn_at is null) with check (withdrawn_at is not null);
-- What was said about matching decides which files are kept for it; a person is shown on her own page what she agreed to; and who knows
-- what asks whether a consent still stands.
grant select on identity.consent to {{definer}};
create policy definer_reads on identity.consent for select to {{definer}} using (cardinality(audience) > 0);
-- Taken back by the person herself on her own page, and in no other way.
grant update (withdrawn_on, withdrawn_at, withdrawn_by, withdrawn_how) on identity.consent to {{definer}};
create policy definer_takes_back on identity.consent for update to {{definer}}
  using (withdrawn_at is null) with check (withdrawn_how = 'own_page');
