-- One list of messages and memories in which the better answer comes first, whichever it is; snippets that look only at
-- words that may match; and, of a persona, what is granted to it among the newest, too.

create function kith.word_pattern(terms text[]) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select '\m(?:' || string_agg(distinct regexp_replace(left(term, 2), '(\W)', '\\\1', 'g'), '|')
    || ')[[:alnum:]]*(?:[''’][[:alnum:]]+)?'
  from unnest(terms) as term
  where term ~ '^[[:alnum:]]' and term !~ ('^[' || kith.unspaced() || ']')
$$;
comment on function kith.word_pattern(text[]) is
  'A regular expression for the words that may have one of these stems: they begin as it does.';

create or replace function kith.snippet(said text, question text, terms text[], config regconfig, width integer default 240)
returns text
language plpgsql stable
-- Called for every row of a page: planned once.
set plan_cache_mode = force_generic_plan
set jit = off
set search_path = ''
as $$
declare
  plain text := btrim(regexp_replace(regexp_replace(translate(
    left(said, 50000),
    U&'\0001\0002\0003\0004\0005\0006\0007\0008\000B\000C\000E\000F\0010\0011\0012\0013\0014'
      '\0015\0016\0017\0018\0019\001A\001B\001C\001D\001E\001F\007F', ''
  ), '[\u0080-\u009f\u202a-\u202e\u2066-\u2069]', '', 'g'), '\s+', ' ', 'g'));
  pattern text := concat_ws('|', kith.pair_pattern(question), kith.word_pattern(terms));
  mark_starts integer[];
  mark_ends integer[];
  mark_keys text[];
  from_at integer := 1;
  to_at integer;
  shown text := '';
  at integer;
begin
  if pattern <> '' then
    with run as (
      -- What may be a match, and, from what stands before each, where.
      select
        found.run[1] as run,
        (sum(length(apart.text) + length(found.run[1])) over (order by found.turn))::integer as ends
      from regexp_matches(plain, pattern, 'gi') with ordinality as found (run, turn)
      join regexp_split_to_table(plain, pattern, 'i') with ordinality as apart (text, turn) using (turn)
      limit 4000
    ),
    word as materialized (
      select listed.word from (select distinct run.run as word from run) as listed
      where listed.word ~ ('[' || kith.unspaced() || ']') or tsvector_to_array(kith.terms(listed.word, config)) && terms
    ),
    mark as (
      select run.ends - length(run.run) + 1 as starts, run.ends, lower(run.run) as key
      from run where run.run in (select word.word from word)
      order by run.ends limit 400
    )
    select
      array_agg(mark.starts order by mark.starts), array_agg(mark.ends order by mark.starts),
      array_agg(mark.key order by mark.starts)
    into mark_starts, mark_ends, mark_keys
    from mark;
  end if;

  if mark_starts is not null then
    -- Where most different words stand together, and the first such place.
    select first.starts into from_at
    from unnest(mark_starts) as first (starts)
    order by (
      select count(distinct later.key) from unnest(mark_starts, mark_ends, mark_keys) as later (starts, ends, key)
      where later.starts >= first.starts and later.ends < first.starts + width - 60
    ) desc, first.starts
    limit 1;
    from_at := greatest(1, least(from_at - 50, length(plain) - width + 1));
  end if;
  to_at := least(length(plain), from_at + width - 1);
  -- At the edges, whole words where there are spaces.
  if from_at > 1 then
    at := strpos(substr(plain, from_at, 25), ' ');
    from_at := from_at + at;
  end if;
  if to_at < length(plain) then
    at := strpos(reverse(substr(plain, to_at - 24, 25)), ' ');
    to_at := to_at - at;
  end if;

  at := from_at;
  for i in 1 .. coalesce(cardinality(mark_starts), 0) loop
    continue when mark_starts[i] < at;
    exit when mark_ends[i] > to_at;
    shown := shown || substr(plain, at, mark_starts[i] - at)
      || chr(2) || substr(plain, mark_starts[i], mark_ends[i] - mark_starts[i] + 1) || chr(3);
    at := mark_ends[i] + 1;
  end loop;
  shown := shown || substr(plain, at, to_at - at + 1);
  return case when from_at > 1 then '…' else '' end || shown || case when to_at < length(plain) then '…' else '' end;
end
$$;

create or replace function public.ai_search(
  query text,
  persona_id uuid default null,
  all_personas boolean default true,
  thread_id uuid default null,
  kinds text[] default null,
  role text default null,
  since timestamptz default null,
  until timestamptz default null,
  embedding extensions.vector default null,
  embedding_model text default null,
  max_rows integer default 20,
  skip integer default 0
) returns setof public.ai_search_hit
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  vault text;
  wanted integer := least(greatest(ai_search.max_rows, 1), 100);
  skipped integer := greatest(ai_search.skip, 0);
  -- The same for every page: what is ranked decides how it is ranked, and pages must not overlap.
  ranked constant integer := 200;
  asked text := btrim(coalesce(ai_search.query, ''));
  wants_messages boolean := ai_search.kinds is null or 'message' = any (ai_search.kinds);
  wants_memories boolean;
  wants_newest boolean := btrim(coalesce(ai_search.query, '')) = '' and ai_search.embedding is null;
  messages kith.findings;
  memories kith.findings;
  config regconfig;
