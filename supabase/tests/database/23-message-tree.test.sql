-- Messages: saved, changed, deleted, and the versions of a turn, of which one path is read.
begin;
select plan(93);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

create function pg_temp.thread(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid$$;
create function pg_temp.message(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-000000000' || lpad(n::text, 3, '0'))::uuid$$;
create function pg_temp.says(n integer, thread integer, words text, more jsonb default '{}') returns jsonb
language sql as $$
  select jsonb_build_object(
    'message_id', pg_temp.message(n), 'thread_id', pg_temp.thread(thread), 'role', 'user',
    'content', jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words)))
  ) || more
$$;
create function pg_temp.words(content jsonb) returns text language sql as $$ select content -> 'parts' -> 0 ->> 'text' $$;
create function pg_temp.path(thread integer) returns text language sql as $$
  select string_agg(pg_temp.words(content), ' ' order by seq) from public.ai_list_path(pg_temp.thread(thread))
$$;
create function pg_temp.changed(thread integer) returns timestamptz language sql as $$
  select updated_at from public.ai_threads where thread_id = pg_temp.thread(thread)
$$;
create function pg_temp.place(n integer) returns bigint language sql as $$
  select seq from public.ai_messages where message_id = pg_temp.message(n)
$$;
create function pg_temp.vector(n integer) returns text language sql as $$
  select '[' || repeat(n || ',', 1535) || n || ']'
$$;

select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'Coach');
select public.ai_save_thread(pg_temp.thread(n), '00000000-0000-4000-8000-0000000000a1') from generate_series(1, 5) as n;

-- Saving -----------------------------------------------------------------------------------------------------------

select results_eq(
  $$select pg_temp.words(content), depth, selected, parent_message_id, sibling_ids from public.ai_save_messages(jsonb_build_array(
    pg_temp.says(1, 1, 'a', '{"created_at": "2026-01-01T00:00:01.001Z"}'), pg_temp.says(2, 1, 'b'), pg_temp.says(3, 1, 'c')))$$,
  $$values
    ('a', 0, true, null, array[pg_temp.message(1)]),
    ('b', 1, true, pg_temp.message(1), array[pg_temp.message(2)]),
    ('c', 2, true, pg_temp.message(2), array[pg_temp.message(3)])$$,
  'each message follows the one before it'
);
select results_eq(
  $$select pg_temp.words(content) from public.ai_list_path(pg_temp.thread(1)) order by created_at$$,
  array['a', 'b', 'c'], 'a batch without times has increasing times'
);
select results_eq(
  $$select pg_temp.words(content), role, created_at from public.ai_save_messages(jsonb_build_array(
    pg_temp.says(1, 1, 'lost'), pg_temp.says(1, 1, 'A', '{"role": "system", "created_at": "2027-01-01"}')))$$,
  $$values ('A', 'system', '2026-01-01T00:00:01.001Z'::timestamptz)$$,
  'what is saved again is replaced and keeps its time; of two with one id the last counts'
);
select public.ai_save_messages(jsonb_build_array(pg_temp.says(1, 1, 'a')));
select is(pg_temp.path(1), 'a b c', 'and its place');
select is((select message_count from public.ai_get_thread(pg_temp.thread(1))), 3, 'and is counted once');
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(4, 2, 'x'), pg_temp.says(5, 99, 'y')))$$,
  'PT404', 'thread not found', 'a batch with an unknown thread is refused'
);
select is(pg_temp.path(2), null, 'as a whole');
select throws_ok($$select public.ai_save_messages('{}')$$, '22023', 'messages must be an array', 'only arrays are batches');
select throws_ok($$select public.ai_save_messages(null)$$, '22023', 'messages must be an array', 'nothing is none');
select throws_ok(
  $$select public.ai_save_messages((select jsonb_agg(pg_temp.says(n, 1, 'x')) from generate_series(1, 501) as n))$$,
  '22023', null, 'a batch has at most 500'
);
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(4, 1, 'x') - 'content'))$$, '22023', null,
  'a message has content'
);
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(4, 1, 'x') || '{"content": null}'))$$, '22023', null,
  'and null is none'
);
select is_empty($$select public.ai_save_messages('[]')$$, 'an empty batch is fine');

