-- A request that names a persona stays with that persona, whatever it tries.
begin;
select plan(70);

create function public.as_ana(headers text) returns void language sql as $$
  select set_config('request.jwt.claims', '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}', true),
    set_config('request.headers', headers, true), set_config('role', 'authenticated', true)
$$;

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');
select public.as_ana('{}');
insert into public.ai_personas (id, name) values
  ('00000000-0000-4000-8000-0000000000a1', 'Doctor'), ('00000000-0000-4000-8000-0000000000b1', 'Coach');
insert into public.ai_threads (thread_id, persona_id, title) values
  ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000a1', 'Blood'),
  ('00000000-0000-4000-8000-0000000000b2', '00000000-0000-4000-8000-0000000000b1', 'Running'),
  ('00000000-0000-4000-8000-0000000000c2', null, 'Nothing in particular');
insert into public.ai_messages (message_id, thread_id, role, content, status) values
  ('00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-0000000000a2', 'user', '"My blood."', 'complete'),
  ('00000000-0000-4000-8000-0000000000a4', '00000000-0000-4000-8000-0000000000a2', 'assistant', '"Good."', 'streaming'),
  ('00000000-0000-4000-8000-0000000000b3', '00000000-0000-4000-8000-0000000000b2', 'user', '"My legs."', 'complete'),
  ('00000000-0000-4000-8000-0000000000b4', '00000000-0000-4000-8000-0000000000b2', 'assistant', '"Run."', 'streaming');
insert into public.ai_runs (run_id, thread_id, message_id, model, device) values
  ('00000000-0000-4000-8000-0000000000a5', '00000000-0000-4000-8000-0000000000a2',
    '00000000-0000-4000-8000-0000000000a4', '{}', 'desk'),
  ('00000000-0000-4000-8000-0000000000b5', '00000000-0000-4000-8000-0000000000b2',
    '00000000-0000-4000-8000-0000000000b4', '{}', 'desk');
insert into public.ai_memory (memory_id, persona_id, memory_type, content) values
  ('00000000-0000-4000-8000-0000000000a6', '00000000-0000-4000-8000-0000000000a1', 'fact', 'Blood type A.'),
  ('00000000-0000-4000-8000-0000000000a7', '00000000-0000-4000-8000-0000000000a1', 'event', 'Was ill in May.'),
  ('00000000-0000-4000-8000-0000000000b6', '00000000-0000-4000-8000-0000000000b1', 'fact', 'Runs on Tuesdays.');
insert into public.ai_metadata (thread_id, message_id, memory_id, persona_ref, key, value) values
  ('00000000-0000-4000-8000-0000000000a2', null, null, null, 'k', '"of the thread"'),
  (null, '00000000-0000-4000-8000-0000000000a3', null, null, 'k', '"of the message"'),
  (null, null, '00000000-0000-4000-8000-0000000000a6', null, 'k', '"of the memory"'),
  (null, null, null, '00000000-0000-4000-8000-0000000000a1', 'k', '"of the persona"');
insert into public.ai_receipts (run_id, kind, item_id, used) values
  ('00000000-0000-4000-8000-0000000000a5', 'memory', '00000000-0000-4000-8000-0000000000a6', true);
insert into public.ai_files (file_id, persona_id, sha256, media_type, size) values
  ('00000000-0000-4000-8000-0000000000a8', '00000000-0000-4000-8000-0000000000a1', sha256('x'), 'text/plain', 1);
insert into public.ai_file_chunks (file_id, n, bytes) values ('00000000-0000-4000-8000-0000000000a8', 0, 'x');
insert into public.ai_run_snapshots (workflow_name, run_key, resource_key, thread_id, status, snapshot) values (
  'answer', '1', 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a1',
  '00000000-0000-4000-8000-0000000000a2', 'suspended', '{}'
);

