-- Threads that remember nothing are left out before anything is found, counted or compared: afterwards they would have
-- taken places from others. And nothing of them is found by vectors elsewhere.

-- As kith.remembers says. There are few of them, and most owners have none.
create index ai_metadata_of_threads_that_remember_nothing on public.ai_metadata (user_id, thread_id)
where key = 'mastra.thread' and value ->> 'kith.memory' = 'off';

create function kith.forgetful_threads() returns uuid[]
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  return array(
    select metadata.thread_id from public.ai_metadata as metadata
    where metadata.user_id = auth.uid() and metadata.key = 'mastra.thread' and metadata.value ->> 'kith.memory' = 'off'
  );
end
$$;
comment on function kith.forgetful_threads() is 'The caller''s threads that remember nothing.';
revoke execute on function kith.forgetful_threads() from public;

drop function kith.nearest_messages(
  extensions.vector, text, text, uuid, boolean, text, timestamptz, timestamptz, uuid, bigint, integer
);
create function kith.nearest_messages(
  embedding extensions.vector,
  embedding_model text,
  in_vault text default null,
  in_thread uuid default null,
  on_path boolean default true,
  said_by text default null,
  since timestamptz default null,
  until timestamptz default null,
  excluded_thread uuid default null,
  excluded_from bigint default null,
  max_rows integer default 400,
  recalls boolean default false
) returns table (message_id uuid, distance float8)
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set max_parallel_workers_per_gather = 0
set enable_seqscan = off
set enable_nestloop = on
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  vault text := kith.vault();
  signs constant bit(1536) := extensions.binary_quantize(embedding)::bit(1536);
  hidden uuid[];
  threads uuid[];
  said float8;
  wanted constant integer := greatest(400, max_rows);
  distances float8[];
  reach float8;
  near uuid[];
begin
  in_vault := coalesce(in_vault, nullif(vault, '*'));
  if owner is null or vault is null or vault not in ('*', in_vault) or split_part(in_vault, ':', 1) <> owner::text then
    return;
  end if;
  select
    coalesce(array_agg(thread.thread_id) filter (where thread.deleted_at is not null), '{}'),
    coalesce(array_agg(thread.thread_id) filter (where thread.deleted_at is null), '{}'),
    coalesce(sum(thread.message_count) filter (where thread.deleted_at is null), 0)
  into hidden, threads, said
  from public.ai_threads as thread
  where thread.user_id = owner and (in_vault is null or thread.resource_key = in_vault)
    and (in_thread is null or thread.thread_id = in_thread);
  if recalls then
    threads := array(select unnest(threads) except select unnest(kith.forgetful_threads()));
    hidden := hidden || kith.forgetful_threads();
  end if;
  -- To sort everything takes as long as to compare it. From the messages of some threads is estimated what is in the
  -- nearer eighth; only that is sorted.
  if said > 10000 then
    distances := array(
      select row.code operator(extensions.<~>) signs as distance
      from kith.message_codes as row
      where row.user_id = owner and row.thread_id = any (array(
          select listed.thread_id from unnest(threads) with ordinality as listed (thread_id, place)
          where listed.place % ceil(said / 1500)::integer = 0
        ))
        and (said_by is null or row.role = said_by)
        and (since is null or row.said_at >= since) and (until is null or row.said_at < until)
        and (not on_path or row.selected)
        and (excluded_thread is null or row.thread_id <> excluded_thread or row.seq < excluded_from)
        and row.model = nearest_messages.embedding_model
      order by distance
    );
    reach := distances[cardinality(distances) / 8];
  end if;
  if in_vault is null and in_thread is null then
    threads := null;
  end if;
  loop
    near := array(
      select row.message_id from kith.message_codes as row
      where row.user_id = owner
        and (threads is null or row.thread_id = any (threads)) and row.thread_id <> all (hidden)
        and (said_by is null or row.role = said_by)
        and (since is null or row.said_at >= since) and (until is null or row.said_at < until)
        and (not on_path or row.selected)
        and (excluded_thread is null or row.thread_id <> excluded_thread or row.seq < excluded_from)
        and row.model = nearest_messages.embedding_model
        and (reach is null or row.code operator(extensions.<~>) signs <= reach)
      order by row.code operator(extensions.<~>) signs
      limit wanted
    );
    exit when reach is null or cardinality(near) = wanted;
    reach := null;
  end loop;
  return query
    select message.message_id, message.message_embedding operator(extensions.<=>) embedding as distance
    from unnest(near) as found (message_id)
    cross join lateral (
      select stored.* from public.ai_messages as stored
      where stored.message_id = found.message_id and stored.user_id = owner limit 1
    ) as message
    order by distance, message.seq desc
    limit max_rows;
