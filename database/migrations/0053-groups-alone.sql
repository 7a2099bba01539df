-- A record that nothing joins stands for itself and is not written anew each night: of a million records a night then touches the few
-- that may be doubles. The groups' identifiers are still new every night.
create index member_grouped on linkage.member (record_id) where counted <> record_id or probable <> record_id;
create index edge_odds on linkage.edge (odds);
comment on table linkage.member is 'To which person a record belonged in the newest run: by what counts, and by what is probable; alone, it stands for itself. The identifiers of groups are new every night, so that two publications cannot be joined.';