-- Time of change.
create temporary table noted (at timestamptz);
insert into noted select pg_temp.changed(1);
select public.ai_save_messages(jsonb_build_array(pg_temp.says(1, 1, 'a')));
select ok(pg_temp.changed(1) > (select max(at) from noted), 'saving a message over changes its thread');
insert into noted select pg_temp.changed(1);
select public.ai_update_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.message(1), 'role', 'user')));
select ok(pg_temp.changed(1) > (select max(at) from noted), 'so does updating it');
insert into noted select pg_temp.changed(1);
select public.ai_delete_messages(array[pg_temp.message(1)]);
select ok(pg_temp.changed(1) > (select max(at) from noted), 'deleting it');
insert into noted select pg_temp.changed(1);
select public.ai_delete_messages(array[pg_temp.message(1)]);
select is(pg_temp.changed(1), (select max(at) from noted), 'deleting it again does not');
select public.ai_restore_messages(array[pg_temp.message(1)]);
select ok(pg_temp.changed(1) > (select max(at) from noted), 'and bringing it back does');

-- Finished and unfinished.
select public.ai_save_messages(jsonb_build_array(pg_temp.says(10, 2, 'ha', '{"role": "assistant", "status": "streaming"}')));
select public.ai_save_messages(jsonb_build_array(pg_temp.says(10, 2, 'half', '{"role": "assistant", "status": "streaming"}')));
select is(pg_temp.path(2), 'half', 'an answer grows while it is written');
select public.ai_save_messages(jsonb_build_array(pg_temp.says(10, 2, 'half of it', '{"role": "assistant", "status": "stopped"}')));
select results_eq(
  $$select pg_temp.words(content), status from public.ai_save_messages(jsonb_build_array(
    pg_temp.says(10, 2, 'ha', '{"role": "assistant", "status": "streaming"}')))$$,
  $$values ('half of it', 'stopped')$$, 'what has ended does not go on'
);
select results_eq(
  $$select pg_temp.words(content), status from public.ai_save_messages(jsonb_build_array(
    pg_temp.says(10, 2, 'mended', '{"role": "assistant"}')))$$,
  $$values ('mended', 'stopped')$$, 'it can be replaced, and stays as it ended'
);

-- Embeddings.
select public.ai_save_messages(jsonb_build_array(
  pg_temp.says(11, 2, 'meaning', jsonb_build_object('embedding', pg_temp.vector(1), 'embedding_model', 'm')),
  pg_temp.says(12, 2, 'meaning', jsonb_build_object('embedding', pg_temp.vector(2)::jsonb))
));
select results_eq(
  $$select message_embedding::text, embedding_model from public.ai_messages where message_id in (pg_temp.message(11), pg_temp.message(12)) order by seq$$,
  $$values (pg_temp.vector(1), 'm'), (pg_temp.vector(2), 'text-embedding-3-small')$$,
  'an embedding is a text or an array of numbers'
);
select public.ai_save_messages(jsonb_build_array(pg_temp.says(11, 2, 'meaning', '{"role": "system"}')));
select public.ai_update_messages(jsonb_build_array(jsonb_build_object(
  'message_id', pg_temp.message(11), 'content', '{"metadata": {"seen": true}}'::jsonb)));
select is(
  (select message_embedding is not null from public.ai_messages where message_id = pg_temp.message(11)), true,
  'it stays while the words are the same'
);
select public.ai_update_messages(jsonb_build_array(jsonb_build_object(
  'message_id', pg_temp.message(11), 'content', '{"parts": [{"type": "text", "text": "other"}]}'::jsonb)));
select is(
  (select message_embedding is null and embedding_model is null from public.ai_messages where message_id = pg_temp.message(11)),
  true, 'and goes with them'
);
select public.ai_update_messages(jsonb_build_array(jsonb_build_object(
  'message_id', pg_temp.message(11), 'content', '{"parts": [{"type": "text", "text": "new"}]}'::jsonb,
  'embedding', pg_temp.vector(3))));
