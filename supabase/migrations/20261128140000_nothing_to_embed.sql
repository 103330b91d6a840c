-- What a thread says that remembers nothing is recalled by nobody, so that no vector of it is needed: its words are given
-- to no provider, and are not counted as missing.

create or replace function public.ai_embedding_coverage(
  model text, persona_id uuid default null, all_personas boolean default true
) returns setof public.ai_embedding_coverage_view
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  vault text;
begin
  perform kith.check_request();
  if ai_embedding_coverage.persona_id is not null or not ai_embedding_coverage.all_personas then
    vault := kith.resource_key(ai_embedding_coverage.persona_id);
  end if;
  return query
    select 'message', count(*), count(*) filter (where message.embedding_model = ai_embedding_coverage.model),
      count(*) filter (where message.embedding_model is distinct from ai_embedding_coverage.model)
    from public.ai_message_search as row
    join public.ai_threads as thread using (thread_id)
    join public.ai_messages as message using (message_id)
    where row.user_id = owner and row.role in ('user', 'assistant') and row.length > 0
      and (vault is null or row.resource_key = vault) and thread.deleted_at is null
      -- As kith.remembers says; a function would be called for each.
      and not exists (
        select from public.ai_metadata as metadata
        where metadata.thread_id = row.thread_id and metadata.key = 'mastra.thread'
          and metadata.value ->> 'kith.memory' = 'off'
      )
    union all
    select 'memory', count(*), count(*) filter (where row.embedding_model = ai_embedding_coverage.model),
      count(*) filter (where row.embedding_model is distinct from ai_embedding_coverage.model)
    from public.ai_memory_search as row
    where row.user_id = owner and row.memory_type <> 'working' and row.length > 0
      and (vault is null or row.resource_key = vault);
end
$$;
comment on function public.ai_embedding_coverage(text, uuid, boolean) is
  'How much of a scope has vectors of a model: all personas, one, or (null with all_personas false) none. One row '
  'for messages, one for memories. Threads whose metadata kith.memory is "off" do not count.';

create or replace function public.ai_messages_to_embed(
  model text, max_rows integer default 100, persona_id uuid default null, all_personas boolean default true
) returns setof public.ai_text_to_embed
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  vault text;
begin
  perform kith.check_request();
  if ai_messages_to_embed.persona_id is not null or not ai_messages_to_embed.all_personas then
    vault := kith.resource_key(ai_messages_to_embed.persona_id);
  end if;
  return query
    select message.message_id, text.said, md5(text.said)
    from (
      select row.message_id, row.said_at
      from public.ai_message_search as row
      join public.ai_threads as thread using (thread_id)
      join public.ai_messages as stored using (message_id)
      where row.user_id = owner and row.role in ('user', 'assistant') and row.length > 0
        and stored.embedding_model is distinct from ai_messages_to_embed.model
        and (vault is null or row.resource_key = vault) and thread.deleted_at is null
        -- As kith.remembers says; a function would be called for each.
        and not exists (
          select from public.ai_metadata as metadata
          where metadata.thread_id = row.thread_id and metadata.key = 'mastra.thread'
            and metadata.value ->> 'kith.memory' = 'off'
        )
      order by row.said_at desc
      limit least(greatest(ai_messages_to_embed.max_rows, 1), 500)
    ) as next
    join public.ai_messages as message using (message_id)
    cross join lateral (select kith.searchable_text(message.content) as said offset 0) as text
    order by next.said_at desc;
end
$$;
comment on function public.ai_messages_to_embed(text, integer, uuid, boolean) is
  'Messages that have words and no vector of this model, newest first: finished, not deleted, of the owner or the '
  'assistant, and of no thread whose metadata kith.memory is "off".';
