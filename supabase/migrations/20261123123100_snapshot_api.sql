-- The API of snapshots: where a run that waits goes on. Whoever stores one takes secrets out of it before; here nobody
-- could tell them from what was said.

-- Each vault has its own keys: one that is taken in another must not be told from one that is free.
alter table public.ai_run_snapshots
  drop constraint ai_run_snapshots_pkey,
  add primary key (user_id, resource_key, workflow_name, run_key);

create type public.ai_run_snapshot_view as (
  workflow_name text,
  run_key text,
  resource_key text,
  thread_id uuid,
  status text,
  snapshot jsonb,
  created_at timestamptz,
  updated_at timestamptz,
  total bigint
);
comment on type public.ai_run_snapshot_view is
  'A snapshot. total: how many there are besides the page; null when one was asked for.';

create function public.ai_get_run_snapshot(run_key text, workflow_name text default null)
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
    order by stored.updated_at desc
    limit 1;
end
$$;
comment on function public.ai_get_run_snapshot(text, text) is
  'The snapshot of a run, or no row. Without a workflow: the latest under this key.';
revoke execute on function public.ai_get_run_snapshot(text, text) from public, anon;
grant execute on function public.ai_get_run_snapshot(text, text) to authenticated;

create function public.ai_save_run_snapshot(
  workflow_name text,
  run_key text,
  snapshot jsonb default null,
  status text default null,
  resource_key text default null,
  thread_id uuid default null,
  created_at timestamptz default null,
  expected_status text default null
) returns setof public.ai_run_snapshot_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  present public.ai_run_snapshots;
  resource text;
  new_status text := coalesce(ai_save_run_snapshot.status, ai_save_run_snapshot.snapshot ->> 'status');
begin
  perform kith.check_request();
  select stored.* into present from public.ai_run_snapshots as stored
  where stored.user_id = auth.uid() and stored.workflow_name = ai_save_run_snapshot.workflow_name
    and stored.run_key = ai_save_run_snapshot.run_key
  order by stored.updated_at desc
  limit 1
  for update;
  -- Of two devices that resume one run, the second finds another status here.
  if ai_save_run_snapshot.expected_status is not null
    and present.status is distinct from ai_save_run_snapshot.expected_status then
    return;
  end if;

  if coalesce(ai_save_run_snapshot.thread_id, present.thread_id) is not null then
    select thread.resource_key into resource from public.ai_threads as thread
    where thread.thread_id = coalesce(ai_save_run_snapshot.thread_id, present.thread_id);
    if not found then
      perform kith.refuse_missing('thread');
    end if;
    if ai_save_run_snapshot.resource_key <> resource then
      raise exception 'the thread of a snapshot belongs to another resource' using errcode = '22023';
    end if;
  else
    resource := coalesce(
      ai_save_run_snapshot.resource_key, present.resource_key, nullif(kith.vault(), '*'), kith.resource_key(null)
    );
    if resource !~ ('^' || auth.uid()::text || ':[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') then
      raise exception 'resource_key must be <your id>:<persona, or the zero uuid>' using errcode = '22023';
    end if;
  end if;
  if coalesce(ai_save_run_snapshot.snapshot, present.snapshot) is null or coalesce(new_status, present.status) is null then
    raise exception 'a new snapshot needs snapshot and status' using errcode = '22023';
  end if;

  if present.run_key is not null then
    update public.ai_run_snapshots as stored
    set resource_key = resource, thread_id = coalesce(ai_save_run_snapshot.thread_id, stored.thread_id),
      status = coalesce(new_status, stored.status), snapshot = coalesce(ai_save_run_snapshot.snapshot, stored.snapshot)
    where stored.user_id = present.user_id and stored.resource_key = present.resource_key
      and stored.workflow_name = present.workflow_name and stored.run_key = present.run_key;
  else
    insert into public.ai_run_snapshots as stored (
      workflow_name, run_key, resource_key, thread_id, status, snapshot, created_at
    )
    values (
      ai_save_run_snapshot.workflow_name, ai_save_run_snapshot.run_key, resource, ai_save_run_snapshot.thread_id,
      new_status, ai_save_run_snapshot.snapshot, coalesce(ai_save_run_snapshot.created_at, clock_timestamp())
    )
    on conflict on constraint ai_run_snapshots_pkey do update
      set thread_id = excluded.thread_id, status = excluded.status, snapshot = excluded.snapshot;
  end if;
  return query
    select * from public.ai_get_run_snapshot(ai_save_run_snapshot.run_key, ai_save_run_snapshot.workflow_name);
end
$$;
comment on function public.ai_save_run_snapshot(text, text, jsonb, text, text, uuid, timestamptz, text) is
  'Keeps a snapshot, or changes what is given of one: created_at stays, and so does what is not given. With expected_status only if it has that status: no row says that it had not, and nothing was changed. No secrets: whoever calls this takes them out.';
revoke execute on function public.ai_save_run_snapshot(text, text, jsonb, text, text, uuid, timestamptz, text) from public, anon;
grant execute on function public.ai_save_run_snapshot(text, text, jsonb, text, text, uuid, timestamptz, text) to authenticated;

create function public.ai_list_run_snapshots(
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
    order by stored.created_at desc, stored.workflow_name, stored.run_key
    limit least(greatest(ai_list_run_snapshots.max_rows, 1), 100)
    offset greatest(ai_list_run_snapshots.skip, 0);
end
$$;
comment on function public.ai_list_run_snapshots(text, text, text, uuid, timestamptz, timestamptz, integer, integer) is
  'One page of the snapshots that match, newest first, each with how many match in all. At most 100.';
revoke execute on function public.ai_list_run_snapshots(text, text, text, uuid, timestamptz, timestamptz, integer, integer) from public, anon;
grant execute on function public.ai_list_run_snapshots(text, text, text, uuid, timestamptz, timestamptz, integer, integer) to authenticated;

create function public.ai_delete_run_snapshot(workflow_name text, run_key text) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  delete from public.ai_run_snapshots as stored
  where stored.user_id = auth.uid() and stored.workflow_name = ai_delete_run_snapshot.workflow_name
    and stored.run_key = ai_delete_run_snapshot.run_key;
end
$$;
comment on function public.ai_delete_run_snapshot(text, text) is 'Keeps nothing of a snapshot. Repeating it is fine.';
revoke execute on function public.ai_delete_run_snapshot(text, text) from public, anon;
grant execute on function public.ai_delete_run_snapshot(text, text) to authenticated;
