-- Going on with an answer, messages that wait for one, and titles that are made up.
begin;
select plan(37);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('aaaaaaaa-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-' || lpad(short, 12, '0'))::uuid
$$;
create function pg_temp.said(word text) returns jsonb language sql as $$
  select jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', word)))
$$;
create function pg_temp.become(who text, headers text default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', case who
      when 'ana' then '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}'
      else '{"sub": "aaaaaaaa-0000-4000-8000-000000000002", "role": "authenticated"}' end, true),
    set_config('request.headers', headers, true)
$$;
create function pg_temp.become_run(persona text) returns void language sql as $$
  select pg_temp.become('ana', jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', persona)::text)
$$;
-- Run aN with message bN and answer cN.
create function pg_temp.send(n text, thread text default '1', replaces text default null, persona uuid default null)
returns setof public.ai_message_view language sql as $$
  select * from public.ai_start_run(
    run_id => pg_temp.id('a' || n), thread_id => pg_temp.id(thread), answer_id => pg_temp.id('c' || n),
    answer_created_at => now(), model => '{"kind": "practice"}', device => 'desk', persona_id => persona,
    message_id => pg_temp.id('b' || n), message_content => pg_temp.said('message ' || n),
    replaces => pg_temp.id(replaces), settings => '{"temperature": 0.5}')
$$;
create function pg_temp.again(n text, question text, thread text default '1')
returns setof public.ai_message_view language sql as $$
  select * from public.ai_start_run(
    run_id => pg_temp.id('a' || n), thread_id => pg_temp.id(thread), answer_id => pg_temp.id('c' || n),
    answer_created_at => now(), model => '{}', device => 'desk', parent_message_id => pg_temp.id(question))
$$;
create function pg_temp.finish(n text, word text default 'answer', receipt jsonb default null)
returns setof public.ai_message_view language sql as $$
  select * from public.ai_finish_answer(
    run_id => pg_temp.id('a' || n), message_id => pg_temp.id('c' || n), content => pg_temp.said(word),
    status => 'complete', usage => '{"inputTokens": 7}', receipt => receipt, cost => '{"usd": 0.01}')
$$;
create function pg_temp.path(thread text default '1') returns setof text language sql as $$
  select kith.message_text(content) from public.ai_list_path(pg_temp.id(thread))
$$;

set local role authenticated;
select pg_temp.become('ana');
-- Goes on with answer cN under run aM.
create function pg_temp.go_on(m text, n text, thread text default '1') returns setof public.ai_message_view language sql as $$
  select * from public.ai_continue_answer(
    run_id => pg_temp.id('a' || m), thread_id => pg_temp.id(thread), answer_id => pg_temp.id('c' || n),
    model => '{"kind": "practice"}', device => 'desk')
$$;
create function pg_temp.end_as(run text, n text, word text, status text) returns setof public.ai_message_view
language sql as $$
  select * from public.ai_finish_answer(
    run_id => pg_temp.id('a' || run), message_id => pg_temp.id('c' || n), content => pg_temp.said(word), status => status)
$$;
create function pg_temp.wait_with(n text, thread text default '1') returns setof public.ai_waiting_view language sql as $$
  select * from public.ai_wait_with_message(pg_temp.id('b' || n), pg_temp.id(thread), pg_temp.said('message ' || n))
$$;
create function pg_temp.waiting(thread text default '1') returns setof text language sql as $$
  select kith.message_text(content) from public.ai_list_waiting(pg_temp.id(thread))
$$;

set local role authenticated;
select pg_temp.become('ana');

-- Going on ------------------------------------------------------------------------------------------------------------
select pg_temp.send('1');
select pg_temp.end_as('1', '1', 'Half', 'stopped');
select results_eq($$select status, kith.message_text(content) from pg_temp.go_on('2', '1')$$,
  $$values ('streaming', 'Half')$$, 'an answer that was stopped is written again, and keeps what it says');
select is((select count(*)::integer from pg_temp.go_on('2', '1')), 1, 'the same call again is fine');
select is((select count(*)::integer from public.ai_list_runs(pg_temp.id('1'))), 2, 'and begins no third run');
select throws_ok($$select pg_temp.go_on('3', '1')$$, 'PT409', 'this thread is being answered', 'not twice at a time');
select is(public.ai_interrupt_runs('desk'), 1, 'a crash now');
select results_eq('select pg_temp.path()', array['message 1', 'Half'], 'takes nothing away');
select is((select content -> 'parts' -> -1 -> 'error' ->> 'name' from public.ai_list_path(pg_temp.id('1')) where role = 'assistant'),
  'RUN_INTERRUPTED', 'and is said');
select is(
  (select jsonb_path_query_array(content, '$.parts[*].type') from pg_temp.go_on('3', '1')), '["text"]'::jsonb,
  'what failed goes on too, and says no longer that it failed'
);
select is((select status from pg_temp.end_as('3', '1', 'Half and half', 'complete')), 'complete', 'until it is whole');
select results_eq(
  $$select run_id, status from public.ai_receipt_of_message(pg_temp.id('c1'))$$,
  $$values (pg_temp.id('a3'), 'complete'), (pg_temp.id('a2'), 'failed'), (pg_temp.id('a1'), 'stopped')$$,
  'every run of an answer has its own receipt, newest first'
);
select throws_ok($$select pg_temp.go_on('4', '1')$$, '22023', 'Only an answer that was stopped or that failed can be continued.',
  'what is whole does not go on');
select throws_ok(
  $$select public.ai_continue_answer(pg_temp.id('a4'), pg_temp.id('1'), pg_temp.id('b1'), '{}', 'desk')$$,
  '22023', null, 'nor does what the owner said');
select throws_ok($$select pg_temp.go_on('4', 'ff')$$, 'PT404', 'message not found', 'nor what is not there');
select pg_temp.send('5');
select pg_temp.end_as('5', '5', 'Hal', 'stopped');
select pg_temp.send('6');
select pg_temp.finish('6');
select throws_ok($$select pg_temp.go_on('7', '5')$$, '22023',
  'There is a later message in this thread. Only the last answer can be continued.', 'only the last answer does');
select pg_temp.send('8', replaces => 'b6');
select pg_temp.end_as('8', '8', 'Ha', 'failed');
select throws_ok($$select pg_temp.go_on('9', '6')$$, 'PT404', null, 'an answer that is not shown does not');
select throws_ok($$select pg_temp.go_on('1', '8')$$, '22023', 'run_id is taken', 'a run goes on with its own answer');
select is((select status from public.ai_messages where message_id = pg_temp.id('c8')), 'failed', 'a refused call changes nothing');
select pg_temp.become_run('00000000-0000-0000-0000-000000000000');
select throws_ok($$select pg_temp.go_on('9', '8')$$, 'PT403', 'Only the owner may do this.', 'a run does not go on by itself');
select pg_temp.become('ben');
select throws_ok($$select pg_temp.go_on('9', '8')$$, 'PT404', 'thread not found', 'nobody goes on with what is not theirs');
select pg_temp.become('ana');

-- Waiting -------------------------------------------------------------------------------------------------------------
select pg_temp.wait_with('21');
select pg_temp.wait_with('22');
select is((select count(*)::integer from pg_temp.wait_with('21')), 1, 'a message waits once');
select results_eq('select pg_temp.waiting()', array['message 21', 'message 22'], 'in the order it was written');
select is_empty($$select * from public.ai_list_path(pg_temp.id('1')) where role = 'user' and kith.message_text(content) ~ '2[12]'$$,
  'it is not said yet');
select pg_temp.send('21');
select results_eq('select pg_temp.waiting()', array['message 22'], 'what is said waits no longer');
select is_empty($$select * from pg_temp.wait_with('21')$$, 'nor again');
select results_eq($$select kith.message_text(content) from public.ai_take_back_message(pg_temp.id('b22'))$$,
  array['message 22'], 'what is taken back says what it was');
select is_empty($$select * from public.ai_take_back_message(pg_temp.id('b22'))$$, 'once');
select throws_ok($$select pg_temp.wait_with('23', 'ff')$$, 'PT404', 'thread not found', 'it waits in a thread that is there');
select pg_temp.wait_with('24');
select pg_temp.become_run('00000000-0000-0000-0000-000000000000');
select is_empty('select pg_temp.waiting()', 'a run does not hear what is not said yet');
select throws_ok($$select public.ai_take_back_message(pg_temp.id('b24'))$$, 'PT403', null, 'nor takes it back');
select pg_temp.become('ben');
select is_empty('select pg_temp.waiting()', 'nor does anybody else');
select public.ai_save_thread(pg_temp.id('2'));
select throws_ok($$select pg_temp.wait_with('24', '2')$$, '22023', 'message_id is taken', 'whose message must not be lost for it');
select pg_temp.become('ana');

-- Titles --------------------------------------------------------------------------------------------------------------
create temporary table before as select last_message_at from public.ai_get_thread(pg_temp.id('1'));
select ok(public.ai_title_thread(pg_temp.id('1'), 'Made up'), 'a thread without a title gets one');
select is((select last_message_at from public.ai_get_thread(pg_temp.id('1'))), (select last_message_at from before),
  'and stays in its place');
select public.ai_update_thread(pg_temp.id('1'), title => 'Mine');
select ok(not public.ai_title_thread(pg_temp.id('1'), 'Made up again'), 'what a person wrote stays');
select is((select title from public.ai_get_thread(pg_temp.id('1'))), 'Mine', 'as it is');
select public.ai_delete_thread(pg_temp.id('1'));
select ok(not public.ai_title_thread(pg_temp.id('1'), 'Made up'), 'a thread that is deleted gets none');
select is_empty('select pg_temp.waiting()', 'and says nothing of what waited');

select * from finish();
rollback;