-- Coach sees Coach's.
select public.as_ana('{"x-kith-persona": "00000000-0000-4000-8000-0000000000b1"}');
select results_eq('select name from public.ai_personas', $$values ('Coach')$$, 'Coach sees itself and no other persona');
select results_eq('select title from public.ai_threads', $$values ('Running')$$, 'and its threads');
select is((select count(*)::integer from public.ai_messages), 2, 'its messages');
select results_eq('select content from public.ai_memory', $$values ('Runs on Tuesdays.')$$, 'its memories');
select is((select count(*)::integer from public.ai_runs), 1, 'its runs');
select is_empty('select from public.ai_receipts', 'no receipt of another');
select is_empty('select from public.ai_metadata', 'nothing that is said about another''s');
select is_empty('select from public.ai_files', 'no file');
select is_empty('select from public.ai_file_chunks', 'not its bytes either');
select is_empty('select from public.ai_run_snapshots', 'no run that waits elsewhere');
select is((select count(*)::integer from public.ai_message_search), 1, 'and of what search reads, its own');
select is((select count(*)::integer from public.ai_memory_search), 1, 'of memories, too');

-- Whatever is not read is not narrowed by reading: no condition, no right to read.
select lives_ok('delete from public.ai_metadata', 'deleting everything that is said');
select lives_ok('delete from public.ai_files', 'all files');
select lives_ok('delete from public.ai_memory', 'all memories');
select lives_ok('delete from public.ai_run_snapshots', 'and all snapshots');
select lives_ok(
  $$update public.ai_metadata set thread_id = '00000000-0000-4000-8000-0000000000b2', message_id = null,
    memory_id = null, persona_ref = null, key = gen_random_uuid()::text$$,
  'taking over what is said about others'
);
select is_empty('select from public.ai_metadata', 'takes nothing over');
do $$
begin
  update public.ai_runs set thread_id = '00000000-0000-4000-8000-0000000000b2',
    message_id = '00000000-0000-4000-8000-0000000000b4', status = 'failed';
exception when others then
  null;
end
$$;
select is((select count(*)::integer from public.ai_runs), 1, 'nor does taking over every run');
select public.as_ana('{}');
select is((select count(*)::integer from public.ai_metadata), 4, 'everything that was said about the others is there');
select is((select count(*)::integer from public.ai_files), 1, 'the file is there');
select is((select count(*)::integer from public.ai_memory), 2, 'the memories of the others');
select is((select count(*)::integer from public.ai_run_snapshots), 1, 'and the run that waits');
select results_eq(
  $$select thread_id, status from public.ai_runs where run_id = '00000000-0000-4000-8000-0000000000a5'$$,
  $$values ('00000000-0000-4000-8000-0000000000a2'::uuid, 'running')$$, 'the other run goes on where it was'
);
insert into public.ai_memory (memory_id, persona_id, memory_type, content) values
  ('00000000-0000-4000-8000-0000000000b6', '00000000-0000-4000-8000-0000000000b1', 'fact', 'Runs on Tuesdays.');

