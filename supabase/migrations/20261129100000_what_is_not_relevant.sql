-- Something that was recalled can be marked as not relevant to what was asked: it is not recalled again in the thread in
-- which that was asked, nor where much the same is asked elsewhere. The mark stands in the metadata of the message or
-- memory itself, where its owner sees it, and names the question by its id: forgetting the question leaves nothing of it.
--
--   kith.recall: {"not_relevant_to": {"<message_id of the question>": "<when it was marked>"}}

create type public.ai_irrelevant_item as (
  kind text,
  item_id uuid,
  question_id uuid,
  marked_at text
);
comment on type public.ai_irrelevant_item is
  'A message or memory that is not to be recalled, the question to which its owner has marked it as not relevant, and when.';

-- Definer: the words of messages are looked up in their index, which row security would forbid.
create function kith.irrelevant_items(question text, in_thread uuid, in_vault text)
returns setof public.ai_irrelevant_item
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  vault text := kith.vault();
  asked text[];
begin
  if owner is null or vault is null or vault not in ('*', in_vault) or split_part(in_vault, ':', 1) <> owner::text then
    return;
  end if;
  asked := tsvector_to_array(
    kith.terms(left(question, 4000), ('pg_catalog.' || kith.search_config(owner))::regconfig)
  );
  return query
    select
      case when entry.memory_id is null then 'message' else 'memory' end,
      coalesce(entry.memory_id, entry.message_id), asked_before.message_id, mark.at #>> '{}'
    from public.ai_metadata as entry
    cross join lateral jsonb_each(
      -- Whoever edits metadata may write anything.
      case when jsonb_typeof(entry.value -> 'not_relevant_to') = 'object' then entry.value -> 'not_relevant_to' else '{}' end
    ) as mark (question_id, at)
    join public.ai_message_search as asked_before on asked_before.message_id = case
      when mark.question_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then mark.question_id::uuid
    end
    cross join lateral (
      select count(*) as count from unnest(tsvector_to_array(asked_before.terms)) as word where word = any (asked)
    ) as shared
    where entry.user_id = owner and entry.key = 'kith.recall' and num_nonnulls(entry.message_id, entry.memory_id) = 1
      and asked_before.user_id = owner and asked_before.resource_key = in_vault
      and (
        asked_before.thread_id = in_thread
        -- Much the same is asked when both share two thirds of their words.
        or shared.count > 0 and 3 * shared.count >= 2 * greatest(length(asked_before.terms), cardinality(asked))
      );
end
$$;
comment on function kith.irrelevant_items(text, uuid, text) is
  'What is marked as not relevant to a question of the caller: because of the thread it is asked in, or of its words.';
revoke execute on function kith.irrelevant_items(text, uuid, text) from public;
grant execute on function kith.irrelevant_items(text, uuid, text) to authenticated;

create function public.ai_list_irrelevant(thread_id uuid, query text) returns setof public.ai_irrelevant_item
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  vault text;
begin
  perform kith.check_request();
  select thread.resource_key into vault from public.ai_threads as thread
  where thread.thread_id = ai_list_irrelevant.thread_id and thread.deleted_at is null;
  if not found then
    perform kith.refuse_missing('thread');
  end if;
  return query
    select marked.*
    from kith.irrelevant_items(ai_list_irrelevant.query, ai_list_irrelevant.thread_id, vault) as marked
    -- A grant may have been taken back since.
    where exists (select from public.ai_messages as message where message.message_id = marked.item_id)
      or exists (select from public.ai_memory as memory where memory.memory_id = marked.item_id)
    order by marked.marked_at desc, marked.item_id, marked.question_id
    limit 1000;
end
$$;
comment on function public.ai_list_irrelevant(uuid, text) is
  'What is not to be recalled for a question in a thread, because its owner has marked it as not relevant to one in the same thread, or to one of much the same words: latest mark first.';
revoke execute on function public.ai_list_irrelevant(uuid, text) from public, anon;
grant execute on function public.ai_list_irrelevant(uuid, text) to authenticated;

create function public.ai_mark_relevance(
  question_id uuid,
  is_relevant boolean,
  message_id uuid default null,
  memory_id uuid default null
) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  mark jsonb;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if ai_mark_relevance.is_relevant is null then
    raise exception 'Is it relevant? That has to be said.' using errcode = '22023';
  end if;
  if num_nonnulls(ai_mark_relevance.message_id, ai_mark_relevance.memory_id) <> 1 then
    raise exception 'It is either a message or a memory that is relevant or not.' using errcode = '22023';
  end if;
  if not exists (
    select from public.ai_messages as message
    where message.message_id = ai_mark_relevance.question_id and message.deleted_at is null
  ) or ai_mark_relevance.message_id is not null and not exists (
    select from public.ai_messages as message
    where message.message_id = ai_mark_relevance.message_id and message.deleted_at is null
  ) then
    perform kith.refuse_missing('message');
  end if;
  if ai_mark_relevance.memory_id is not null and not exists (
    select from public.ai_memory as memory
    where memory.memory_id = ai_mark_relevance.memory_id and memory.deleted_at is null
  ) then
    perform kith.refuse_missing('memory');
  end if;
  mark := jsonb_build_object(ai_mark_relevance.question_id::text, now());

  if ai_mark_relevance.is_relevant then
    update public.ai_metadata as entry
    set value = entry.value #- array['not_relevant_to', ai_mark_relevance.question_id::text]
    where entry.key = 'kith.recall' and entry.value -> 'not_relevant_to' ? ai_mark_relevance.question_id::text
      and (entry.message_id = ai_mark_relevance.message_id or entry.memory_id = ai_mark_relevance.memory_id);
    delete from public.ai_metadata as entry
    where entry.key = 'kith.recall' and entry.value = '{"not_relevant_to": {}}'
      and (entry.message_id = ai_mark_relevance.message_id or entry.memory_id = ai_mark_relevance.memory_id);
    return;
  end if;
  insert into public.ai_metadata as entry (message_id, memory_id, key, value)
  values (
    ai_mark_relevance.message_id, ai_mark_relevance.memory_id, 'kith.recall', jsonb_build_object('not_relevant_to', mark)
  )
  on conflict do nothing;
  if not found then
    update public.ai_metadata as entry
    set value = case when jsonb_typeof(entry.value) = 'object' then entry.value else '{}' end || jsonb_build_object(
      'not_relevant_to',
      case when jsonb_typeof(entry.value -> 'not_relevant_to') = 'object' then entry.value -> 'not_relevant_to' else '{}' end
        || mark
    )
    where entry.key = 'kith.recall'
      and (entry.message_id = ai_mark_relevance.message_id or entry.memory_id = ai_mark_relevance.memory_id);
  end if;
end
$$;
comment on function public.ai_mark_relevance(uuid, boolean, uuid, uuid) is
  'The owner says that a message or memory is not relevant to a question, or takes that back. See ai_list_irrelevant.';
revoke execute on function public.ai_mark_relevance(uuid, boolean, uuid, uuid) from public, anon;
grant execute on function public.ai_mark_relevance(uuid, boolean, uuid, uuid) to authenticated;
