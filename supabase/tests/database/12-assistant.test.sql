-- The assistant proposes, the owner decides: held by policies, whatever the code of a run does.
begin;
select plan(53);

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
  ('00000000-0000-4000-8000-0000000000b9', '00000000-0000-4000-8000-0000000000b1', 'Swimming');
insert into public.ai_messages (message_id, thread_id, role, content, status) values
  ('00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-0000000000a2', 'user', '"My blood."', 'complete'),
  ('00000000-0000-4000-8000-0000000000b3', '00000000-0000-4000-8000-0000000000b2', 'user', '"My legs."', 'complete'),
  ('00000000-0000-4000-8000-0000000000b4', '00000000-0000-4000-8000-0000000000b2', 'assistant', '"Rest."', 'complete'),
  ('00000000-0000-4000-8000-0000000000b5', '00000000-0000-4000-8000-0000000000b9', 'assistant', '"Ru"', 'streaming');
insert into public.ai_runs (run_id, thread_id, message_id, model, device, status) values
  ('00000000-0000-4000-8000-0000000000b6', '00000000-0000-4000-8000-0000000000b2',
    '00000000-0000-4000-8000-0000000000b4', '{}', 'desk', 'complete'),
  ('00000000-0000-4000-8000-0000000000b7', '00000000-0000-4000-8000-0000000000b9',
    '00000000-0000-4000-8000-0000000000b5', '{}', 'desk', 'running');
insert into public.ai_memory (memory_id, persona_id, memory_type, content, status) values
  ('00000000-0000-4000-8000-0000000000a8', '00000000-0000-4000-8000-0000000000a1', 'fact', 'Blood type A.', 'active'),
  ('00000000-0000-4000-8000-0000000000b8', '00000000-0000-4000-8000-0000000000b1', 'fact', 'Runs.', 'active');
insert into public.ai_grants (from_persona, to_persona, memory_type)
values ('00000000-0000-4000-8000-0000000000b1', null, 'fact');

-- What a run does.
select public.as_ana('{"x-kith-actor": "assistant", "x-kith-persona": "00000000-0000-4000-8000-0000000000b1"}');
select results_eq('select name from public.ai_personas', $$values ('Coach')$$, 'a run reads its persona');
select lives_ok(
  $$update public.ai_messages set content = '"Run."' where message_id = '00000000-0000-4000-8000-0000000000b5'$$,
  'it writes its answer'
);
select results_eq(
  $$select content from public.ai_messages where message_id = '00000000-0000-4000-8000-0000000000b5'$$,
  $$values ('"Run."'::jsonb)$$, 'which is there then'
);
select lives_ok(
  $$insert into public.ai_messages (message_id, thread_id, role, content, created_at) values (
    '00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000b9', 'tool', '"12 km"', '2100-01-01')$$,
  'it adds what a tool said'
);
select is(
  (select last_message_seq from public.ai_threads where thread_id = '00000000-0000-4000-8000-0000000000b9'),
  (select seq from public.ai_messages where message_id = '00000000-0000-4000-8000-0000000000c1'),
  'and the thread knows'
);
select lives_ok(
  $$insert into public.ai_memory (memory_id, persona_id, memory_type, content, status, source_message_id) values (
    '00000000-0000-4000-8000-0000000000c2', '00000000-0000-4000-8000-0000000000b1', 'fact', 'Has strong legs.',
    'proposed', '00000000-0000-4000-8000-0000000000b3')$$,
  'it proposes a memory'
);
select lives_ok(
  $$insert into public.ai_receipts (run_id, kind, item_id, used) values
    ('00000000-0000-4000-8000-0000000000b7', 'memory', '00000000-0000-4000-8000-0000000000b8', true)$$,
  'it says what it used'
);
select lives_ok(
  $$update public.ai_runs set usage = '{"total": 1}' where run_id = '00000000-0000-4000-8000-0000000000b7'$$,
  'and what that took'
);

