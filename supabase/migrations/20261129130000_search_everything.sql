-- One search over everything there is: messages, memories, threads by their titles, and metadata. With filters by tag and by
-- what something has, with how many there are of each kind, and with the word one is about to type.

-- Definer: the words of an owner are nobody's to read, and belong to no vault. A run is given none.
create function kith.completions(typed text) returns text[]
language plpgsql stable security definer
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  beginning text := lower((regexp_match(kith.plain_text(typed), '([[:alpha:]]{2,40})$'))[1]);
begin
  if owner is null or kith.vault() is distinct from '*' or beginning is null
    or exists (select from kith.words as known where known.user_id = owner and known.word = beginning) then
    return '{}';
  end if;
  return array(
    select known.word from kith.words as known
    where known.user_id = owner and known.word > beginning and known.word < beginning || U&'\+10FFFD'
    order by length(known.word), known.word limit 4
  );
end
$$;
comment on function kith.completions(text) is
  'Words of the caller that begin as the last word typed does, the shortest first; none when that is a word itself.';

create function kith.terms_of(question text) returns text[]
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if auth.uid() is null or kith.vault() is null then
    return '{}';
  end if;
  return array(
    select word.term
    from kith.question_terms(question, ('pg_catalog.' || kith.search_config(auth.uid()))::regconfig) as word
  );
end
$$;
comment on function kith.terms_of(text) is 'The words of a question, cut as the caller''s are.';

create function kith.has_all(said text, content jsonb, wanted text[]) returns boolean
language sql immutable parallel safe
set search_path = ''
as $$
  select coalesce(bool_and(case part
    when 'link' then said ~* '\mhttps?://\S'
    when 'code' then strpos(said, '```') > 0
    when 'file' then content @? '$.parts[*] ? (@.type == "file" || @.type == "image")'
    else true
  end), true)
  from unnest(wanted) as part
$$;
comment on function kith.has_all(text, jsonb, text[]) is
  'Whether a text has a link, code or a file in it, as far as these are wanted.';

