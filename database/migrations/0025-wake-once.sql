-- A job that waits under its key and starts later anyway is not moved: with an event every few seconds it would never start,
-- and whoever moves it makes all others wait for the own commit. One second is long for what is left of a transaction.
set local role {{worker}};
create or replace function jobs.wake(task text, payload json, job_key text, run_at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if task !~ '^[a-z]+:[a-z-]+$' or length(payload::text) > 4000 then
    raise exception 'not a job' using errcode = '22023';
  end if;
  if job_key is not null and exists (select 1 from graphile_worker._private_jobs j
      where j.key = job_key and j.locked_at is null and j.run_at > clock_timestamp() + interval '1 second' and j.run_at <= wake.run_at) then
    return;
  end if;
  perform graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => 25);
end $$;
set local role {{owner}};
