-- Each person's own; of no use to anybody after a day, and then removed by her next form.
grant select, insert, delete, update (led_to) on security.form_done to {{casework}};
create policy own_forms on security.form_done for select to {{casework}} using (staff_id = (select security.viewer_staff()));
create policy own_begins on security.form_done for insert to {{casework}} with check (staff_id = (select security.viewer_staff()));
create policy own_leads on security.form_done for update to {{casework}}
  using (staff_id = (select security.viewer_staff()) and led_to = '') with check (staff_id = (select security.viewer_staff()) and led_to <> '');
create policy own_ends on security.form_done for delete to {{casework}}
  using (staff_id = (select security.viewer_staff()) and done_at < now() - interval '1 day');