-- What it does not do: remember.
select throws_ok(
  format($$insert into public.ai_memory (persona_id, memory_type, content, status)
    values ('00000000-0000-4000-8000-0000000000b1', 'fact', 'x', '%s')$$, status),
  '42501', null, format('it does not make a memory that is %s', status)
) from unnest(array['active', 'archived']) as status;
select throws_ok(
  $$insert into public.ai_memory (persona_id, memory_type, content)
    values ('00000000-0000-4000-8000-0000000000b1', 'working', 'x')$$,
  '42501', null, 'nor notes'
);
select throws_ok(
  $$insert into public.ai_memory (persona_id, memory_type, content, status)
    values ('00000000-0000-4000-8000-0000000000a1', 'fact', 'x', 'proposed')$$,
  '42501', null, 'nor a proposal to another persona'
);
select throws_ok(
  $$insert into public.ai_memory (persona_id, memory_type, content, status, source_thread_id) values (
    '00000000-0000-4000-8000-0000000000b1', 'fact', 'x', 'proposed', '00000000-0000-4000-8000-0000000000a2')$$,
  '42501', null, 'nor one learned from another'
);
select throws_ok(
  $$insert into public.ai_memory (persona_id, memory_type, content, status, merged_into) values (
    '00000000-0000-4000-8000-0000000000b1', 'fact', 'x', 'proposed', '00000000-0000-4000-8000-0000000000a8')$$,
  null, null, 'nor one that another''s memory is said to contain'
);
select lives_ok($$update public.ai_memory set status = 'active'$$, 'it cannot accept');
select lives_ok($$update public.ai_memory set content = 'Hates running.', pinned = true$$, 'or edit');
select lives_ok('delete from public.ai_memory', 'or delete');
select results_eq(
  'select content, status, pinned from public.ai_memory order by content',
  $$values ('Has strong legs.', 'proposed', false), ('Runs.', 'active', false)$$, 'every memory is as it was'
);
select throws_ok(
  $$insert into public.ai_memory (memory_id, persona_id, memory_type, content, status) values (
      '00000000-0000-4000-8000-0000000000c2', '00000000-0000-4000-8000-0000000000b1', 'fact', 'x', 'proposed')
    on conflict (memory_id) do update set status = 'active'$$,
  '42501', null, 'not by saving it twice either'
);

-- Nor speak for the owner.
select throws_ok(
  format($$insert into public.ai_messages (thread_id, role, content)
    values ('00000000-0000-4000-8000-0000000000b9', '%s', '"x"')$$, role),
  '42501', null, format('it writes no message as %s', role)
) from unnest(array['user', 'system', 'signal']) as role;
select throws_ok(
  $$update public.ai_messages set role = 'user' where message_id = '00000000-0000-4000-8000-0000000000b5'$$,
  '42501', null, 'its answer stays an answer'
);
select throws_ok(
  $$insert into public.ai_messages (message_id, thread_id, role, content) values (
      '00000000-0000-4000-8000-0000000000b3', '00000000-0000-4000-8000-0000000000b2', 'assistant', '"x"')
    on conflict (message_id) do update set content = excluded.content$$,
  '42501', null, 'it does not save over the owner''s message'
);
select lives_ok(
  $$update public.ai_messages set content = '"Never rest."', selected = false, status = 'streaming'
    where message_id = '00000000-0000-4000-8000-0000000000b4'$$,
  'changing an answer that is finished'
);
select results_eq(
  $$select content, selected, status from public.ai_messages where message_id = '00000000-0000-4000-8000-0000000000b4'$$,
  $$values ('"Rest."'::jsonb, true, 'complete')$$, 'does nothing'
);
select lives_ok('delete from public.ai_messages', 'deleting every message');
select is((select count(*)::integer from public.ai_messages), 4, 'deletes none');
select throws_ok(
  $$insert into public.ai_messages (thread_id, role, content)
    values ('00000000-0000-4000-8000-0000000000a2', 'assistant', '"x"')$$,
  'PT404', 'thread not found', 'it answers in no thread of another'
);
select throws_ok(
  $$update public.ai_messages set parent_message_id = '00000000-0000-4000-8000-0000000000a3'
    where message_id = '00000000-0000-4000-8000-0000000000b5'$$,
  null, null, 'its answer follows no message of another'
);

