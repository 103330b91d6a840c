-- A thread can remember nothing: nothing of it is recalled anywhere, and nothing is proposed from it. And what is recalled
-- says how close it is to what was asked, so that the assistant can leave out what only happens to share a word.

-- The thread's own metadata says so: it goes along when the thread is moved.
create function kith.remembers(thread_id uuid) returns boolean
language sql stable security invoker
set search_path = ''
as $$
  select not exists (
    select from public.ai_metadata as metadata
    where metadata.thread_id = remembers.thread_id and metadata.key = 'mastra.thread'
      and metadata.value ->> 'kith.memory' = 'off'
  )
$$;
comment on function kith.remembers(uuid) is 'False for a thread whose metadata kith.memory is "off".';
revoke execute on function kith.remembers(uuid) from public;
grant execute on function kith.remembers(uuid) to authenticated;

alter type public.ai_recall_hit add attribute closeness real;
comment on type public.ai_recall_hit is
  'A message or memory for a prompt, or a neighbour of such a message (no rank, no score). parts add up to score; '
  'parts.terms: the words it was found by; parts.corrected: what was typed and what it was taken for. closeness, 0 to 1: '
  'how much of what was asked is in the best of its kind, times its score beside that one''s.';

drop function public.ai_recall(
  text, uuid, uuid, extensions.vector, text, integer, integer, text, uuid, bigint
);
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
  exclude_from_seq bigint default null,
  neighbours integer default 0
) returns setof public.ai_recall_hit
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  vault text;
  wanted integer := least(ai_recall.max_messages, 200);
  messages kith.findings;
  memories kith.findings;
  hits uuid[];
  best_message real;
  best_memory real;
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
      -- Some more, in the place of those from threads that remember nothing.
      max_rows => wanted + 20
    );
  end if;
  if ai_recall.max_memories > 0 then
    memories := kith.find_memories(
      ai_recall.query, vault, '{active}', ai_recall.embedding, ai_recall.embedding_model, messages.unknown,
      max_rows => least(ai_recall.max_memories, 200)
    );
  end if;
  best_message := nullif(messages.items[1].score, 0);
  best_memory := nullif(memories.items[1].score, 0);
  hits := array(
    select found.item_id from unnest(messages.items) with ordinality as found (item_id, score, parts, rank)
    cross join lateral (
      select stored.thread_id from public.ai_messages as stored where stored.message_id = found.item_id limit 1
    ) as message
    -- As kith.remembers says; a function would be called for each.
    where not exists (
      select from public.ai_metadata as metadata
      where metadata.thread_id = message.thread_id and metadata.key = 'mastra.thread'
        and metadata.value ->> 'kith.memory' = 'off'
    )
    order by found.rank
    limit wanted
  );
  return query
    select 'message', message.message_id, null::integer, message.thread_id, message.seq, message.role, message.content,
      kith.message_text(message.content), message.created_at, found.score,
      found.parts,
      hit.rank::integer, (messages.quality * found.score / best_message)::real
    from unnest(hits) with ordinality as hit (message_id, rank)
    join unnest(messages.items) as found (item_id, score, parts) on found.item_id = hit.message_id
    cross join lateral (
      select stored.* from public.ai_messages as stored where stored.message_id = hit.message_id limit 1
    ) as message
    order by hit.rank;
  if ai_recall.neighbours > 0 and cardinality(hits) > 0 then
    return query
      select 'neighbour', message.message_id, null::integer, message.thread_id, message.seq, message.role,
        message.content, kith.message_text(message.content), message.created_at, null::real, null::jsonb, null::integer,
        null::real
      from (
        select distinct near.message_id
        from unnest(kith.near_messages(hits, least(ai_recall.neighbours, 5), least(ai_recall.neighbours, 5)))
          as near (message_id)
        where near.message_id <> all (hits)
      ) as near
      cross join lateral (
        select stored.* from public.ai_messages as stored where stored.message_id = near.message_id limit 1
      ) as message
      where message.role in ('user', 'assistant') and message.status <> 'streaming'
        and (
          ai_recall.exclude_thread_id is null or message.thread_id <> ai_recall.exclude_thread_id
          or message.seq < coalesce(ai_recall.exclude_from_seq, 0)
        )
      order by message.thread_id, message.seq;
  end if;
  return query
    select 'memory', memory.memory_id, memory.version, memory.source_thread_id, null::bigint, null::text, null::jsonb,
      memory.content, memory.created_at, found.score,
      found.parts,
      found.rank::integer, (memories.quality * found.score / best_memory)::real
    from unnest(memories.items) with ordinality as found (item_id, score, parts, rank)
    cross join lateral (
      select stored.* from public.ai_memory as stored where stored.memory_id = found.item_id limit 1
    ) as memory
    order by found.rank;
end
$$;
comment on function public.ai_recall(
  text, uuid, uuid, extensions.vector, text, integer, integer, text, uuid, bigint, integer
) is
  'What a persona (null: none) should have before it when it answers: messages of one of its threads or of all, and '
  'active memories, each kind best first, with as many messages before and after each as neighbours says (no score, no '
  'rank). What is in the prompt already is named by '
  'exclude_thread_id and exclude_from_seq; threads whose metadata kith.memory is "off" are left out.';
revoke execute on function public.ai_recall(
  text, uuid, uuid, extensions.vector, text, integer, integer, text, uuid, bigint, integer
) from public, anon;
grant execute on function public.ai_recall(
  text, uuid, uuid, extensions.vector, text, integer, integer, text, uuid, bigint, integer
) to authenticated;


create or replace function public.ai_propose_memory(
  memory_id uuid,
  content text,
  persona_id uuid default null,
  source_thread_id uuid default null,
  source_message_id uuid default null,
  memory_type text default 'working',
  content_json jsonb default null,
  importance text default 'normal'
) returns setof public.ai_proposal_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_propose_memory.persona_id);
begin
  perform kith.check_request();
  perform kith.require_words(ai_propose_memory.content);
  perform kith.require_visible_persona(ai_propose_memory.persona_id);
  perform kith.require_visible_source(ai_propose_memory.source_thread_id, ai_propose_memory.source_message_id);
  if not kith.remembers(ai_propose_memory.source_thread_id) then
    raise exception 'This thread remembers nothing.' using errcode = '22023';
  end if;
  if not kith.is_known(resource, ai_propose_memory.content, ai_propose_memory.memory_id)
    and not kith.is_refused(resource, ai_propose_memory.content) then
    insert into public.ai_memory (
      memory_id, persona_id, memory_type, content, content_json, importance, status, source_thread_id, source_message_id
    )
    values (
      ai_propose_memory.memory_id, ai_propose_memory.persona_id, coalesce(ai_propose_memory.memory_type, 'working'),
      ai_propose_memory.content, ai_propose_memory.content_json, coalesce(ai_propose_memory.importance, 'normal'),
      'proposed', ai_propose_memory.source_thread_id, ai_propose_memory.source_message_id
    )
    on conflict on constraint ai_memory_pkey do nothing;
  end if;
  return query
    select shown.* from kith.shown_proposals as shown where shown.memory_id = ai_propose_memory.memory_id;
end
$$;
