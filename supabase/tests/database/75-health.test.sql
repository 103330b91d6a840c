-- What says the same, speaks against each other, or was never used; and what its owner decides about it.
begin;
select plan(35);

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
create function pg_temp.remember(short text, saying text, persona text default 'a1', about jsonb default null) returns void
language sql as $$
  insert into public.ai_memory (memory_id, persona_id, memory_type, content, content_json, created_at)
  values (pg_temp.id(short), pg_temp.id(persona), 'fact', saying, about, '2026-01-01'::timestamptz + (
    select count(*) * interval '1 minute' from public.ai_memory))
$$;
create function pg_temp.pairs(persona text default null, everybody boolean default true) returns text language sql as $$
  select string_agg(format('%s %s %s', right((row.older).memory_id::text, 2), row.relation,
    right((row.newer).memory_id::text, 2)), ', ')
  from public.ai_find_memory_pairs(pg_temp.id(persona), everybody) as row
$$;
create function pg_temp.state(short text) returns text language sql as $$
  select format('%s %s %s %s %s', status, importance, pinned, coalesce(right(merged_into::text, 2), '-'), content)
  from public.ai_memory where memory_id = pg_temp.id(short)
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
insert into public.ai_memory (memory_type, content) values ('fact', 'Her dog is called Max.'), ('fact', 'The dog is called Max.');
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach'), (pg_temp.id('a2'), 'Cook');
select is(pg_temp.pairs(), null, 'who remembers nothing has nothing twice');

-- The same.
select pg_temp.remember('b1', 'Her dog is called Max.');
select pg_temp.remember('b2', 'The dog is called Max!');
select pg_temp.remember('b3', 'Her dog is called Max.', 'a2');
select pg_temp.remember('b4', 'Her cat is called Moritz and sleeps all day.');
select is(pg_temp.pairs(), 'b1 same b2', 'the same in slightly other words, never of two personas');
select is(pg_temp.pairs('a2', false), null, 'of one persona');
select is(pg_temp.pairs(null, false), null, 'or of none');
select pg_temp.remember('c1', 'Runs ten kilometres every Tuesday morning before work.');
select pg_temp.remember('c2', 'Runs ten kilometres every Tuesday before work.');
select pg_temp.remember('c3', 'Runs the household.');
select is(pg_temp.pairs(), 'b1 same b2, c1 near c2', 'and what says nearly the same, but not what shares a word');
select pg_temp.remember('c4', 'Does not run ten kilometres every Tuesday before work.');
select ok(pg_temp.pairs() like '%c2 opposite c4%' and pg_temp.pairs() like '%c1 near c2%',
  'the same words but for a not are opposites');
select public.ai_update_memory(pg_temp.id('c4'), archived => true);
select is(pg_temp.pairs(), 'b1 same b2, c1 near c2', 'what is archived is in nobody''s way');

-- What was said of it when it was proposed.
select pg_temp.remember('d1', 'Lives in Bonn.');
select pg_temp.remember('d2', 'Has never been to the Rhine.', 'a1', jsonb_build_object('kith_contradicts', pg_temp.id('d1')));
select pg_temp.remember('d3', 'Moved to Berlin.', 'a1', jsonb_build_object('kith_updates', pg_temp.id('d1')));
select pg_temp.remember('d4', 'Odd.', 'a1', '{"kith_updates": "of nothing"}');
select pg_temp.remember('d5', 'Of another.', 'a1', jsonb_build_object('kith_resembles', pg_temp.id('b3')));
select pg_temp.remember('d6', 'A list.', 'a1', '["kith_updates"]');
select is(pg_temp.pairs(), 'd1 contradicts d2, d1 updates d3, b1 same b2, c1 near c2',
  'what contradicts or updates something and was accepted all the same comes first; not of other personas');
select is((select count(*)::integer from public.ai_find_memory_pairs(max_rows => 2)), 2, 'only so many');

-- By meaning.
select pg_temp.remember('e1', 'Enjoys hot beverages.');
select pg_temp.remember('e2', 'Drinks tea gladly.');
select pg_temp.remember('e3', 'Fears heights.');
select public.ai_update_memory(pg_temp.id('e1'), embedding => (select array_agg(cos(n))::extensions.vector from generate_series(1, 1536) as n), embedding_model => 'm');
select public.ai_update_memory(pg_temp.id('e2'), embedding => (select array_agg(cos(n) + 0.1 * sin(n * n))::extensions.vector from generate_series(1, 1536) as n), embedding_model => 'm');
select public.ai_update_memory(pg_temp.id('e3'), embedding => (select array_agg(sin(n * n))::extensions.vector from generate_series(1, 1536) as n), embedding_model => 'm');
select ok(pg_temp.pairs() like '%e1 near e2%' and pg_temp.pairs() not like '%e3%', 'what means nearly the same, where vectors say so');

-- Told apart.
select lives_ok($$select public.ai_tell_memories_apart(pg_temp.id('e2'), pg_temp.id('e1'))$$, 'two are told apart, in any order');
select lives_ok($$select public.ai_tell_memories_apart(pg_temp.id('e1'), pg_temp.id('e2'))$$, 'or twice');
select public.ai_tell_memories_apart(pg_temp.id('d1'), pg_temp.id('d2'));
select public.ai_tell_memories_apart(pg_temp.id('d1'), pg_temp.id('d3'));
select is(pg_temp.pairs(), 'b1 same b2, c1 near c2', 'and named no more');
select is((select value from public.ai_metadata where key = 'kith.distinct' and memory_id = pg_temp.id('e1')),
  jsonb_build_array(pg_temp.id('e2')), 'it is kept with one of them, once');
