-- A consent was taken back while somebody who holds the same text by another ground had her keys locked: the text is sealed under a
-- new key as soon as she unlocks. Where it waits for that is written here, so that a crash forgets nothing.
alter table identity.data_key add column renew_since timestamptz;
create index data_key_renew on identity.data_key (renew_since) where renew_since is not null;
comment on column identity.data_key.renew_since is 'Since when what is sealed under it waits to be sealed anew, because a body that holds it has locked its keys; empty: it does not.';