select is(
  (select message_embedding::text from public.ai_messages where message_id = pg_temp.message(11)), pg_temp.vector(3),
  'unless a new one comes with the new words'
);
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(13, 2, 'x', '{"embedding": [1, 2]}')))$$,
  '22023', 'an embedding has 1,536 numbers', 'an embedding of another size is refused'
);

update public.ai_messages set message_embedding = pg_temp.vector(0)::extensions.vector where message_id = pg_temp.message(11);
select is(
  (select message_embedding is null and embedding_model is null from public.ai_messages where message_id = pg_temp.message(11)),
  true, 'one of zeros, which points nowhere, is none'
);

-- Metadata of messages.
select public.ai_save_messages(jsonb_build_array(pg_temp.says(13, 2, 'x', '{"metadata": {"a": 1, "b": [2]}}')));
select public.ai_save_messages(jsonb_build_array(pg_temp.says(13, 2, 'x', '{"metadata": {"a": 3}}')));
select results_eq(
  $$select key, value from public.ai_metadata where message_id = pg_temp.message(13) order by key$$,
  $$values ('a', '3'::jsonb), ('b', '[2]'::jsonb)$$, 'metadata comes with its message, key by key'
);
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(13, 2, 'x', '{"metadata": {"mastra.a": 1}}')))$$,
  '22023', null, 'but not the keys of the store'
);

-- Updating ---------------------------------------------------------------------------------------------------------

select public.ai_save_messages(jsonb_build_array(
  pg_temp.says(20, 3, 'a', '{"content": {"format": 2, "parts": [], "metadata": {"x": 1, "y": {"z": 1}}, "kept": true}}')
));
select is(
  (select content from public.ai_update_messages(jsonb_build_array(jsonb_build_object(
    'message_id', pg_temp.message(20), 'content', '{"parts": [1], "metadata": {"y": {}, "w": null}}'::jsonb)))),
  '{"format": 2, "parts": [1], "metadata": {"x": 1, "y": {}, "w": null}, "kept": true}',
  'content is merged, and its metadata one level deeper'
);
select results_eq(
  $$select role, content -> 'kept' from public.ai_update_messages(jsonb_build_array(jsonb_build_object(
    'message_id', pg_temp.message(20), 'role', 'system')))$$,
  $$values ('system', 'true'::jsonb)$$, 'what is not given stays'
);
select is_empty(
  $$select public.ai_update_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.message(999), 'role', 'user')))$$,
  'what is not there is passed over'
);
select is(
  (select content from public.ai_update_messages(jsonb_build_array(
    jsonb_build_object('message_id', pg_temp.message(20), 'content', '{"n": 1}'::jsonb),
    jsonb_build_object('message_id', pg_temp.message(20), 'content', '{"m": 2}'::jsonb)))) - array['format', 'parts', 'metadata', 'kept'],
  '{"n": 1, "m": 2}', 'changes of one message add up'
);

select throws_ok(
  $$update public.ai_messages set content = to_jsonb(repeat('x', 16000000)) where message_id = pg_temp.message(20)$$,
  '23514', 'A message can have 16 MB.', 'a message has an end, by any door'
);

