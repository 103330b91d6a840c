-- Snapshots: a run that waits goes on after a restart, once, and for its owner only.
begin;
select plan(33);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('aaaaaaaa-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.become(who text, headers text default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', case who
      when 'ana' then '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}'
      else '{"sub": "aaaaaaaa-0000-4000-8000-000000000002", "role": "authenticated"}' end, true),
    set_config('request.headers', headers, true)
$$;
create function pg_temp.resource(persona text default '00000000-0000-0000-0000-000000000000') returns text
language sql as $$ select 'aaaaaaaa-0000-4000-8000-000000000001:' || persona $$;
set local role authenticated;
select pg_temp.become('ana');
select public.ai_save_persona('00000000-0000-4000-8000-0000000000e1', 'Coach', '', 'pine');
select public.ai_save_thread('00000000-0000-4000-8000-000000000001');
select public.ai_save_thread('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-0000000000e1');

select results_eq(
  $$select workflow_name, run_key, resource_key, thread_id, status, snapshot, created_at
    from public.ai_save_run_snapshot('agentic-loop', 'run-1', '{"status": "suspended", "step": 1}',
      thread_id => '00000000-0000-4000-8000-000000000002', created_at => '2026-01-02T03:04:05.678Z')$$,
  $$values ('agentic-loop', 'run-1', pg_temp.resource('00000000-0000-4000-8000-0000000000e1'),
    '00000000-0000-4000-8000-000000000002'::uuid, 'suspended', '{"status": "suspended", "step": 1}'::jsonb,
    '2026-01-02T03:04:05.678Z'::timestamptz)$$,
  'a snapshot is kept for the resource of its thread, under the status it names');
select results_eq(
  $$select resource_key, thread_id, status, snapshot, created_at
    from public.ai_save_run_snapshot('agentic-loop', 'run-1', '{"status": "running"}', 'suspended')$$,
  $$values (pg_temp.resource('00000000-0000-4000-8000-0000000000e1'), '00000000-0000-4000-8000-000000000002'::uuid,
    'suspended', '{"status": "running"}'::jsonb, '2026-01-02T03:04:05.678Z'::timestamptz)$$,
  'kept again it has the new state, and its time, thread and resource stay');
select is((select count(*)::integer from public.ai_get_run_snapshot('run-1')), 1, 'it is one snapshot');

select results_eq(
  $$select status, snapshot from public.ai_save_run_snapshot('agentic-loop', 'run-1', status => 'running',
    expected_status => 'suspended')$$,
  $$values ('running', '{"status": "running"}'::jsonb)$$, 'the first who goes on with a run may');
select is_empty(
  $$select * from public.ai_save_run_snapshot('agentic-loop', 'run-1', '{"status": "stolen"}', expected_status => 'suspended')$$,
  'the second is told no');
select is((select snapshot ->> 'status' from public.ai_get_run_snapshot('run-1', 'agentic-loop')), 'running',
  'and has changed nothing');
select is_empty(
  $$select * from public.ai_save_run_snapshot('agentic-loop', 'run-9', '{"status": "running"}', expected_status => 'suspended')$$,
  'nobody goes on with what is not there');
select is_empty($$select * from public.ai_get_run_snapshot('run-9')$$, 'and nothing is made of it');

select public.ai_save_run_snapshot('executionWorkflow', 'run-1', '{"status": "suspended"}');
select is((select count(*)::integer from public.ai_list_run_snapshots()), 2, 'two workflows can keep a snapshot of one run');
select is((select workflow_name from public.ai_get_run_snapshot('run-1')), 'executionWorkflow',
  'without a workflow the latest is meant');
select is((select resource_key from public.ai_get_run_snapshot('run-1')), pg_temp.resource(),
  'without a thread it belongs to no persona');
select is(
  (select resource_key from public.ai_save_run_snapshot('executionWorkflow', 'run-1',
    resource_key => pg_temp.resource('00000000-0000-4000-8000-0000000000e1'))),
  pg_temp.resource('00000000-0000-4000-8000-0000000000e1'), 'or to whom it is said');
select throws_ok($$select public.ai_save_run_snapshot('w', 'r')$$, '22023', 'a new snapshot needs snapshot and status',
  'a new one is not empty');
