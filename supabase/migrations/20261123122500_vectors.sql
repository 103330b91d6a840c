-- Search by meaning alone, as stores call it that bring their own vectors. Exact: the signs of the vectors are compared
-- with those of all vectors in the scope, and the 400 that agree most by their cosine. There is no index over vectors:
-- under row security and a filter it would answer with fewer rows than there are.

create type public.ai_message_match as (
  message_id uuid,
  thread_id uuid,
  user_id uuid,
  resource_key text,
  seq bigint,
  role text,
  content jsonb,
  created_at timestamptz,
  similarity real
);
comment on type public.ai_message_match is 'A message near a vector. similarity: cosine, 1 is the same direction.';

create function public.ai_search_messages_vector(
  p_query extensions.vector,
  p_thread_id uuid default null,
  p_resource_key text default null,
  p_top_k integer default 8,
  p_model text default 'text-embedding-3-small'
) returns setof public.ai_message_match
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.check_embedding(p_query, p_model);
  if p_query is null then
    return;
  end if;
  return query
    select
      message.message_id, message.thread_id, message.user_id, message.resource_key, message.seq, message.role,
      message.content, message.created_at, (1 - near.distance)::real
    from kith.nearest_messages(
      p_query, p_model, p_resource_key, p_thread_id, max_rows => least(greatest(coalesce(p_top_k, 8), 1), 200)
    ) as near
    cross join lateral (
      select stored.* from public.ai_messages as stored where stored.message_id = near.message_id limit 1
    ) as message
    order by near.distance, message.seq desc;
end
$$;
comment on function public.ai_search_messages_vector(extensions.vector, uuid, text, integer, text) is
  'The messages of the selected path whose meaning is nearest to a vector: in a thread, in a resource, or anywhere. '
  'p_query: 1536 numbers, as an array or as a string "[…]".';
revoke execute on function public.ai_search_messages_vector(extensions.vector, uuid, text, integer, text) from public, anon;
grant execute on function public.ai_search_messages_vector(extensions.vector, uuid, text, integer, text) to authenticated;

create type public.ai_memory_match as (
  memory_id uuid,
  user_id uuid,
  persona_id uuid,
  resource_key text,
  memory_type text,
  content text,
  content_json jsonb,
  importance text,
  source_thread_id uuid,
  created_at timestamptz,
  updated_at timestamptz,
  similarity real
);
comment on type public.ai_memory_match is 'A memory near a vector. similarity: cosine, 1 is the same direction.';

create function public.ai_search_memories_vector(
  p_query extensions.vector,
  p_resource_key text default null,
  p_top_k integer default 8,
  p_model text default 'text-embedding-3-small'
) returns setof public.ai_memory_match
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.check_embedding(p_query, p_model);
  if p_query is null then
    return;
  end if;
  return query
    select
      memory.memory_id, memory.user_id, memory.persona_id, memory.resource_key, memory.memory_type, memory.content,
      memory.content_json, memory.importance, memory.source_thread_id, memory.created_at, memory.updated_at,
      (1 - (memory.content_embedding operator(extensions.<=>) p_query))::real as similarity
    from (
      select row.memory_id
      from public.ai_memory_search as row
      where row.user_id = (select auth.uid()) and row.status = 'active' and row.memory_type <> 'working'
        and row.embedding_model = p_model and (p_resource_key is null or row.resource_key = p_resource_key)
      order by row.code operator(extensions.<~>) extensions.binary_quantize(p_query)::bit(1536)
      limit 400
    ) as near
    cross join lateral (
      select stored.* from public.ai_memory as stored where stored.memory_id = near.memory_id limit 1
    ) as memory
    order by memory.content_embedding operator(extensions.<=>) p_query, memory.memory_id
    limit least(greatest(coalesce(p_top_k, 8), 1), 200);
end
$$;
comment on function public.ai_search_memories_vector(extensions.vector, text, integer, text) is
  'The active memories whose meaning is nearest to a vector: of one resource, or all the caller may know. p_query: '
  '1536 numbers, as an array or as a string "[…]".';
revoke execute on function public.ai_search_memories_vector(extensions.vector, text, integer, text) from public, anon;
grant execute on function public.ai_search_memories_vector(extensions.vector, text, integer, text) to authenticated;
