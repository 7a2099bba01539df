-- Every process may know whether people here are invented; the installation marks it once, as the owner.
grant select on security.installation to {{casework}}, {{portal}}, {{worker}}, {{vault}}, {{statistics}}, {{auditor}}, {{definer}};
create policy everyone_knows on security.installation for select
  to {{casework}}, {{portal}}, {{worker}}, {{vault}}, {{statistics}}, {{auditor}}, {{definer}} using (id = 1);
grant select, insert, update on security.installation to {{owner}};
create policy installation_marks on security.installation to {{owner}} using (id = 1) with check (id = 1);