-- Nothing of Coach's hangs on anything of Doctor's.
select public.as_ana('{"x-kith-persona": "00000000-0000-4000-8000-0000000000b1"}');
select throws_ok(
  format($$insert into public.ai_metadata (%s, key, value) values ('00000000-0000-4000-8000-0000000000%s', 'new', '1')$$,
    target.place, target.id),
  'PT404', 'target not found', format('no metadata for another''s %s', target.place)
) from (values ('thread_id', 'a2'), ('message_id', 'a3'), ('memory_id', 'a6'), ('persona_ref', 'a1')) as target (place, id);
select throws_ok(
  $$insert into public.ai_memory (persona_id, memory_type, content, source_thread_id)
    values ('00000000-0000-4000-8000-0000000000b1', 'fact', 'x', '00000000-0000-4000-8000-0000000000a2')$$,
  '42501', null, 'no memory learned in another''s thread'
);
select throws_ok(
  $$insert into public.ai_memory (persona_id, memory_type, content, source_message_id)
    values ('00000000-0000-4000-8000-0000000000b1', 'fact', 'x', '00000000-0000-4000-8000-0000000000a3')$$,
  '42501', null, 'or from another''s message'
);
select throws_ok(
  $$update public.ai_memory set source_thread_id = '00000000-0000-4000-8000-0000000000a2'
    where memory_id = '00000000-0000-4000-8000-0000000000b6'$$,
  null, null, 'not afterwards either'
);
select throws_ok(
  $$update public.ai_memory set merged_into = '00000000-0000-4000-8000-0000000000a6'
    where memory_id = '00000000-0000-4000-8000-0000000000b6'$$,
  null, null, 'no memory merged into another''s'
);
select throws_ok(
  $$update public.ai_messages set parent_message_id = '00000000-0000-4000-8000-0000000000a3'
    where message_id = '00000000-0000-4000-8000-0000000000b4'$$,
  null, null, 'no message that follows another''s'
);
select throws_ok(
  $$update public.ai_messages set thread_id = '00000000-0000-4000-8000-0000000000a2'
    where message_id = '00000000-0000-4000-8000-0000000000b3'$$,
  'PT404', 'thread not found', 'no message that moves to another''s thread'
);
select throws_ok(
  $$insert into public.ai_messages (thread_id, role, content)
    values ('00000000-0000-4000-8000-0000000000a2', 'user', '"x"')$$,
  'PT404', 'thread not found', 'no message written into it'
);
select throws_ok(
  $$insert into public.ai_threads (persona_id) values ('00000000-0000-4000-8000-0000000000a1')$$,
  '42501', null, 'no thread made for another'
);
select throws_ok(
  $$insert into public.ai_threads (persona_id) values (null)$$, '42501', null, 'or for no persona'
);
select throws_ok(
  $$insert into public.ai_receipts (run_id, kind, item_id, used)
    values ('00000000-0000-4000-8000-0000000000b5', 'memory', '00000000-0000-4000-8000-0000000000a6', true)$$,
  '42501', null, 'no receipt that names another''s memory'
);
select throws_ok(
  $$insert into public.ai_receipts (run_id, kind, item_id, used)
    values ('00000000-0000-4000-8000-0000000000b5', 'instructions', '00000000-0000-4000-8000-0000000000a6', true)$$,
  '42501', null, 'nor by calling it something else'
);
select throws_ok(
  $$insert into public.ai_personas (name) values ('Mine')$$, '42501', null, 'no new persona'
);
select throws_ok(
  $$insert into public.ai_grants (from_persona, to_persona, memory_type)
    values ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000b1', 'fact')$$,
  '42501', null, 'and above all: no grant'
);
select lives_ok($$update public.ai_personas set instructions = 'Tell everything.'$$, 'changing instructions');
select is((select instructions from public.ai_personas), '', 'changes none');
select ok(
  not kith.move_thread('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000b1'),
  'no thread of another is fetched'
);
select ok(not kith.lock_thread('00000000-0000-4000-8000-0000000000a2'), 'or held up');

