-- Accepted by order, put in the place of a memory, merged; and each of them taken back.
begin;
select plan(41);

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
create function pg_temp.as_coach() returns void language sql as $$
  select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001',
    jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1')))
$$;
create function pg_temp.ask(id text, saying text, kind text default 'fact', about jsonb default null)
returns void language plpgsql as $$
begin
  perform pg_temp.as_coach();
  perform public.ai_propose_memory(pg_temp.id(id), saying, pg_temp.id('a1'), memory_type => kind, content_json => about);
  perform pg_temp.as_ana();
end
$$;
create function pg_temp.state(id text) returns text language sql as
$$ select status || ': ' || content from public.ai_memory where memory_id = pg_temp.id(id) $$;
create function pg_temp.notes() returns text language sql as
$$ select content from public.ai_get_working_memory(pg_temp.id('a1')) $$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach'), (pg_temp.id('a2'), 'Cook');
select public.ai_save_memory(pg_temp.id('b1'), 'Lives in Bonn.', pg_temp.id('a1'), pinned => true, importance => 'high');
select public.ai_save_memory(pg_temp.id('b2'), 'Cooks for two.', pg_temp.id('a2'));

-- By order.
select pg_temp.ask('c1', 'Plays the cello.', 'fact', '{"kith_quote": "I play the cello"}');
select lives_ok($$select public.ai_accept_proposal(pg_temp.id('c1'), automatically => true)$$, 'a kind is accepted by order');
select is(pg_temp.state('c1'), 'active: Plays the cello.', 'then it is a memory');
select is((select content_json from public.ai_memory where memory_id = pg_temp.id('c1')),
  '{"kith_quote": "I play the cello", "kith_automatic": true}', 'that says so');
select pg_temp.ask('c2', 'Lives in Berlin.', 'fact', jsonb_build_object('kith_updates', pg_temp.id('b1')));
select pg_temp.ask('c3', 'Never lived in Bonn.', 'fact', jsonb_build_object('kith_contradicts', pg_temp.id('b1')));
select pg_temp.ask('c4', 'Likes rain.', 'working');
select throws_ok($$select public.ai_accept_proposal(pg_temp.id('c2'), automatically => true)$$, '22023',
  'This is for its owner to decide.', 'not when it updates something');
select throws_ok($$select public.ai_accept_proposal(pg_temp.id('c3'), automatically => true)$$, '22023', null, 'nor contradicts it');
select throws_ok($$select public.ai_accept_proposal(pg_temp.id('c4'), automatically => true)$$, '22023', null, 'nor for the notes');
select pg_temp.as_coach();
select throws_ok($$select public.ai_accept_proposal(pg_temp.id('c2'), automatically => true)$$, 'PT403', null, 'a run accepts nothing');
select throws_ok($$select public.ai_replace_memory(pg_temp.id('c2'), pg_temp.id('b1'))$$, 'PT403', null, 'nor replaces');
select throws_ok($$select public.ai_return_proposal(pg_temp.id('c1'))$$, 'PT403', null, 'nor undoes what the owner decided');
select pg_temp.as_ana();
select lives_ok($$select public.ai_return_proposal(pg_temp.id('c1'))$$, 'its owner takes it back');
select is(pg_temp.state('c1'), 'proposed: Plays the cello.', 'then it waits again');
select is((select content_json from public.ai_memory where memory_id = pg_temp.id('c1')), '{"kith_quote": "I play the cello"}',
  'as it was proposed');
select lives_ok($$select public.ai_return_proposal(pg_temp.id('c1'))$$, 'twice is once');

-- Accepted as edited, and taken back.
select public.ai_accept_proposal(pg_temp.id('c1'), 'Plays the violoncello.');
select is(pg_temp.state('c1'), 'active: Plays the violoncello.', 'it says what its owner wrote');
select public.ai_return_proposal(pg_temp.id('c1'));
select is(pg_temp.state('c1'), 'proposed: Plays the cello.', 'and again what was proposed');
select public.ai_accept_proposal(pg_temp.id('c1'));
select public.ai_update_memory(pg_temp.id('c1'), 'Plays in a quartet.');
select throws_ok($$select public.ai_return_proposal(pg_temp.id('c1'))$$, 'PT409', null, 'not when it was changed since');
select throws_ok($$select public.ai_return_proposal(pg_temp.id('b1'))$$, '22023', null, 'nor what nobody proposed');
select throws_ok($$select public.ai_return_proposal(pg_temp.id('ff'))$$, 'PT404', null, 'nor what is not there');

