-- The API of messages.

create type public.ai_message_view as (
  message_id uuid,
  thread_id uuid,
  seq bigint,
  role text,
  content jsonb,
  status text,
  parent_message_id uuid,
  created_at timestamptz
);
comment on type public.ai_message_view is 'A message without its embedding, which is large and never shown.';

create function public.ai_list_path(thread_id uuid, max_rows integer default 50, before_seq bigint default null)
returns setof public.ai_message_view
language plpgsql stable security invoker
-- A page in the middle and the first one want different plans.
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select page.*
    from (
      select
        message.message_id, message.thread_id, message.seq, message.role,
        message.content, message.status, message.parent_message_id, message.created_at
      from public.ai_messages as message
      where message.thread_id = ai_list_path.thread_id and message.selected
        and (ai_list_path.before_seq is null or message.seq < ai_list_path.before_seq)
      order by message.seq desc
      limit least(greatest(ai_list_path.max_rows, 1), 1000)
    ) as page
    order by page.seq;
end
$$;
comment on function public.ai_list_path(uuid, integer, bigint) is
  'The path one reads: the page of it that ends before before_seq (null: at the end), oldest first.';
revoke execute on function public.ai_list_path(uuid, integer, bigint) from public, anon;
grant execute on function public.ai_list_path(uuid, integer, bigint) to authenticated;

create function public.ai_messages_by_id(message_ids uuid[]) returns setof public.ai_message_view
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  return query
    select
      message.message_id, message.thread_id, message.seq, message.role,
      message.content, message.status, message.parent_message_id, message.created_at
    from public.ai_messages as message
    where message.message_id = any (ai_messages_by_id.message_ids[1:1000])
    order by message.thread_id, message.seq;
end
$$;
comment on function public.ai_messages_by_id(uuid[]) is 'Those of them that exist, in order. At most 1,000.';
revoke execute on function public.ai_messages_by_id(uuid[]) from public, anon;
grant execute on function public.ai_messages_by_id(uuid[]) to authenticated;

create function public.ai_save_messages(messages jsonb) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  saved uuid[];
begin
  if jsonb_typeof(ai_save_messages.messages) <> 'array' or jsonb_array_length(ai_save_messages.messages) > 500 then
    raise exception 'messages must be an array of at most 500' using errcode = '22023';
  end if;
  -- One writer per thread at a time, so that the order of seq is the order of commits.
  perform from public.ai_threads as thread
  where thread.thread_id in (
    select distinct (item ->> 'thread_id')::uuid from jsonb_array_elements(ai_save_messages.messages) as item
  )
  order by thread.thread_id for update;

  with given as materialized (
    select distinct on (id) id, item, position
    from (
      select (item ->> 'message_id')::uuid as id, item, position
      from jsonb_array_elements(ai_save_messages.messages) with ordinality as listed (item, position)
    ) as named
    order by id, position desc
  ), written as (
    insert into public.ai_messages as message (message_id, thread_id, role, content, status, created_at)
    select
      given.id,
      (given.item ->> 'thread_id')::uuid,
      given.item ->> 'role',
      given.item -> 'content',
      coalesce(given.item ->> 'status', 'complete'),
      coalesce((given.item ->> 'created_at')::timestamptz, clock_timestamp())
    from given
    order by given.position
    on conflict on constraint ai_messages_pkey do update
      set role = excluded.role, content = excluded.content, status = excluded.status
      -- What is finished is never made unfinished again.
      where excluded.status <> 'streaming' or message.status = 'streaming'
    returning message.message_id
  )
  select array_agg(message_id) into saved from written;
  return query select * from public.ai_messages_by_id(saved);
end
$$;
comment on function public.ai_save_messages(jsonb) is
  'Saves [{message_id, thread_id, role, content, status?, created_at?}]. A message that is there is replaced and keeps created_at; of two with one id the last counts.';
revoke execute on function public.ai_save_messages(jsonb) from public, anon;
grant execute on function public.ai_save_messages(jsonb) to authenticated;
