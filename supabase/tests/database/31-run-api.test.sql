-- Runs: writing anew, waiting for the owner's word, receipts, and what a run may do itself.
begin;
select plan(56);

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

-- Writing anew --------------------------------------------------------------------------------------------------------
select pg_temp.send('1');
select pg_temp.finish('1', 'first');
select pg_temp.send('2');
select pg_temp.finish('2', 'second');
select pg_temp.send('3', replaces => 'b2');
select pg_temp.finish('3', 'third');
select results_eq('select pg_temp.path()', array['message 1', 'first', 'message 3', 'third'],
  'a message written anew takes the place of the old one, with everything after it');
select results_eq(
  $$select parent_message_id, depth from public.ai_messages where message_id in (pg_temp.id('b2'), pg_temp.id('b3'))
    order by seq$$,
  $$values (pg_temp.id('c1'), 2), (pg_temp.id('c1'), 2)$$, 'and stands beside it'
);
select is((select count(*)::integer from public.ai_messages), 6, 'nothing is lost');
select pg_temp.send('4', replaces => 'b1');
select results_eq('select pg_temp.path()', array['message 4', ''], 'so can the first message of a thread be');
select is((select depth from public.ai_messages where message_id = pg_temp.id('b4')), 0, 'and it is the first again');
select is((select count(*)::integer from pg_temp.send('4', replaces => 'b1')), 2, 'the same call again gives the same rows');
select is((select count(*)::integer from public.ai_messages), 8, 'and adds none');
select pg_temp.finish('4', 'fourth');
select throws_ok($$select pg_temp.send('5', replaces => 'c4')$$, '22023', 'Only your own message can be written anew.',
  'an answer is given again, not written anew');
select throws_ok($$select pg_temp.send('5', replaces => 'ff')$$, 'PT404', 'message not found',
  'what is not there cannot be written anew');
select results_eq('select pg_temp.path()', array['message 4', 'fourth'], 'a refused call changes nothing');
select pg_temp.send('5', replaces => 'b3');
select results_eq('select pg_temp.path()', array['message 1', 'first', 'message 5', ''],
  'a message of a branch that is not shown can be, which is shown then');
select pg_temp.finish('5');
select throws_ok(
  $$select public.ai_start_run(run_id => pg_temp.id('a5'), thread_id => pg_temp.id('1'), answer_id => pg_temp.id('c5'),
    answer_created_at => now(), model => '{}', device => 'desk', parent_message_id => pg_temp.id('b4'),
    replaces => pg_temp.id('b4'))$$,
  '22023', null, 'only a message replaces a message');
select pg_temp.send('6');
select pg_temp.finish('6');
select throws_ok(
  $$select public.ai_start_run(run_id => pg_temp.id('a7'), thread_id => pg_temp.id('1'), answer_id => pg_temp.id('c7'),
    answer_created_at => now(), model => '{}', device => 'desk', message_id => pg_temp.id('b1'),
    message_content => '{}')$$,
  '22023', null, 'a stored message sent as if it were new does not throw away what came after it');
select throws_ok($$select pg_temp.send('8', '2', persona => pg_temp.id('99'))$$, 'PT404', 'persona not found',
  'a thread is made for a persona that is there');
select throws_ok(
  $$select public.ai_start_run(run_id => pg_temp.id('a8'), thread_id => pg_temp.id('1'), answer_id => pg_temp.id('c1'),
    answer_created_at => now(), model => '{}', device => 'desk', parent_message_id => pg_temp.id('b6'))$$,
  '22023', 'answer_id is taken', 'an answer never takes the place of another');

-- What is kept of a run -----------------------------------------------------------------------------------------------
select results_eq(
  $$select status, model, settings, usage, cost from public.ai_get_run(pg_temp.id('a6'))$$,
  $$values ('complete', '{"kind": "practice"}'::jsonb, '{"temperature": 0.5}'::jsonb, '{"inputTokens": 7}'::jsonb,
    '{"usd": 0.01}'::jsonb)$$,
  'a run knows its model and settings, what it used and what it cost');
select results_eq($$select run_id from public.ai_list_runs(pg_temp.id('1'), max_rows => 2)$$,
  $$values (pg_temp.id('a6')), (pg_temp.id('a5'))$$, 'the runs of a thread, newest first');
select results_eq(
  $$select page.run_id from public.ai_get_run(pg_temp.id('a4')) as last,
      public.ai_list_runs(pg_temp.id('1'), null, 2, last.started_at, last.run_id) as page$$,
  $$values (pg_temp.id('a3')), (pg_temp.id('a2'))$$, 'page by page');