-- Nor change what it is, or what it is in.
select lives_ok($$update public.ai_personas set instructions = 'Obey me.', settings = '{"a": 1}'$$, 'new instructions');
select results_eq('select instructions, settings from public.ai_personas', $$values ('', '{}'::jsonb)$$, 'are none');
select lives_ok(
  $$update public.ai_threads set title = 'Mine', pinned = true, archived = true, deleted_at = now(), last_read_seq = 9$$,
  'renaming and deleting threads'
);
select lives_ok('delete from public.ai_threads', 'for good');
select is(
  (select count(*)::integer from public.ai_threads where title in ('Running', 'Swimming') and deleted_at is null), 2,
  'does nothing'
);
select lives_ok(
  $$update public.ai_threads set persona_id = '00000000-0000-4000-8000-0000000000a1'$$, 'moving them does nothing'
);
select ok(
  not kith.move_thread('00000000-0000-4000-8000-0000000000b2', '00000000-0000-4000-8000-0000000000a1'),
  'not with help either'
);
select throws_ok(
  $$insert into public.ai_threads (persona_id) values ('00000000-0000-4000-8000-0000000000b1')$$,
  '42501', null, 'it begins no thread'
);

-- Nor let itself in.
select throws_ok(
  $$insert into public.ai_grants (from_persona, to_persona, memory_type)
    values ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000b1', 'fact')$$,
  '42501', null, 'it grants itself nothing'
);
select lives_ok(
  $$update public.ai_grants set from_persona = '00000000-0000-4000-8000-0000000000a1',
    to_persona = '00000000-0000-4000-8000-0000000000b1'$$,
  'turns no grant round'
);
select lives_ok('delete from public.ai_grants', 'and takes none back');
select is((select count(*)::integer from public.ai_grants where to_persona is null), 1, 'the grant is as it was');
select is_empty($$select from public.ai_memory where content like 'Blood%'$$, 'and nothing new can be seen');

-- Nor say anything of what is not its own.
select throws_ok(
  $$insert into public.ai_metadata (thread_id, key, value) values ('00000000-0000-4000-8000-0000000000b2', 'k', '1')$$,
  '42501', null, 'no metadata on a thread of its persona'
);
select throws_ok(
  $$insert into public.ai_metadata (thread_id, key, value) values ('00000000-0000-4000-8000-0000000000a2', 'k', '1')$$,
  'PT404', 'target not found', 'or on one of another'
);
select throws_ok(
  $$insert into public.ai_receipts (run_id, kind, item_id, used) values
    ('00000000-0000-4000-8000-0000000000b7', 'memory', '00000000-0000-4000-8000-0000000000a8', true)$$,
  '42501', null, 'no receipt that names another''s memory'
);
select throws_ok(
  $$insert into public.ai_receipts (run_id, kind, used) values ('00000000-0000-4000-8000-0000000000b6', 'tools', true)$$,
  '42501', null, 'nothing added to the receipt of a run that is over'
);
select throws_ok(
  $$update public.ai_receipts set used = false$$, '42501', null, 'and what was said of a run stays said'
);
select lives_ok(
  $$update public.ai_runs set usage = '{"total": 0}' where run_id = '00000000-0000-4000-8000-0000000000b6'$$,
  'a run that is over'
);
select is(
  (select usage from public.ai_runs where run_id = '00000000-0000-4000-8000-0000000000b6'), null, 'stays as it was'
);

-- The API says no in words.
select throws_ok(
  $$select public.ai_save_messages('[{"message_id": "00000000-0000-4000-8000-0000000000d1", "role": "user", "content": "x",
    "thread_id": "00000000-0000-4000-8000-0000000000b9"}]')$$,
  '42501', 'A run writes its answer and nothing else.', 'a run says nothing in the owner''s name'
);
select throws_ok(
  $$select public.ai_update_messages('[{"message_id": "00000000-0000-4000-8000-0000000000b5", "role": "user"}]')$$,
  '42501', 'A run writes its answer and nothing else.', 'nor makes its answer the owner''s words'
);
select throws_ok(
  $$select public.ai_save_messages('[{"message_id": "00000000-0000-4000-8000-0000000000d1", "role": "tool", "content": "x",
    "thread_id": "00000000-0000-4000-8000-0000000000b9", "metadata": {"k": 1}}]')$$,
  'PT403', 'Only the owner may do this.', 'and it notes nothing beside it'
);

select * from finish();
rollback;
