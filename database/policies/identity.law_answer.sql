-- A second person: never who proposed, never an administrator, of another body where the entry says so.
grant select, insert on identity.law_answer to {{casework}};
create policy signed_in_reads on identity.law_answer for select to {{casework}} using ((select security.viewer_staff()) is not null);
create policy second_answers on identity.law_answer for insert to {{casework}}
  with check ((select security.may('identity.switch-law')) and not (select security.may('directory.administer'))
    and answered_by = (select security.viewer_staff()) and organisation_id = (select security.viewer_organisation())
    and exists (select 1 from identity.law_proposal p join identity.legal_basis b on b.hash = p.hash
      where p.id = law_answer.proposal_id and p.proposed_by <> (select security.viewer_staff())
        and (not b.two_bodies or p.organisation_id <> (select security.viewer_organisation()))));
grant select on identity.law_answer to {{vault}};
create policy vault_checks on identity.law_answer for select to {{vault}} using (answered_at is not null);
