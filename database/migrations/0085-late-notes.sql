-- A note from shift to shift that nobody took over in time: its body is told once, by the worker.
alter table cases.shift_note add column reminded_at timestamptz check (reminded_at >= due_at);
comment on column cases.shift_note.reminded_at is 'When the body was told that nobody had taken the note over in time.';
create index shift_note_open on cases.shift_note (due_at) where acknowledged_by is null and reminded_at is null;
