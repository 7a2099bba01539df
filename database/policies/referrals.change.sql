-- Written with every change of a sent report, under one's own name; never changed itself.
grant select, insert on referrals.change to {{casework}};
create policy audience_reads on referrals.change for select to {{casework}}
  using (audience && (select security.viewer_organisations())
    and ((select security.sees_all('{referrals.send,referrals.read-own,referrals.receive}')) or report_id in (select referrals.in_reach())));
create policy author_writes on referrals.change for insert to {{casework}}
  with check (changed_by = (select security.viewer_staff()) and exists (select 1 from referrals.report r where r.id = report_id));
