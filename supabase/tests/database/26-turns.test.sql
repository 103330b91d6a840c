-- What a turn reads and writes in one call.
begin;
select plan(23);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'Coach', '', 'pine');
select public.ai_save_thread(
  '00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000a1', 'Knee', '{"a": 1}'
);

-- Storing --------------------------------------------------------------------------------------------------------------

select is(
  (select cardinality(batch.messages) from public.ai_store_messages((
    select jsonb_agg(jsonb_build_object(
      'message_id', ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0')),
      'thread_id', '00000000-0000-4000-8000-0000000000c1',
      'resource_key', 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a1',
      'role', 'user',
      'content', jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', n))),
      'created_at', '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second'
    ) order by n)
    from generate_series(1, 1100) as n
  )) as batch),
  1100, 'more messages are stored at once than any other call takes'
);
select is(
  (select message_count from public.ai_get_thread('00000000-0000-4000-8000-0000000000c1')), 1100, 'and are all there'
);
select results_eq(
  $$select batch.messages[1].message_id, batch.messages[1].resource_key, batch.messages[1].created_at,
      batch.threads[1].title, batch.threads[1].metadata
    from public.ai_store_messages('[{
      "message_id": "00000000-0000-4000-8000-000000000001", "thread_id": "00000000-0000-4000-8000-0000000000c1",
      "role": "user", "content": {"format": 2, "parts": []}, "created_at": "2030-01-01T00:00:00Z"
    }]') as batch$$,
  $$values (
    '00000000-0000-4000-8000-000000000001'::uuid,
    'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a1',
    '2026-01-01T00:00:01Z'::timestamptz, 'Knee', '{"a": 1}'::jsonb
  )$$,
  'what is stored again keeps its time, and the thread comes along'
);
select throws_ok(
  $$select public.ai_store_messages('[{
      "message_id": "00000000-0000-4000-8000-00000000f001", "thread_id": "00000000-0000-4000-8000-0000000000c1",
      "resource_key": "aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000",
      "role": "user", "content": {"format": 2, "parts": []}
    }]')$$,
  'PT403', 'a message belongs to the resource of its thread', 'a message cannot be stored for another resource'
);
select throws_ok(
  $$select public.ai_store_messages('[
      {"message_id": "00000000-0000-4000-8000-00000000f002", "thread_id": "00000000-0000-4000-8000-0000000000c1",
       "role": "user", "content": {"format": 2, "parts": []}},
      {"message_id": "00000000-0000-4000-8000-00000000f003", "thread_id": "00000000-0000-4000-8000-0000000000cf",
       "role": "user", "content": {"format": 2, "parts": []}}
    ]')$$,
  'PT404', 'thread not found', 'nor in a thread that is not there'
);
select is_empty(
  $$select * from public.ai_messages_by_id('{00000000-0000-4000-8000-00000000f002}')$$,
  'and then nothing of them is stored'
);
select throws_ok(
  $$select public.ai_store_messages('{}')$$, '22023', 'messages must be an array', 'one message is no array'
);
select results_eq(
  $$select cardinality(messages), cardinality(threads) from public.ai_store_messages('[]')$$,
  $$values (0, 0)$$, 'no messages are no work'
);

-- Opening --------------------------------------------------------------------------------------------------------------

select results_eq(
  $$select (turn.thread).title, (turn.thread).metadata, turn.notes is null, cardinality(turn.messages), turn.has_more
    from public.ai_open_turn('00000000-0000-4000-8000-0000000000c1', 3) as turn$$,
  $$values ('Knee', '{"a": 1}'::jsonb, true, 3, true)$$,
  'a turn opens with the thread, no notes where there are none, and the last messages'
);
select public.ai_save_working_memory('00000000-0000-4000-8000-0000000000a1', '- Runs.', '{"b": 2}');
select public.ai_save_working_memory(null, 'nobody''s');
select results_eq(
  $$select (turn.notes).content, (turn.notes).metadata,
      array(select message.message_id from unnest(turn.messages) as message)
    from public.ai_open_turn('00000000-0000-4000-8000-0000000000c1', 2) as turn$$,
  $$values (
    '- Runs.', '{"b": 2}'::jsonb,
    '{00000000-0000-4000-8000-000000001100, 00000000-0000-4000-8000-000000001099}'::uuid[]
  )$$,
  'the notes are those of its persona, and the newest message comes first'
);
select results_eq(
  $$select cardinality(messages), has_more from public.ai_open_turn('00000000-0000-4000-8000-0000000000c1', 100000)$$,
  $$values (1000, true)$$, 'never more than a thousand'
);
select is_empty(
  $$select * from public.ai_open_turn('00000000-0000-4000-8000-0000000000cf')$$, 'there is none where there is no thread'
);