begin
  perform kith.check_request();
  perform kith.check_embedding(ai_search.embedding, ai_search.embedding_model);
  if not coalesce(ai_search.kinds <@ '{message,memory}', true) then
    raise exception 'kinds are message and memory' using errcode = '22023';
  end if;
  if ai_search.thread_id is not null then
    perform from public.ai_threads as thread
    where thread.thread_id = ai_search.thread_id and thread.deleted_at is null;
    if not found then
      perform kith.refuse_missing('thread');
    end if;
  elsif ai_search.persona_id is not null or not ai_search.all_personas then
    vault := kith.resource_key(ai_search.persona_id);
  end if;
  -- Memories have neither a thread nor a speaker.
  wants_memories := (ai_search.kinds is null or 'memory' = any (ai_search.kinds))
    and ai_search.thread_id is null and ai_search.role is null;

  if wants_messages and not wants_newest then
    messages := kith.find_messages(
      asked, vault, ai_search.thread_id, false, ai_search.embedding, ai_search.embedding_model,
      said_by => ai_search.role, since => ai_search.since, until => ai_search.until, max_rows => ranked
    );
  end if;
  if wants_memories and not wants_newest then
    memories := kith.find_memories(
      asked, vault, '{active,archived,proposed}', ai_search.embedding, ai_search.embedding_model, messages.unknown,
      ai_search.since, ai_search.until, ranked
    );
  end if;

  config := ('pg_catalog.' || kith.search_config(auth.uid()))::regconfig;
  return query
    with page as materialized (
      select merged.kind, merged.item_id, merged.score, merged.parts,
        (row_number() over (order by merged.place desc, merged.turn, merged.kind desc, merged.item_id))::integer as rank
      from (
        -- Scores of different kinds are made of different numbers. They compare by how near each comes to the best of
        -- its kind, and by how well that one answers.
        select 'message' as kind, found.item_id, found.score, found.parts,
          (messages.quality * found.score / greatest(max(found.score) over (), 1e-6))::float8 as place, found.turn
        from unnest(messages.items) with ordinality as found (item_id, score, parts, turn)
        union all
        select 'memory', found.item_id, found.score, found.parts,
          (memories.quality * found.score / greatest(max(found.score) over (), 1e-6))::float8, found.turn
        from unnest(memories.items) with ordinality as found (item_id, score, parts, turn)
        union all
        (
          select 'message', row.message_id, null, '{}', extract(epoch from row.said_at)::float8, 0
          from public.ai_message_search as row
          where wants_newest and wants_messages and row.user_id = (select auth.uid())
            and (vault is null or row.resource_key = vault)
            and (ai_search.thread_id is null or row.thread_id = ai_search.thread_id)
            and row.role in ('user', 'assistant') and (ai_search.role is null or row.role = ai_search.role)
            and (ai_search.since is null or row.said_at >= ai_search.since)
            and (ai_search.until is null or row.said_at < ai_search.until)
            and exists (
              select from public.ai_threads as thread
              where thread.thread_id = row.thread_id and thread.deleted_at is null
            )
          order by row.said_at desc, row.message_id
          limit least(wanted + skipped, 10000)
        )
        union all
        (
          select 'memory', row.memory_id, null, '{}', extract(epoch from row.said_at)::float8, 0
          from public.ai_memory_search as row
          where wants_newest and wants_memories and row.user_id = (select auth.uid()) and row.memory_type <> 'working'
            and (
              vault is null or row.resource_key = vault
              -- What is granted to a persona is among what it knows.
              or row.status = 'active' and exists (
                select from public.ai_grants as given
                where given.to_key = vault and given.from_key = row.resource_key
                  and (given.memory_type = row.memory_type or given.memory_id = row.memory_id)
              )
            )
            and (ai_search.since is null or row.said_at >= ai_search.since)
            and (ai_search.until is null or row.said_at < ai_search.until)
          order by row.said_at desc, row.memory_id
          limit least(wanted + skipped, 10000)
        )
      ) as merged
      order by rank
      limit wanted offset skipped
    )
    select
      page.kind, message.message_id, memory.memory_id, coalesce(message.thread_id, memory.source_thread_id),
      coalesce(thread.persona_id, memory.persona_id), thread.title, message.role, memory.memory_type,
      message.selected, memory.status, coalesce(message.created_at, memory.created_at),
      kith.snippet(
        case page.kind when 'message' then kith.message_text(message.content) else memory.content end,
        kith.plain_text(asked), array(select jsonb_array_elements_text(page.parts -> 'terms')), config
      ),
      page.score, page.parts, page.rank
    from page
    left join lateral (
      select stored.* from public.ai_messages as stored
      where page.kind = 'message' and stored.message_id = page.item_id limit 1
    ) as message on true
    left join lateral (
      select stored.* from public.ai_memory as stored
      where page.kind = 'memory' and stored.memory_id = page.item_id limit 1
    ) as memory on true
    left join lateral (
      select stored.* from public.ai_threads as stored where stored.thread_id = message.thread_id limit 1
    ) as thread on true
    where message.message_id is not null or memory.memory_id is not null
    order by page.rank;
end
$$;
comment on function public.ai_search(
  text, uuid, boolean, uuid, text[], text, timestamptz, timestamptz, extensions.vector, text, integer, integer
) is
  'One page of what answers a query, messages and memories, best first; without a query, the newest. In all '
  'personas, in one (null with all_personas false: in none), or in one thread. Of each kind the best 200 are ranked.';


revoke execute on function kith.word_pattern(text[]) from public;
grant execute on function kith.word_pattern(text[]) to authenticated;
