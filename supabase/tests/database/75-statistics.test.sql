-- What was learned when, and what answers took, counted between points in time.
begin;
select plan(19);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_person(id text, headers jsonb default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', id, 'role', 'authenticated')::text, true),
    set_config('request.headers', headers::text, true)
$$;
create function pg_temp.as_ana() returns void language sql as
$$ select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001') $$;
create function pg_temp.weeks() returns timestamptz[] language sql as $$
  select array['2026-01-05', '2026-01-12', '2026-01-19']::timestamptz[]
$$;
create function pg_temp.answered(short text, thread text, at timestamptz, usage jsonb, cost jsonb) returns void
language sql as $$
  insert into public.ai_messages (message_id, thread_id, role, content)
  values (pg_temp.id(short), pg_temp.id(thread), 'assistant', '{"format": 2, "parts": []}');
  insert into public.ai_runs (thread_id, message_id, status, model, device, usage, cost, started_at)
  values (pg_temp.id(thread), pg_temp.id(short), 'complete', '{}', 'here', usage, cost, at);
$$;
create function pg_temp.usage(persona text default null, everybody boolean default true) returns text language sql as $$
  select string_agg(
    format('%s %s: %s, %s in, %s out, %s %s, %s unpriced', to_char(row.start_at, 'DD'),
      coalesce(right(row.persona_id::text, 2), 'none'), row.runs, row.input_tokens, row.output_tokens,
      row.cost, row.currency, row.unpriced_runs), E'\n')
  from public.ai_usage_statistics(pg_temp.weeks(), pg_temp.id(persona), everybody) as row
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
insert into public.ai_threads (thread_id) values (pg_temp.id('b1'));
select pg_temp.answered('b2', 'b1', '2026-01-06', '{"inputTokens": 1000000}', null);
select public.ai_save_memory(pg_temp.id('b3'), 'Ben is tall.');

select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach');
insert into public.ai_threads (thread_id, persona_id) values (pg_temp.id('c1'), pg_temp.id('a1')), (pg_temp.id('c2'), null);
select pg_temp.answered('d1', 'c1', '2026-01-04 12:00', '{"inputTokens": 5}', null);
select pg_temp.answered('d2', 'c1', '2026-01-05', '{"inputTokens": 100, "outputTokens": 10}',
  '{"amount": 0.5, "currency": "USD", "asOf": "2026-01-01", "source": "kith"}');
select pg_temp.answered('d3', 'c1', '2026-01-11 23:59:59', '{"inputTokens": 20, "outputTokens": 2}',
  '{"amount": 0.25, "currency": "USD"}');
select pg_temp.answered('d4', 'c1', '2026-01-12', '{"inputTokens": 7}', null);
select pg_temp.answered('d5', 'c2', '2026-01-20', '{"inputTokens": "many", "outputTokens": -3}', '{"amount": "much"}');
select pg_temp.answered('d6', 'c2', '2026-01-20', '[]', '"free"');
select pg_temp.answered('d7', 'c2', '2026-02-20', '{"inputTokens": 1e300, "outputTokens": 1.9}', '{"amount": 3, "currency": "EUR"}');

select is(pg_temp.usage(),
  E'05 a1: 2, 120 in, 12 out, 0.75 USD, 0 unpriced\n12 a1: 1, 7 in, 0 out,  , 1 unpriced\n'
  '19 none: 2, 0 in, 0 out,  , 0 unpriced\n19 none: 1, 1000000000000 in, 1 out, 3 EUR, 0 unpriced',
  'by week, persona and currency; from its start on, before the next; what is no number counts nothing');
select is(pg_temp.usage('a1', false), E'05 a1: 2, 120 in, 12 out, 0.75 USD, 0 unpriced\n12 a1: 1, 7 in, 0 out,  , 1 unpriced',
  'of one persona');
select is((select count(*)::integer from public.ai_usage_statistics(pg_temp.weeks(), null, false)), 2, 'or of none');
select is(
  (select array_agg((row.start_at, row.persona_id, row.currency)::text) from public.ai_usage_statistics(pg_temp.weeks(),
    max_rows => 2, after_start => '2026-01-12', after_persona => pg_temp.id('a1')) as row),
  (select array_agg((row.start_at, row.persona_id, row.currency)::text) from (
    select * from public.ai_usage_statistics(pg_temp.weeks()) offset 2) as row),
  'a page begins after the last row of the one before');
select is(
  (select count(*)::integer from public.ai_usage_statistics(pg_temp.weeks(),
    after_start => '2026-01-19', after_persona => null, after_currency => 'EUR')),
  0, 'and after the last row is nothing');
select public.ai_delete_thread(pg_temp.id('c1'));
select is(pg_temp.usage('a1', false), E'05 a1: 2, 120 in, 12 out, 0.75 USD, 0 unpriced\n12 a1: 1, 7 in, 0 out,  , 1 unpriced',
  'what is deleted was paid all the same');
select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001', '{"x-kith-persona": "00000000-0000-0000-0000-000000000000"}');
select is((select count(*)::integer from public.ai_usage_statistics(pg_temp.weeks()) as row where row.persona_id is not null),
  0, 'a narrowed request counts its own vault');
select pg_temp.as_ana();

select throws_ok($$select * from public.ai_usage_statistics('{}')$$, '22023', null, 'no start is refused');
select throws_ok($$select * from public.ai_usage_statistics(array['2026-01-02', '2026-01-01']::timestamptz[])$$, '22023', null,
  'so are starts in disorder');
select throws_ok($$select * from public.ai_usage_statistics(array['2026-01-02', null]::timestamptz[])$$, '22023', null,
  'no time at all');
select throws_ok($$select * from public.ai_learning_statistics(array['-infinity', 'infinity']::timestamptz[])$$, '22023', null,
  'and times without end');
select throws_ok($$select * from public.ai_learning_statistics(
  array(select '2026-01-01'::timestamptz + day * interval '1 day' from generate_series(1, 121) as day))$$, '22023', null,
  'or too many');

-- What was learned.
insert into public.ai_memory (memory_id, persona_id, memory_type, content, content_json, status, created_at) values
  (pg_temp.id('e1'), pg_temp.id('a1'), 'fact', 'One.', '{"kith_automatic": true}', 'active', '2026-01-05'),
  (pg_temp.id('e2'), null, 'fact', 'Two.', '[1]', 'archived', '2026-01-06'),
  (pg_temp.id('e3'), null, 'fact', 'Asked.', null, 'proposed', '2026-01-06'),
  (pg_temp.id('e4'), null, 'event', 'Three.', null, 'active', '2026-01-13'),
  (pg_temp.id('e5'), null, 'working', 'The notes.', null, 'active', '2026-01-13'),
  (pg_temp.id('e6'), null, 'working', 'A line of them.', null, 'archived', '2026-01-13'),
  (pg_temp.id('e7'), null, 'fact', 'Before.', null, 'active', '2026-01-01');
update public.ai_memory set deleted_at = now() where memory_id = pg_temp.id('e4');
create function pg_temp.learned(persona text default null, everybody boolean default true) returns text language sql as $$
  select string_agg(format('%s %s %s %s', to_char(row.start_at, 'DD'), row.memory_type, row.count, row.automatic_count), ', ')
  from public.ai_learning_statistics(pg_temp.weeks(), pg_temp.id(persona), everybody) as row
$$;
select is(pg_temp.learned(), '05 fact 2 1, 12 working 1 0',
  'what was accepted counts when it came, archived or not; not what is asked, deleted, older, or the notes as a whole');
select is(pg_temp.learned('a1', false), '05 fact 1 1', 'of one persona');
select is(pg_temp.learned(null, false), '05 fact 1 0, 12 working 1 0', 'or of none');
select is((select count(*)::integer from public.ai_learning_statistics(pg_temp.weeks(), after_start => '2026-01-05',
  after_memory_type => 'fact')), 1, 'a page begins after the last row of the one before');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is(pg_temp.usage(), '05 none: 1, 1000000 in, 0 out,  , 1 unpriced', 'everybody counts their own answers');
select is((select count(*)::integer from public.ai_learning_statistics(array['2020-01-01']::timestamptz[])), 1,
  'and their own memories');

-- It stays quick: an owner's runs are found by time.
select ok(exists (select from pg_indexes where indexname = 'ai_runs_by_start' and indexdef like '%(user_id, started_at)%'),
  'runs are indexed by owner and start');
select * from finish();
rollback;
