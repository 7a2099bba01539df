-- What a program that looks for harmful ones said of a file when it came in; what is infected is kept and never opened.
alter table referrals.evidence_file add column scan text not null default 'not_scanned' check (scan in ('not_scanned', 'clean', 'infected'));
comment on column referrals.evidence_file.scan is 'Said when the file came in, before it was sealed: nobody but its readers could look at it later.';