-- Moving.
select public.ai_save_messages(jsonb_build_array(
  pg_temp.says(21, 3, 'b'), pg_temp.says(22, 3, 'c'), pg_temp.says(23, 3, 'd'), pg_temp.says(24, 4, 'e')
));
insert into noted select greatest(pg_temp.changed(3), pg_temp.changed(4));
select public.ai_update_messages(jsonb_build_array(
  jsonb_build_object('message_id', pg_temp.message(22), 'thread_id', pg_temp.thread(4))
));
select results_eq(
  'select pg_temp.path(3), pg_temp.path(4)', $$values ('b d', 'e c')$$, 'a message goes to the end of another thread'
);
select is(
  (select parent_message_id from public.ai_messages where message_id = pg_temp.message(23)), pg_temp.message(21),
  'what followed it follows, from now on, what it followed'
);
select ok(
  least(pg_temp.changed(3), pg_temp.changed(4)) > (select max(at) from noted), 'both threads have changed'
);
select results_eq(
  $$select message_count, last_message_seq from public.ai_threads where thread_id in (pg_temp.thread(3), pg_temp.thread(4)) order by thread_id$$,
  $$values (3, pg_temp.place(23)), (2, pg_temp.place(22))$$, 'and count anew'
);
select public.ai_save_messages(jsonb_build_array(pg_temp.says(24, 3, 'E')));
select results_eq(
  'select pg_temp.path(3), pg_temp.path(4)', $$values ('b d E', 'c')$$, 'saved in another thread, it goes there as well'
);
select throws_ok(
  $$select public.ai_update_messages(jsonb_build_array(
    jsonb_build_object('message_id', pg_temp.message(21), 'thread_id', pg_temp.thread(99))))$$,
  'PT404', 'thread not found', 'to a thread that is not there it does not go'
);

-- Deleting ---------------------------------------------------------------------------------------------------------

select is(public.ai_delete_messages(array[pg_temp.message(21), pg_temp.message(23), pg_temp.message(999)]), 2, 'messages are deleted');
select is(pg_temp.path(3), 'E', 'nobody reads them');
select is_empty($$select public.ai_messages_by_id(array[pg_temp.message(21)])$$, 'not by their ids either');
select is(public.ai_delete_messages(array[pg_temp.message(21)]), 0, 'deleting them again is fine');
select results_eq(
  $$select pg_temp.words(content) from public.ai_restore_messages(array[pg_temp.message(21), pg_temp.message(999)])$$,
  array['b'], 'a message deleted by mistake comes back'
);
select is(pg_temp.path(3), 'b E', 'where it was');
select public.ai_save_messages(jsonb_build_array(pg_temp.says(23, 3, 'D')));
select is(pg_temp.path(3), 'b D E', 'and one that is saved again is there again');

-- Versions of a turn -----------------------------------------------------------------------------------------------

select public.ai_save_messages(jsonb_build_array(
  pg_temp.says(31, 5, 'a'), pg_temp.says(32, 5, 'b'), pg_temp.says(33, 5, 'c'), pg_temp.says(34, 5, 'd')
));
select results_eq(
  $$select pg_temp.words(content), depth, selected, sibling_ids from public.ai_start_sibling(pg_temp.says(35, 5, 'B'), pg_temp.message(32))$$,
  $$values ('B', 1, true, array[pg_temp.message(32), pg_temp.message(35)])$$, 'another version of a turn'
);
select is(pg_temp.path(5), 'a B', 'takes its place, and nothing follows it yet');
select public.ai_save_messages(jsonb_build_array(pg_temp.says(36, 5, 'C')));
select is(pg_temp.path(5), 'a B C', 'until one goes on');
select public.ai_start_sibling(pg_temp.says(35, 5, 'lost'), pg_temp.message(32));
select is(pg_temp.path(5), 'a B C', 'starting the same version again changes nothing');
select throws_ok(
  $$select public.ai_start_sibling(pg_temp.says(36, 5, 'x'), pg_temp.message(32))$$, '22023', 'message_id is taken',
  'the id of another turn is not a version of this one'
);
select throws_ok(
  $$select public.ai_start_sibling(pg_temp.says(37, 5, 'x'), pg_temp.message(999))$$, 'PT404', 'message not found',
  'there is no other version of nothing'
);
select results_eq(
  $$select message_id, selected from public.ai_select_sibling(pg_temp.message(32))$$,
  $$values (pg_temp.message(32), true)$$, 'an earlier version is shown again'
);
select is(pg_temp.path(5), 'a b c d', 'with what followed it');
select public.ai_start_sibling(pg_temp.says(38, 5, 'D'), pg_temp.message(34));
select public.ai_select_sibling(pg_temp.message(35));
select public.ai_select_sibling(pg_temp.message(32));
select is(pg_temp.path(5), 'a b c D', 'the newest at every turn');
select public.ai_select_sibling(pg_temp.message(34));
select is(pg_temp.path(5), 'a b c d', 'or the one that is asked for');
select public.ai_select_sibling(pg_temp.message(36));
select is(pg_temp.path(5), 'a B C', 'deep in another branch, too');
select public.ai_select_sibling(pg_temp.message(36));
select is(pg_temp.path(5), 'a B C', 'asking for what is shown changes nothing');
select public.ai_start_sibling(pg_temp.says(39, 5, 'A'), pg_temp.message(31));
select results_eq(
  $$select pg_temp.words(content), depth, sibling_ids from public.ai_list_path(pg_temp.thread(5))$$,
  $$values ('A', 0, array[pg_temp.message(31), pg_temp.message(39)])$$, 'the first message has versions as well'
);
select public.ai_start_sibling(pg_temp.says(40, 5, 'bb'), pg_temp.message(32));
select is(pg_temp.path(5), 'a bb', 'a version in a branch that is not shown shows that branch');
select public.ai_delete_messages(array[pg_temp.message(40), pg_temp.message(38)]);
select is(
  (select sibling_ids from public.ai_messages_by_id(array[pg_temp.message(32)])), array[pg_temp.message(32), pg_temp.message(35)],
  'a deleted version is not counted'
);
select public.ai_select_sibling(pg_temp.message(31));
select is(pg_temp.path(5), 'a', 'what is on the path stays there, deleted or not');
select public.ai_select_sibling(pg_temp.message(39));
select public.ai_select_sibling(pg_temp.message(31));
select is(pg_temp.path(5), 'a B C', 'but a deleted version is not chosen anew');
select throws_ok(
  $$select public.ai_select_sibling(pg_temp.message(40))$$, 'PT404', 'message not found', 'not even when asked for'
);
select results_eq(
  $$select depth, count(*) from public.ai_messages where thread_id = pg_temp.thread(5) and selected group by depth having count(*) > 1$$,
  $$select 0, 0::bigint where false$$, 'the path is one line'
);

