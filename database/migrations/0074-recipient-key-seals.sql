-- Who entered the public key of a body outside, and who confirmed it, is vouched for by the vault as the two acts about a law are (0067): each
-- carries what only the vault's key makes, over the key itself. A row that somebody with the database wrote, moved or changed seals nothing to nobody.
-- Keys of before carry nothing and count as nothing: they are revoked, entered and confirmed anew.
alter table assistance.recipient_key
  add column entered_nonce text check (entered_nonce ~ '^[0-9a-f]{32}$'), add column entered_seal text check (entered_seal ~ '^[0-9a-f]{64}$'),
  add column confirmed_nonce text check (confirmed_nonce ~ '^[0-9a-f]{32}$'), add column confirmed_seal text check (confirmed_seal ~ '^[0-9a-f]{64}$'),
  add constraint recipient_key_sealed check (revoked_at is not null or (entered_nonce is not null and entered_seal is not null
    and (confirmed_at is null) = (confirmed_seal is null) and (confirmed_at is null) = (confirmed_nonce is null))) not valid;
comment on column assistance.recipient_key.entered_seal is 'HMAC by the vault over who entered which key of which body, when (src/vault/two-seals.ts); null: entered before there were seals, and void.';
comment on column assistance.recipient_key.confirmed_seal is 'HMAC by the vault over who confirmed it, when, and the seal of the entry.';
comment on column identity.law_proposal.seal is 'HMAC by the vault over who, which text, from when and the nonce (src/vault/two-seals.ts); null: made before there were seals, and void.';
