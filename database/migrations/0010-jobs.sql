-- What happens by itself: the job tables (graphile_worker) belong to the worker alone; everyone else only wakes a job.
create schema jobs;
grant usage, create on schema jobs to {{worker}};
grant usage on schema jobs to {{casework}}, {{portal}}, {{vault}};
set local role {{worker}};
create function jobs.wake(task text, payload json, job_key text, run_at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if task !~ '^[a-z]+:[a-z-]+$' or length(payload::text) > 4000 then
    raise exception 'not a job' using errcode = '22023';
  end if;
  perform graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => 25);
end $$;
revoke all on function jobs.wake(text, json, text, timestamptz) from public;
grant execute on function jobs.wake(text, json, text, timestamptz) to {{casework}}, {{portal}}, {{vault}}, {{worker}};
set local role {{owner}};