-- A tree comes in as it was.
select public.ai_save_thread(pg_temp.thread(6));
select public.ai_save_messages(jsonb_build_array(
  pg_temp.says(50, 6, 'a'),
  pg_temp.says(51, 6, 'b', jsonb_build_object('parent_message_id', pg_temp.message(50), 'selected', false)),
  pg_temp.says(52, 6, 'B', jsonb_build_object('parent_message_id', pg_temp.message(50))),
  pg_temp.says(53, 6, 'c', jsonb_build_object('parent_message_id', pg_temp.message(51))),
  pg_temp.says(54, 6, 'C')
));
select is(pg_temp.path(6), 'a B C', 'messages that name their parents make a tree');
select public.ai_select_sibling(pg_temp.message(51));
select is(pg_temp.path(6), 'a b c', 'in all its branches');
select public.ai_save_messages(jsonb_build_array(
  pg_temp.says(55, 6, 'x', jsonb_build_object('parent_message_id', pg_temp.message(50)))
));
select is(pg_temp.path(6), 'a b c', 'saving a message beside the path does not change the path');
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(56, 6, 'y',
    jsonb_build_object('parent_message_id', pg_temp.message(50), 'selected', true))))$$,
  '22023', null, 'and is not made to'
);
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(56, 6, 'y',
    jsonb_build_object('parent_message_id', pg_temp.message(31)))))$$,
  'PT404', 'message not found', 'nothing follows a message of another thread'
);

