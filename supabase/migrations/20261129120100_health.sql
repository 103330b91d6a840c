-- The health of memory: what says the same, what speaks against each other, what was never used; and what its owner decides
-- about it, each of which can be taken back.

create type public.ai_memory_pair as (
  older public.ai_memory_view,
  newer public.ai_memory_view,
  relation text,
  likeness real
);
comment on type public.ai_memory_pair is
  'Two memories of one persona, both in use. relation: contradicts, updates or resembles (the newer one was accepted although that was said of it), opposite (the same words but for a not), same, or near. likeness: 1 is the same, null when it was said and not found.';

create function kith.distinct_pairs() returns table (one uuid, other uuid)
language sql stable security invoker
set search_path = ''
as $$
  select entry.memory_id, told.id::uuid
  from public.ai_metadata as entry
  cross join lateral jsonb_array_elements_text(
    case when jsonb_typeof(entry.value) = 'array' then entry.value else '[]' end
  ) as told (id)
  where entry.user_id = auth.uid() and entry.key = 'kith.distinct' and entry.memory_id is not null
    and told.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
$$;
comment on function kith.distinct_pairs() is 'Memories that their owner has told apart: each pair once, the smaller id first.';

-- Never everybody with everybody. By words: of two texts that share three fifths of their terms, the rarest two fifths (and
-- one) of each have one in common. By meaning: the signs of near vectors are mostly the same, so that sorted from any place
-- on they come to stand together. In both, those that stand together are in an order in which equals are neighbours, and each
-- is compared with the next few: at first by signs alone (of words, a bit for each), then exactly.
create function kith.near_pairs(resource text) returns table (one uuid, other uuid, likeness real)
language plpgsql stable security invoker
set jit = off
set plan_cache_mode = force_custom_plan
-- How many rows come of a list of words is guessed; what is looked up one by one for each of them takes minutes.
set enable_nestloop = off
set work_mem = '64MB'
set search_path = ''
as $$
begin
  return query
    with scope as materialized (
      select
        row.memory_id, row.resource_key, row.terms, row.length, row.embedding_model, row.code,
        row_number() over (order by row.said_at desc, row.memory_id)::integer as n
      from public.ai_memory_search as row
      where row.user_id = auth.uid() and row.status = 'active' and row.memory_type <> 'working'
        and (near_pairs.resource is null or row.resource_key = near_pairs.resource)
      order by row.said_at desc, row.memory_id
      limit 20000
    ),
    terms as (
      select
        scope.n, scope.resource_key, scope.length, term.lexeme collate "C" as lexeme,
        count(*) over (partition by scope.resource_key, term.lexeme collate "C") as frequency,
        bit_or(set_bit(repeat('0', 128)::bit(128), hashtext(term.lexeme) & 127, 1)) over (partition by scope.n) as sign
      from scope cross join lateral unnest(scope.terms) as term
    ),
    rare as (
      select ranked.*
      from (
        select terms.*, row_number() over (partition by terms.n order by terms.frequency, terms.lexeme) as place from terms
      ) as ranked
      where ranked.frequency > 1 and ranked.place <= least(ranked.length - ceil(0.6 * ranked.length) + 1, 40)
    ),
    by_words as (
      select together.n, near.n as other
      from (
        select
          rare.n, rare.length, rare.sign, array_agg(rare.n) over ahead as ns, array_agg(rare.length) over ahead as lengths,
          array_agg(rare.sign) over ahead as signs
        from rare
        window ahead as (
          partition by rare.resource_key, rare.lexeme order by rare.length, rare.sign, rare.n
          rows between 1 following and 10 following
        )
      ) as together
      cross join lateral unnest(together.ns, together.lengths, together.signs) as near (n, length, sign)
      -- What only one of them has is at most a quarter of both.
      where bit_count(together.sign # near.sign) <= 0.25 * (together.length + near.length)
    ),
    by_meaning as (
      select together.n, near.n as other
      from (
        select
          scope.n, scope.code, array_agg(scope.n) over ahead as ns, array_agg(scope.code) over ahead as codes
        from scope
        cross join generate_series(1, 1473, 184) as turn (start)
        where scope.code is not null
        window ahead as (
          partition by scope.resource_key, scope.embedding_model, turn.start
          order by substring(scope.code from turn.start for 64), scope.n
          rows between 1 following and 5 following
        )
      ) as together
      cross join lateral unnest(together.ns, together.codes) as near (n, code)
      where bit_count(together.code # near.code) < 190
    ),
    -- Step by step, so that no plan begins with everybody beside everybody.
    candidates as materialized (
      select distinct least(found.n, found.other) as n, greatest(found.n, found.other) as other
      from (select * from by_words union all select * from by_meaning) as found
    ),
    half as materialized (
      select candidates.other, scope.memory_id, scope.terms, scope.length, scope.embedding_model, scope.code
      from candidates join scope on scope.n = candidates.n
    ),
    measured as materialized (
      select
        least(half.memory_id, scope.memory_id) as one, greatest(half.memory_id, scope.memory_id) as other,
        -- Of two lists of words, the longer together they are, the less they share.
        (half.length + scope.length - both_of.length)::real / greatest(both_of.length, 1) as in_words,
        half.embedding_model = scope.embedding_model and bit_count(half.code # scope.code) < 190 as is_near
      from half
      join scope on scope.n = half.other
      cross join lateral (select length(half.terms || scope.terms) as length offset 0) as both_of
    ),
    meant as (
      select
        measured.one, measured.other, measured.in_words,
        (1 - (first.content_embedding operator(extensions.<=>) second.content_embedding))::real as likeness
      from measured
      left join public.ai_memory as first on measured.is_near and first.memory_id = measured.one
      left join public.ai_memory as second on measured.is_near and second.memory_id = measured.other
    )
    select meant.one, meant.other, greatest(meant.in_words, meant.likeness)::real
    from meant
    where (meant.in_words >= 0.6 or meant.likeness >= 0.93)
      and not exists (
        select from kith.distinct_pairs() as told where told.one = meant.one and told.other = meant.other
      )
    order by greatest(meant.in_words, meant.likeness) desc, meant.one, meant.other
    limit 1000;
end
$$;
comment on function kith.near_pairs(text) is
  'Of the newest 20,000 memories in use, of one vault or (null) of each, those that say nearly the same, most of their words or what they mean, and were not told apart; the likest 1,000. Takes as long as there are memories, not as long as there are pairs.';

create function kith.count_of_nots(saying text) returns integer
language sql immutable parallel safe
set search_path = ''
as $$
  select cardinality(regexp_split_to_array(
    lower(saying), '\m(not|no|never|cannot|nicht|nie|niemals|kein\w*)\M|n[''’]t\M'
  )) - 1
$$;
comment on function kith.count_of_nots(text) is 'How often a text says no, in English or German.';

create function public.ai_find_memory_pairs(
  persona_id uuid default null,
  all_personas boolean default true,
  max_rows integer default 100
) returns setof public.ai_memory_pair
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := case
    when ai_find_memory_pairs.all_personas then null else kith.resource_key(ai_find_memory_pairs.persona_id)
  end;
begin
  perform kith.check_request();
  return query
    with labelled as (
      select memory.memory_id as newer_id, said.relation, memory.content_json ->> ('kith_' || said.relation) as older_id
      from public.ai_memory as memory
      cross join unnest(array['contradicts', 'updates', 'resembles']) as said (relation)
      where memory.user_id = auth.uid() and memory.status = 'active' and memory.deleted_at is null
        and (resource is null or memory.resource_key = resource)
        and memory.content_json ? ('kith_' || said.relation)
    ),
    found as (
      select least(labelled.newer_id, older.memory_id) as one, greatest(labelled.newer_id, older.memory_id) as other,
        labelled.relation, null::real as likeness
      from labelled
      join public.ai_memory as older on older.memory_id::text = lower(labelled.older_id)
      where older.memory_id <> labelled.newer_id
      union all
      select near.one, near.other, null, near.likeness from kith.near_pairs(resource) as near
    ),
    pairs as (
      select distinct on (found.one, found.other) found.*
      from found
      where not exists (
        select from kith.distinct_pairs() as told where told.one = found.one and told.other = found.other
      )
      order by found.one, found.other, found.relation, found.likeness desc
    ),
    page as (
      select
        pairs.*,
        case when (one.created_at, one.memory_id) < (other.created_at, other.memory_id) then pairs.one else pairs.other end
          as first_id,
        case when (one.created_at, one.memory_id) < (other.created_at, other.memory_id) then pairs.other else pairs.one end
          as second_id
      from pairs
      join public.ai_memory as one on one.memory_id = pairs.one
      join public.ai_memory as other on other.memory_id = pairs.other and other.resource_key = one.resource_key
      where one.status = 'active' and one.deleted_at is null and one.memory_type <> 'working'
        and other.status = 'active' and other.deleted_at is null and other.memory_type <> 'working'
      order by pairs.relation is null, pairs.likeness desc, pairs.one, pairs.other
      limit least(greatest(coalesce(ai_find_memory_pairs.max_rows, 100), 1), 201)
    ),
    named as (
      select page.likeness, older, newer, page.one, page.other,
        coalesce(page.relation, case
          when kith.count_of_nots(older.content) <> kith.count_of_nots(newer.content) then 'opposite'
          when kith.same_saying(older.content) = kith.same_saying(newer.content)
            or kith.gist(older.content) = kith.gist(newer.content) then 'same'
          else 'near'
        end) as kind
      from page
      join kith.shown_memories as older on older.memory_id = page.first_id
      join kith.shown_memories as newer on newer.memory_id = page.second_id
    )
    select row((named.older).*)::public.ai_memory_view, row((named.newer).*)::public.ai_memory_view, named.kind, named.likeness
    from named
    order by
      array_position(array['contradicts', 'opposite', 'updates', 'same', 'resembles', 'near'], named.kind),
      named.likeness desc nulls first, named.one, named.other;
end
$$;
comment on function public.ai_find_memory_pairs(uuid, boolean, integer) is
  'Memories in use that contradict each other, that one of which may be out of date, or that say the same: of all personas, or of one (null with all_personas false: of none), but never of two. Not those that were told apart (ai_tell_memories_apart). The first of them, at most 201; when these are decided, others follow.';
revoke execute on function public.ai_find_memory_pairs(uuid, boolean, integer) from public, anon;
grant execute on function public.ai_find_memory_pairs(uuid, boolean, integer) to authenticated;

create function public.ai_list_unused_memories(
  persona_id uuid default null,
  all_personas boolean default true,
  older_than interval default '90 days',
  max_rows integer default 50,
  after_created_at timestamptz default null,
  after_id uuid default null
) returns setof public.ai_memory_view
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_list_unused_memories.persona_id);
begin
  perform kith.check_request();
  return query
    with page as (
      select memory.memory_id
      from public.ai_memory as memory
      where memory.user_id = auth.uid() and memory.status = 'active' and memory.deleted_at is null
        and memory.memory_type <> 'working' and not memory.pinned
        and (ai_list_unused_memories.all_personas or memory.resource_key = resource)
        and memory.created_at < now() - coalesce(ai_list_unused_memories.older_than, interval '90 days')
        and (
          ai_list_unused_memories.after_created_at is null
          or (memory.created_at, memory.memory_id)
            > (ai_list_unused_memories.after_created_at, ai_list_unused_memories.after_id)
        )
        and not exists (
          select from public.ai_receipts as receipt where receipt.item_id = memory.memory_id and receipt.used
        )
        and not exists (
          select from public.ai_metadata as entry where entry.memory_id = memory.memory_id and entry.key = 'kith.kept'
        )
      order by memory.created_at, memory.memory_id
      limit least(greatest(coalesce(ai_list_unused_memories.max_rows, 50), 1), 201)
    )
    select shown.* from kith.shown_memories as shown join page using (memory_id)
    order by shown.created_at, shown.memory_id;
end
$$;
comment on function public.ai_list_unused_memories(uuid, boolean, interval, integer, timestamptz, uuid) is
  'One page of the memories in use that are older than that and were put into no answer, oldest first, after the given position: of all personas, or of one (null with all_personas false: of none). Not those that are pinned or that their owner keeps (metadata kith.kept).';
revoke execute on function public.ai_list_unused_memories(uuid, boolean, interval, integer, timestamptz, uuid)
  from public, anon;
grant execute on function public.ai_list_unused_memories(uuid, boolean, interval, integer, timestamptz, uuid)
  to authenticated;

-- Deciding ----------------------------------------------------------------------------------------------------------

create function public.ai_tell_memories_apart(memory_id uuid, other_id uuid, apart boolean default true) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  one uuid := least(ai_tell_memories_apart.memory_id, ai_tell_memories_apart.other_id);
  other uuid := greatest(ai_tell_memories_apart.memory_id, ai_tell_memories_apart.other_id);
begin
  perform kith.check_request();
  perform kith.require_owner();
  if one is null or other is null or one = other then
    raise exception 'two memories are told apart' using errcode = '22023';
  end if;
  -- Locked: of two that are told at once, neither is lost.
  perform kith.find_own_memory(one);
  perform kith.find_own_memory(other);
  if coalesce(ai_tell_memories_apart.apart, true) then
    insert into public.ai_metadata as entry (memory_id, key, value)
    values (one, 'kith.distinct', jsonb_build_array(other))
    on conflict (memory_id, key) where memory_id is not null do update
      set value = case
        when jsonb_typeof(entry.value) <> 'array' then excluded.value
        when entry.value ? other::text then entry.value
        else entry.value || excluded.value
      end;
  else
    update public.ai_metadata as entry set value = entry.value - other::text
    where entry.memory_id = one and entry.key = 'kith.distinct' and jsonb_typeof(entry.value) = 'array';
    delete from public.ai_metadata as entry
    where entry.memory_id = one and entry.key = 'kith.distinct' and entry.value = '[]';
  end if;
end
$$;
comment on function public.ai_tell_memories_apart(uuid, uuid, boolean) is
  'These two are no duplicates and do not contradict each other: ai_find_memory_pairs names them no more. apart false undoes it. Repeating is fine.';
revoke execute on function public.ai_tell_memories_apart(uuid, uuid, boolean) from public, anon;
grant execute on function public.ai_tell_memories_apart(uuid, uuid, boolean) to authenticated;

create function public.ai_unmerge_memories(into_id uuid, from_ids uuid[], version integer)
returns setof public.ai_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  into_one public.ai_memory;
  from_one public.ai_memory;
  earlier public.ai_memory_versions;
  from_id uuid;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if coalesce(cardinality(ai_unmerge_memories.from_ids), 0) not between 1 and 100 then
    raise exception 'from 1 to 100 memories are taken out of one' using errcode = '22023';
  end if;
  perform from public.ai_memory as memory
  where memory.memory_id = any (ai_unmerge_memories.from_ids || ai_unmerge_memories.into_id)
  order by memory.memory_id for update;
  into_one := kith.find_own_memory(ai_unmerge_memories.into_id);
  perform kith.require_durable(into_one);
  foreach from_id in array ai_unmerge_memories.from_ids loop
    from_one := kith.find_own_memory(from_id);
    if from_one.merged_into = into_one.memory_id then
      select stored.* into earlier from public.ai_memory_versions as stored
      where stored.memory_id = from_id order by stored.version desc limit 1;
      update public.ai_memory as memory
      set merged_into = null, status = coalesce(earlier.status, 'active'), pinned = coalesce(earlier.pinned, memory.pinned)
      where memory.memory_id = from_id;
      from_one.merged_into := null;
    elsif from_one.status = 'archived' then
      raise exception 'This memory has been changed since it was merged.' using errcode = 'PT409';
    end if;
  end loop;
  -- The merge made at most one version of it. What was written since is not thrown away.
  if into_one.version = ai_unmerge_memories.version + 1 then
    select stored.* into earlier from public.ai_memory_versions as stored
    where stored.memory_id = into_one.memory_id and stored.version = ai_unmerge_memories.version;
    update public.ai_memory as memory
    set content = earlier.content, importance = earlier.importance, pinned = earlier.pinned, status = earlier.status
    where memory.memory_id = into_one.memory_id;
  elsif into_one.version <> ai_unmerge_memories.version then
    raise exception 'This memory has been changed since it was merged.' using errcode = 'PT409';
  end if;
  return query select shown.* from kith.shown_memories as shown where shown.memory_id = into_one.memory_id;
end
$$;
comment on function public.ai_unmerge_memories(uuid, uuid[], integer) is
  'Undoes ai_merge_memories: the memory says again what it said in that version, the one before the merge, and the others are what they were. Refused when one of them was changed since.';
revoke execute on function public.ai_unmerge_memories(uuid, uuid[], integer) from public, anon;
grant execute on function public.ai_unmerge_memories(uuid, uuid[], integer) to authenticated;

revoke execute on function kith.distinct_pairs(), kith.near_pairs(text), kith.count_of_nots(text) from public;
grant execute on function kith.distinct_pairs(), kith.near_pairs(text), kith.count_of_nots(text) to authenticated;