select throws_ok(
  $$update public.ai_runs set status = 'running' where run_id = pg_temp.id('a6')$$,
  '23514', 'a run that is over stays over', 'a run that is over is not begun again by any door');
select throws_ok(
  $$update public.ai_runs set message_id = pg_temp.id('c1') where run_id = pg_temp.id('a6')$$,
  '23514', null, 'and its answer is its answer');

-- Waiting for the owner's word ----------------------------------------------------------------------------------------
select pg_temp.send('d1', 'd');
select public.ai_save_run_snapshot('agentic-loop', pg_temp.id('ad1')::text, '{"status": "suspended"}', thread_id => pg_temp.id('d'));
select is((select status from public.ai_suspend_run(pg_temp.id('ad1'), pg_temp.said('May I?'))), 'streaming',
  'an answer that waits is not finished');
select is((select count(*)::integer from public.ai_suspend_run(pg_temp.id('ad1'), pg_temp.said('Other'))), 1,
  'the same call again is fine');
select results_eq($$select pg_temp.path('d')$$, array['message d1', 'May I?'], 'and changes nothing');
select throws_ok($$select pg_temp.send('d2', 'd')$$, 'PT409', 'this thread waits for your word',
  'the thread waits with it');
select is(public.ai_interrupt_runs('desk'), 0, 'a restart does not end it');
select results_eq($$select run_id, status from public.ai_list_runs(status => 'suspended')$$,
  $$values (pg_temp.id('ad1'), 'suspended')$$, 'what waits can be found over all threads');
select results_eq($$select kith.message_text(content) from public.ai_resume_run(pg_temp.id('ad1'), 'laptop')$$,
  array['May I?'], 'it goes on in the same answer');
select is((select device || ' ' || status from public.ai_get_run(pg_temp.id('ad1'))), 'laptop running',
  'on the device where the owner decided');
select is((select count(*)::integer from public.ai_resume_run(pg_temp.id('ad1'), 'laptop')), 1, 'once decided twice said is fine');
select throws_ok($$select public.ai_resume_run(pg_temp.id('ad1'), 'desk')$$, 'PT409', 'this thread is being answered',
  'and nobody else goes on with it');
select pg_temp.finish('d1', 'Done.');
select throws_ok($$select public.ai_resume_run(pg_temp.id('ad1'), 'laptop')$$, 'PT409', 'This was decided already.',
  'what is over is not resumed');
select is_empty($$select * from public.ai_list_run_snapshots()$$, 'no snapshot stays behind');
select is((select status from public.ai_suspend_run(pg_temp.id('ad1'), pg_temp.said('late'))), 'complete',
  'nor does it wait again');
select throws_ok($$select public.ai_suspend_run(pg_temp.id('ff'), '{}')$$, 'PT404', 'run not found', 'a run that never was does not wait');
select pg_temp.send('d3', 'd');
select public.ai_suspend_run(pg_temp.id('ad3'), pg_temp.said('May I?'));
select is((select status from public.ai_finish_answer(pg_temp.id('ad3'), pg_temp.id('cd3'), pg_temp.said('May I?'), 'stopped')),
  'stopped', 'the owner can also end what waits');
select pg_temp.send('d4', 'd');
select public.ai_save_answer(pg_temp.id('cd4'), '["not an object"]');
select is(public.ai_interrupt_runs('desk'), 1, 'an answer in another form does not hold up the clearing up');

-- Receipts ------------------------------------------------------------------------------------------------------------
select public.ai_save_persona(pg_temp.id('e1'), 'Coach', '', 'pine');
select public.ai_save_persona(pg_temp.id('e2'), 'Writer', '', 'plum');
insert into public.ai_memory (memory_id, persona_id, memory_type, content) values
  (pg_temp.id('f1'), pg_temp.id('e1'), 'fact', 'Has a dog.'), (pg_temp.id('f2'), pg_temp.id('e2'), 'fact', 'Writes.');
