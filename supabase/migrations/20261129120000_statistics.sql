-- What was learned when, and what answers took: counted between points in time that the caller names. Weeks begin where its
-- reader lives, also where clocks change, and no engine needs to know time zones for it.

-- An owner's runs are read by time; the owner leads, as before.
drop index public.ai_runs_by_user;
create index ai_runs_by_start on public.ai_runs (user_id, started_at);

create function kith.check_starts(starts timestamptz[]) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if coalesce(array_ndims(starts), 0) <> 1 or cardinality(starts) not between 1 and 120 then
    raise exception 'starts are from 1 to 120 points in time' using errcode = '22023';
  end if;
  if exists (
    select from unnest(starts) with ordinality as given (at, place)
    where given.at is null or not isfinite(given.at) or given.at <= starts[array_lower(starts, 1) + given.place::integer - 2]
  ) then
    raise exception 'starts are points in time, each later than the one before' using errcode = '22023';
  end if;
end
$$;
comment on function kith.check_starts(timestamptz[]) is 'Refuses what is no ascending list of points in time.';

create function kith.counted_tokens(usage jsonb, name text) returns numeric
language sql immutable parallel safe
set search_path = ''
as $$
  select case
    when jsonb_typeof(usage -> name) = 'number' then trunc(least(greatest((usage ->> name)::numeric, 0), 1000000000000))
    else 0
  end
$$;
comment on function kith.counted_tokens(jsonb, text) is 'What a provider counted, where it is a number; else 0.';

create type public.ai_usage_statistic as (
  start_at timestamptz,
  persona_id uuid,
  currency text,
  runs integer,
  input_tokens bigint,
  output_tokens bigint,
  cost double precision,
  unpriced_runs integer
);
comment on type public.ai_usage_statistic is
  'What the answers of one persona took from start_at on, until the next start. cost: in currency; both are null where no price was known, and unpriced_runs counts those answers that took tokens.';

create function public.ai_usage_statistics(
  starts timestamptz[],
  persona_id uuid default null,
  all_personas boolean default true,
  max_rows integer default 500,
  after_start timestamptz default null,
  after_persona uuid default null,
  after_currency text default null
) returns setof public.ai_usage_statistic
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_usage_statistics.persona_id);
  after_key text := kith.resource_key(ai_usage_statistics.after_persona);
begin
  perform kith.check_request();
  perform kith.check_starts(ai_usage_statistics.starts);
  return query
    with counted as materialized (
      select
        width_bucket(run.started_at, ai_usage_statistics.starts) as place, run.thread_id,
        case when jsonb_typeof(run.cost -> 'amount') = 'number' then left(run.cost ->> 'currency', 20) end as currency,
        least(greatest(
          case when jsonb_typeof(run.cost -> 'amount') = 'number' then (run.cost ->> 'amount')::numeric end, 0
        ), 1000000000000) as cost,
        kith.counted_tokens(run.usage, 'inputTokens') as input_tokens,
        kith.counted_tokens(run.usage, 'outputTokens') as output_tokens
      from public.ai_runs as run
      where run.user_id = auth.uid()
        and run.started_at >= ai_usage_statistics.starts[array_lower(ai_usage_statistics.starts, 1)]
    )
    select
      ai_usage_statistics.starts[array_lower(ai_usage_statistics.starts, 1) + counted.place - 1], thread.persona_id,
      counted.currency, count(*)::integer, sum(counted.input_tokens)::bigint, sum(counted.output_tokens)::bigint,
      sum(case when counted.currency is not null then counted.cost end)::double precision,
      count(*) filter (where counted.currency is null and counted.input_tokens + counted.output_tokens > 0)::integer
    from counted
    join public.ai_threads as thread on thread.thread_id = counted.thread_id
    where (ai_usage_statistics.all_personas or thread.resource_key = resource)
      and (
        ai_usage_statistics.after_start is null
        or (
          ai_usage_statistics.starts[array_lower(ai_usage_statistics.starts, 1) + counted.place - 1], thread.resource_key,
          coalesce(counted.currency, '')
        ) > (ai_usage_statistics.after_start, after_key, coalesce(ai_usage_statistics.after_currency, ''))
      )
    group by counted.place, thread.resource_key, thread.persona_id, counted.currency
    order by counted.place, thread.resource_key, coalesce(counted.currency, '')
    limit least(greatest(coalesce(ai_usage_statistics.max_rows, 500), 1), 501);
