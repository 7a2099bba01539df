-- Decided in one's own name by the residence authority; never changed, but for the day it was handed over.
grant select, insert, update (served_on) on protection.stay_decision to {{casework}};
create policy authority_reads on protection.stay_decision for select to {{casework}}
  using ((select security.may('protection.decide')) and organisation_id = any ((select security.viewer_organisations())::uuid[]));
create policy authority_decides on protection.stay_decision for insert to {{casework}}
  with check ((select security.may('protection.decide')) and organisation_id = any ((select security.viewer_organisations())::uuid[])
    and decided_by = (select security.viewer_staff()) and served_on is null
    and exists (select 1 from protection.stay s where s.notice_id = stay_decision.notice_id));
create policy authority_serves on protection.stay_decision for update to {{casework}}
  using ((select security.may('protection.decide')) and organisation_id = any ((select security.viewer_organisations())::uuid[]) and served_on is null)
  with check (served_on is not null);
grant insert on protection.stay_decision to {{definer}};
create policy definer_ends on protection.stay_decision for insert to {{definer}} with check (decided_by is null);
