-- A form that was sent twice (a double click, a lost answer sent anew) is done once: its hash and where it led, for a day.
create table security.form_done (
  form_hash bytea primary key check (length(form_hash) = 32),
  staff_id uuid not null,
  led_to text not null check (led_to ~ '^(/[A-Za-z0-9/_.?=&%:-]{0,250})?$'),
  done_at timestamptz not null default now()
);
create index form_done_staff on security.form_done (staff_id, done_at);
alter table security.form_done enable row level security, force row level security;
comment on table security.form_done is 'Keys of forms that were acted on, hashed with all they said, and the page that followed: the same form again leads there and does nothing.';
