-- Runs: the owner's message is safe first, one run at a time, nothing finished is unfinished again.
begin;
select plan(22);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

create function pg_temp.send(run text, message text, answer text) returns setof public.ai_message_view
language sql as $$
  select * from public.ai_start_run(
    run_id => ('00000000-0000-4000-8000-0000000000' || run)::uuid,
    thread_id => '00000000-0000-4000-8000-000000000001',
    answer_id => ('00000000-0000-4000-8000-0000000000' || answer)::uuid,
    answer_created_at => now(), model => '{"kind": "practice"}', device => 'desk',
    message_id => ('00000000-0000-4000-8000-0000000000' || message)::uuid,
    message_content => jsonb_build_object('format', 2, 'parts', jsonb_build_array(
      jsonb_build_object('type', 'text', 'text', 'message ' || message))))
$$;
create function pg_temp.finish(run text, answer text, word text, status text) returns setof public.ai_message_view
language sql as $$
  select * from public.ai_finish_answer(
    ('00000000-0000-4000-8000-0000000000' || run)::uuid, ('00000000-0000-4000-8000-0000000000' || answer)::uuid,
    jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', word))), status)
$$;
create function pg_temp.path() returns setof text
language sql as $$
  select role || ' ' || status || ': ' || kith.message_text(content)
  from public.ai_list_path('00000000-0000-4000-8000-000000000001')
$$;

select results_eq(
  $$select role, status from pg_temp.send('a1', 'b1', 'c1')$$,
  $$values ('user', 'complete'), ('assistant', 'streaming')$$,
  'one call makes the thread, stores the message and begins the answer'
);
select results_eq(
  $$select role, status from pg_temp.send('a1', 'b1', 'c1')$$,
  $$values ('user', 'complete'), ('assistant', 'streaming')$$,
  'the same call again gives the same rows'
);
select is((select count(*)::integer from public.ai_messages), 2, 'and adds none');
select throws_ok(
  $$select pg_temp.send('a2', 'b2', 'c2')$$, 'PT409', 'this thread is being answered',
  'a thread is answered once at a time'
);
select is((select count(*)::integer from public.ai_messages), 2, 'a refused message leaves nothing behind');

select ok(
  public.ai_save_answer('00000000-0000-4000-8000-0000000000c1', '{"format": 2, "parts": [{"type": "text", "text": "Go"}]}'),
  'what has arrived is kept'
);
select results_eq('select pg_temp.path()', array['user complete: message b1', 'assistant streaming: Go'], 'and is there');
select is((select status from pg_temp.finish('a1', 'c1', 'Good.', 'complete')), 'complete', 'an answer is finished');
select is((select status from pg_temp.finish('a1', 'c1', 'Other.', 'failed')), 'complete', 'and only once');
select ok(
  not public.ai_save_answer('00000000-0000-4000-8000-0000000000c1', '{"format": 2, "parts": []}'),
  'a late partial answer does not overwrite it'
);
select public.ai_save_messages(jsonb_build_array(jsonb_build_object(
  'message_id', '00000000-0000-4000-8000-0000000000c1', 'thread_id', '00000000-0000-4000-8000-000000000001',
  'role', 'assistant', 'status', 'streaming', 'content', '{"format": 2, "parts": []}'::jsonb)));
select results_eq('select pg_temp.path()', array['user complete: message b1', 'assistant complete: Good.'],
  'not by any door');
select throws_ok(
  $$select pg_temp.finish('ff', 'c1', 'x', 'complete')$$, 'PT404', 'run not found', 'a run that never was cannot end'
);

select pg_temp.send('a2', 'b2', 'c2');
select pg_temp.finish('a2', 'c2', 'Second.', 'stopped');
select throws_ok(
  $$select public.ai_start_run(
    run_id => '00000000-0000-4000-8000-0000000000a3', thread_id => '00000000-0000-4000-8000-000000000001',
    answer_id => '00000000-0000-4000-8000-0000000000c3', answer_created_at => now(), model => '{}', device => 'desk',
    parent_message_id => '00000000-0000-4000-8000-0000000000b1')$$,
  '22023', null, 'an old message is not answered again: what was written since would leave the path'
);
select results_eq(
  $$select status from public.ai_start_run(
    run_id => '00000000-0000-4000-8000-0000000000a3', thread_id => '00000000-0000-4000-8000-000000000001',
    answer_id => '00000000-0000-4000-8000-0000000000c3', answer_created_at => now(), model => '{}', device => 'desk',
    parent_message_id => '00000000-0000-4000-8000-0000000000b2')$$,
  array['streaming'], 'the last one is'
);
select results_eq('select pg_temp.path()',
  array['user complete: message b1', 'assistant complete: Good.', 'user complete: message b2', 'assistant streaming: '],
  'the earlier answer leaves the path');
select is((select count(*)::integer from public.ai_messages), 5, 'and stays stored');
select is(
  (select parent_message_id from public.ai_messages where message_id = '00000000-0000-4000-8000-0000000000c3'),
  '00000000-0000-4000-8000-0000000000b2', 'the new answer is a sibling of the old one'
);
select is(public.ai_interrupt_runs('laptop'), 0, 'another device''s runs are left alone');
select is(public.ai_interrupt_runs('desk'), 1, 'after a crash a run of this device ends');
select is(
  (select status || ' ' || (content -> 'parts' -> -1 -> 'error' ->> 'name') from public.ai_messages
    where message_id = '00000000-0000-4000-8000-0000000000c3'),
  'failed RUN_INTERRUPTED', 'and its answer says so'
);
select lives_ok($$select pg_temp.send('a4', 'b4', 'c4')$$, 'the thread can be written to again');
select throws_ok(
  $$insert into public.ai_messages (thread_id, role, content)
    values ('00000000-0000-4000-8000-000000000001', 'robot', '{}')$$,
  '23514', null, 'a role must be one of the known'
);

select * from finish();
rollback;