end
$$;
comment on function public.ai_usage_statistics(
  timestamptz[], uuid, boolean, integer, timestamptz, uuid, text
) is
  'Tokens and cost of answers by persona (none first) and currency, between starts, an ascending list of at most 120 points in time: of all personas, or of one (null with all_personas false: of none). What is deleted counts, too: it was paid. The next page begins after the last row: after_start, after_persona, after_currency.';
revoke execute on function public.ai_usage_statistics(
  timestamptz[], uuid, boolean, integer, timestamptz, uuid, text
) from public, anon;
grant execute on function public.ai_usage_statistics(
  timestamptz[], uuid, boolean, integer, timestamptz, uuid, text
) to authenticated;

create type public.ai_learning_statistic as (
  start_at timestamptz,
  memory_type text,
  count integer,
  automatic_count integer
);
comment on type public.ai_learning_statistic is
  'How much was learned of one kind from start_at on, until the next start. automatic: accepted because its owner accepts its kind unasked.';

create function public.ai_learning_statistics(
  starts timestamptz[],
  persona_id uuid default null,
  all_personas boolean default true,
  max_rows integer default 500,
  after_start timestamptz default null,
  after_memory_type text default null
) returns setof public.ai_learning_statistic
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_learning_statistics.persona_id);
begin
  perform kith.check_request();
  perform kith.check_starts(ai_learning_statistics.starts);
  return query
    with counted as materialized (
      select
        ai_learning_statistics.starts[
          array_lower(ai_learning_statistics.starts, 1)
          + width_bucket(memory.created_at, ai_learning_statistics.starts) - 1
        ] as start_at,
        memory.memory_type collate "C" as memory_type,
        memory.content_json -> 'kith_automatic' = 'true' as is_automatic
      from public.ai_memory as memory
      where memory.user_id = auth.uid()
        and (ai_learning_statistics.all_personas or memory.resource_key = resource)
        and memory.created_at >= ai_learning_statistics.starts[array_lower(ai_learning_statistics.starts, 1)]
        and memory.deleted_at is null and memory.status <> 'proposed'
        -- The notes grow by the lines that were accepted, which are counted.
        and not (memory.memory_type = 'working' and memory.status = 'active')
    )
    select
      counted.start_at, counted.memory_type, count(*)::integer,
      count(*) filter (where counted.is_automatic)::integer
    from counted
    where ai_learning_statistics.after_start is null
      or (counted.start_at, counted.memory_type)
        > (ai_learning_statistics.after_start, ai_learning_statistics.after_memory_type)
    group by counted.start_at, counted.memory_type
    order by counted.start_at, counted.memory_type
    limit least(greatest(coalesce(ai_learning_statistics.max_rows, 500), 1), 501);
end
$$;
comment on function public.ai_learning_statistics(timestamptz[], uuid, boolean, integer, timestamptz, text) is
  'How many memories and lines of the notes that were accepted came between starts (see ai_usage_statistics), by kind: of all personas, or of one (null with all_personas false: of none). What was archived or merged since counts, what was deleted does not. The next page begins after the last row: after_start, after_memory_type.';
revoke execute on function public.ai_learning_statistics(timestamptz[], uuid, boolean, integer, timestamptz, text)
  from public, anon;
grant execute on function public.ai_learning_statistics(timestamptz[], uuid, boolean, integer, timestamptz, text)
  to authenticated;

revoke execute on function kith.check_starts(timestamptz[]), kith.counted_tokens(jsonb, text) from public;
grant execute on function kith.check_starts(timestamptz[]), kith.counted_tokens(jsonb, text) to authenticated;
