-- The copy of a thread that remembers nothing remembers nothing, unless whoever copies it says otherwise.
create or replace function public.ai_copy_thread(
  thread_id uuid,
  new_thread_id uuid,
  until_message_id uuid default null,
  title text default null,
  persona_id uuid default null,
  message_ids uuid[] default null,
  since timestamptz default null,
  until timestamptz default null,
  last_messages integer default null,
  metadata jsonb default null
) returns setof public.ai_thread_copy
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  source public.ai_threads;
  target_persona uuid;
  copies jsonb;
  last_id uuid;
  branch uuid[];
  path_until integer;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if jsonb_typeof(ai_copy_thread.metadata) <> 'object' then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  if ai_copy_thread.last_messages < 1 then
    raise exception 'last_messages must be positive' using errcode = '22023';
  end if;
  select thread.* into source from public.ai_threads as thread
  where thread.thread_id = ai_copy_thread.thread_id and thread.deleted_at is null;
  if not found then
    perform kith.refuse_missing('thread');
  end if;

  target_persona := case
    when ai_copy_thread.persona_id is null then source.persona_id
    else nullif(ai_copy_thread.persona_id, '00000000-0000-0000-0000-000000000000')
  end;
  perform kith.require_visible_persona(target_persona);
  insert into public.ai_threads (thread_id, persona_id, title)
  values (ai_copy_thread.new_thread_id, target_persona, nullif(coalesce(ai_copy_thread.title, source.title), ''))
  on conflict on constraint ai_threads_pkey do nothing;

  if not found then
    if not exists (
      select from public.ai_metadata as entry
      where entry.thread_id = ai_copy_thread.new_thread_id and entry.key = 'mastra.thread'
        and entry.value -> 'clone' ->> 'sourceThreadId' = source.thread_id::text
    ) then
      raise exception 'new_thread_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
    select jsonb_object_agg(original.message_id, copy.message_id) into copies
    from public.ai_messages as original
    join public.ai_messages as copy
      on copy.message_id = kith.copied_id(ai_copy_thread.new_thread_id, original.message_id)
    where original.thread_id = source.thread_id and copy.thread_id = ai_copy_thread.new_thread_id;
  else
    if ai_copy_thread.until_message_id is not null then
      -- Up to the first message that is on the path; from there on, everything is.
      with recursive climbed as (
        select message.message_id, message.parent_message_id, message.selected, message.depth
        from public.ai_messages as message
        where message.message_id = ai_copy_thread.until_message_id and message.thread_id = source.thread_id
          and message.deleted_at is null
        union all
        select parent.message_id, parent.parent_message_id, parent.selected, parent.depth
        from climbed
        join public.ai_messages as parent on parent.message_id = climbed.parent_message_id
        where not climbed.selected
      )
      select
        array_agg(climbed.message_id) filter (where not climbed.selected),
        coalesce(max(climbed.depth) filter (where climbed.selected), -1)
      into branch, path_until
      from climbed
      having count(*) > 0;
      if not found then
        perform kith.refuse_missing('message');
      end if;
    end if;

    with chosen as materialized (
      select original.message_id, original.seq, original.created_at
      from public.ai_messages as original
      where original.thread_id = source.thread_id and original.deleted_at is null
        and (
          original.selected and original.depth <= coalesce(path_until, original.depth)
          or original.message_id = any (branch)
        )
        and (
          coalesce(cardinality(ai_copy_thread.message_ids), 0) = 0
          or original.message_id = any (ai_copy_thread.message_ids)
        )
        and (ai_copy_thread.since is null or original.created_at >= ai_copy_thread.since)
        and (ai_copy_thread.until is null or original.created_at <= ai_copy_thread.until)
      order by original.created_at desc, original.seq desc
      limit ai_copy_thread.last_messages
    ), copied as (
      insert into public.ai_messages (
        message_id, thread_id, role, content, status, message_embedding, embedding_model, created_at
      )
      select
        kith.copied_id(ai_copy_thread.new_thread_id, original.message_id), ai_copy_thread.new_thread_id, original.role,
        original.content,
        -- Nobody goes on writing the copy.
        case original.status when 'streaming' then 'stopped' else original.status end,
        original.message_embedding, original.embedding_model, original.created_at
      from chosen
      join public.ai_messages as original using (message_id)
      order by chosen.seq
    )
    select
      jsonb_object_agg(
        chosen.message_id, kith.copied_id(ai_copy_thread.new_thread_id, chosen.message_id)
      ),
      (array_agg(chosen.message_id order by chosen.created_at desc, chosen.seq desc))[1]
    into copies, last_id
    from chosen;

    perform kith.merge_thread_metadata(
      ai_copy_thread.new_thread_id,
      case when kith.remembers(source.thread_id) then '{}' else '{"kith.memory": "off"}'::jsonb end
        || coalesce(ai_copy_thread.metadata, '{}') || jsonb_build_object('clone', jsonb_strip_nulls(jsonb_build_object(
        'sourceThreadId', source.thread_id,
        'clonedAt', date_trunc('milliseconds', clock_timestamp()),
        'lastMessageId', last_id
      )))
    );
    perform kith.bring_files(ai_copy_thread.new_thread_id, source.resource_key);
    -- The owner knows what the owner copied.
    update public.ai_threads as thread set last_read_seq = thread.last_message_seq
    where thread.thread_id = ai_copy_thread.new_thread_id;
  end if;
  return query
    select copy, coalesce(copies, '{}') from public.ai_get_thread(ai_copy_thread.new_thread_id) as copy;
end
$$;