create function kith.tagged(entry public.ai_metadata, tag text) returns boolean
language sql immutable parallel safe
set search_path = ''
as $$
  select lower(entry.key) = lower(tag)
    or lower(entry.key) in ('tag', 'tags') and case jsonb_typeof(entry.value)
      when 'string' then lower(tag) = any (regexp_split_to_array(lower(entry.value #>> '{}'), '\s*,\s*'))
      when 'array' then lower(entry.value::text)::jsonb ? lower(tag)
      else false
    end
$$;
comment on function kith.tagged(public.ai_metadata, text) is
  'Whether an entry is a tag: by its key, or as one of the values of "tags".';

create function kith.passes(
  thread_id uuid, message_id uuid, memory_id uuid, said text, content jsonb, tags text[], having_parts text[]
) returns boolean
language plpgsql stable
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  if not kith.has_all(said, content, having_parts)
    or 'file' = any (having_parts) and passes.message_id is null
    or 'memory' = any (having_parts) and not exists (
      select from public.ai_memory as made
      where made.source_message_id = passes.message_id and made.deleted_at is null and made.status <> 'rejected'
    ) then
    return false;
  end if;
  return not exists (
    select from unnest(passes.tags || case when 'metadata' = any (having_parts) then '{""}'::text[] else '{}' end) as wanted (tag)
    where not exists (
      select from (
        select entry from public.ai_metadata as entry where entry.thread_id = passes.thread_id
        union all
        select entry from public.ai_metadata as entry where entry.message_id = passes.message_id
        union all
        select entry from public.ai_metadata as entry where entry.memory_id = passes.memory_id
      ) as listed
      where (listed.entry).key !~ '^(mastra|kith)\.' and (wanted.tag = '' or kith.tagged(listed.entry, wanted.tag))
    )
  );
end
$$;
comment on function kith.passes(uuid, uuid, uuid, text, jsonb, text[], text[]) is
  'Whether something has all the tags, itself or by its thread, and all the parts that are wanted.';

create type kith.named_item as (kind text, item_id uuid, score real, terms text[], said_at timestamptz);
comment on type kith.named_item is 'A thread found by its title, or an entry of metadata.';

-- Titles and values are short, and few beside what was said: they are read, and need no index that could drift.
create function kith.find_named(
  question text, vault text, since timestamptz, until timestamptz, tags text[], having_parts text[], max_rows integer
) returns setof kith.named_item
language plpgsql stable
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  whole text := lower(btrim(kith.plain_text(left(question, 2000))));
  terms text[] := kith.terms_of(question);
begin
  if whole <> '' and terms = '{}' then
    terms := array[whole];
  end if;
  return query
    with named as (
      select 'thread' as kind, thread.thread_id as item_id, lower(thread.title) as name, thread.last_message_at as said_at
      from public.ai_threads as thread
      where thread.user_id = (select auth.uid()) and thread.deleted_at is null and thread.title is not null
        and (vault is null or thread.resource_key = vault)
        and (since is null or thread.last_message_at >= since) and (until is null or thread.last_message_at < until)
        and (
          cardinality(tags) + cardinality(having_parts) = 0
          or having_parts <@ '{metadata}' and kith.passes(thread.thread_id, null, null, '', null, tags, having_parts)
        )
      union all
      select 'metadata', entry.metadata_id, lower(entry.key || ' ' || left(entry.value #>> '{}', 2000)), entry.updated_at
      from public.ai_metadata as entry
      where entry.user_id = (select auth.uid()) and entry.key !~ '^(mastra|kith)\.'
        and (vault is null or entry.resource_key = vault)
        and (since is null or entry.updated_at >= since) and (until is null or entry.updated_at < until)
        and having_parts <@ '{metadata}'
        and not exists (select from unnest(tags) as tag where not kith.tagged(entry, tag))
    )
    -- Behind the messages and memories that answer as well: what is said is what one looks for first.
    select named.kind, named.item_id, (0.8 * fit.words + case when strpos(named.name, whole) > 0 then 0.1 else 0 end)::real,
      terms, named.said_at
    from named
    cross join lateral (
      select case when whole = '' then 0.5 else coalesce(sum(
        case
          when strpos(named.name, term) = 0 then 0
          when named.name ~ ('\m' || regexp_replace(term, '(\W)', '\\\1', 'g')) then 1
          when length(term) > 2 or term ~ ('[' || kith.unspaced() || ']') then 0.6
          else 0
        end
      ) / nullif(cardinality(terms), 0), 0) end as words
      from unnest(terms) as term
    ) as fit
    where whole = '' or fit.words > 0
    order by 3 desc, named.said_at desc, named.item_id
    limit max_rows;
end
$$;
comment on function kith.find_named(text, text, timestamptz, timestamptz, text[], text[], integer) is
  'Threads whose titles, and metadata whose keys or values have the words of a question; without words, the newest.';

create type public.ai_found as (
  kind text,
  message_id uuid,
  memory_id uuid,
  metadata_id uuid,
  thread_id uuid,
  persona_id uuid,
  title text,
  key text,
  role text,
  memory_type text,
  selected boolean,
  status text,
  created_at timestamptz,
  snippet text,
  score real,
  parts jsonb,
  rank integer
);
comment on type public.ai_found is
  'Something found. The first row of a page, of rank 0, is none: its parts say how many there are of each kind (counts), '
  'which words were taken for others (corrected) and which were completed (completed). message_id: of a memory, where it '
  'came from. title: of the thread, or what the '
  'metadata is about. snippet: matches stand between chr(2) and chr(3). score: how near it comes to the best, by which all '
  'kinds are in one order.';

create function public.ai_search_everything(
  query text,
  persona_id uuid default null,
  all_personas boolean default true,
  kinds text[] default null,
  role text default null,
  since timestamptz default null,
  until timestamptz default null,
  tags text[] default '{}',
  has text[] default '{}',
  embedding extensions.vector default null,
  embedding_model text default null,
  max_rows integer default 20,
  skip integer default 0
) returns setof public.ai_found
language plpgsql stable security invoker
set plan_cache_mode = force_generic_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  vault text;
  asked text := btrim(left(coalesce(ai_search_everything.query, ''), 4000));
  wanted_tags text[] := coalesce(ai_search_everything.tags, '{}');
  wanted_parts text[] := coalesce(ai_search_everything.has, '{}');
  is_filtered boolean := cardinality(wanted_tags) + cardinality(wanted_parts) > 0;
  -- The same for every page. What is filtered afterwards is taken from more.
  ranked integer := case when is_filtered then 400 else 100 end;
  completed text[] := '{}';
  messages kith.findings;
  memories kith.findings;
  newest kith.ranked_item[];
  items kith.ranked_item[];
  config regconfig;
begin
  perform kith.check_request();
  perform kith.check_embedding(ai_search_everything.embedding, ai_search_everything.embedding_model);
  if not coalesce(ai_search_everything.kinds <@ '{message,memory,thread,metadata}', true) then
    raise exception 'kinds are message, memory, thread and metadata' using errcode = '22023';
  end if;
  if not wanted_parts <@ '{file,link,code,memory,metadata}' then
    raise exception 'has is file, link, code, memory or metadata' using errcode = '22023';
  end if;
  if cardinality(wanted_tags) > 20 then
    raise exception 'at most 20 tags' using errcode = '22023';
  end if;
  if ai_search_everything.persona_id is not null or not ai_search_everything.all_personas then
    vault := kith.resource_key(ai_search_everything.persona_id);
  end if;

  if asked = '' and ai_search_everything.embedding is null then
    newest := kith.newest_items(
      vault, null, case when ai_search_everything.role is null then '{message,memory}' else '{message}' end::text[],
      ai_search_everything.role, ai_search_everything.since, ai_search_everything.until,
      case when is_filtered then 5000 else 2 * ranked end, 0
    );
  else
    -- A word that is being typed is the one it will be.
    if ai_search_everything.query !~ '\s$' then
      completed := kith.completions(asked);
      asked := concat_ws(' ', asked, array_to_string(completed, ' '));
    end if;
    messages := kith.find_messages(
      asked, vault, null, false, ai_search_everything.embedding, ai_search_everything.embedding_model,
      said_by => ai_search_everything.role, since => ai_search_everything.since, until => ai_search_everything.until,
      max_rows => ranked
    );
    if ai_search_everything.role is null then
      memories := kith.find_memories(
        asked, vault, '{active,archived,proposed}', ai_search_everything.embedding, ai_search_everything.embedding_model,
        messages.unknown, ai_search_everything.since, ai_search_everything.until, ranked
      );
    end if;
    newest := kith.ranked_items(messages, memories, 2 * ranked, 0);
  end if;

  -- All in one order, by how near each comes to the best of its kind and how well that one answers.
  with said as (
    select found.kind, found.item_id, found.rank as turn,
      case
        when found.score is null then 0.5
        when found.kind = 'message'
          then (messages).quality * found.score / greatest(max(found.score) over (partition by found.kind), 1e-6)
        else (memories).quality * found.score / greatest(max(found.score) over (partition by found.kind), 1e-6)
      end as place,
      found.parts, null::timestamptz as said_at
    from unnest(newest) as found
  ),
  passed as (
    select said.kind, said.item_id, said.place, said.turn, said.parts, coalesce(message.created_at, memory.created_at) as said_at
    from said
    left join lateral (
      select stored.* from public.ai_messages as stored
      where said.kind = 'message' and stored.message_id = said.item_id limit 1
    ) as message on true
    left join lateral (
      select stored.* from public.ai_memory as stored
      where said.kind = 'memory' and stored.memory_id = said.item_id limit 1
    ) as memory on true
    where (message.message_id is not null or memory.memory_id is not null)
      and (not is_filtered or kith.passes(
        message.thread_id, message.message_id, memory.memory_id,
        case said.kind when 'message' then kith.message_text(message.content) else memory.content end,
        message.content, wanted_tags, wanted_parts
      ))
    union all
    select named.kind, named.item_id, named.score, 1000, jsonb_build_object('terms', to_jsonb(named.terms)), named.said_at
    from kith.find_named(
      asked, vault, ai_search_everything.since, ai_search_everything.until, wanted_tags, wanted_parts, 2 * ranked
    ) as named
    where ai_search_everything.role is null
  ),
  listed as (
    select passed.*,
      row_number() over (
        order by passed.place desc,
          case when asked = '' then passed.said_at end desc nulls last, passed.turn, passed.said_at desc, passed.item_id
      )::integer as rank,
      row_number() over (
        partition by passed.kind
        order by passed.place desc, case when asked = '' then passed.said_at end desc nulls last, passed.turn, passed.said_at desc, passed.item_id
      ) as of_kind
    from passed
  )
  select array_agg((listed.kind, listed.item_id, listed.place, listed.parts, listed.rank)::kith.ranked_item order by listed.rank)
  into items
  from listed where listed.of_kind <= ranked;

  config := ('pg_catalog.' || kith.search_config(auth.uid()))::regconfig;
  return query
    with head as (
      select jsonb_build_object(
        'counts', coalesce((
          select jsonb_object_agg(counted.kind, counted.count)
          from (select item.kind, count(*) as count from unnest(items) as item group by item.kind) as counted
        ), '{}'),
        'corrected', coalesce((
          select item.parts -> 'corrected' from unnest(items) as item where item.parts ? 'corrected' limit 1
        ), '{}'),
        'completed', to_jsonb(completed)
      ) as parts
    ),
    page as (
      select item.* from unnest(items) as item
      where ai_search_everything.kinds is null or item.kind = any (ai_search_everything.kinds)
      order by item.rank
      limit least(greatest(ai_search_everything.max_rows, 1), 100) offset greatest(ai_search_everything.skip, 0)
    )
    (
      select null::text, null::uuid, null::uuid, null::uuid, null::uuid, null::uuid, null::text, null::text, null::text,
        null::text, null::boolean, null::text, null::timestamptz, null::text, null::real, head.parts, 0
      from head
    )
    union all
    (
      select
        page.kind, coalesce(message.message_id, memory.source_message_id), memory.memory_id, entry.metadata_id,
        coalesce(thread.thread_id, message.thread_id, memory.source_thread_id),
        case page.kind when 'memory' then memory.persona_id else coalesce(thread.persona_id, entry.persona_ref) end,
        coalesce(thread.title, case when entry.metadata_id is not null then coalesce(about.name, left(memory.content, 200)) end),
        entry.key, message.role, memory.memory_type, message.selected, memory.status,
        coalesce(entry.updated_at, message.created_at, memory.created_at, thread.last_message_at),
        kith.snippet(
          case page.kind
            when 'message' then kith.message_text(message.content)
            when 'memory' then memory.content
            when 'thread' then thread.title
            else left(entry.value #>> '{}', 2000)
          end,
          kith.plain_text(asked), array(select jsonb_array_elements_text(page.parts -> 'terms')), config
        ),
        page.score, page.parts - 'corrected', page.rank
      from page
      left join lateral (
        select stored.* from public.ai_metadata as stored
        where page.kind = 'metadata' and stored.metadata_id = page.item_id limit 1
      ) as entry on true
      left join lateral (
        select stored.* from public.ai_messages as stored
        where stored.message_id = case page.kind when 'message' then page.item_id else entry.message_id end limit 1
      ) as message on true
      left join lateral (
        select stored.* from public.ai_memory as stored
        where stored.memory_id = case page.kind when 'memory' then page.item_id else entry.memory_id end limit 1
      ) as memory on true
      left join lateral (
        select stored.* from public.ai_threads as stored
        where stored.thread_id = case page.kind when 'thread' then page.item_id else coalesce(message.thread_id, entry.thread_id) end
        limit 1
      ) as thread on true
      left join lateral (
        select stored.* from public.ai_personas as stored where stored.id = entry.persona_ref limit 1
      ) as about on true
      order by page.rank
    );
end
$$;
comment on function public.ai_search_everything(
  text, uuid, boolean, text[], text, timestamptz, timestamptz, text[], text[], extensions.vector, text, integer, integer
) is
  'One page of what answers a query: messages, memories, threads by their titles, and metadata, best first; without a '
  'query, the newest. In all personas, in one, or (null with all_personas false) in none. tags: all of them, its own or its '
  'thread''s. has: file, link, code, memory (a message something is remembered from), metadata. The last word may be '
  'unfinished. Of each kind the best 100 are listed, and a row of rank 0 says how many these are.';
revoke execute on function public.ai_search_everything(
  text, uuid, boolean, text[], text, timestamptz, timestamptz, text[], text[], extensions.vector, text, integer, integer
) from public, anon;
grant execute on function public.ai_search_everything(
  text, uuid, boolean, text[], text, timestamptz, timestamptz, text[], text[], extensions.vector, text, integer, integer
) to authenticated;
revoke execute on function
  kith.completions(text),
  kith.terms_of(text),
  kith.has_all(text, jsonb, text[]),
  kith.tagged(public.ai_metadata, text),
  kith.passes(uuid, uuid, uuid, text, jsonb, text[], text[]),
  kith.find_named(text, text, timestamptz, timestamptz, text[], text[], integer) from public;
grant execute on function
  kith.completions(text),
  kith.terms_of(text),
  kith.has_all(text, jsonb, text[]),
  kith.tagged(public.ai_metadata, text),
  kith.passes(uuid, uuid, uuid, text, jsonb, text[], text[]),
  kith.find_named(text, text, timestamptz, timestamptz, text[], text[], integer) to authenticated;