-- While an answer is being written.
select public.ai_start_run(
  run_id => pg_temp.message(90), thread_id => pg_temp.thread(6), answer_id => pg_temp.message(58),
  answer_created_at => now(), model => '{}', device => 'desk', message_id => pg_temp.message(57),
  message_content => '{"format": 2, "parts": [{"type": "text", "text": "q"}]}'
);
select throws_ok(
  $$select public.ai_select_sibling(pg_temp.message(52))$$, 'PT409', null, 'an answer is not put aside while it is being written'
);
select throws_ok(
  $$select public.ai_start_sibling(pg_temp.says(59, 6, 'x'), pg_temp.message(57))$$, 'PT409', null, 'not by a new version either'
);
select throws_ok(
  $$select public.ai_delete_messages(array[pg_temp.message(58)])$$, 'PT409', null, 'or deleted'
);
select throws_ok(
  $$select public.ai_update_messages(jsonb_build_array(
    jsonb_build_object('message_id', pg_temp.message(58), 'thread_id', pg_temp.thread(1))))$$, 'PT409', null, 'or moved'
);
select lives_ok($$select public.ai_select_sibling(pg_temp.message(51))$$, 'what leaves it where it is may be done');

-- Pages ------------------------------------------------------------------------------------------------------------

select public.ai_save_thread(pg_temp.thread(7), null, null, null, '2026-01-01');
select public.ai_save_messages((
  select jsonb_agg(pg_temp.says(100 + n, 7, n::text, jsonb_build_object('created_at', '2026-01-01'::timestamptz + n * interval '1 minute'))
    order by n)
  from generate_series(0, 9) as n
));
select public.ai_delete_messages(array[pg_temp.message(105)]);
create function pg_temp.page(max_rows integer, before integer default null, after integer default null, around integer default null)
returns text language sql as $$
  select string_agg(pg_temp.words(content), '' order by place) from public.ai_list_path(
    pg_temp.thread(7), max_rows, pg_temp.place(100 + before), pg_temp.place(100 + after), pg_temp.message(100 + around)
  ) with ordinality as page (message_id, thread_id, seq, role, content, status, parent, created_at, selected, depth, siblings, place)
$$;
select results_eq(
  $$select pg_temp.page(3), pg_temp.page(3, before => 7), pg_temp.page(3, after => 3), pg_temp.page(9, after => 8), pg_temp.page(2, before => 0)$$,
  $$values ('789', '346', '467', '9', null)$$, 'the path is read backwards and forwards'
);
select results_eq(
  $$select pg_temp.page(3, around => 4), pg_temp.page(4, around => 0), pg_temp.page(4, around => 9), pg_temp.page(1, around => 6), pg_temp.page(50, around => 2)$$,
  $$values ('346', '0123', '6789', '6', '012346789')$$, 'and around one message'
);
select throws_ok($$select pg_temp.page(3, before => 1, after => 2)$$, '22023', null, 'from one place at a time');
select results_eq(
  $$select string_agg(pg_temp.words(content) || case when is_hit then '!' else '' end, '' order by seq)
    from public.ai_message_neighbours(array[pg_temp.message(101), pg_temp.message(104), pg_temp.message(105), pg_temp.message(51), pg_temp.message(52)], 1, 2)
    group by thread_id order by thread_id$$,
  array['ab!cq', '01!234!67'], 'neighbours are those on the path, every one once; what is not on it has none'
);

create function pg_temp.mastra(
  thread_ids uuid[] default array[pg_temp.thread(7)], resource_key text default null, since timestamptz default null,
  until timestamptz default null, exclusive boolean default false, metadata jsonb default null, include jsonb default null,
  descending boolean default false, max_rows integer default 40, skip integer default 0, with_total boolean default true
) returns text language sql as $$
  select coalesce(string_agg(pg_temp.words(content), '' order by place), '') || ' ' || coalesce(total::text, '?') || case when has_more then ' more' else '' end
  from public.ai_query_messages(thread_ids, resource_key, since, until, exclusive, exclusive, metadata, include, descending, max_rows, skip, with_total) as page
  left join lateral unnest(page.messages) with ordinality
    as listed (message_id, thread_id, resource_key, seq, role, content, status, created_at, place) on true
  group by total, has_more