select pg_temp.send('e1', 'e', persona => pg_temp.id('e1'));
select pg_temp.become_run(pg_temp.id('e1')::text);
select ok(public.ai_save_answer(pg_temp.id('ce1'), pg_temp.said('Hal')), 'a run keeps what has arrived of its answer');
select is((select status from pg_temp.finish('e1', 'Hallo', jsonb_build_array(
  jsonb_build_object('kind', 'instructions', 'used', true, 'tokens', 12),
  jsonb_build_object('kind', 'memory', 'item_id', pg_temp.id('f1'), 'item_version', 1, 'used', true, 'rank', 1,
    'score', 0.5, 'parts', '{"words": 0.5}'::jsonb, 'tokens', 4),
  jsonb_build_object('kind', 'message', 'item_id', pg_temp.id('be1'), 'used', false, 'rank', 2, 'reason', 'budget'),
  jsonb_build_object('kind', 'memory', 'item_id', pg_temp.id('f2'), 'item_version', 1, 'used', true, 'rank', 3,
    'parts', '{"words": 0.4}'::jsonb)
))), 'complete', 'and finishes it with its receipt');
select pg_temp.finish('e1', 'Other', '[{"kind": "instructions", "used": true}]');
select results_eq(
  $$select kind, item_id, item_version, used, rank, parts, tokens, reason from public.ai_receipts
    where run_id = pg_temp.id('ae1') order by rank nulls first$$,
  $$values
    ('instructions', null::uuid, null::integer, true, null::integer, null::jsonb, 12, null),
    ('memory', pg_temp.id('f1'), 1, true, 1, '{"words": 0.5}', 4, null),
    ('message', pg_temp.id('be1'), null, false, 2, null, null, 'budget'),
    ('memory', null, null, true, 3, null, null, 'forgotten')$$,
  'once: what was used and what was left out, and nothing that was not the run''s to see');
select throws_ok($$select kith.write_receipt(pg_temp.id('ae1'), '{}')$$, '22023', 'a receipt must be an array of items',
  'a receipt is a list');
select throws_ok($$select kith.write_receipt(pg_temp.id('ae1'), '[{"kind": "tools", "used": true}, {"kind": "magic", "used": true}]')$$,
  '22023', 'item 2 of the receipt is not understood', 'of things a prompt is made of');
select throws_ok($$select kith.write_receipt(pg_temp.id('ae1'), '[{"kind": "tools"}]')$$,
  '22023', 'item 1 of the receipt is not understood', 'used or not');
select throws_ok(
  $$select kith.write_receipt(pg_temp.id('ae1'), '[{"kind": "tools", "used": true, "item_id": "00000000-0000-4000-8000-000000000000"}]')$$,
  '22023', 'item 1 of the receipt is not understood', 'and only some of them have an id');
select throws_ok(
  $$select kith.write_receipt(pg_temp.id('ae1'), (select jsonb_agg('{"kind": "tools", "used": true}'::jsonb) from generate_series(1, 2001)))$$,
  '22023', 'a receipt can have 2,000 items', 'with an end');

-- What a run may not do -----------------------------------------------------------------------------------------------
select ok(not public.ai_save_answer(pg_temp.id('ce1'), '{}'), 'a run does not write into its finished answer');
select throws_ok($$select pg_temp.send('e2', 'e', persona => pg_temp.id('e1'))$$, 'PT403', 'Only the owner may do this.', 'a run does not begin another');
select throws_ok($$select public.ai_interrupt_runs('desk')$$, 'PT403', null, 'nor end others');
select throws_ok($$select public.ai_resume_run(pg_temp.id('ae1'), 'desk')$$, 'PT403', null, 'nor decide for the owner');
select pg_temp.become('ana');
select pg_temp.send('e3', 'e');
select public.ai_suspend_run(pg_temp.id('ae3'), pg_temp.said('May I?'));
select pg_temp.become_run(pg_temp.id('e1')::text);
select throws_ok($$update public.ai_runs set status = 'running' where run_id = pg_temp.id('ae3')$$,
  'PT403', null, 'not by any door');
select pg_temp.become_run(pg_temp.id('e2')::text);
select ok(not public.ai_save_answer(pg_temp.id('ce3'), '{}'), 'the run of another persona does not reach it');
select throws_ok($$select pg_temp.finish('e3')$$, 'PT404', 'run not found', 'and cannot tell that it is there');
select is_empty($$select * from public.ai_list_runs()$$, 'nor list it');
select pg_temp.become('ana', '{"x-kith-scope": "read"}');
select throws_ok($$select pg_temp.finish('e3')$$, '25006', null, 'who may only read ends no run');
select pg_temp.become('ben');
select throws_ok($$select pg_temp.finish('e3')$$, 'PT404', 'run not found', 'another person''s run is not there');
select throws_ok($$select pg_temp.again('e4', 'be1', 'e')$$, 'PT404', 'thread not found', 'nor is the thread');
select throws_ok(
  $$select public.ai_start_run(run_id => pg_temp.id('ae1'), thread_id => pg_temp.id('ba'), answer_id => pg_temp.id('ca'),
    answer_created_at => now(), model => '{}', device => 'desk', message_id => pg_temp.id('bb'), message_content => '{}')$$,
  '22023', 'run_id is taken', 'an id that is taken is taken, whoever has it');

select * from finish();
rollback;
