-- Threads: lists of one persona and of all, previews and what is unread, the bin, copies, moves, and pages for Mastra.
begin;
select plan(58);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

create function pg_temp.thread(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid$$;
create function pg_temp.message(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-0000000002' || lpad(n::text, 2, '0'))::uuid$$;
create function pg_temp.says(n integer, thread integer, role text, words text, more jsonb default '{}') returns jsonb
language sql as $$
  select jsonb_build_object(
    'message_id', pg_temp.message(n), 'thread_id', pg_temp.thread(thread), 'role', role,
    'content', jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words)))
  ) || more
$$;
create function pg_temp.path(thread uuid) returns text language sql as $$
  select string_agg(content -> 'parts' -> 0 ->> 'text', ' ' order by seq) from public.ai_list_path(thread)
$$;

select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'Coach');
select public.ai_save_persona('00000000-0000-4000-8000-0000000000a2', 'Researcher');
select public.ai_save_thread(pg_temp.thread(n), case when n > 3 then '00000000-0000-4000-8000-0000000000a1'::uuid end,
  'thread ' || n, null, '2026-01-01'::timestamptz + n * interval '1 hour') from generate_series(1, 6) as n;

-- Lists.
select results_eq(
  'select title from public.ai_list_threads(all_personas => true)',
  array['thread 6', 'thread 5', 'thread 4', 'thread 3', 'thread 2', 'thread 1'],
  'the threads of all personas are one list'
);
select results_eq(
  $$select page.title from public.ai_list_threads(all_personas => true, max_rows => 2) as first
    cross join lateral public.ai_list_threads(null, 3, first.last_message_at, first.thread_id, true) as page
    where first.title = 'thread 5'$$,
  array['thread 4', 'thread 3', 'thread 2'],
  'whose next page begins where the last one ended'
);
select public.ai_update_thread(pg_temp.thread(2), archived => true);
select public.ai_update_thread(pg_temp.thread(3), pinned => true);
select results_eq('select title from public.ai_list_threads()', array['thread 3', 'thread 1'], 'what is archived is not listed');
select results_eq('select title from public.ai_list_threads(archived => true)', array['thread 2'], 'unless one asks for it');
select results_eq(
  'select title from public.ai_list_threads(archived => null)', array['thread 3', 'thread 2', 'thread 1'], 'or for both'
);
select results_eq('select title from public.ai_list_threads(pinned => true)', array['thread 3'], 'pinned threads alone');
select results_eq('select title from public.ai_list_threads(pinned => false)', array['thread 1'], 'or all others');
select public.ai_delete_thread(pg_temp.thread(2));
select public.ai_delete_thread(pg_temp.thread(1));
select results_eq(
  'select title, deleted_at is not null from public.ai_list_threads(deleted => true)',
  $$values ('thread 2', true), ('thread 1', true)$$,
  'the bin has what was deleted, archived or not'
);
select results_eq('select title from public.ai_list_threads(archived => null)', array['thread 3'], 'and nothing else has it');
select throws_ok(
  $$select public.ai_update_thread(pg_temp.thread(1), 'x')$$, 'PT404', 'thread not found', 'what is in the bin cannot be changed'
);
select is_empty(
  $$select public.ai_save_thread(pg_temp.thread(1), null, 'x')$$, 'or saved over'
);
select public.ai_restore_thread(pg_temp.thread(1));
select results_eq(
  'select title from public.ai_list_threads()', array['thread 3', 'thread 1'], 'it comes back where it was'
);

-- Beginnings, previews and what is unread.
select public.ai_save_messages(jsonb_build_array(
  pg_temp.says(1, 4, 'user', 'question'), pg_temp.says(2, 4, 'assistant', repeat('answer ', 40))
));
select results_eq(
  $$select opening, left(preview, 13), length(preview), message_count, unread from public.ai_get_thread(pg_temp.thread(4))$$,
  $$values ('question', 'answer answer', 160, 2, true)$$,
  'a thread shows how it begins, how it ends, and that its answer has not been read'
);
select is(
  (select unread from public.ai_mark_thread_read(pg_temp.thread(4), (select seq from public.ai_messages where message_id = pg_temp.message(1)))),
  true, 'reading the question is not reading the answer'
);
select is((select unread from public.ai_mark_thread_read(pg_temp.thread(4))), false, 'reading it to the end is');
select is((select unread from public.ai_mark_thread_read(pg_temp.thread(4), 1)), false, 'what has been read stays read');
select public.ai_save_messages(jsonb_build_array(pg_temp.says(3, 4, 'user', 'more')));
select results_eq(
  $$select preview, unread from public.ai_get_thread(pg_temp.thread(4))$$, $$values ('more', false)$$,
  'one''s own words are not unread'
);
select public.ai_save_messages(jsonb_build_array(pg_temp.says(4, 4, 'assistant', 'half', '{"status": "streaming"}')));
select results_eq(
  $$select preview, unread from public.ai_get_thread(pg_temp.thread(4))$$, $$values ('more', false)$$,
  'an answer that is being written is not there yet'
);
select public.ai_save_messages(jsonb_build_array(pg_temp.says(4, 4, 'assistant', 'whole')));
select results_eq(
  $$select preview, unread from public.ai_get_thread(pg_temp.thread(4))$$, $$values ('whole', true)$$, 'now it is'
);
select public.ai_delete_messages(array[pg_temp.message(4), pg_temp.message(1)]);
select results_eq(
  $$select opening, preview, unread from public.ai_get_thread(pg_temp.thread(4))$$, $$values ('more', 'more', false)$$,
  'what is deleted is not shown and need not be read'
);
select public.ai_restore_messages(array[pg_temp.message(4), pg_temp.message(1)]);
select is(
  (select updated_at from public.ai_mark_thread_read(pg_temp.thread(4))),
  (select updated_at from public.ai_threads where thread_id = pg_temp.thread(4)),
  'a thread does not change by being read'
);
select ok(
  (select before.updated_at from public.ai_get_thread(pg_temp.thread(4)) as before)
    < (select after.updated_at from public.ai_update_thread(pg_temp.thread(4), 'new') as after),
  'but by being renamed'
);
select throws_ok(
  $$select public.ai_mark_thread_read('00000000-0000-4000-8000-0000000000ff')$$, 'PT404', 'thread not found',
  'a thread that is not there cannot be read'
);