$$;
select results_eq(
  $$select pg_temp.mastra(), pg_temp.mastra(max_rows => 4), pg_temp.mastra(max_rows => 4, skip => 8), pg_temp.mastra(max_rows => null, descending => true),
    pg_temp.mastra(descending => true, max_rows => 2, with_total => false), pg_temp.mastra(skip => 20)$$,
  $$values ('012346789 9', '0123 9 more', '9 9', '987643210 9', '98 ? more', ' 9')$$, 'pages for Mastra'
);
select results_eq(
  $$select pg_temp.mastra(since => '2026-01-01 00:02', until => '2026-01-01 00:06'),
    pg_temp.mastra(since => '2026-01-01 00:02', until => '2026-01-01 00:06', exclusive => true)$$,
  $$values ('2346 4', '34 2')$$, 'between two times, with or without them'
);
select public.ai_update_messages(jsonb_build_array(
  jsonb_build_object('message_id', pg_temp.message(102), 'content', '{"metadata": {"n": 1, "none": null}}'::jsonb),
  jsonb_build_object('message_id', pg_temp.message(103), 'content', '{"metadata": {"n": "1"}}'::jsonb),
  jsonb_build_object('message_id', pg_temp.message(104), 'content', '{"metadata": {"n": 1}}'::jsonb)
));
select results_eq(
  $$select pg_temp.mastra(metadata => '{"n": 1}'), pg_temp.mastra(metadata => '{"n": "1"}'), pg_temp.mastra(metadata => '{"n": 1, "none": null}'), pg_temp.mastra(metadata => '{"other": null}')$$,
  $$values ('24 2', '3 1', '2 1', ' 0')$$, 'with exactly these values in their metadata'
);
select results_eq(
  $$select
    pg_temp.mastra(max_rows => 0, include => jsonb_build_array(
      jsonb_build_object('message_id', pg_temp.message(103), 'before', 1, 'after', 2), jsonb_build_object('message_id', pg_temp.message(32)),
      jsonb_build_object('message_id', pg_temp.message(36), 'before', 1), jsonb_build_object('message_id', pg_temp.message(999)))),
    pg_temp.mastra(max_rows => 2, include => jsonb_build_array(jsonb_build_object('message_id', pg_temp.message(101), 'after', 2))),
    pg_temp.mastra(max_rows => 0, resource_key => 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000',
      include => jsonb_build_array(jsonb_build_object('message_id', pg_temp.message(36), 'before', 9)))$$,
  $$values ('2346BC 0', '0123 9 more', ' 0')$$, 'and with others of any thread of the resource'
);
select is(
  pg_temp.mastra(thread_ids => null, resource_key => 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000', max_rows => 3),
  '012 14 more', 'of a whole resource'
);
select throws_ok('select public.ai_query_messages()', '22023', null, 'of nothing there are no pages');

-- Others -----------------------------------------------------------------------------------------------------------

set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select public.ai_save_thread(pg_temp.thread(70));
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(101, 70, 'mine')))$$, 'PT404', 'message not found',
  'the id of somebody else''s message is not to be had'
);
select results_eq(
  $$select public.ai_delete_messages(array[pg_temp.message(101)]),
    (select count(*) from public.ai_update_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.message(101), 'role', 'system')))),
    (select count(*) from public.ai_restore_messages(array[pg_temp.message(105)])),
    (select count(*) from public.ai_message_neighbours(array[pg_temp.message(101)])), pg_temp.mastra()$$,
  $$values (0, 0::bigint, 0::bigint, 0::bigint, ' 0')$$, 'and neither is the message'
);

set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
set local request.headers = '{"x-kith-persona": "00000000-0000-4000-8000-0000000000a1", "x-kith-actor": "assistant"}';
select lives_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(80, 1, 'said', '{"role": "assistant"}')))$$, 'a run adds an answer'
);
select lives_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(80, 1, 'said', '{"role": "assistant"}')))$$, 'saying it twice is fine'
);
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(80, 1, 'meant', '{"role": "assistant"}')))$$, 'PT403', null,
  'but not saying something else afterwards'
);
select throws_ok(
  $$select public.ai_save_messages(jsonb_build_array(pg_temp.says(81, 1, 'I said')))$$, '42501', null, 'or speaking for the owner'
);
select throws_ok($$select public.ai_select_sibling(pg_temp.message(35))$$, 'PT403', null, 'or choosing what is shown');

select * from finish();
rollback;
