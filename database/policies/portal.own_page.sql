-- The body that opened it, and of that body those who support: nobody else learns that there is a page. What opens it is read by no process.
grant select (id, case_id, person_id, organisation_id, opened_for, authority, language, kind, public_key, state, opened_at, opened_by, closed_at,
    closed_by, closed_how, wrong_tries, wrong_since, version), insert, update (state, closed_at, closed_by, closed_how, version)
  on portal.own_page to {{casework}};
create policy body_reads on portal.own_page for select to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.own-page')));
create policy body_opens on portal.own_page for insert to {{casework}}
  with check (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.own-page'))
    and opened_by = (select security.viewer_staff()) and state = 'open'
    and exists (select 1 from cases.case_file c where c.id = own_page.case_id and c.person_id = own_page.person_id));
create policy body_closes on portal.own_page for update to {{casework}}
  using (organisation_id = any ((select security.viewer_organisations())::uuid[]) and (select security.may('portal.own-page')) and state = 'open')
  with check (state = 'closed' and closed_by = (select security.viewer_staff()));
-- The functions of the page find it by what the person brings; an erasure removes it.
grant select, update (state, closed_at, closed_how, wrong_tries, wrong_since, version), delete on portal.own_page to {{definer}};
create policy definer_finds on portal.own_page to {{definer}} using (length(lookup) = 32) with check (length(lookup) = 32);