-- The API says no in words.
select throws_ok(
  $$select public.ai_save_thread(gen_random_uuid())$$, 'PT404', 'persona not found', 'no persona is another persona, too'
);
select throws_ok(
  $$select public.ai_save_thread(gen_random_uuid(), '00000000-0000-4000-8000-0000000000a1')$$, 'PT404', 'persona not found',
  'and others are not there'
);
select throws_ok(
  $$select public.ai_start_run(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), '{}', 'desk',
    message_id => gen_random_uuid(), message_content => '""')$$,
  'PT404', 'persona not found', 'also for whoever asks something there'
);
select throws_ok(
  $$select public.ai_start_file(gen_random_uuid(), repeat('0', 64), 'image/png', 1)$$, 'PT404', 'persona not found',
  'or keeps a file'
);
select throws_ok(
  $$select public.ai_copy_thread('00000000-0000-4000-8000-0000000000b2', gen_random_uuid(),
    persona_id => '00000000-0000-0000-0000-000000000000')$$,
  'PT404', 'persona not found', 'or copies a thread to it'
);
select throws_ok(
  $$select public.ai_save_persona(gen_random_uuid(), 'Mine')$$, 'PT403',
  'A request that is narrowed to one persona may not do this.', 'personas are not made'
);
select throws_ok(
  $$select public.ai_duplicate_persona('00000000-0000-4000-8000-0000000000b1', gen_random_uuid(), 'Mine')$$, 'PT403',
  'A request that is narrowed to one persona may not do this.', 'nor doubled'
);
select throws_ok(
  $$select public.ai_archive_persona('00000000-0000-4000-8000-0000000000b1')$$, 'PT403',
  'A request that is narrowed to one persona may not do this.', 'nor put away, though this one is there'
);
select throws_ok(
  $$select public.ai_set_metadata('k', '1', persona_ref => '00000000-0000-4000-8000-0000000000b1')$$, 'PT403',
  'A request that is narrowed to one persona may not do this.', 'nothing is noted of one'
);
select throws_ok(
  $$select public.ai_delete_metadata('k', persona_ref => '00000000-0000-4000-8000-0000000000b1')$$, 'PT403',
  'A request that is narrowed to one persona may not do this.', 'or taken away'
);
select throws_ok(
  $$select public.ai_save_run_snapshot('w', 'key', '{"status": "suspended"}',
    resource_key => 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000')$$,
  '42501', 'A request that is narrowed to one persona keeps snapshots of that one only.', 'no snapshot is kept elsewhere'
);

-- What the owner grants.
select public.as_ana('{}');
insert into public.ai_grants (from_persona, to_persona, memory_type)
values ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000b1', 'fact');
select throws_ok(
  $$insert into public.ai_grants (from_persona, to_persona, memory_id) values (
    '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000b6')$$,
  null, null, 'a grant is of a memory of the one that gives'
);
select public.as_ana('{"x-kith-persona": "00000000-0000-4000-8000-0000000000b1"}');
select bag_eq(
  'select content from public.ai_memory', $$values ('Runs on Tuesdays.'), ('Blood type A.')$$,
  'what is granted is seen, and nothing of another kind'
);
select is_empty('select from public.ai_threads where title <> ''Running''', 'memories only, never threads');
select lives_ok($$update public.ai_memory set content = 'Blood type B.' where content like 'Blood%'$$, 'changing it');
select lives_ok($$delete from public.ai_memory where content like 'Blood%'$$, 'and deleting it');
select isnt_empty($$select from public.ai_memory where content = 'Blood type A.'$$, 'does nothing');
select is_empty('select from public.ai_memory_versions', 'what it was before stays with the one it is of');
select public.as_ana('{}');
delete from public.ai_grants;
select public.as_ana('{"x-kith-persona": "00000000-0000-4000-8000-0000000000b1"}');
select is((select count(*)::integer from public.ai_memory), 1, 'what is no longer granted is no longer seen');

-- No persona is a vault as well.
select public.as_ana('{"x-kith-persona": "00000000-0000-0000-0000-000000000000"}');
select results_eq(
  'select title from public.ai_threads', $$values ('Nothing in particular')$$, 'the zero uuid sees what has no persona'
);

-- Headers nobody understands.
select public.as_ana('{"x-kith-persona": ""}');
select is_empty('select from public.ai_threads', '{"x-kith-persona": ""} sees nothing');
select public.as_ana('{"x-kith-persona": "*"}');
select is_empty('select from public.ai_threads', '{"x-kith-persona": "*"} sees nothing');
select public.as_ana('{"x-kith-actor": "assistant"}');
select is_empty('select from public.ai_threads', '{"x-kith-actor": "assistant"} sees nothing');
select public.as_ana('{"x-kith-scope": "all"}');
select is_empty('select from public.ai_threads', '{"x-kith-scope": "all"} sees nothing');
select public.as_ana('{"X-Kith-Anything": ""}');
select is_empty('select from public.ai_threads', '{"X-Kith-Anything": ""} sees nothing');

select * from finish();
rollback;
