-- Finding memories as before, with less work, and with the same measure of how well the best answers.

create or replace function kith.find_memories(
  question text,
  in_vault text default null,
  statuses text[] default '{active}',
  embedding extensions.vector default null,
  embedding_model text default null,
  unknown text[] default null,
  since timestamptz default null,
  until timestamptz default null,
  max_rows integer default 8,
  settings jsonb default '{}'
) returns kith.findings
language plpgsql stable security definer
-- As with messages.
set plan_cache_mode = force_generic_plan
set jit = off
set max_parallel_workers_per_gather = 0
set enable_seqscan = off
set enable_nestloop = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  vault text := kith.vault();
  k1 constant float8 := coalesce((settings ->> 'k1')::float8, 0.9);
  b constant float8 := coalesce((settings ->> 'b')::float8, 0.5);
  date_weight constant float8 := coalesce((settings ->> 'date')::float8, 0.8);
  time_weight constant float8 := coalesce((settings ->> 'time')::float8, 0.2);
  vector_weight constant float8 := coalesce((settings ->> 'vector')::float8, 0.4);
  corrected_weight constant float8 := coalesce((settings ->> 'corrected')::float8, 0.8);
  corrects constant boolean := coalesce((settings ->> 'corrects')::boolean, true);
  whole constant integer := coalesce((settings ->> 'whole')::integer, 1000);
  budget constant float8 := coalesce((settings ->> 'budget')::float8, 1000);
  places constant integer := greatest(coalesce((settings ->> 'places')::integer, 100), max_rows);
  dense_places constant integer := greatest(60, max_rows);

  config regconfig;
  terms text[];
  typed text[];
  queries tsquery[];
  said_between tstzrange;
  asks_when boolean := kith.asks_when(question);

  granted uuid[] := '{}';
  scope text;
  total float8;
  mean_length float8;
  wanted integer[];
  fetched integer[] := '{}';
  missing integer[];
  attainable float8;
  attained float8;
  likeness float8;
  corrected jsonb := '{}';
  dense_ids uuid[] := '{}';
  dense_scores float8[] := '{}';
  hit_memories uuid[] := '{}';
  hit_words integer[] := '{}';
  hit_counts float8[] := '{}';
  more record;
  result kith.findings;