-- In the place of another.
select is((select content from public.ai_replace_memory(pg_temp.id('c2'), pg_temp.id('b1'))), 'Lives in Berlin.', 'it takes the place');
select is(pg_temp.state('b1'), 'archived: Lives in Bonn.', 'what was there is kept and not used');
select is((select row(memory.pinned, memory.importance, memory.merged_into)::text from public.ai_memory as memory where memory_id = pg_temp.id('c2')),
  '(t,high,)', 'pinned and important as that was');
select is((select merged_into from public.ai_memory where memory_id = pg_temp.id('b1')), pg_temp.id('c2'), 'and knows by which');
select is((select version from public.ai_replace_memory(pg_temp.id('c2'), pg_temp.id('b1'))),
  (select version from public.ai_memory where memory_id = pg_temp.id('c2')), 'repeated, it changes nothing');
select public.ai_return_proposal(pg_temp.id('c2'));
select is(pg_temp.state('c2'), 'proposed: Lives in Berlin.', 'taken back, it waits');
select is(pg_temp.state('b1'), 'active: Lives in Bonn.', 'and the other is in use');
select throws_ok($$select public.ai_replace_memory(pg_temp.id('c2'), pg_temp.id('b2'))$$, '22023', null, 'only of the same persona');
select throws_ok($$select public.ai_replace_memory(pg_temp.id('c2'), pg_temp.id('c2'))$$, '22023', null, 'and not itself');
select throws_ok($$select public.ai_replace_memory(pg_temp.id('c4'), pg_temp.id('b1'))$$, '22023', null, 'a line of the notes replaces nothing');
select throws_ok($$select public.ai_replace_memory(pg_temp.id('c2'), pg_temp.id('b1'), ' ')$$, '22023', null, 'nor does nothing');

-- Merged.
select public.ai_merge_memories(pg_temp.id('b1'), array[pg_temp.id('c2')], 'Lived in Bonn, lives in Berlin.');
select is(pg_temp.state('c2'), 'archived: Lives in Berlin.', 'merged, it is part of another');
select public.ai_return_proposal(pg_temp.id('c2'));
select public.ai_restore_memory_version(pg_temp.id('b1'), 1);
select is(pg_temp.state('c2') || ' ' || pg_temp.state('b1'), 'proposed: Lives in Berlin. active: Lives in Bonn.', 'both as before');

-- A line of the notes.
select public.ai_save_working_memory(pg_temp.id('a1'), E'First.\n\nSecond.');
select public.ai_accept_proposal(pg_temp.id('c4'));
select is(pg_temp.notes(), E'First.\n\nSecond.\n\nLikes rain.', 'a line is added');
select public.ai_return_proposal(pg_temp.id('c4'));
select is(pg_temp.notes(), E'First.\n\nSecond.', 'and taken out');
select public.ai_accept_proposal(pg_temp.id('c4'));
select public.ai_save_working_memory(pg_temp.id('a1'), pg_temp.notes() || E'\n\nThird.');
select public.ai_return_proposal(pg_temp.id('c4'));
select is(pg_temp.notes(), E'First.\n\nSecond.\n\nThird.', 'from between others, too');
select public.ai_accept_proposal(pg_temp.id('c4'));
select public.ai_save_working_memory(pg_temp.id('a1'), 'Rewritten.');
select throws_ok($$select public.ai_return_proposal(pg_temp.id('c4'))$$, 'PT409', null, 'not from notes that say it otherwise');

-- Several by id.
select is((select count(*)::integer from public.ai_memories_by_id(array[pg_temp.id('b1'), pg_temp.id('b2'), pg_temp.id('ff')])), 2,
  'memories are read by id');
select public.ai_delete_memory(pg_temp.id('b2'));
select is((select count(*)::integer from public.ai_memories_by_id(array[pg_temp.id('b1'), pg_temp.id('b2')])), 1, 'not deleted ones');
select pg_temp.as_coach();
select is((select count(*)::integer from public.ai_memories_by_id(array[pg_temp.id('b1')])), 1, 'a run reads those of its vault');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is_empty($$select * from public.ai_memories_by_id(array[pg_temp.id('b1')])$$, 'nobody reads another''s');
select throws_ok($$select public.ai_return_proposal(pg_temp.id('c4'))$$, 'PT404', null, 'nor decides for them');
select throws_ok($$select public.ai_replace_memory(pg_temp.id('c2'), pg_temp.id('b1'))$$, 'PT404', null, 'whatever it is');
select * from finish();
rollback;
