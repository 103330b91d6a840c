-- For stores that bring vectors of their own: which of them found their message, and how vectors are taken away.

create function kith.says(content jsonb, said_hash text) returns boolean
language plpgsql immutable
set search_path = ''
as $$
declare
  blanks constant text := E' \t\n\r\f\x0b\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
begin
  return said_hash in (
    md5(translate(kith.message_text(content), blanks, '')),
    md5(translate(
      case when jsonb_typeof(content) = 'object' and jsonb_typeof(content -> 'content') = 'string' then content ->> 'content' end,
      blanks, ''
    ))
  );
end
$$;
comment on function kith.says(jsonb, text) is
  'Whether a message says what this is the MD5 of, blanks aside: in all its text parts, or in what Mastra calls its content, the last of them.';
revoke execute on function kith.says(jsonb, text) from public;
grant execute on function kith.says(jsonb, text) to authenticated;

create type public.ai_placed_embedding as (message_id uuid);
comment on type public.ai_placed_embedding is 'A message that has the vector that was sent for it.';

create function public.ai_place_embeddings(rows jsonb) returns setof public.ai_placed_embedding
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  if jsonb_typeof(ai_place_embeddings.rows) is distinct from 'array'
    or jsonb_array_length(ai_place_embeddings.rows) > 500 then
    raise exception 'rows must be an array of at most 500' using errcode = '22023';
  end if;
  if exists (
    select from jsonb_array_elements(ai_place_embeddings.rows) as given (item)
    where coalesce(length(given.item ->> 'model'), 0) not between 1 and 200 or given.item ->> 'embedding' is null
      or given.item ->> 'id' is null
  ) then
    raise exception 'Every row needs an id, an embedding and the name of the model that made it.'
      using errcode = '22023';
  end if;
  return query
    with given as materialized (
      select distinct on (id) (item ->> 'id')::uuid as id, (item ->> 'embedding')::extensions.vector as embedding,
        item ->> 'model' as model, item ->> 'said_hash' as said_hash
      from jsonb_array_elements(ai_place_embeddings.rows) with ordinality as listed (item, place)
      order by id, place desc
    ),
    checked as materialized (
      select given.*, kith.check_embedding(given.embedding, given.model) from given
    )
    update public.ai_messages as message
    set message_embedding = checked.embedding, embedding_model = checked.model
    from checked
    where message.message_id = checked.id and message.status <> 'streaming' and message.deleted_at is null
      and (checked.said_hash is null or kith.says(message.content, checked.said_hash))
    returning message.message_id;
end
$$;
comment on function public.ai_place_embeddings(jsonb) is
  'Stores vectors of messages, [{id, embedding, model, said_hash?}], and answers which found theirs. One that is missing, deleted, still being written, or says something else than the MD5 said_hash was made of, is not touched: its words may be on their way. Of two with one id the last counts.';
revoke execute on function public.ai_place_embeddings(jsonb) from public, anon;
grant execute on function public.ai_place_embeddings(jsonb) to authenticated;

create function public.ai_clear_embeddings(kind text, ids uuid[] default null, thread_id uuid default null) returns integer
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  cleared integer;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if ai_clear_embeddings.kind is null or ai_clear_embeddings.kind not in ('message', 'memory') then
    raise exception 'kind is message or memory' using errcode = '22023';
  end if;
  if (ai_clear_embeddings.ids is null) = (ai_clear_embeddings.thread_id is null)
    or ai_clear_embeddings.kind = 'memory' and ai_clear_embeddings.ids is null then
    raise exception 'Which ones? Ids, or, of messages, a thread.' using errcode = '22023';
  end if;
  if cardinality(ai_clear_embeddings.ids) > 1000 then
    raise exception 'at most 1,000 embeddings can be cleared at once' using errcode = '22023';
  end if;
  -- What is deleted, too: it may come back.
  if ai_clear_embeddings.kind = 'memory' then
    update public.ai_memory as memory set content_embedding = null, embedding_model = null
    where memory.memory_id = any (ai_clear_embeddings.ids) and memory.content_embedding is not null;
  elsif ai_clear_embeddings.ids is not null then
    update public.ai_messages as message set message_embedding = null, embedding_model = null
    where message.message_id = any (ai_clear_embeddings.ids) and message.message_embedding is not null;
  else
    update public.ai_messages as message set message_embedding = null, embedding_model = null
    where message.thread_id = ai_clear_embeddings.thread_id and message.message_embedding is not null;
  end if;
  get diagnostics cleared = row_count;
  return cleared;
end
$$;
comment on function public.ai_clear_embeddings(text, uuid[], uuid) is
  'Takes the vectors of messages or memories away: of these ids, at most 1,000, or of a whole thread. Their words stay, and search finds them by these. Answers how many had one.';
revoke execute on function public.ai_clear_embeddings(text, uuid[], uuid) from public, anon;
grant execute on function public.ai_clear_embeddings(text, uuid[], uuid) to authenticated;
