-- Metadata: one key and value about one thing.
begin;
select plan(30);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

create function pg_temp.id(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-00000000000' || n)::uuid$$;
select public.ai_save_persona(pg_temp.id(1), 'Coach');
select public.ai_save_thread(pg_temp.id(2), pg_temp.id(1), metadata => '{"of": "mastra"}');
select public.ai_save_messages(jsonb_build_array(jsonb_build_object(
  'message_id', pg_temp.id(3), 'thread_id', pg_temp.id(2), 'role', 'user', 'content', '{"format": 2, "parts": []}'::jsonb)));
insert into public.ai_memory (memory_id, persona_id, memory_type, content) values (pg_temp.id(4), pg_temp.id(1), 'fact', 'x');

select results_eq(
  $$select key, value, thread_id from public.ai_set_metadata('b', '{"n": [1, null]}', thread_id => pg_temp.id(2))$$,
  $$values ('b', '{"n": [1, null]}'::jsonb, pg_temp.id(2))$$, 'a thread takes a key and a value'
);
select results_eq(
  $$select value from public.ai_set_metadata('b', '2', thread_id => pg_temp.id(2))$$, array['2'::jsonb], 'and another value'
);
select is((select count(*)::integer from public.ai_metadata where key = 'b'), 1, 'a key is there once');
select results_eq(
  $$select value from public.ai_set_metadata('a', 'null', message_id => pg_temp.id(3))$$, array['null'::jsonb], 'a message does, too'
);
select results_eq(
  $$select value from public.ai_set_metadata('a', memory_id => pg_temp.id(4))$$, array['null'::jsonb],
  'a memory: no value is the value null'
);
select results_eq(
  $$select value from public.ai_set_metadata('a', '"x"', persona_ref => pg_temp.id(1))$$, array['"x"'::jsonb], 'and a persona'
);
select public.ai_set_metadata('a', 'true', thread_id => pg_temp.id(2));
select results_eq(
  $$select key, value from public.ai_list_metadata(thread_id => pg_temp.id(2))$$,
  $$values ('a', 'true'::jsonb), ('b', '2'), ('mastra.thread', '{"of": "mastra"}')$$, 'all that is known of one thing, by key'
);
select results_eq(
  $$select value from public.ai_get_metadata('mastra.thread', thread_id => pg_temp.id(2))$$, array['{"of": "mastra"}'::jsonb],
  'what the store keeps can be read'
);
select throws_ok(
  $$select public.ai_set_metadata('mastra.thread', '{}', thread_id => pg_temp.id(2))$$, '22023', null, 'and is not written here'
);
select throws_ok(
  $$select public.ai_delete_metadata('mastra.thread', thread_id => pg_temp.id(2))$$, '22023', null, 'or taken away'
);
select is_empty($$select public.ai_get_metadata('c', thread_id => pg_temp.id(2))$$, 'what is not there is no row');
select is(public.ai_delete_metadata('b', thread_id => pg_temp.id(2)), true, 'an entry is removed');
select is(public.ai_delete_metadata('b', thread_id => pg_temp.id(2)), false, 'removing it again is fine');
select is((select count(*)::integer from public.ai_metadata where key = 'a'), 4, 'nothing else goes with it');

select throws_ok($$select public.ai_set_metadata('a', '1')$$, '22023', null, 'metadata is about something');
select throws_ok(
  $$select public.ai_set_metadata('a', '1', thread_id => pg_temp.id(2), message_id => pg_temp.id(3))$$, '22023', null,
  'and about one thing'
);
select throws_ok($$select public.ai_list_metadata()$$, '22023', null, 'so it is when one asks');
select throws_ok(
  $$select public.ai_get_metadata('a', thread_id => pg_temp.id(2), persona_ref => pg_temp.id(1))$$, '22023', null, 'for all or for one'
);
select throws_ok($$select public.ai_set_metadata('', '1', thread_id => pg_temp.id(2))$$, '22023', null, 'a key has a name');
select throws_ok($$select public.ai_set_metadata(null, '1', thread_id => pg_temp.id(2))$$, '22023', null, 'null is none');
select throws_ok(
  $$select public.ai_set_metadata(repeat('k', 129), '1', thread_id => pg_temp.id(2))$$, '22023', null, 'of at most 128 characters'
);

-- What is not there, what is deleted and what is somebody else's.
select throws_ok(
  $$select public.ai_set_metadata('a', '1', message_id => pg_temp.id(9))$$, 'PT404', 'message not found', 'there is no metadata of nothing'
);
select public.ai_delete_messages(array[pg_temp.id(3)]);
select throws_ok(
  $$select public.ai_set_metadata('a', '1', message_id => pg_temp.id(3))$$, 'PT404', 'message not found', 'or of what is deleted'
);
set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select throws_ok(
  $$select public.ai_set_metadata('a', '1', thread_id => pg_temp.id(2))$$, 'PT404', 'thread not found', 'or of what is somebody else''s'
);
select throws_ok(
  $$select public.ai_set_metadata('a', '1', memory_id => pg_temp.id(4))$$, 'PT404', 'memory not found', 'a memory'
);
select throws_ok(
  $$select public.ai_set_metadata('a', '1', persona_ref => pg_temp.id(1))$$, 'PT404', 'persona not found', 'or a persona'
);
select is_empty($$select public.ai_list_metadata(thread_id => pg_temp.id(2))$$, 'nobody reads it');
select is(public.ai_delete_metadata('a', thread_id => pg_temp.id(2)), false, 'or removes it');

-- A run.
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
set local request.headers = '{"x-kith-persona": "00000000-0000-4000-8000-000000000001", "x-kith-actor": "assistant"}';
select results_eq(
  $$select value from public.ai_get_metadata('a', thread_id => pg_temp.id(2))$$, array['true'::jsonb], 'a run reads what is in its vault'
);
select throws_ok(
  $$select public.ai_set_metadata('a', 'false', thread_id => pg_temp.id(2))$$, 'PT403', null, 'and changes nothing of it'
);

select * from finish();
rollback;
