-- Recall, for the assistant.

create function kith.check_embedding(embedding extensions.vector, embedding_model text) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if embedding is null then
    return;
  end if;
  if extensions.vector_dims(embedding) <> 1536 then
    raise exception 'The embedding has % numbers; vectors are compared by 1536.', extensions.vector_dims(embedding)
      using errcode = '22023';
  end if;
  if extensions.vector_norm(embedding) = 0 then
    raise exception 'The embedding is all zeros and points nowhere.' using errcode = '22023';
  end if;
  if embedding_model is null then
    raise exception 'Which model made the embedding? Vectors of different models are never compared.'
      using errcode = '22023';
  end if;
end
$$;
comment on function kith.check_embedding(extensions.vector, text) is
  'Refuses a vector that cannot be compared with those of a model.';

create type public.ai_recall_hit as (
  kind text,
  item_id uuid,
  item_version integer,
  thread_id uuid,
  seq bigint,
  role text,
  content jsonb,
  said text,
  created_at timestamptz,
  score real,
  parts jsonb,
  rank integer
);
comment on type public.ai_recall_hit is
  'A message or memory for a prompt. parts add up to score; parts.terms: the words it was found by; parts.corrected: '
  'what was typed and what it was taken for.';

create function public.ai_recall(
  query text,
  persona_id uuid default null,
  thread_id uuid default null,
  embedding extensions.vector default null,
  embedding_model text default null,
  max_messages integer default 10,
  max_memories integer default 8,
  role text default null,
  exclude_thread_id uuid default null,
  exclude_from_seq bigint default null
) returns setof public.ai_recall_hit
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  vault text;
  messages kith.findings;
  memories kith.findings;
begin
  perform kith.check_request();
  perform kith.check_embedding(ai_recall.embedding, ai_recall.embedding_model);
  if ai_recall.role not in ('user', 'assistant') then
    raise exception 'role is user, assistant or null' using errcode = '22023';
  end if;
  if ai_recall.thread_id is not null then
    select thread.resource_key into vault from public.ai_threads as thread
    where thread.thread_id = ai_recall.thread_id and thread.deleted_at is null;
    if not found then
      perform kith.refuse_missing('thread');
    end if;
  elsif ai_recall.persona_id is not null or kith.vault() = '*' then
    vault := kith.resource_key(ai_recall.persona_id);
  else
    vault := kith.vault();
  end if;

  if ai_recall.max_messages > 0 then
    messages := kith.find_messages(
      ai_recall.query, vault, ai_recall.thread_id, true, ai_recall.embedding, ai_recall.embedding_model,
      coalesce(ai_recall.role, kith.asked_speaker(ai_recall.query)),
      excluded_thread => ai_recall.exclude_thread_id, excluded_from => coalesce(ai_recall.exclude_from_seq, 0),
      max_rows => least(ai_recall.max_messages, 200)
    );
  end if;
  if ai_recall.max_memories > 0 then
    memories := kith.find_memories(
      ai_recall.query, vault, '{active}', ai_recall.embedding, ai_recall.embedding_model, messages.unknown,
      max_rows => least(ai_recall.max_memories, 200)
    );
  end if;
  return query
    select 'message', message.message_id, null::integer, message.thread_id, message.seq, message.role, message.content,
      kith.message_text(message.content), message.created_at, found.score, found.parts, found.rank::integer
    from unnest(messages.items) with ordinality as found (item_id, score, parts, rank)
    cross join lateral (
      select stored.* from public.ai_messages as stored where stored.message_id = found.item_id limit 1
    ) as message
    order by found.rank;
  return query
    select 'memory', memory.memory_id, memory.version, memory.source_thread_id, null::bigint, null::text, null::jsonb,
      memory.content, memory.created_at, found.score, found.parts, found.rank::integer
    from unnest(memories.items) with ordinality as found (item_id, score, parts, rank)
    cross join lateral (
      select stored.* from public.ai_memory as stored where stored.memory_id = found.item_id limit 1
    ) as memory
    order by found.rank;
end
$$;
comment on function public.ai_recall(
  text, uuid, uuid, extensions.vector, text, integer, integer, text, uuid, bigint
) is
  'What a persona (null: none) should have before it when it answers: messages of one of its threads or of all, and '
  'active memories, each kind best first. What is in the prompt already is named by exclude_thread_id and '
  'exclude_from_seq.';
revoke execute on function public.ai_recall(
  text, uuid, uuid, extensions.vector, text, integer, integer, text, uuid, bigint
) from public, anon;
grant execute on function public.ai_recall(
  text, uuid, uuid, extensions.vector, text, integer, integer, text, uuid, bigint
) to authenticated;

revoke execute on function kith.check_embedding(extensions.vector, text) from public;
grant execute on function kith.check_embedding(extensions.vector, text), kith.asked_speaker(text) to authenticated;