-- Copies.
select public.ai_save_messages(jsonb_build_array(
  pg_temp.says(11, 5, 'user', 'a', '{"created_at": "2026-01-01T00:00:01.001Z"}'),
  pg_temp.says(12, 5, 'assistant', 'b', '{"created_at": "2026-01-01T00:00:02.002Z"}'),
  pg_temp.says(13, 5, 'user', 'c', '{"created_at": "2026-01-01T00:00:03.003Z"}'),
  pg_temp.says(14, 5, 'assistant', 'd', '{"created_at": "2026-01-01T00:00:04.004Z"}')
));
select public.ai_start_sibling(pg_temp.says(15, 5, 'assistant', 'B'), pg_temp.message(12));
select public.ai_save_messages(jsonb_build_array(pg_temp.says(16, 5, 'user', 'C')));
select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(20));
select is(
  (select message_ids from public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(20))),
  (select jsonb_object_agg(original.message_id, copy.message_id)
    from public.ai_list_path(pg_temp.thread(5)) as original
    join public.ai_list_path(pg_temp.thread(20)) as copy using (created_at, role, content)),
  'a copy has what the path has, and says which message is which'
);
select is(pg_temp.path(pg_temp.thread(20)), 'a B C', 'in its order');
select is(
  (select count(*)::integer from public.ai_messages where thread_id = pg_temp.thread(20)), 3,
  'other versions stay behind'
);
select results_eq(
  $$select title, persona_id, unread, metadata -> 'clone' ->> 'sourceThreadId', metadata -> 'clone' ->> 'lastMessageId'
    from public.ai_get_thread(pg_temp.thread(20))$$,
  $$values ('thread 5', '00000000-0000-4000-8000-0000000000a1'::uuid, false,
    '00000000-0000-4000-8000-000000000105', '00000000-0000-4000-8000-000000000216')$$,
  'it says what it is a copy of'
);
select public.ai_save_messages(jsonb_build_array(pg_temp.says(17, 5, 'assistant', 'D')));
select is(
  (select (copy.thread).message_count from public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(20)) as copy), 3,
  'copying twice makes one copy, as it was'
);
select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(21), until_message_id => pg_temp.message(15), title => 'fork');
select is(pg_temp.path(pg_temp.thread(21)), 'a B', 'a fork ends in the message it was made at');
select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(22), until_message_id => pg_temp.message(13));
select is(pg_temp.path(pg_temp.thread(22)), 'a b c', 'and takes the branch of that message, shown or not');
select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(23), last_messages => 2);
select is(pg_temp.path(pg_temp.thread(23)), 'C D', 'only the last ones');
select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(24),
  message_ids => array[pg_temp.message(17), pg_temp.message(11), pg_temp.message(12)]);
select is(pg_temp.path(pg_temp.thread(24)), 'a D', 'only those named, of the path');
select public.ai_copy_thread(pg_temp.thread(22), pg_temp.thread(25), since => '2026-01-01T00:00:02.002Z', until => '2026-01-01T00:00:02.002Z');
select is(pg_temp.path(pg_temp.thread(25)), 'b', 'only those of a time, both ends included');
select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(26), persona_id => '00000000-0000-0000-0000-000000000000',
  metadata => '{"a": 1}');
