-- Two people in one database: neither sees, changes or notices the other.
begin;
select plan(22);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

-- Ana makes one of everything.
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select lives_ok(
  $$select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'Coach', 'Be kind.', 'pine')$$,
  'Ana makes a persona'
);
select lives_ok(
  $$select public.ai_start_run(
    run_id => '00000000-0000-4000-8000-0000000000a2', thread_id => '00000000-0000-4000-8000-0000000000a3',
    answer_id => '00000000-0000-4000-8000-0000000000a4', answer_created_at => now(), model => '{}', device => 'desk',
    persona_id => '00000000-0000-4000-8000-0000000000a1', message_id => '00000000-0000-4000-8000-0000000000a5',
    message_content => '{"format": 2, "parts": [{"type": "text", "text": "My dog is called Max."}]}')$$,
  'Ana writes to it'
);
select isnt_empty(
  $$select public.ai_propose_memory('00000000-0000-4000-8000-0000000000a6', 'Ana''s dog is called Max.',
    '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a3',
    '00000000-0000-4000-8000-0000000000a5')$$,
  'the assistant proposes a memory to Ana'
);
select isnt_empty(
  $$select public.ai_save_working_memory('00000000-0000-4000-8000-0000000000a1', 'Runs on Tuesdays.')$$,
  'Ana writes notes'
);

-- Ben looks for it.
set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select is((select user_id from public.ai_whoami()), 'bbbbbbbb-0000-4000-8000-000000000002'::uuid, 'Ben is Ben');
select is_empty('select from public.ai_personas', 'Ben sees no persona of hers');
select is_empty('select from public.ai_threads', 'no thread');
select is_empty('select from public.ai_messages', 'no message');
select is_empty('select from public.ai_memory', 'no memory');
select is_empty('select from public.ai_runs', 'no run');
select is_empty('select from public.ai_metadata', 'no metadata');
select is_empty($$select public.ai_get_thread('00000000-0000-4000-8000-0000000000a3')$$, 'her thread is no thread to him');
select is_empty($$select public.ai_list_path('00000000-0000-4000-8000-0000000000a3')$$, 'it has no messages to him');
select is_empty(
  $$select public.ai_messages_by_id(array['00000000-0000-4000-8000-0000000000a5'::uuid])$$, 'not by id either'
);
select throws_ok(
  $$select public.ai_update_thread('00000000-0000-4000-8000-0000000000a3', 'mine now')$$,
  'PT404', 'thread not found', 'renaming it fails as if it were not there'
);
select throws_ok(
  $$select public.ai_accept_proposal('00000000-0000-4000-8000-0000000000a6')$$,
  'PT404', 'memory not found', 'he cannot accept what was proposed to her'
);
select lives_ok(
  $$select public.ai_reject_proposal('00000000-0000-4000-8000-0000000000a6')$$, 'rejecting it says nothing'
);
select throws_ok(
  $$select public.ai_start_run(
    run_id => gen_random_uuid(), thread_id => '00000000-0000-4000-8000-0000000000a3', answer_id => gen_random_uuid(),
    answer_created_at => now(), model => '{}', device => 'desk', message_id => gen_random_uuid(),
    message_content => '{"format": 2, "parts": []}')$$,
  'PT404', 'thread not found', 'he cannot write into it'
);
select throws_ok(
  $$insert into public.ai_metadata (thread_id, key, value) values ('00000000-0000-4000-8000-0000000000a3', 'k', '1')$$,
  'PT404', 'target not found', 'he cannot hang metadata on it'
);
select throws_ok(
  $$select public.ai_propose_memory(gen_random_uuid(), 'x', null, '00000000-0000-4000-8000-0000000000a3')$$,
  'PT404', 'thread not found', 'a memory of his cannot name it as its source'
);

-- Nothing he tried left a trace.
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select is((select count(*)::integer from public.ai_list_proposals('00000000-0000-4000-8000-0000000000a1')), 1,
  'her proposal still waits');

-- And nobody at all, without signing in.
set local role anon;
set local request.jwt.claims = '{"role": "anon"}';
select throws_ok($$select public.ai_list_threads()$$, '42501', null, 'a stranger may not even ask');

select * from finish();
rollback;
