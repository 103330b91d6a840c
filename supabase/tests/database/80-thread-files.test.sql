-- A thread as a file: all versions of its messages are listed, and one is made of a file whole or not at all.
begin;
select plan(25);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

create function pg_temp.message(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-0000000002' || lpad(n::text, 2, '0'))::uuid$$;
create function pg_temp.says(n integer, parent integer, words text, more jsonb default '{}') returns jsonb
language sql as $$
  select jsonb_build_object(
    'message_id', pg_temp.message(n), 'parent_message_id', pg_temp.message(parent), 'role', 'user', 'status', 'complete',
    'selected', true, 'created_at', '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute', 'metadata', '{}'::jsonb,
    'content', jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words)))
  ) || more
$$;
create function pg_temp.bring(thread text, variadic messages jsonb[]) returns text language sql as $$
  select made.title from public.ai_import_thread(
    ('00000000-0000-4000-8000-0000000001' || thread)::uuid, to_jsonb(messages), title => 'thread ' || thread,
    created_at => '2026-01-01'
  ) as made
$$;
create function pg_temp.tree(thread text) returns setof text language sql as $$
  select concat_ws(' ', content -> 'parts' -> 0 ->> 'text', 'after', right(parent_message_id::text, 2),
    case when selected then 'shown' end)
  from public.ai_list_tree(('00000000-0000-4000-8000-0000000001' || thread)::uuid)
$$;

select is(
  pg_temp.bring('01',
    pg_temp.says(1, null, 'one'),
    pg_temp.says(2, 1, 'two', '{"selected": false, "status": "stopped", "metadata": {"mood": "calm"}}'),
    pg_temp.says(3, 2, 'below two', '{"selected": false}'),
    pg_temp.says(4, 1, 'two again'),
    pg_temp.says(5, null, 'other beginning', '{"selected": false}')
  ),
  'thread 01', 'a thread is made of messages with their versions'
);
select results_eq(
  $$select pg_temp.tree('01')$$,
  array['one after shown', 'two after 01', 'below two after 02', 'two again after 01 shown', 'other beginning after'],
  'and lists them as they were, each after its own'
);
select results_eq(
  $$select content -> 'parts' -> 0 ->> 'text', cardinality(sibling_ids) from public.ai_list_path('00000000-0000-4000-8000-000000000101')$$,
  $$values ('one', 2), ('two again', 2)$$, 'what was shown is shown'
);
select is(
  (select metadata from public.ai_list_tree('00000000-0000-4000-8000-000000000101') where message_id = pg_temp.message(2)),
  '{"mood": "calm"}', 'with what was noted'
);
select results_eq(
  $$select opening, preview, unread, last_message_at from public.ai_get_thread('00000000-0000-4000-8000-000000000101')$$,
  $$values ('one', 'two again', false, '2026-01-01 00:05:00+00'::timestamptz)$$, 'the list knows how it begins and ends, and it is read'
);
select results_eq(
  $$select content -> 'parts' -> 0 ->> 'text' from public.ai_list_tree('00000000-0000-4000-8000-000000000101', 2,
      (select seq from public.ai_list_tree('00000000-0000-4000-8000-000000000101', 1)))$$,
  array['two', 'below two'], 'page by page'
);
select is(
  pg_temp.bring('01', pg_temp.says(1, null, 'something else')), 'thread 01', 'brought in again, it is the one that was made'
);
select is((select count(*) from public.ai_list_tree('00000000-0000-4000-8000-000000000101')), 5::bigint, 'and has nothing more');

select public.ai_delete_messages(array[pg_temp.message(2)]);
select results_eq(
  $$select pg_temp.tree('01')$$,
  array['one after shown', 'below two after 01', 'two again after 01 shown', 'other beginning after'],
  'a message whose parent is deleted stands after the one before that'
);

-- Refusals: nothing is left of them.
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(11, 12, 'first'), pg_temp.says(12, null, 'later'))$$, '22023',
  'these messages are not a tree', 'no message before its parent'
);
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(11, 12, 'a'), pg_temp.says(12, 11, 'b'))$$, '22023', null, 'no circle'
);
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(11, 1, 'a'))$$, '22023', null, 'no parent in another thread'
);
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(11, null, 'a', '{"selected": false}'), pg_temp.says(12, 11, 'b'))$$, '22023', null,
  'nothing shown below what is not'
);
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(11, null, 'a'), pg_temp.says(12, null, 'b'))$$, '22023', null,
  'not two versions shown at once'
);
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(11, null, 'a', '{"status": "streaming"}'))$$, '22023', null, 'nothing that is being written'
);
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(11, null, 'a', '{"metadata": {"mastra.thread": {}}}'))$$, '22023', null,
  'no key of Mastra''s'
);
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(11, null, 'a', '{"role": "god"}'))$$, '23514', null, 'no role that is none'
);
select throws_ok(
  $$select pg_temp.bring('02', pg_temp.says(1, null, 'a'))$$, 'PT404', null, 'no id that is taken'
);
select throws_ok(
  $$select public.ai_import_thread('00000000-0000-4000-8000-000000000102',
      (select jsonb_agg('{}'::jsonb) from generate_series(1, 20001)))$$,
  '22023', 'a thread of at most 20,000 messages can be brought in', 'not more than anybody reads'
);
select is_empty($$select * from public.ai_get_thread('00000000-0000-4000-8000-000000000102')$$, 'and no half thread is left');

select pg_temp.bring('03', pg_temp.says(21, null, 'late', '{"created_at": "2999-01-01T00:00:00Z"}'));
select cmp_ok(
  (select last_message_at from public.ai_get_thread('00000000-0000-4000-8000-000000000103')), '<=', clock_timestamp(),
  'nothing is said ahead of time'
);
select public.ai_import_thread(
  '00000000-0000-4000-8000-000000000104', jsonb_build_array(pg_temp.says(31, null, 'kept to itself')), remembers => false
);
select is(
  (select metadata ->> 'kith.memory' from public.ai_get_thread('00000000-0000-4000-8000-000000000104')), 'off',
  'what remembered nothing remembers nothing'
);

set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select is_empty($$select * from public.ai_list_tree('00000000-0000-4000-8000-000000000101')$$, 'nobody lists what is another''s');
select throws_ok(
  $$select public.ai_import_thread('00000000-0000-4000-8000-000000000101', '[]')$$, '22023', 'thread_id is taken',
  'nor brings anything into it'
);
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
set local request.headers = '{"x-kith-persona": "00000000-0000-0000-0000-000000000000", "x-kith-actor": "assistant"}';
select throws_ok(
  $$select public.ai_import_thread('00000000-0000-4000-8000-000000000105', '[]')$$, 'PT403', null, 'a run brings nothing in'
);

select * from finish();
rollback;