select throws_ok($$select public.ai_save_run_snapshot('w', 'r', '{}')$$, '22023', null, 'and has a status');
select throws_ok(
  $$select public.ai_save_run_snapshot('w', 'r', '{"status": "suspended"}', resource_key => 'ben')$$,
  '22023', 'resource_key must be <your id>:<persona, or the zero uuid>', 'a resource has a form');
select throws_ok(
  $$select public.ai_save_run_snapshot('w', 'r', '{"status": "suspended"}', resource_key =>
    'aaaaaaaa-0000-4000-8000-000000000002:00000000-0000-0000-0000-000000000000')$$,
  '22023', null, 'and is one''s own');
select throws_ok(
  $$select public.ai_save_run_snapshot('w', 'r', '{"status": "suspended"}', resource_key => pg_temp.resource(),
    thread_id => '00000000-0000-4000-8000-000000000002')$$,
  '22023', null, 'and that of the thread');

-- Lists
select public.ai_save_run_snapshot('w', 'run-' || n, jsonb_build_object('status', case when n > 7 then 'failed' else 'suspended' end),
  thread_id => '00000000-0000-4000-8000-000000000001', created_at => '2026-02-01'::timestamptz + n * interval '1 day')
from generate_series(5, 9) as n;
select results_eq(
  $$select run_key, total from public.ai_list_run_snapshots('w', 'suspended', max_rows => 2)$$,
  $$values ('run-7', 3::bigint), ('run-6', 3::bigint)$$, 'a page of what matches, newest first, and how many match');
select results_eq($$select run_key from public.ai_list_run_snapshots('w', 'suspended', max_rows => 2, skip => 2)$$,
  array['run-5'], 'and the next');
select results_eq(
  $$select run_key from public.ai_list_run_snapshots(created_from => '2026-02-06', created_until => '2026-02-07')$$,
  array['run-6', 'run-5'], 'by time, both ends included');
select is((select count(*)::integer from public.ai_list_run_snapshots(thread_id => '00000000-0000-4000-8000-000000000001')), 5,
  'by thread');
select is((select count(*)::integer from public.ai_list_run_snapshots(resource_key => pg_temp.resource('00000000-0000-4000-8000-0000000000e1'))), 2,
  'by resource');
select public.ai_delete_run_snapshot('w', 'run-5');
select public.ai_delete_run_snapshot('w', 'run-5');
select is_empty($$select * from public.ai_get_run_snapshot('run-5')$$, 'a deleted snapshot is gone');

-- Others
select pg_temp.become('ana', '{"x-kith-actor": "assistant", "x-kith-persona": "00000000-0000-4000-8000-0000000000e1"}');
select results_eq($$select run_key from public.ai_list_run_snapshots()$$, array['run-1', 'run-1'],
  'a run sees the snapshots of its persona');
select is((select resource_key from public.ai_save_run_snapshot('w', 'run-2', '{"status": "suspended"}')),
  pg_temp.resource('00000000-0000-4000-8000-0000000000e1'), 'and keeps its own there');
select throws_ok(
  $$select public.ai_save_run_snapshot('w', 'run-3', '{"status": "suspended"}', thread_id => '00000000-0000-4000-8000-000000000001')$$,
  'PT404', 'thread not found', 'of another persona''s threads it knows nothing');
select throws_ok(
  $$select public.ai_save_run_snapshot('w', 'run-3', '{"status": "suspended"}', resource_key => pg_temp.resource())$$,
  '42501', null, 'and it keeps nothing elsewhere');
select is((select status from public.ai_save_run_snapshot('w', 'run-9', '{"status": "mine"}')), 'mine',
  'a name that is taken in another vault is free in this one');
select pg_temp.become('ana');
select is((select count(*)::integer from public.ai_list_run_snapshots('w')), 6, 'and both are kept');
select pg_temp.become('ben');
select is_empty($$select * from public.ai_list_run_snapshots()$$, 'another person sees none');
select public.ai_delete_run_snapshot('agentic-loop', 'run-1');
select is((select status from public.ai_save_run_snapshot('agentic-loop', 'run-1', '{"status": "mine"}')), 'mine',
  'and has names of their own');
select pg_temp.become('ana');
select is((select status from public.ai_get_run_snapshot('run-1', 'agentic-loop')), 'running', 'which touch nothing of hers');
delete from public.ai_threads where thread_id = '00000000-0000-4000-8000-000000000002';
select is_empty($$select * from public.ai_get_run_snapshot('run-1', 'agentic-loop')$$, 'a snapshot goes with its thread');

select * from finish();
rollback;
