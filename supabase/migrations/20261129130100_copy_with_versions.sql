-- A thread is copied with its versions, too, where its owner wants that: every version of what is copied, with what followed
-- it as far down as the copy goes. What is shown in the original is shown in the copy.

create function kith.copy_versions(thread_id uuid, new_thread_id uuid, path_until integer, branch uuid[]) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  copies jsonb;
begin
  with recursive path as (
    select original.message_id, original.parent_message_id, original.depth, original.seq,
      lag(original.message_id) over (order by original.depth) as previous_id
    from public.ai_messages as original
    where original.thread_id = copy_versions.thread_id and original.deleted_at is null
      and (
        original.selected and original.depth <= coalesce(path_until, original.depth)
        or original.message_id = any (branch)
      )
  ),
  deepest as (select max(path.depth) as depth from path),
  tree as (
    select path.message_id, path.previous_id as parent_id, path.depth, path.seq, true as is_shown from path
    union all
    select other.message_id, tree.message_id, other.depth, other.seq, false
    from tree
    join public.ai_messages as other on other.parent_message_id = tree.message_id
    where other.thread_id = copy_versions.thread_id and other.deleted_at is null
      and other.depth <= (select deepest.depth from deepest)
      and other.message_id not in (select path.message_id from path)
  ),
  roots as (
    select other.message_id, null::uuid as parent_id, other.depth, other.seq, false as is_shown
    from public.ai_messages as other
    where other.thread_id = copy_versions.thread_id and other.deleted_at is null and other.parent_message_id is null
      and other.message_id not in (select path.message_id from path)
      and other.depth <= (select deepest.depth from deepest)
  ),
  of_roots as (
    select roots.* from roots
    union all
    select other.message_id, of_roots.message_id, other.depth, other.seq, false
    from of_roots
    join public.ai_messages as other on other.parent_message_id = of_roots.message_id
    where other.thread_id = copy_versions.thread_id and other.deleted_at is null
      and other.depth <= (select deepest.depth from deepest)
      and other.message_id not in (select path.message_id from path)
  ),
  chosen as materialized (select * from tree union all select * from of_roots),
  copied as (
    -- Not shown at first: a message without a parent would be put at the end of what is shown.
    insert into public.ai_messages (
      message_id, thread_id, role, content, status, message_embedding, embedding_model, created_at, selected, parent_message_id
    )
    select
      kith.copied_id(copy_versions.new_thread_id, original.message_id), copy_versions.new_thread_id, original.role,
      original.content, case original.status when 'streaming' then 'stopped' else original.status end,
      original.message_embedding, original.embedding_model, original.created_at, false,
      kith.copied_id(copy_versions.new_thread_id, chosen.parent_id)
    from chosen
    join public.ai_messages as original using (message_id)
    order by chosen.seq
  )
  select jsonb_object_agg(chosen.message_id, kith.copied_id(copy_versions.new_thread_id, chosen.message_id)) into copies
  from chosen;

  update public.ai_messages as copy set selected = true
  where copy.thread_id = copy_versions.new_thread_id and copy.message_id in (
    select kith.copied_id(copy_versions.new_thread_id, original.message_id)
    from public.ai_messages as original
    where original.thread_id = copy_versions.thread_id and original.deleted_at is null
      and (
        original.selected and original.depth <= coalesce(path_until, original.depth)
        or original.message_id = any (branch)
      )
  );
  return coalesce(copies, '{}');
end
$$;
comment on function kith.copy_versions(uuid, uuid, integer, uuid[]) is
  'Copies the messages of a thread with all their versions, as deep as the path that is copied goes: which became which.';
revoke execute on function kith.copy_versions(uuid, uuid, integer, uuid[]) from public;
grant execute on function kith.copy_versions(uuid, uuid, integer, uuid[]) to authenticated;

drop function public.ai_copy_thread(uuid, uuid, uuid, text, uuid, uuid[], timestamptz, timestamptz, integer, jsonb);
create function public.ai_copy_thread(
  thread_id uuid,
  new_thread_id uuid,
  until_message_id uuid default null,
  title text default null,
  persona_id uuid default null,
  message_ids uuid[] default null,
  since timestamptz default null,
  until timestamptz default null,
  last_messages integer default null,
  metadata jsonb default null,
  with_versions boolean default false
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
  if ai_copy_thread.with_versions and num_nonnulls(
    ai_copy_thread.message_ids, ai_copy_thread.since, ai_copy_thread.until, ai_copy_thread.last_messages
  ) > 0 then
    raise exception 'versions are copied with whole paths only' using errcode = '22023';
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
  on conflict do nothing;

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

    if ai_copy_thread.with_versions then
      copies := kith.copy_versions(source.thread_id, ai_copy_thread.new_thread_id, path_until, branch);
      select original.message_id into last_id
      from public.ai_messages as copy
      join jsonb_each_text(copies) as pair on pair.value::uuid = copy.message_id
      join public.ai_messages as original on original.message_id = pair.key::uuid
      where copy.thread_id = ai_copy_thread.new_thread_id and copy.selected
      order by copy.depth desc limit 1;
    else
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
    end if;

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
comment on function public.ai_copy_thread(uuid, uuid, uuid, text, uuid, uuid[], timestamptz, timestamptz, integer, jsonb, boolean) is
  'Copies the path of a thread, or the path to until_message_id on whatever branch it is, into a new thread: of the same persona or another (the zero uuid: none); only message_ids, only from since to until, only the last_messages, the newest by their times; with_versions: with the other versions of what is copied. Messages get new ids and keep their times; files they show are brought along to another persona; metadata rows and receipts stay behind. Repeating it gives the copy that was made.';
revoke execute on function public.ai_copy_thread(uuid, uuid, uuid, text, uuid, uuid[], timestamptz, timestamptz, integer, jsonb, boolean) from public, anon;
grant execute on function public.ai_copy_thread(uuid, uuid, uuid, text, uuid, uuid[], timestamptz, timestamptz, integer, jsonb, boolean) to authenticated;
