-- Embeddings are made outside and filled in: what has none of a model is given out, and what comes back is stored,
-- unless the words have changed meanwhile.

create type public.ai_embedding_coverage_view as (kind text, total bigint, embedded bigint, missing bigint);
comment on type public.ai_embedding_coverage_view is
  'Of the messages or memories of a scope that have words: how many have a vector of a model, and how many search '
  'cannot find by meaning.';

create type public.ai_text_to_embed as (id uuid, said text, text_hash text);
comment on type public.ai_text_to_embed is
  'A text without a vector. text_hash goes back with the vector, to prove what it was made of.';

create function public.ai_embedding_coverage(
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
  'for messages, one for memories.';
revoke execute on function public.ai_embedding_coverage(text, uuid, boolean) from public, anon;
grant execute on function public.ai_embedding_coverage(text, uuid, boolean) to authenticated;

create function public.ai_messages_to_embed(
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
  'assistant.';
revoke execute on function public.ai_messages_to_embed(text, integer, uuid, boolean) from public, anon;
grant execute on function public.ai_messages_to_embed(text, integer, uuid, boolean) to authenticated;

create function public.ai_memories_to_embed(
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
  if ai_memories_to_embed.persona_id is not null or not ai_memories_to_embed.all_personas then
    vault := kith.resource_key(ai_memories_to_embed.persona_id);
  end if;
  return query
    select memory.memory_id, memory.content, md5(memory.content)
    from public.ai_memory_search as row
    join public.ai_memory as memory using (memory_id)
    where row.user_id = owner and row.memory_type <> 'working' and row.length > 0
      and (row.embedding_model is null or row.embedding_model <> ai_memories_to_embed.model)
      and (vault is null or row.resource_key = vault)
    order by memory.updated_at desc
    limit least(greatest(ai_memories_to_embed.max_rows, 1), 500);
end
$$;
comment on function public.ai_memories_to_embed(text, integer, uuid, boolean) is
  'Memories that have no vector of this model, newest first. The notes of a persona stand in every prompt and need '
  'none.';
revoke execute on function public.ai_memories_to_embed(text, integer, uuid, boolean) from public, anon;
grant execute on function public.ai_memories_to_embed(text, integer, uuid, boolean) to authenticated;

create function public.ai_save_embeddings(kind text, rows jsonb) returns integer
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  saved integer;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if ai_save_embeddings.kind is null or ai_save_embeddings.kind not in ('message', 'memory') then
    raise exception 'kind is message or memory' using errcode = '22023';
  end if;
  if jsonb_typeof(ai_save_embeddings.rows) is distinct from 'array'
    or jsonb_array_length(ai_save_embeddings.rows) > 500 then
    raise exception 'rows must be an array of at most 500' using errcode = '22023';
  end if;
  if exists (
    select from jsonb_array_elements(ai_save_embeddings.rows) as given (item)
    where coalesce(length(given.item ->> 'model'), 0) not between 1 and 200 or given.item ->> 'embedding' is null
      or given.item ->> 'id' is null
  ) then
    raise exception 'Every row needs an id, an embedding and the name of the model that made it.'
      using errcode = '22023';
  end if;
  if ai_save_embeddings.kind = 'message' then
    with given as materialized (
      select distinct on (id) (item ->> 'id')::uuid as id, (item ->> 'embedding')::extensions.vector as embedding,
        item ->> 'model' as model, item ->> 'text_hash' as text_hash
      from jsonb_array_elements(ai_save_embeddings.rows) as listed (item)
    ),
    checked as materialized (
      select given.*, kith.check_embedding(given.embedding, given.model) from given
    ),
    written as (
      update public.ai_messages as message
      set message_embedding = checked.embedding, embedding_model = checked.model
      from checked
      where message.message_id = checked.id and message.status <> 'streaming' and message.deleted_at is null
        and (checked.text_hash is null or checked.text_hash = md5(kith.searchable_text(message.content)))
      returning 1
    )
    select count(*) into saved from written;
  else
    with given as materialized (
      select distinct on (id) (item ->> 'id')::uuid as id, (item ->> 'embedding')::extensions.vector as embedding,
        item ->> 'model' as model, item ->> 'text_hash' as text_hash
      from jsonb_array_elements(ai_save_embeddings.rows) as listed (item)
    ),
    checked as materialized (
      select given.*, kith.check_embedding(given.embedding, given.model) from given
    ),
    written as (
      update public.ai_memory as memory
      set content_embedding = checked.embedding, embedding_model = checked.model
      from checked
      where memory.memory_id = checked.id and memory.deleted_at is null
        and (checked.text_hash is null or checked.text_hash = md5(memory.content))
      returning 1
    )
    select count(*) into saved from written;
  end if;
  return saved;
end
$$;
comment on function public.ai_save_embeddings(text, jsonb) is
  'Stores vectors: [{id, embedding, model, text_hash}]. Answers how many: one whose words have changed since they '
  'were given out, or that is gone, is passed over.';
revoke execute on function public.ai_save_embeddings(text, jsonb) from public, anon;
grant execute on function public.ai_save_embeddings(text, jsonb) to authenticated;

-- The words of an owner are cut by the configuration of their language. Rows cut by another one are found less well
-- until they are rewritten, which is done in batches.

create function kith.save_search_config(config text) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if kith.actor() = 'owner' and kith.may_write() and kith.vault() = '*' then
    insert into public.ai_search_settings as setting (user_id, config)
    values (auth.uid(), save_search_config.config)
    on conflict (user_id) do update set config = excluded.config;
  end if;
end
$$;
comment on function kith.save_search_config(text) is
  'Definer: with a configuration that does not exist nothing could be saved any more, so nobody writes it by hand.';

create function public.ai_set_search_config(config text) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  if not exists (
    select from pg_catalog.pg_ts_config as known
    where known.cfgnamespace = 'pg_catalog'::regnamespace and known.cfgname = ai_set_search_config.config
  ) then
    raise exception 'There is no text search configuration of this name.'
      using errcode = '22023', hint = 'Known are simple, english, german, french, spanish and others of PostgreSQL.';
  end if;
  perform kith.save_search_config(ai_set_search_config.config);
end
$$;
comment on function public.ai_set_search_config(text) is
  'The language whose stems and stop words search uses. Then call ai_reindex_search until nothing remains.';
revoke execute on function public.ai_set_search_config(text) from public, anon;
grant execute on function public.ai_set_search_config(text) to authenticated;

create function kith.rewrite_search_rows(max_rows integer) returns integer
language plpgsql security definer
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  wanted text := kith.search_config(auth.uid());
  outdated uuid[];
  remaining integer;
begin
  if owner is null or kith.actor() is distinct from 'owner' or not kith.may_write()
    or kith.vault() is distinct from '*' then
    return 0;
  end if;
  outdated := array(
    select row.message_id from public.ai_message_search as row
    where row.user_id = owner and row.config <> wanted
    order by row.said_at desc limit max_rows
  );
  perform kith.write_message_search(outdated);
  outdated := array(
    select row.memory_id from public.ai_memory_search as row
    where row.user_id = owner and row.config <> wanted limit max_rows
  );
  perform kith.write_memory_search(outdated);
  select
    (select count(*) from public.ai_message_search as row where row.user_id = owner and row.config <> wanted)
    + (select count(*) from public.ai_memory_search as row where row.user_id = owner and row.config <> wanted)
  into remaining;
  return remaining;
end
$$;
comment on function kith.rewrite_search_rows(integer) is
  'Definer like the triggers: derived rows are nobody''s to write by hand.';

create function public.ai_reindex_search(max_rows integer default 500) returns integer
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  return kith.rewrite_search_rows(least(greatest(ai_reindex_search.max_rows, 1), 5000));
end
$$;
comment on function public.ai_reindex_search(integer) is
  'Cuts the words of some messages and memories anew by the configuration that is set. Answers how many remain.';
revoke execute on function public.ai_reindex_search(integer) from public, anon;
grant execute on function public.ai_reindex_search(integer) to authenticated;

revoke execute on function kith.save_search_config(text), kith.rewrite_search_rows(integer) from public;
grant execute on function kith.save_search_config(text), kith.rewrite_search_rows(integer) to authenticated;