select results_eq(
  $$select persona_id, metadata -> 'a' from public.ai_get_thread(pg_temp.thread(26))$$, $$values (null::uuid, '1'::jsonb)$$,
  'a copy can be of no persona, and have metadata'
);
select is(
  (select distinct resource_key from public.ai_messages where thread_id = pg_temp.thread(26)),
  'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000', 'with its messages'
);
select throws_ok(
  $$select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(6))$$, '22023', 'new_thread_id is taken',
  'a copy is not written over another thread'
);
select throws_ok(
  $$select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(27), persona_id => '00000000-0000-4000-8000-0000000000ff')$$,
  'PT404', 'persona not found', 'or given to a persona that is not there'
);
select throws_ok(
  $$select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(27), until_message_id => pg_temp.message(1))$$,
  'PT404', 'message not found', 'or made at a message of another thread'
);
select throws_ok(
  $$select public.ai_copy_thread(pg_temp.thread(2), pg_temp.thread(27))$$, 'PT404', 'thread not found',
  'what is in the bin is not copied'
);
select is_empty($$select public.ai_get_thread(pg_temp.thread(27))$$, 'and nothing is left of any attempt');

-- Moves.
select results_eq(
  $$select persona_id from public.ai_move_thread(pg_temp.thread(5), '00000000-0000-4000-8000-0000000000a2')$$,
  array['00000000-0000-4000-8000-0000000000a2'::uuid], 'a thread is handed to another persona'
);
select is(
  (select distinct resource_key from public.ai_messages where thread_id = pg_temp.thread(5)),
  'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a2', 'with all of its messages'
);
select throws_ok(
  $$select public.ai_move_thread(pg_temp.thread(5), '00000000-0000-4000-8000-0000000000ff')$$, 'PT404', 'persona not found',
  'not to one that is not there'
);
select public.ai_start_run(
  run_id => '00000000-0000-4000-8000-0000000003aa', thread_id => pg_temp.thread(6), answer_id => pg_temp.message(61),
  answer_created_at => now(), model => '{}', device => 'desk', message_id => pg_temp.message(60),
  persona_id => '00000000-0000-4000-8000-0000000000a1', message_content => '{"format": 2, "parts": []}'
);
select throws_ok(
  $$select public.ai_move_thread(pg_temp.thread(6))$$, 'PT409', null, 'not while it is being answered'
);

-- Pages for Mastra.
select public.ai_save_thread(pg_temp.thread(40 + n), '00000000-0000-4000-8000-0000000000a2', null,
  jsonb_build_object('n', n % 2, 's', n::text, 'deep', jsonb_build_object('a', n % 2)), '2026-03-01'::timestamptz + n * interval '1 day')
from generate_series(1, 5) as n;
create function pg_temp.found(metadata jsonb default null, order_by text default 'created_at', descending boolean default true,
  max_rows integer default 100, skip integer default 0) returns text language sql as $$
  select page.total || ':' || coalesce(string_agg(coalesce(thread.metadata ->> 's', thread.title), ',' order by place), '')
  from public.ai_query_threads(
    'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a2', metadata, order_by, descending, max_rows, skip
  ) as page
  left join lateral unnest(page.threads) with ordinality
    as thread (thread_id, resource_key, title, metadata, created_at, updated_at, place) on true
  group by page.total
$$;
select is(pg_temp.found(), '6:5,4,3,2,1,thread 5', 'threads of a resource, the newest first');
select is(pg_temp.found(descending => false, max_rows => 2, skip => 1), '6:1,2', 'or the oldest, in pages');
select is(pg_temp.found(max_rows => null, skip => 4), '6:1,thread 5', 'or all that remain');
select is(pg_temp.found(skip => 9), '6:', 'past the last page there is nothing, and the total is known');
select is(pg_temp.found('{"n": 1}'), '3:5,3,1', 'with this value in their metadata');
select is(pg_temp.found('{"n": 1, "s": "3"}'), '1:3', 'with both');
select is(pg_temp.found('{"n": "1"}'), '0:', 'a text is not a number');
select is(pg_temp.found('{"deep": {}}'), '0:', 'and a part is not the whole');
select public.ai_update_thread(pg_temp.thread(42), 'changed');
select is(pg_temp.found(order_by => 'updated_at', max_rows => 1), '6:2', 'by the last change');
select throws_ok(
  $$select public.ai_query_threads(order_by => 'title')$$, '22023', null, 'there is no other order'
);

-- A stranger, and a run.
set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select throws_ok(
  $$select public.ai_copy_thread(pg_temp.thread(5), pg_temp.thread(28))$$, 'PT404', 'thread not found', 'nobody copies what is not theirs'
);
select is(
  (select total from public.ai_query_threads('aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a2')), 0,
  'or counts it'
);
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
set local request.headers = '{"x-kith-persona": "00000000-0000-4000-8000-0000000000a1", "x-kith-actor": "assistant"}';
select is(
  (select count(*)::integer from public.ai_list_threads(all_personas => true)
    where persona_id is distinct from '00000000-0000-4000-8000-0000000000a1'), 0, 'a run sees the threads of its persona'
);
select throws_ok(
  $$select public.ai_delete_thread(pg_temp.thread(4))$$, 'PT403', null, 'and deletes none'
);

select * from finish();
rollback;