end
$$;
comment on function kith.nearest_messages(
  extensions.vector, text, text, uuid, boolean, text, timestamptz, timestamptz, uuid, bigint, integer, boolean
) is
  'The caller''s messages nearest to a vector: all codes in the scope are compared, and the vectors of the 400 that '
  'agree most. recalls: without threads that remember nothing.';
revoke execute on function kith.nearest_messages(
  extensions.vector, text, text, uuid, boolean, text, timestamptz, timestamptz, uuid, bigint, integer, boolean
) from public;
grant execute on function kith.nearest_messages(
  extensions.vector, text, text, uuid, boolean, text, timestamptz, timestamptz, uuid, bigint, integer, boolean
) to authenticated;

create or replace function kith.find_messages(
  question text,
  in_vault text default null,
  in_thread uuid default null,
  on_path boolean default true,
  embedding extensions.vector default null,
  embedding_model text default null,
  speaker text default null,
  said_by text default null,
  since timestamptz default null,
  until timestamptz default null,
  excluded_thread uuid default null,
  excluded_from bigint default null,
  max_rows integer default 10,
  settings jsonb default '{}'
) returns kith.findings
language plpgsql stable security definer
-- Statements over a scope are built for it and planned each time; those over what was found are planned once.
set plan_cache_mode = force_generic_plan
set jit = off
set max_parallel_workers_per_gather = 0
-- What was found looks like one row to the planner, which would then compare everything with everything. Tables are
-- joined by lateral lookups only: without nested loops any other join would read them whole.
set enable_seqscan = off
set enable_nestloop = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  vault text := kith.vault();
  -- How much it counts, against the words of the message itself: what was said before it, more so if that was a
  -- question; what was said next; the thread; a date that is asked for; words of time, when the question is when.
  k1 constant float8 := coalesce((settings ->> 'k1')::float8, 0.9);
  b constant float8 := coalesce((settings ->> 'b')::float8, 0.5);
  previous_weight constant float8 := coalesce((settings ->> 'previous')::float8, 0.3);
  answer_weight constant float8 := coalesce((settings ->> 'answer')::float8, 0.3);
  next_weight constant float8 := coalesce((settings ->> 'next')::float8, 0.2);
  thread_weight constant float8 := coalesce((settings ->> 'thread')::float8, 0.4);
  date_weight constant float8 := coalesce((settings ->> 'date')::float8, 0.8);
  time_weight constant float8 := coalesce((settings ->> 'time')::float8, 0.2);
  role_weight constant float8 := coalesce((settings ->> 'role')::float8, 0.5);
  vector_weight constant float8 := coalesce((settings ->> 'vector')::float8, 0.4);
  corrected_weight constant float8 := coalesce((settings ->> 'corrected')::float8, 0.8);
  -- A scope up to this size is read as a whole; in larger ones this many hits in the index are looked at. This many
  -- places are scored with their neighbours.
  whole constant integer := coalesce((settings ->> 'whole')::integer, 1000);
  budget float8 := coalesce((settings ->> 'budget')::float8, 2000);
  places constant integer := greatest(
    coalesce((settings ->> 'places')::integer, case when embedding is null then 120 else 90 end), max_rows
  );
  dense_places constant integer := greatest(coalesce((settings ->> 'dense_places')::integer, 40), max_rows);
  corrects constant boolean := coalesce((settings ->> 'corrects')::boolean, true);
  -- For a prompt: without threads that remember nothing.
  recalls constant boolean := coalesce((settings ->> 'recalls')::boolean, false);
  forgetful uuid[] := '{}';

  config regconfig;
  terms text[];
  typed text[];
  queries tsquery[];
  said_between tstzrange;
  asks_when boolean := kith.asks_when(question);

  hidden uuid[];
  thread_ids uuid[];
  thread_sizes float8[];
  within uuid[];
  total float8;
  conditions text;
  scope text;
  hit_scope text;
  mean_length float8;
  -- On a screen a message stands for itself, for the assistant with what was said before and after it.
  reach constant integer := case when on_path then 1 else 0 end;

  estimates float8[];
  wanted integer[];
  fetched integer[] := '{}';
  -- Words whose hits are known; the others are looked for in what is scored.
  looked_up integer[];
  weights float8[];
  attainable float8;
  attained float8;
  unknown integer[] := '{}';
  corrected jsonb := '{}';
  newest_part integer;

  dense_ids uuid[] := '{}';
  dense_scores float8[] := '{}';
  likeness float8;

  hit_messages uuid[] := '{}';
  hit_threads uuid[] := '{}';
  hit_places bigint[] := '{}';
  hit_words integer[] := '{}';
  hit_counts float8[] := '{}';
  more record;
  result kith.findings;
