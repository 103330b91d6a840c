-- A thread that comes from elsewhere keeps when it was last changed: who saves it may say so. Everything else that changes
-- a thread still sets the moment of the change.

create function kith.keep_thread_time() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.updated_at is not distinct from old.updated_at then
    new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  end if;
  return new;
end
$$;
comment on function kith.keep_thread_time() is 'Trigger: keeps updated_at, unless it is given.';
revoke execute on function kith.keep_thread_time() from public;

drop trigger touch_updated_at on public.ai_threads;
create trigger touch_updated_at before update on public.ai_threads
for each row when (
  old.last_read_seq is not distinct from new.last_read_seq
  or (old.title, old.pinned, old.archived, old.deleted_at, old.persona_id)
    is distinct from (new.title, new.pinned, new.archived, new.deleted_at, new.persona_id)
) execute function kith.keep_thread_time();

drop function public.ai_save_thread(uuid, uuid, text, jsonb, timestamptz);
create function public.ai_save_thread(
  thread_id uuid,
  persona_id uuid default null,
  title text default null,
  metadata jsonb default null,
  created_at timestamptz default null,
  updated_at timestamptz default null
) returns setof public.ai_thread_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.require_visible_persona(ai_save_thread.persona_id);
  insert into public.ai_threads (thread_id, persona_id, title, created_at, updated_at, last_message_at)
  values (
    ai_save_thread.thread_id,
    ai_save_thread.persona_id,
    nullif(ai_save_thread.title, ''),
    coalesce(ai_save_thread.created_at, clock_timestamp()),
    coalesce(ai_save_thread.updated_at, clock_timestamp()),
    coalesce(ai_save_thread.created_at, clock_timestamp())
  )
  on conflict on constraint ai_threads_pkey do nothing;
  if not found then
    update public.ai_threads as thread
    set
      title = coalesce(nullif(ai_save_thread.title, ''), thread.title),
      persona_id = ai_save_thread.persona_id,
      updated_at = coalesce(ai_save_thread.updated_at, thread.updated_at)
    where thread.thread_id = ai_save_thread.thread_id and thread.deleted_at is null;
    if not found then
      if exists (select from public.ai_threads as thread where thread.thread_id = ai_save_thread.thread_id) then
        return;
      end if;
      perform kith.refuse_missing('thread');
    end if;
  end if;
  if ai_save_thread.metadata is not null then
    perform kith.merge_thread_metadata(ai_save_thread.thread_id, ai_save_thread.metadata);
  end if;
  return query select * from public.ai_get_thread(ai_save_thread.thread_id);
end
$$;
comment on function public.ai_save_thread(uuid, uuid, text, jsonb, timestamptz, timestamptz) is
  'Makes a thread. If it is there: its title changes when one is given, metadata is merged, created_at stays, updated_at is what is given, else now, and another persona is refused. No row when it was deleted.';
revoke execute on function public.ai_save_thread(uuid, uuid, text, jsonb, timestamptz, timestamptz) from public, anon;
grant execute on function public.ai_save_thread(uuid, uuid, text, jsonb, timestamptz, timestamptz) to authenticated;
