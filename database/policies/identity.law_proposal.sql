-- Who proposed what is no secret from colleagues. Never an administrator, and only what the profile lists today.
grant select, insert on identity.law_proposal to {{casework}};
create policy signed_in_reads on identity.law_proposal for select to {{casework}} using ((select security.viewer_staff()) is not null);
create policy switcher_proposes on identity.law_proposal for insert to {{casework}}
  with check ((select security.may('identity.switch-law')) and not (select security.may('directory.administer'))
    and proposed_by = (select security.viewer_staff()) and organisation_id = (select security.viewer_organisation())
    and exists (select 1 from identity.legal_basis b where b.hash = law_proposal.hash and b.listed));
grant select on identity.law_proposal to {{vault}};
create policy vault_checks on identity.law_proposal for select to {{vault}} using (proposed_at is not null);