begin
  in_vault := coalesce(in_vault, nullif(vault, '*'));
  if owner is null or vault is null or vault not in ('*', in_vault) or split_part(in_vault, ':', 1) <> owner::text then
    return result;
  end if;

  if recalls then
    forgetful := kith.forgetful_threads();
  end if;
  -- How large the scope is: threads count their messages.
  execute format(
    $sql$
      select
        coalesce(array_agg(thread.thread_id) filter (where thread.is_hidden), '{}'),
        array_agg(thread.thread_id) filter (where not thread.is_hidden and thread.message_count > 0),
        array_agg(thread.message_count::float8) filter (where not thread.is_hidden and thread.message_count > 0),
        sum(thread.message_count) filter (where not thread.is_hidden)
      from (
        select thread.*, thread.deleted_at is not null or thread.thread_id = any ($4) as is_hidden
        from public.ai_threads as thread
        where thread.user_id = $1 and %s and %s
      ) as thread
    $sql$,
    case when in_vault is null then 'true' else 'thread.resource_key = $2' end,
    case when in_thread is null then 'true' else 'thread.thread_id = $3' end
  ) into hidden, thread_ids, thread_sizes, total using owner, in_vault, in_thread, forgetful;
  if coalesce(total, 0) = 0 then
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

  -- Which rows count, in words that the planner sees through. $1 to $9: what they are compared with.
  conditions := case when hidden = '{}' then '' else ' and row.thread_id <> all ($4)' end
    || case when said_by is null then '' else ' and row.role = $5' end
    || case when since is null then '' else ' and row.said_at >= $6' end
    || case when until is null then '' else ' and row.said_at < $7' end
    || case when excluded_thread is null then '' else ' and (row.thread_id <> $8 or row.seq < $9)' end
    || case when on_path then ' and row.selected' else '' end;
  -- For reading all there is, and for looking up words: then the index over terms is the only one that should be read.
  -- A vault is read by its threads: an index over vaults would be written anew, and with it that over terms, for all
  -- messages of a thread that goes to another.
  if in_vault is not null or in_thread is not null then
    within := thread_ids;
  end if;
  scope := 'row.user_id = $1' || case when within is null then '' else ' and row.thread_id = any ($3)' end || conditions;
  hit_scope := 'row.user_id = $1'
    || case when in_vault is null then '' else ' and row.resource_key || '''' = $2' end
    || case when in_thread is null then '' else ' and row.thread_id = any ($3)' end || conditions;

  -- By meaning: the signs of the vectors say which are worth reading.
  if embedding is not null then
    select
      coalesce(array_agg(near.message_id order by near.distance), '{}'),
      coalesce(array_agg(
        coalesce((near.furthest - near.distance) / nullif(near.furthest - near.nearest, 0), 1) order by near.distance
      ), '{}'),
      1 - min(near.nearest)
    into dense_ids, dense_scores, likeness
    from (
      select found.*, max(found.distance) over () as furthest, min(found.distance) over () as nearest
      from kith.nearest_messages(
        embedding, embedding_model, in_vault, in_thread, on_path, said_by, since, until,
        excluded_thread, excluded_from, 400, recalls
      ) as found
    ) as near;
  end if;

  wanted := array(select generate_series(1, cardinality(queries)));
  if total > whole and wanted <> '{}' then
    -- Which words are common here? Every nth message tells: the threads, one after the other, are the scope.
    select array_agg(seen.hits * total / seen.sampled order by seen.place), max(seen.length)
    into estimates, mean_length
    from (
      select
        word.place, count(*) filter (where sample.terms @@ word.query) as hits, count(*) as sampled,
        avg(sample.length)::float8 as length
      from (
        select row.terms, row.length
        from (
          select listed.thread_id, listed.size, sum(listed.size) over (order by listed.turn) - listed.size as before
          from unnest(thread_ids, thread_sizes) with ordinality as listed (thread_id, size, turn)
        ) as thread
        cross join lateral generate_series(
          ceil(thread.before * 300 / total)::integer, ceil((thread.before + thread.size) * 300 / total)::integer - 1
        ) as step
        cross join lateral (
          select row.terms, row.length from public.ai_message_search as row
          where row.thread_id = thread.thread_id and row.depth = floor(step * total / 300 - thread.before)::integer
          limit 1
        ) as row
      ) as sample
      cross join unnest(queries) with ordinality as word (query, place)
      group by word.place
    ) as seen;
    estimates := coalesce(estimates, array_fill(0::float8, array[cardinality(queries)]));
    -- The index knows owners, not vaults: hits in other vaults are looked at, too.
    if in_vault is not null then
      budget := greatest(budget / 2, budget * total / nullif((
        select sum(thread.message_count) from public.ai_threads as thread
        where thread.user_id = owner
      ), 0));
    end if;
    -- The rarest words fetch, as many as the budget allows; the others only score.
    select array_agg(ranked.place::integer order by ranked.turn) into wanted
    from (
      select word.place, sum(word.estimate) over running as spent, row_number() over running as turn
      from unnest(estimates) with ordinality as word (estimate, place)
      window running as (order by word.estimate, word.place)
    ) as ranked
    where ranked.turn = 1 or ranked.spent <= budget;
    if estimates[wanted[1]] > 3 * budget then
      newest_part := 2 * budget;
      if within is not null then
        within := array(
          select recent.thread_id
          from (
            select thread.thread_id, sum(thread.message_count) over (
              order by thread.last_message_at desc, thread.thread_id
            ) - thread.message_count as newer
            from public.ai_threads as thread where thread.thread_id = any (within)
          ) as recent
          where recent.newer < newest_part
        );
      end if;
    end if;
  end if;

  for attempt in 1 .. 2 loop
    exit when wanted = '{}';
    -- Term frequency without unnesting: for one word ts_rank is the sum of 1/j² for j up to it, divided by 1.6449.
    execute format(
      $sql$
        select
          array_agg(hit.message_id) as messages, array_agg(hit.thread_id) as threads, array_agg(hit.word) as words,
          array_agg(case when hit.selected then hit.depth else -10 * hit.seq end) as places,
          array_agg(greatest(1, round((0.6079 / (1 - least(hit.rank, 0.999)) - 0.5)::float8))) as counts,
          max(hit.mean_length)::float8 as mean_length
        from (%s) as hit
      $sql$,
      case
        when total <= whole or newest_part is not null then format(
          $sql$
            select row.*, word.place::integer as word, ts_rank('{1,1,1,1}', row.terms, word.query) as rank
            from (
              select row.message_id, row.thread_id, row.depth, row.seq, row.selected, row.terms,
                avg(row.length) over () as mean_length
              from public.ai_message_search as row where %s %s
            ) as row
            join unnest($10) with ordinality as word (query, place)
              on row.terms @@ word.query and word.place = any ($11)
          $sql$,
          scope,
          case when newest_part is null then '' else format('order by row.said_at desc limit %s', newest_part) end
        )
        else format(
          $sql$
            select row.*, word.place as word, ts_rank('{1,1,1,1}', row.terms, ($10)[word.place]) as rank,
              null::float8 as mean_length
            from unnest($11) as word (place)
            cross join lateral (
              select row.message_id, row.thread_id, row.depth, row.seq, row.selected, row.terms
              from public.ai_message_search as row where row.terms @@ ($10)[word.place] and %s
              limit 10000
            ) as row
          $sql$,
          hit_scope
        )
      end
    ) into more
    using owner, in_vault, within, hidden, said_by, since, until, excluded_thread, excluded_from, queries, wanted;
    hit_messages := hit_messages || more.messages;
    hit_threads := hit_threads || more.threads;
    hit_places := hit_places || more.places;
    hit_words := hit_words || more.words;
    hit_counts := hit_counts || more.counts;
    mean_length := coalesce(mean_length, more.mean_length);
    fetched := fetched || wanted;
    exit when attempt = 2 or newest_part is not null;

    -- What is nowhere may be mistyped. A correction counts when it is found.
    unknown := array(select place from unnest(wanted) as place where place <> all (coalesce(more.words, '{}')));
    wanted := '{}';
    exit when unknown = '{}' or not corrects;
    for more in execute format(
      $sql$
        select distinct on (alike.place) alike.place, alike.word, alike.term, alike.query
        from kith.corrections($10, $11, $12, $13) as alike
        cross join lateral (
          select count(*) as hits
          from (select from public.ai_message_search as row where row.terms @@ alike.query and %s limit 100) as row
        ) as there
        where there.hits > 0
        order by alike.place, alike.distance, there.hits desc, alike.word
      $sql$,
      hit_scope
    ) using owner, in_vault, within, hidden, said_by, since, until, excluded_thread, excluded_from,
      typed, terms, unknown, config
    loop
      wanted := wanted || more.place;
      queries[more.place] := more.query;
      corrected := corrected || jsonb_build_object(typed[more.place], more.word);
      terms[more.place] := more.term;
    end loop;
  end loop;
  mean_length := greatest(coalesce(mean_length, 1), 1);

  -- A date and perhaps nothing else to go by: what was said then.
  if said_between is not null then
    execute format(
      $sql$
        select
          array_agg(hit.message_id) as messages, array_agg(hit.thread_id) as threads,
          array_agg(case when hit.selected then hit.depth else -10 * hit.seq end) as places
        from (
          select row.message_id, row.thread_id, row.depth, row.seq, row.selected
          from public.ai_message_search as row
          where %s and row.said_at >= lower($10) and row.said_at < upper($10)
          order by row.said_at desc limit 50
        ) as hit
      $sql$,
      scope
    ) into more
    using owner, in_vault, within, hidden, said_by, since, until, excluded_thread, excluded_from, said_between;
    hit_messages := hit_messages || more.messages;
    hit_threads := hit_threads || more.threads;
    hit_places := hit_places || more.places;
    hit_words := hit_words || array_fill(0, array[coalesce(cardinality(more.messages), 0)]);
    hit_counts := hit_counts || array_fill(0::float8, array[coalesce(cardinality(more.messages), 0)]);
  end if;

  -- How much a word says: the rarer, the more. One that is nowhere has no weight.
  select
    array_agg(case when known.count > 0 then known.weight end order by known.word),
    sum(known.weight)
  into weights, attainable
  from (
    select listed.word, listed.count,
      ln(1 + (greatest(total - listed.count, 0) + 0.5) / (listed.count + 0.5))
        * case when corrected ? coalesce(typed[listed.word], '') then corrected_weight else 1 end as weight
    from (
      select place.word, case when estimates is null or place.word = any (fetched) and newest_part is null
        then coalesce(counted.hits, 0)::float8 else estimates[place.word] end as count
      from generate_series(1, cardinality(queries)) as place (word)
      left join (select word, count(*) as hits from unnest(hit_words) as word group by 1) as counted using (word)
    ) as listed
  ) as known;
  looked_up := case
    when newest_part is not null or on_path and num_nonnulls(said_by, since, until) > 0 then '{}' else fetched
  end;

  with hits as materialized (
    select hit.*, coalesce(weights[hit.word] * hit.count * (k1 + 1) / (hit.count + k1), 0) as score
    from unnest(hit_messages, hit_threads, hit_places, hit_words, hit_counts)
      as hit (message_id, thread_id, place, word, count)
  ),
  heard as materialized (
    select hits.thread_id, hits.place, sum(hits.score) as score from hits group by 1, 2
  ),
  -- Words of the whole thread.
  in_threads as materialized (
    select hits.thread_id, hits.word, sum(hits.count) as count from hits where hits.word > 0 group by 1, 2
  ),
  talk as materialized (
    select weighed.thread_id, weighed.score,
      thread_weight * (select max(heard.score) from heard) * weighed.score / nullif(max(weighed.score) over (), 0) as bonus
    from (
      select counted.thread_id, sum(
        idf.idf * counted.count * 2.2
          / (counted.count + 1.2 * (0.25 + 0.75 * thread.size * cardinality(thread_ids) / total))
      ) as score
      from in_threads as counted
      join (
        select word, ln(1 + (greatest(cardinality(thread_ids) - count(*), 0) + 0.5) / (count(*) + 0.5)) as idf
        from in_threads group by 1
      ) as idf using (word)
      join unnest(thread_ids, thread_sizes) as thread (thread_id, size) using (thread_id)
      group by counted.thread_id
    ) as weighed
  ),
  -- Which places are worth a close look: roughly what their score will be, from the hits alone. What is said at the best
  -- of them is heard at their neighbours, too.
  loud as materialized (
    select heard.thread_id, heard.place, heard.score
    from heard left join talk using (thread_id)
    order by heard.score + coalesce(talk.bonus, 0) desc, heard.place desc
    limit 4 * places
  ),
  rough as materialized (
    select around.thread_id, around.place, sum(around.score) as score
    from (
      select loud.thread_id, loud.place + away.step as place, loud.score * away.weight as score
      from loud
      cross join (values (0, 1.0), (1, previous_weight + answer_weight / 3), (-1, next_weight)) as away (step, weight)
      where away.step = 0 or reach > 0 and loud.place + away.step >= 0 and loud.place >= 0
    ) as around
    group by 1, 2
  ),
  best as materialized (
    (
      select rough.thread_id, rough.place
      from rough left join talk using (thread_id)
      order by rough.score + coalesce(talk.bonus, 0) desc, rough.place desc
      limit places
    )
    union
    select row.thread_id, case when row.selected then row.depth else -10 * row.seq end
    from unnest(dense_ids[1:dense_places]) as dense (message_id)
    cross join lateral (
      select row.* from public.ai_message_search as row where row.message_id = dense.message_id limit 1
    ) as row
  ),
  near as materialized (
    select best.thread_id, best.place + away as place, min(abs(away)) as away
    from best cross join generate_series(-reach, reach) as away
    where best.place >= 0 and best.place + away >= 0
    group by 1, 2
  ),
  seen as materialized (
    select
      row.message_id, row.thread_id, row.seq, near.place, near.away, row.role, row.said_at, row.length,
      row.is_question, row.has_time, row.terms
    from near
    cross join lateral (
      select row.* from public.ai_message_search as row
      where row.thread_id = near.thread_id and row.depth = near.place and row.selected and row.user_id = owner limit 1
    ) as row
    union all
    select
      row.message_id, row.thread_id, row.seq, best.place, 0, row.role, row.said_at, row.length, row.is_question,
      row.has_time, row.terms
    from best
    join (
      select distinct hits.message_id, hits.thread_id, hits.place from hits where hits.place < 0
      union
      select dense.message_id, row.thread_id, -10 * row.seq
      from unnest(dense_ids[1:dense_places]) as dense (message_id)
      cross join lateral (
        select row.* from public.ai_message_search as row where row.message_id = dense.message_id limit 1
      ) as row
    ) as aside using (thread_id, place)
    cross join lateral (
      select row.* from public.ai_message_search as row where row.message_id = aside.message_id limit 1
    ) as row
    where best.place < 0
  ),
  beside as materialized (
    select
      seen.*,
      lag(seen.place) over path as previous_place, lag(seen.length) over path as previous_length,
      lag(seen.is_question) over path as follows_question,
      lead(seen.place) over path as next_place, lead(seen.length) over path as next_length
    from seen
    window path as (partition by seen.thread_id order by seen.place)
  ),
  word as materialized (
    select listed.word::integer, listed.query, weights[listed.word] as weight
    from unnest(queries) with ordinality as listed (query, word) where weights[listed.word] is not null
  ),
  own as materialized (
    select seen.thread_id, seen.place, hits.word, seen.is_question, hits.count
    from seen join hits using (message_id) where hits.word = any (looked_up)
    union all
    select seen.thread_id, seen.place, word.word, seen.is_question,
      greatest(1, round((0.6079 / (1 - least(ts_rank('{1,1,1,1}', seen.terms, word.query), 0.999)) - 0.5)::float8))
    from seen join word on word.word <> all (looked_up) and seen.terms @@ word.query
  ),
  bag as materialized (
    select
      said.thread_id, said.place, said.word,
      sum(said.own) as own, sum(said.previous) as previous, sum(said.next) as next
    from (
      select own.thread_id, own.place, own.word, own.count as own, 0.0::float8 as previous, 0.0::float8 as next from own
      union all
      select own.thread_id, own.place + 1, own.word, 0,
        own.count * (previous_weight + case when own.is_question then answer_weight else 0 end), 0
      from own where own.place >= 0 and reach > 0
      union all
      select own.thread_id, own.place - 1, own.word, 0, 0, own.count * next_weight from own where own.place > 0 and reach > 0
    ) as said
    group by 1, 2, 3
  ),
  -- A place is as long as what is heard there: its own words, and those of its neighbours by their weight.
  place as materialized (
    select beside.message_id, beside.thread_id, beside.place, beside.role, beside.said_at, beside.has_time,
      k1 * (1 - b + b * (
        beside.length
        + case when beside.previous_place = beside.place - 1 then beside.previous_length
            * (previous_weight + case when beside.follows_question then answer_weight else 0 end) else 0 end
        + case when beside.next_place = beside.place + 1 then beside.next_length * next_weight else 0 end
      ) / (mean_length * (1 + previous_weight + next_weight + answer_weight / 3))) as saturation
    from beside
    where beside.away = 0
      and (said_by is null or beside.role = said_by)
      and (since is null or beside.said_at >= since) and (until is null or beside.said_at < until)
      and (excluded_thread is null or beside.thread_id <> excluded_thread or beside.seq < excluded_from)
  ),
  weighed as materialized (
    select place.message_id, bag.word, bag.own, bag.previous, bag.next,
      weights[bag.word] * (k1 + 1) / (bag.own + bag.previous + bag.next + place.saturation) as weight
    from bag
    join place using (thread_id, place)
  ),
  scored as materialized (
    select
      weighed.message_id, sum(weighed.weight * weighed.own) as own, sum(weighed.weight * weighed.previous) as previous,
      sum(weighed.weight * weighed.next) as next,
      array_agg(weighed.word order by weighed.weight * weighed.own desc, weighed.word) filter (where weighed.own > 0)
        as words
    from weighed group by 1
  ),
  lexical as materialized (
    select
      place.message_id, place.role, place.said_at, place.has_time, dense.score as dense,
      coalesce(coded.model = find_messages.embedding_model, false) as is_embedded,
      coalesce(scored.own, 0) as own, coalesce(scored.previous, 0) as previous, coalesce(scored.next, 0) as next,
      coalesce(thread_weight * max(scored.own + scored.previous + scored.next) over () * talk.score
        / nullif(max(talk.score) over (), 0), 0) as thread,
      coalesce(scored.words, '{}') as words
    from place
    left join scored using (message_id)
    left join talk using (thread_id)
    left join unnest(dense_ids, dense_scores) as dense (message_id, score) using (message_id)
    left join lateral (
      select row.model from kith.message_codes as row
      where embedding is not null and row.message_id = place.message_id limit 1
    ) as coded on true
    -- On a screen a message stands for itself; what its neighbours say does not show.
    where dense.message_id is not null or said_between is not null and said_between @> place.said_at
      or scored.own > 0 or on_path and scored.message_id is not null
  ),
  fused as materialized (
    select lexical.*,
      -- By words alone, scores are those of BM25. With an embedding both lists go from 0 to 1; a message that has no
      -- vector of this model is judged by its words, as if its meaning agreed.
      case
        when embedding is null then 1
        when lexical.is_embedded then (1 - vector_weight) / lexical.heaviest
        else 1 / lexical.heaviest
      end as scale,
      case when lexical.is_embedded then vector_weight * coalesce(lexical.dense, 0) else 0 end
        as vector
    from (
      select lexical.*, coalesce(
        nullif(max(lexical.own + lexical.previous + lexical.next + lexical.thread) over (), 0), 1
      ) as heaviest
      from lexical
    ) as lexical
  ),
  weighted as (
    select fused.*, base.score as base,
      case when fused.role = speaker then base.score * role_weight else 0 end as role_part,
      case
        when asks_when and fused.has_time
          then base.score * (1 + case when fused.role = speaker then role_weight else 0 end) * time_weight
        else 0
      end as time_part,
      case when said_between @> fused.said_at then date_weight * greatest(max(base.score) over (), 0.001) else 0 end
        as date_part
    from fused
    cross join lateral (
      select fused.scale * (fused.own + fused.previous + fused.next + fused.thread) + fused.vector as score
    ) as base
  )
  select array_agg(top.item order by top.turn), max(top.own) into result.items, attained
  from (
    select
      row_number() over (order by total_score.score desc, weighted.said_at desc, weighted.message_id) as turn,
      weighted.own,
      (weighted.message_id, total_score.score, jsonb_build_object(
        'own', (weighted.own * weighted.scale)::real, 'previous', (weighted.previous * weighted.scale)::real,
        'next', (weighted.next * weighted.scale)::real, 'thread', (weighted.thread * weighted.scale)::real,
        'time', weighted.time_part::real, 'date', weighted.date_part::real, 'role', weighted.role_part::real,
        'vector', weighted.vector::real,
        'terms', to_jsonb(array(select terms[hit] from unnest(weighted.words) as hit)),
        'corrected', corrected
      ))::kith.found_item as item
    from weighted
    cross join lateral (
      select (weighted.base + weighted.role_part + weighted.time_part + weighted.date_part)::real as score
    ) as total_score
    order by turn
    limit max_rows
  ) as top;
  result.quality := case
    when queries = '{}' and embedding is null then 1
    else coalesce(least(attained / attainable, 1), 0) * case when embedding is null then 1 else 1 - vector_weight end
      + coalesce(greatest(likeness, 0), 0) * vector_weight
  end;
  result.unknown := array(select typed[place] from unnest(unknown) as place where typed[place] is not null);
  return result;
end
$$;

create or replace function public.ai_recall(
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
      max_rows => least(ai_recall.max_messages, 200), settings => '{"recalls": true}'
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
    order by found.rank
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

create or replace function public.ai_search_messages_vector(
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
      p_query, p_model, p_resource_key, p_thread_id, max_rows => least(greatest(coalesce(p_top_k, 8), 1), 200),
      -- What was said in a thread is there for that thread.
      recalls => p_thread_id is null
    ) as near
    cross join lateral (
      select stored.* from public.ai_messages as stored where stored.message_id = near.message_id limit 1
    ) as message
    order by near.distance, message.seq desc;
end
$$;

comment on function public.ai_search_messages_vector(extensions.vector, uuid, text, integer, text) is
  'The messages of the selected path whose meaning is nearest to a vector: in a thread, in a resource, or anywhere. '
  'Threads whose metadata kith.memory is "off" are found by those alone that ask for that thread. '
  'p_query: 1536 numbers, as an array or as a string "[…]".';
