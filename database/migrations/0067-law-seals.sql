-- Who proposed a legal basis and who approved it is vouched for by the vault: each row carries what only the vault's key makes, the
-- answer chained to its proposal. A row that somebody with the database wrote, moved, copied or changed opens nothing.
-- Rows of before carry nothing and count as nothing: two people switch those laws on anew, the program cannot vouch for them afterwards.
alter table identity.law_proposal
  add column nonce text check (nonce ~ '^[0-9a-f]{32}$'), add column seal text check (seal ~ '^[0-9a-f]{64}$'),
  add constraint law_proposal_sealed check (nonce is not null and seal is not null) not valid;
alter table identity.law_answer
  add column nonce text check (nonce ~ '^[0-9a-f]{32}$'), add column seal text check (seal ~ '^[0-9a-f]{64}$'),
  add constraint law_answer_sealed check (nonce is not null and seal is not null) not valid;
comment on column identity.law_proposal.seal is 'HMAC by the vault over who, which text, from when and the nonce (src/vault/law-seals.ts); null: made before there were seals, and void.';
comment on column identity.law_answer.seal is 'HMAC by the vault over who, what was answered and the seal of the proposal; null: made before there were seals, and void.';