-- Beginning ------------------------------------------------------------------------------------------------------------

select results_eq(
  $$select (turn.thread).title, (turn.thread).resource_key, (turn.notes).content, cardinality(turn.messages), has_more
    from public.ai_begin_turn('00000000-0000-4000-8000-0000000000c2', null, 'New', null, '2026-01-01T00:00:00Z') as turn$$,
  $$values (
    'New', 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000', 'nobody''s', 0, false
  )$$,
  'a conversation begins with its thread and the notes'
);
select is(
  (select cardinality(messages) from public.ai_begin_turn(
    '00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000a1', max_rows => 5
  )),
  5, 'or goes on, when it was there'
);
select public.ai_delete_thread('00000000-0000-4000-8000-0000000000c2');
select is_empty(
  $$select * from public.ai_begin_turn('00000000-0000-4000-8000-0000000000c2')$$, 'and not where it was deleted'
);

select is(
  (select (turn.thread).updated_at from public.ai_begin_turn(
    '00000000-0000-4000-8000-0000000000c3', created_at => '2026-01-01T00:00:00Z', updated_at => '2026-01-02T00:00:00Z'
  ) as turn),
  '2026-01-02T00:00:00Z'::timestamptz, 'a thread that comes from elsewhere keeps when it was last changed'
);
select is(
  (select updated_at from public.ai_save_thread(
    '00000000-0000-4000-8000-0000000000c3', title => 'Named', updated_at => '2026-01-03T00:00:00Z'
  )),
  '2026-01-03T00:00:00Z'::timestamptz, 'also when it is saved again'
);
select ok(
  (select updated_at > '2026-01-04T00:00:00Z' from public.ai_update_thread('00000000-0000-4000-8000-0000000000c3', 'New')),
  'and every other change is a change of now'
);

-- Runs that wait -------------------------------------------------------------------------------------------------------

select public.ai_save_run_snapshot('answer', 'r1', '{"status": "suspended"}', null, null, '00000000-0000-4000-8000-0000000000c3');
select public.ai_delete_thread('00000000-0000-4000-8000-0000000000c3');
select is_empty(
  $$select run_key from public.ai_get_run_snapshot('r1') union all select run_key from public.ai_list_run_snapshots()$$,
  'while a thread is deleted, no run of it waits'
);
select public.ai_restore_thread('00000000-0000-4000-8000-0000000000c3');
select results_eq(
  $$select run_key from public.ai_get_run_snapshot('r1') union all select run_key from public.ai_list_run_snapshots()$$,
  array['r1', 'r1'], 'and when it comes back, it does again'
);

-- Copies ---------------------------------------------------------------------------------------------------------------

select public.ai_save_thread('00000000-0000-4000-8000-0000000000c4');
select public.ai_save_messages(jsonb_build_array(jsonb_build_object(
  'message_id', ('00000000-0000-4000-8000-0000000000d' || n)::uuid, 'thread_id', '00000000-0000-4000-8000-0000000000c4',
  'role', 'user', 'content', jsonb_build_object('n', n), 'created_at', '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 day'
))) from unnest(array[3, 4, 1, 2]) as n;
select results_eq(
  $$select copied.message_ids ? '00000000-0000-4000-8000-0000000000d3', copied.message_ids ? '00000000-0000-4000-8000-0000000000d4',
      (copied.thread).message_count, (copied.thread).metadata -> 'clone' ->> 'lastMessageId'
    from public.ai_copy_thread(
      '00000000-0000-4000-8000-0000000000c4', '00000000-0000-4000-8000-0000000000c5', last_messages => 2
    ) as copied$$,
  $$values (true, true, 2, '00000000-0000-4000-8000-0000000000d4')$$,
  'the last messages are the newest by their times, in whatever order they came'
);

-- Others ---------------------------------------------------------------------------------------------------------------

set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select is_empty(
  $$select * from public.ai_open_turn('00000000-0000-4000-8000-0000000000c1')$$, 'nobody opens somebody else''s thread'
);
select throws_ok(
  $$select public.ai_store_messages('[{
      "message_id": "00000000-0000-4000-8000-00000000f004", "thread_id": "00000000-0000-4000-8000-0000000000c1",
      "role": "user", "content": {"format": 2, "parts": []}
    }]')$$,
  'PT404', 'thread not found', 'nor stores anything in it'
);

select * from finish();
rollback;
