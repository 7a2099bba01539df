-- Whoever may switch may switch off, alone and at once: what is closed harms nobody's secret.
grant select, insert on identity.law_end to {{casework}};
create policy signed_in_reads on identity.law_end for select to {{casework}} using ((select security.viewer_staff()) is not null);
create policy switcher_ends on identity.law_end for insert to {{casework}}
  with check ((select security.may('identity.switch-law')) and not (select security.may('directory.administer'))
    and ended_by = (select security.viewer_staff()) and organisation_id = (select security.viewer_organisation())
    and exists (select 1 from identity.law_answer a where a.proposal_id = law_end.proposal_id and a.answer = 'approved'));
grant select on identity.law_end to {{vault}};
create policy vault_checks on identity.law_end for select to {{vault}} using (ended_at is not null);
