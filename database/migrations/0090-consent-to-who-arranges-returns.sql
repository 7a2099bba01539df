-- Whoever prepares a return has to know whether the person agreed that the body which arranges returns learns of her, whichever body of
-- the case asked her. Which body that is, the profile says; the installation copies it here.
alter table directory.organisation add column arranges_returns boolean not null default false;
comment on column directory.organisation.arranges_returns is 'It arranges voluntary returns (onward.json): bodies that prepare one see the consents to it, see identity.consent.';
create index consent_organisations on identity.consent using gin (organisations);
