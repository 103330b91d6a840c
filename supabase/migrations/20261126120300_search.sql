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

create type kith.ranked_item as (kind text, item_id uuid, score real, parts jsonb, rank integer);
comment on type kith.ranked_item is 'A message or memory and its place in a list.';

create function kith.newest_items(
  vault text, thread_id uuid, kinds text[], role text, since timestamptz, until timestamptz, wanted integer, skipped integer
) returns kith.ranked_item[]
language plpgsql stable
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  wants_messages constant boolean := 'message' = any (kinds);
  wants_memories constant boolean := 'memory' = any (kinds);
begin
  return array(
    select row(newest.kind, newest.item_id, null, '{}', row_number() over latest_first)::kith.ranked_item
    from (
      (
        select 'message' as kind, row.message_id as item_id, row.said_at
        from public.ai_message_search as row
        where wants_messages and row.user_id = (select auth.uid())
          and (vault is null or row.resource_key = vault)
          and (newest_items.thread_id is null or row.thread_id = newest_items.thread_id)
          and row.role in ('user', 'assistant') and (newest_items.role is null or row.role = newest_items.role)
          and (since is null or row.said_at >= since) and (until is null or row.said_at < until)
          and exists (
            select from public.ai_threads as thread
            where thread.thread_id = row.thread_id and thread.deleted_at is null
          )
        order by row.said_at desc, row.message_id
        limit least(wanted + skipped, 10000)
      )
      union all
      (
        select 'memory', row.memory_id, row.said_at
        from public.ai_memory_search as row
        where wants_memories and row.user_id = (select auth.uid()) and row.memory_type <> 'working'
          and (
            vault is null or row.resource_key = vault
            -- What is granted to a persona is among what it knows.
            or row.status = 'active' and exists (
              select from public.ai_grants as given
              where given.to_key = vault and given.from_key = row.resource_key
                and (given.memory_type = row.memory_type or given.memory_id = row.memory_id)
            )
          )
          and (since is null or row.said_at >= since) and (until is null or row.said_at < until)
        order by row.said_at desc, row.memory_id
        limit least(wanted + skipped, 10000)
      )
    ) as newest
    window latest_first as (order by newest.said_at desc, newest.kind desc, newest.item_id)
    order by row_number() over latest_first
    limit wanted offset skipped
  );
end
$$;
comment on function kith.newest_items(text, uuid, text[], text, timestamptz, timestamptz, integer, integer) is
  'One page of the newest messages and memories, of a vault or of all.';

create function kith.ranked_items(messages kith.findings, memories kith.findings, wanted integer, skipped integer)
returns kith.ranked_item[]
language sql immutable
set search_path = ''
as $$
  select array_agg(page.item order by page.rank)
  from (
    select
      row(listed.kind, listed.item_id, listed.score, listed.parts, listed.rank)::kith.ranked_item as item, listed.rank
    from (
      select found.kind, found.item_id, found.score, found.parts,
        row_number() over (order by found.place desc, found.turn, found.kind desc, found.item_id)::integer as rank
      from (
        select 'message' as kind, item.*, (messages).quality * item.score / greatest(max(item.score) over (), 1e-6) as place
        from unnest((messages).items) with ordinality as item (item_id, score, parts, turn)
        union all
        select 'memory', item.*, (memories).quality * item.score / greatest(max(item.score) over (), 1e-6)
        from unnest((memories).items) with ordinality as item (item_id, score, parts, turn)
      ) as found
    ) as listed
    order by listed.rank
    limit wanted offset skipped
  ) as page
$$;
comment on function kith.ranked_items(kith.findings, kith.findings, integer, integer) is
  'One page of what was found, messages and memories in one order. Scores of different kinds are made of different '
  'numbers; they compare by how near each comes to the best of its kind, and by how well that one answers.';

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
-- Rows are looked up by their keys; to plan that anew takes longer than to do it.
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  vault text;
  wanted integer := least(greatest(ai_search.max_rows, 1), 100);
  skipped integer := greatest(ai_search.skip, 0);
  -- The same for every page: what is ranked decides how it is ranked, and pages must not overlap.
  ranked constant integer := 100;
  asked text := btrim(coalesce(ai_search.query, ''));
  wanted_kinds text[] := array(select unnest(coalesce(ai_search.kinds, '{message,memory}')));
  messages kith.findings;
  memories kith.findings;
  page kith.ranked_item[];
  config regconfig;
begin
  perform kith.check_request();
  perform kith.check_embedding(ai_search.embedding, ai_search.embedding_model);
  if not wanted_kinds <@ '{message,memory}' then
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
  if num_nonnulls(ai_search.thread_id, ai_search.role) > 0 then
    wanted_kinds := array_remove(wanted_kinds, 'memory');
  end if;

  if asked = '' and ai_search.embedding is null then
    page := kith.newest_items(
      vault, ai_search.thread_id, wanted_kinds, ai_search.role, ai_search.since, ai_search.until, wanted, skipped
    );
  else
    if 'message' = any (wanted_kinds) then
      messages := kith.find_messages(
        asked, vault, ai_search.thread_id, false, ai_search.embedding, ai_search.embedding_model,
        said_by => ai_search.role, since => ai_search.since, until => ai_search.until, max_rows => ranked
      );
    end if;
    if 'memory' = any (wanted_kinds) then
      memories := kith.find_memories(
        asked, vault, '{active,archived,proposed}', ai_search.embedding, ai_search.embedding_model, messages.unknown,
        ai_search.since, ai_search.until, ranked
      );
    end if;
    page := kith.ranked_items(messages, memories, wanted, skipped);
  end if;

  config := ('pg_catalog.' || kith.search_config(auth.uid()))::regconfig;
  return query
    select
      page.kind, message.message_id, memory.memory_id, coalesce(message.thread_id, memory.source_thread_id),
      coalesce(thread.persona_id, memory.persona_id), thread.title, message.role, memory.memory_type,
      message.selected, memory.status, coalesce(message.created_at, memory.created_at),
      kith.snippet(
        case page.kind when 'message' then kith.message_text(message.content) else memory.content end,
        kith.plain_text(asked), array(select jsonb_array_elements_text(page.parts -> 'terms')), config
      ),
      page.score, page.parts, page.rank
    from unnest(page) as page (kind, item_id, score, parts, rank)
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
  'personas, in one (null with all_personas false: in none), or in one thread. Of each kind the best 100 are ranked.';

revoke execute on function
  kith.word_pattern(text[]),
  kith.newest_items(text, uuid, text[], text, timestamptz, timestamptz, integer, integer),
  kith.ranked_items(kith.findings, kith.findings, integer, integer) from public;
grant execute on function
  kith.word_pattern(text[]),
  kith.newest_items(text, uuid, text[], text, timestamptz, timestamptz, integer, integer),
  kith.ranked_items(kith.findings, kith.findings, integer, integer) to authenticated;