select public.ai_tell_memories_apart(pg_temp.id('e1'), pg_temp.id('e2'), false);
select public.ai_tell_memories_apart(pg_temp.id('d1'), pg_temp.id('d3'), false);
select ok(pg_temp.pairs() like 'd1 updates d3%' and pg_temp.pairs() like '%e1 near e2%', 'until that is taken back');
select is((select count(*)::integer from public.ai_metadata where key = 'kith.distinct'), 1, 'of which nothing is left');
update public.ai_metadata set value = '"nonsense"' where key = 'kith.distinct';
select ok(pg_temp.pairs() like '%d1 contradicts d2%', 'what somebody else wrote there counts as nothing');
select lives_ok($$select public.ai_tell_memories_apart(pg_temp.id('d1'), pg_temp.id('d2'))$$, 'and is written over');
select throws_ok($$select public.ai_tell_memories_apart(pg_temp.id('d1'), pg_temp.id('d1'))$$, '22023', null, 'one is not two');
select throws_ok($$select public.ai_tell_memories_apart(pg_temp.id('d1'), gen_random_uuid())$$, 'PT404', null, 'nor is one and none');

-- Never used.
create function pg_temp.unused(age text default '90 days', persona text default null, everybody boolean default true)
returns text language sql as $$
  select string_agg(right(row.memory_id::text, 2), ', ' order by row.created_at)
  from public.ai_list_unused_memories(pg_temp.id(persona), everybody, age::interval) as row
$$;
select is(pg_temp.unused('1000 years'), null, 'what is young may yet be used');
select is(pg_temp.unused('1 day', 'a2', false), 'b3', 'what is old and was never used, of one persona');
insert into public.ai_threads (thread_id, persona_id) values (pg_temp.id('f1'), pg_temp.id('a1'));
insert into public.ai_messages (message_id, thread_id, role, content)
values (pg_temp.id('f2'), pg_temp.id('f1'), 'assistant', '{"format": 2, "parts": []}');
insert into public.ai_runs (run_id, thread_id, message_id, model, device)
values (pg_temp.id('f3'), pg_temp.id('f1'), pg_temp.id('f2'), '{}', 'here');
insert into public.ai_receipts (run_id, kind, item_id, used) values
  (pg_temp.id('f3'), 'memory', pg_temp.id('b1'), true), (pg_temp.id('f3'), 'memory', pg_temp.id('b2'), false);
select public.ai_update_memory(pg_temp.id('b4'), pinned => true);
select public.ai_set_metadata('kith.kept', 'true', memory_id => pg_temp.id('c1'));
select is(pg_temp.unused('1 day', 'a1', false), 'b2, c2, c3, d1, d2, d3, d4, d5, d6, e1, e2, e3',
  'not what was used, is pinned or kept; what was only considered was not used');
select is((select array_agg(right(row.memory_id::text, 2)) from public.ai_list_unused_memories(max_rows => 2,
  after_created_at => (select created_at from public.ai_memory where memory_id = pg_temp.id('c2')), after_id => pg_temp.id('c2'))
  as row), array['c3', 'd1'], 'page by page');

-- Merged, and taken apart again.
select public.ai_update_memory(pg_temp.id('b2'), importance => 'high', pinned => true);
select public.ai_merge_memories(pg_temp.id('b1'), array[pg_temp.id('b2')], 'Her old dog is called Max.');
select is(pg_temp.state('b1'), 'active high t - Her old dog is called Max.', 'two become one');
select lives_ok($$select public.ai_unmerge_memories(pg_temp.id('b1'), array[pg_temp.id('b2')], 1)$$, 'and two again');
select is(pg_temp.state('b1'), 'active normal f - Her dog is called Max.', 'the one says what it said');
select is(pg_temp.state('b2'), 'active high t - The dog is called Max!', 'the other is what it was');
select lives_ok($$select public.ai_unmerge_memories(pg_temp.id('d1'), array[pg_temp.id('d4')], 1)$$,
  'what was never merged stays as it is');
select public.ai_merge_memories(pg_temp.id('c1'), array[pg_temp.id('c2')], 'Runs.');
select public.ai_update_memory(pg_temp.id('c1'), 'Ran.');
select throws_ok($$select public.ai_unmerge_memories(pg_temp.id('c1'), array[pg_temp.id('c2')], 1)$$, 'PT409', null,
  'what was written since is not thrown away');
select is(pg_temp.state('c2'), 'archived normal f c1 Runs ten kilometres every Tuesday before work.', 'and all stays as it is then');

-- Whose they are.
select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001', jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1')));
select throws_ok($$select public.ai_tell_memories_apart(pg_temp.id('d1'), pg_temp.id('d2'))$$, 'PT403', null, 'a run decides nothing');
select throws_ok($$select public.ai_unmerge_memories(pg_temp.id('c1'), array[pg_temp.id('c2')], 1)$$, 'PT403', null, 'nor takes apart');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select throws_ok($$select public.ai_tell_memories_apart(pg_temp.id('d1'), pg_temp.id('d2'))$$, 'PT404', null, 'nor does somebody else');
select is((select array_agg((row.older).content) from public.ai_find_memory_pairs() as row), array['Her dog is called Max.'],
  'who has a pair of their own');
select * from finish();
rollback;
