-- Threads: order, pages, names, deletion and return.
begin;
select plan(15);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'Coach', '', 'pine');
select public.ai_save_thread(('00000000-0000-4000-8000-00000000000' || n)::uuid, null, 'thread ' || n, null,
  '2026-01-01'::timestamptz + n * interval '1 hour') from generate_series(1, 5) as n;
select public.ai_save_thread('00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000a1', 'with Coach');

select results_eq(
  $$select title from public.ai_list_threads()$$,
  array['thread 5', 'thread 4', 'thread 3', 'thread 2', 'thread 1'],
  'newest first, and only those without a persona'
);
select results_eq(
  $$select title from public.ai_list_threads('00000000-0000-4000-8000-0000000000a1')$$, array['with Coach'],
  'a persona has its own list'
);
select results_eq(
  $$select page.title from public.ai_list_threads(max_rows => 2) as first
    cross join lateral public.ai_list_threads(null, 2, first.last_message_at, first.thread_id) as page
    where first.title = 'thread 4'$$,
  array['thread 3', 'thread 2'],
  'the next page begins where the last one ended'
);
select is(
  (select title from public.ai_update_thread('00000000-0000-4000-8000-000000000002', 'renamed')), 'renamed',
  'a thread takes a name'
);
select results_eq(
  $$select title from public.ai_list_threads(max_rows => 5)$$,
  array['thread 5', 'thread 4', 'thread 3', 'renamed', 'thread 1'],
  'renaming moves nothing'
);
select is(
  (select title from public.ai_update_thread('00000000-0000-4000-8000-000000000002', '')), null,
  'an empty name takes the name away'
);
select is(
  (select pinned from public.ai_update_thread('00000000-0000-4000-8000-000000000002', pinned => true)), true,
  'what is given changes'
);
select is(
  (select metadata from public.ai_update_thread('00000000-0000-4000-8000-000000000002', metadata => '{"a": 1}')),
  '{"a": 1}', 'metadata is kept'
);
select is(
  (select metadata from public.ai_update_thread('00000000-0000-4000-8000-000000000002', metadata => '{"b": 2}')),
  '{"a": 1, "b": 2}', 'and merged'
);
select is(
  (select created_at from public.ai_save_thread('00000000-0000-4000-8000-000000000001', null, 'again', null, now())),
  '2026-01-01 01:00+00', 'saving a thread again keeps when it was made'
);
select throws_ok(
  $$select public.ai_save_thread('00000000-0000-4000-8000-0000000000c1')$$, '23514', null,
  'a thread never goes to another persona'
);
select throws_ok(
  $$update public.ai_threads set persona_id = '00000000-0000-4000-8000-0000000000a1' where title = 'thread 3'$$, '23514',
  null, 'not by a direct update either'
);
select public.ai_delete_thread('00000000-0000-4000-8000-000000000003');
select public.ai_delete_thread('00000000-0000-4000-8000-000000000003');
select is_empty($$select public.ai_get_thread('00000000-0000-4000-8000-000000000003')$$, 'a deleted thread is gone');
select is(
  (select title from public.ai_restore_thread('00000000-0000-4000-8000-000000000003')), 'thread 3', 'and comes back'
);
insert into public.ai_messages (thread_id, role, content, created_at)
values ('00000000-0000-4000-8000-000000000001', 'user', '[{"type": "text", "text": "hello"}]', '2026-02-01');
select results_eq(
  $$select title, opening from public.ai_list_threads(max_rows => 1)$$,
  $$values ('again', 'hello')$$,
  'a new message moves its thread to the top, and its beginning is shown'
);

select * from finish();
rollback;
