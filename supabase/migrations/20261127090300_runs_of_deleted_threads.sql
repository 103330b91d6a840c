-- A run that waits goes with its thread: while that is deleted there is nothing to go on with, and when it comes back,
-- there is again.

create or replace function public.ai_get_run_snapshot(run_key text, workflow_name text default null)
returns setof public.ai_run_snapshot_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      stored.workflow_name, stored.run_key, stored.resource_key, stored.thread_id, stored.status, stored.snapshot,
      stored.created_at, stored.updated_at, null::bigint
    from public.ai_run_snapshots as stored
    where stored.user_id = auth.uid() and stored.run_key = ai_get_run_snapshot.run_key
      and (ai_get_run_snapshot.workflow_name is null or stored.workflow_name = ai_get_run_snapshot.workflow_name)
      and not exists (
        select from public.ai_threads as thread
        where thread.thread_id = stored.thread_id and thread.deleted_at is not null
      )
    order by stored.updated_at desc
    limit 1;
end
$$;
comment on function public.ai_get_run_snapshot(text, text) is
  'The snapshot of a run, or no row; none while its thread is deleted. Without a workflow: the latest under this key.';

create or replace function public.ai_list_run_snapshots(
  workflow_name text default null,
  status text default null,
  resource_key text default null,
  thread_id uuid default null,
  created_from timestamptz default null,
  created_until timestamptz default null,
  max_rows integer default 100,
  skip integer default 0
) returns setof public.ai_run_snapshot_view
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      stored.workflow_name, stored.run_key, stored.resource_key, stored.thread_id, stored.status, stored.snapshot,
      stored.created_at, stored.updated_at, count(*) over ()
    from public.ai_run_snapshots as stored
    where (ai_list_run_snapshots.workflow_name is null or stored.workflow_name = ai_list_run_snapshots.workflow_name)
      and (ai_list_run_snapshots.status is null or stored.status = ai_list_run_snapshots.status)
      and (ai_list_run_snapshots.resource_key is null or stored.resource_key = ai_list_run_snapshots.resource_key)
      and (ai_list_run_snapshots.thread_id is null or stored.thread_id = ai_list_run_snapshots.thread_id)
      and (ai_list_run_snapshots.created_from is null or stored.created_at >= ai_list_run_snapshots.created_from)
      and (ai_list_run_snapshots.created_until is null or stored.created_at <= ai_list_run_snapshots.created_until)
      and not exists (
        select from public.ai_threads as thread
        where thread.thread_id = stored.thread_id and thread.deleted_at is not null
      )
    order by stored.created_at desc, stored.workflow_name, stored.run_key
    limit least(greatest(ai_list_run_snapshots.max_rows, 1), 100)
    offset greatest(ai_list_run_snapshots.skip, 0);
end
$$;
comment on function public.ai_list_run_snapshots(text, text, text, uuid, timestamptz, timestamptz, integer, integer) is
  'One page of the snapshots that match, newest first, each with how many match in all. At most 100; none of a thread that is deleted.';