begin
  in_vault := coalesce(in_vault, nullif(vault, '*'));
  if owner is null or vault is null or vault not in ('*', in_vault) or split_part(in_vault, ':', 1) <> owner::text then
    return result;
  end if;
  config := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  select
    coalesce(array_agg(word.term), '{}'), coalesce(array_agg(word.typed), '{}'), coalesce(array_agg(word.query), '{}')
  into terms, typed, queries
  from kith.question_terms(question, config) as word;
  said_between := kith.question_times(question);
  if queries = '{}' and embedding is null and said_between is null then
    return result;
  end if;

  -- Its own, and what is granted to it: only what is in force.
  if in_vault is not null and 'active' = any (statuses) then
    granted := array(
      select shared.memory_id
      from public.ai_grants as given
      cross join lateral (
        select row.memory_id from public.ai_memory_search as row
        where row.resource_key = given.from_key and row.user_id = owner and row.status = 'active'
          and (row.memory_type = given.memory_type or row.memory_id = given.memory_id)
        offset 0
      ) as shared
      where given.to_key = in_vault and given.user_id = owner
    );
  end if;
  -- $1 to $6: what the rows that count are compared with.
  scope := $sql$row.user_id = $1 and row.memory_type <> 'working' and $sql$
    || case
      when in_vault is null then 'row.status = any ($3)'
      when granted = '{}' then 'row.resource_key || '''' = $2 and row.status = any ($3)'
      else '(row.resource_key || '''' = $2 and row.status = any ($3) or row.memory_id = any ($4))'
    end
    || case when since is null then '' else ' and row.said_at >= $5' end
    || case when until is null then '' else ' and row.said_at < $6' end;
  execute format(
    'select count(*)::float8, greatest(avg(row.length), 1)::float8 from public.ai_memory_search as row where %s', scope
  ) into total, mean_length using owner, in_vault, statuses, granted, since, until;
  if total = 0 then
    return result;
  end if;

  wanted := array(select generate_series(1, cardinality(queries)));
  if total > whole then
    -- The rarest words fetch; the others only score.
    execute format(
      $sql$
        select array_agg(seen.place order by seen.turn) from (
          select word.place::integer, count(*) filter (where sample.terms @@ word.query) as hits,
            sum(count(*) filter (where sample.terms @@ word.query)) over running as spent,
            row_number() over running as turn
          from (select row.terms from public.ai_memory_search as row where %s limit 200) as sample
          cross join unnest($7) with ordinality as word (query, place)
          group by word.place
          window running as (order by count(*) filter (where sample.terms @@ word.query), word.place)
        ) as seen
        where seen.turn = 1 or seen.spent * $8 / 200 <= $9
      $sql$,
      scope
    ) into wanted using owner, in_vault, statuses, granted, since, until, queries, total, budget;
    wanted := coalesce(wanted, '{}');
  end if;
  for attempt in 1 .. 2 loop
    exit when wanted = '{}';
    execute format(
      $sql$
        select array_agg(hit.memory_id) as memories, array_agg(hit.word) as words,
          array_agg(greatest(1, round((0.6079 / (1 - least(hit.rank, 0.999)) - 0.5)::float8))) as counts
        from (
          select row.memory_id, word.place as word, ts_rank('{1,1,1,1}', row.terms, ($7)[word.place]) as rank
          from unnest($8) as word (place)
          cross join lateral (
            select row.memory_id, row.terms from public.ai_memory_search as row
            where row.terms @@ ($7)[word.place] and %s
            limit 10000
          ) as row
        ) as hit
      $sql$,
      scope
    ) into more using owner, in_vault, statuses, granted, since, until, queries, wanted;
    hit_memories := hit_memories || more.memories;
    hit_words := hit_words || more.words;
    hit_counts := hit_counts || more.counts;
    fetched := fetched || wanted;
    exit when attempt = 2;

    missing := array(
      select place from unnest(wanted) as place
      where place <> all (coalesce(more.words, '{}')) and (unknown is null or typed[place] = any (unknown))
    );
    wanted := '{}';
    exit when missing = '{}' or not corrects;
    for more in execute format(
      $sql$
        select distinct on (alike.place) alike.place, alike.word, alike.term, alike.query
        from kith.corrections($7, $8, $9, $10) as alike
        cross join lateral (
          select count(*) as hits
          from (select from public.ai_memory_search as row where row.terms @@ alike.query and %s limit 100) as row
        ) as there
        where there.hits > 0
        order by alike.place, alike.distance, there.hits desc, alike.word
      $sql$,
      scope
    ) using owner, in_vault, statuses, granted, since, until, typed, terms, missing, config
    loop
      wanted := wanted || more.place;
      queries[more.place] := more.query;
      corrected := corrected || jsonb_build_object(typed[more.place], more.word);
      terms[more.place] := more.term;
    end loop;
  end loop;

  if embedding is not null then
    execute format(
      $sql$
        select
          coalesce(array_agg(near.memory_id order by near.distance), '{}'),
          coalesce(array_agg(
            coalesce((near.furthest - near.distance) / nullif(near.furthest - near.nearest, 0), 1)
            order by near.distance
          ), '{}'),
          1 - min(near.nearest)
        from (
          select found.*, max(found.distance) over () as furthest, min(found.distance) over () as nearest
          from (
            select memory.memory_id, memory.content_embedding operator(extensions.<=>) $7 as distance
            from (
              select row.memory_id from public.ai_memory_search as row
              where %s and row.embedding_model = $8
              order by row.code operator(extensions.<~>) extensions.binary_quantize($7)::bit(1536)
              limit greatest(200, $9)
            ) as coded
            cross join lateral (
              select stored.* from public.ai_memory as stored where stored.memory_id = coded.memory_id limit 1
            ) as memory
          ) as found
        ) as near
      $sql$,
      scope
    ) into dense_ids, dense_scores, likeness
    using owner, in_vault, statuses, granted, since, until, embedding, find_memories.embedding_model, max_rows;
  end if;

  if said_between is not null then
    execute format(
      $sql$
        select array_agg(dated.memory_id) as memories from (
          select row.memory_id from public.ai_memory_search as row
          where %s and row.said_at >= lower($7) and row.said_at < upper($7)
          order by row.said_at desc limit 50
        ) as dated
      $sql$,
      scope
    ) into more using owner, in_vault, statuses, granted, since, until, said_between;
    hit_memories := hit_memories || more.memories;
    hit_words := hit_words || array_fill(0, array[coalesce(cardinality(more.memories), 0)]);
    hit_counts := hit_counts || array_fill(0::float8, array[coalesce(cardinality(more.memories), 0)]);
  end if;

  with hits as materialized (
    select * from unnest(hit_memories, hit_words, hit_counts) as hit (memory_id, word, count)
  ),
  counted as materialized (
    select hits.word, count(*) as count from hits where hits.word > 0 group by hits.word
  ),
  best as materialized (
    (
      select hits.memory_id
      from hits left join counted using (word)
      group by hits.memory_id
      order by
        coalesce(sum(
          ln(1 + (total - counted.count + 0.5) / (counted.count + 0.5)) * hits.count / (hits.count + k1)
        ), 0) desc,
        hits.memory_id
      limit places
    )
    union
    select dense.memory_id from unnest(dense_ids[1:dense_places]) as dense (memory_id)
  ),
  seen as materialized (
    select
      row.memory_id, row.length, row.said_at, row.has_time, row.embedding_model, row.terms, memory.pinned,
      memory.importance, memory.updated_at
    from best
    cross join lateral (
      select row.* from public.ai_memory_search as row where row.memory_id = best.memory_id limit 1
    ) as row
    cross join lateral (
      select stored.* from public.ai_memory as stored where stored.memory_id = best.memory_id limit 1
    ) as memory
  ),
  own as materialized (
    select seen.memory_id, seen.length, hits.word, hits.count
    from seen join hits using (memory_id) where hits.word > 0
    union all
    select seen.memory_id, seen.length, word.place::integer,
      greatest(1, round((0.6079 / (1 - least(ts_rank('{1,1,1,1}', seen.terms, word.query), 0.999)) - 0.5)::float8))
    from seen
    join unnest(queries) with ordinality as word (query, place)
      on word.place <> all (fetched) and seen.terms @@ word.query
  ),
  word as materialized (
    select known.word, ln(1 + (greatest(total - known.count, 0) + 0.5) / (known.count + 0.5))
      * case when corrected ? coalesce(typed[known.word], '') then corrected_weight else 1 end as idf
    from (
      select listed.word, coalesce(
        counted.count,
        -- What is too common to be fetched is as common among the best.
        among.count * total / nullif((select count(*) from seen), 0), 0
      )::float8 as count
      from generate_series(1, cardinality(queries)) as listed (word)
      left join counted using (word)
      left join (select own.word, count(*) as count from own group by own.word) as among using (word)
    ) as known
  ),
  scored as materialized (
    select own.memory_id,
      sum(word.idf * own.count * (k1 + 1) / (own.count + k1 * (1 - b + b * own.length / mean_length))) as own,
      array_agg(own.word order by word.idf desc, own.word) as words
    from own join word using (word)
    group by own.memory_id
  ),
  fused as materialized (
    select
      seen.memory_id, seen.said_at, seen.has_time, seen.pinned, seen.importance, seen.updated_at,
      coalesce(seen.own, 0) as own, coalesce(seen.words, '{}') as words,
      -- As with messages: what has no vector of this model is judged by its words.
      case
        when embedding is null then 1
        when seen.embedding_model = find_memories.embedding_model then (1 - vector_weight) / seen.heaviest
        else 1 / seen.heaviest
      end as scale,
      case
        when seen.embedding_model = find_memories.embedding_model then vector_weight * coalesce(dense.score, 0) else 0
      end as vector
    from (
      select seen.*, scored.own, scored.words, coalesce(nullif(max(scored.own) over (), 0), 1) as heaviest
      from seen left join scored using (memory_id)
    ) as seen
    left join unnest(dense_ids, dense_scores) as dense (memory_id, score) using (memory_id)
  ),
  weighted as (
    select fused.*, base.score as base,
      case when fused.pinned then 0.15 * base.score else 0 end as pinned_part,
      base.score * case fused.importance when 'low' then -0.15 when 'high' then 0.1 when 'critical' then 0.2 else 0 end
        as importance_part,
      -- A tenth for what was touched just now, half of it after two months.
      base.score * 0.1 * exp(-greatest(extract(epoch from now() - fused.updated_at), 0)::float8 / 86400 / 90)
        as recency_part,
      case when asks_when and fused.has_time then base.score * time_weight else 0 end as time_part,
      case when said_between @> fused.said_at then date_weight * greatest(max(base.score) over (), 0.001) else 0 end
        as date_part
    from fused
    cross join lateral (select fused.scale * fused.own + fused.vector as score) as base
  )
  select array_agg(top.item order by top.turn), max(top.own), (select sum(word.idf) from word)
  into result.items, attained, attainable
  from (
    select
      row_number() over (order by total.score desc, weighted.updated_at desc, weighted.memory_id) as turn,
      weighted.own,
      (weighted.memory_id, total.score, jsonb_build_object(
        'own', (weighted.own * weighted.scale)::real, 'pinned', weighted.pinned_part::real,
        'importance', weighted.importance_part::real, 'recency', weighted.recency_part::real,
        'time', weighted.time_part::real, 'date', weighted.date_part::real, 'vector', weighted.vector::real,
        'terms', to_jsonb(array(select terms[hit] from unnest(weighted.words) as hit)),
        'corrected', corrected
      ))::kith.found_item as item
    from weighted
    cross join lateral (
      select (weighted.base + weighted.pinned_part + weighted.importance_part + weighted.recency_part
        + weighted.time_part + weighted.date_part)::real as score
    ) as total
    order by turn
    limit max_rows
  ) as top;
  result.quality := case
    when queries = '{}' and embedding is null then 1
    else coalesce(least(attained / attainable, 1), 0) * case when embedding is null then 1 else 1 - vector_weight end
      + coalesce(greatest(likeness, 0), 0) * vector_weight
  end;
  return result;
end
$$;
comment on function kith.find_memories(
  text, text, text[], extensions.vector, text, text[], timestamptz, timestamptz, integer, jsonb
) is
  'The caller''s memories that answer a question best: those of a vault with what is granted to it, or all. unknown: '
  'words that may be corrected; null: any that no memory has.';
