-- The tables themselves, for a store that knows no functions: it inserts with what it has, reads back and updates.
begin;
select plan(27);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

create function pg_temp.thread() returns uuid language sql as
  $$select thread_id from public.ai_threads where title = 'direct'$$;
create function pg_temp.vector(n integer) returns text language sql as $$ select '[' || repeat(n || ',', 1535) || n || ']' $$;

insert into public.ai_personas (id, name) values ('00000000-0000-4000-8000-0000000000a1', 'Coach');

-- Threads.
select results_eq(
  $$insert into public.ai_threads (user_id, persona_id, title)
    values ('aaaaaaaa-0000-4000-8000-000000000001', null, 'direct') returning (resource_key collate "default")$$,
  array['aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000'],
  'a thread without a persona'
);
select results_eq(
  $$insert into public.ai_threads (user_id, persona_id, title)
    values ('aaaaaaaa-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000a1', null) returning title, (resource_key collate "default")$$,
  $$values (null, 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a1')$$,
  'a thread without a title'
);
select throws_ok(
  $$insert into public.ai_threads (user_id, title) values ('bbbbbbbb-0000-4000-8000-000000000002', 'x')$$, '42501', null,
  'nobody writes in another''s name'
);

-- Messages: only thread, role and content, and a vector as JSON.
insert into public.ai_messages (thread_id, role, content)
select pg_temp.thread(), case n % 2 when 1 then 'user' else 'assistant' end,
  jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'part ' || n))
from generate_series(1, 50) as n order by n;
select results_eq(
  $$select content -> 0 ->> 'text' from public.ai_messages where thread_id = pg_temp.thread() order by created_at$$,
  $$select 'part ' || n from generate_series(1, 50) as n order by n$$, 'a batch reads by time as it was written'
);
select is(
  (select count(distinct created_at)::integer from public.ai_messages where thread_id = pg_temp.thread()), 50, 'no two at one time'
);
select results_eq(
  $$select bool_and(user_id = 'aaaaaaaa-0000-4000-8000-000000000001'), bool_and(selected), max(depth), count(parent_message_id),
      count(distinct resource_key)
    from public.ai_messages where thread_id = pg_temp.thread()$$,
  $$values (true, true, 49, 49::bigint, 1::bigint)$$, 'each follows the one before, in its owner''s name'
);
select results_eq(
  $$select message_count, last_message_seq = (select max(seq) from public.ai_messages where thread_id = pg_temp.thread())
    from public.ai_threads where thread_id = pg_temp.thread()$$,
  $$values (50, true)$$, 'and the thread counts them'
);
select results_eq(
  $$insert into public.ai_messages (thread_id, role, content, message_embedding)
    select pg_temp.thread(), 'user', '{"format": 2, "parts": [{"type": "text", "text": "with meaning"}]}',
      (json_populate_record(null::public.ai_messages, json_build_object('message_embedding', pg_temp.vector(1)::json))).message_embedding
    returning (message_embedding is not null), embedding_model$$,
  $$values (true, 'text-embedding-3-small')$$, 'a vector is an array of numbers, of the model the column is made for'
);
select throws_ok(
  $$insert into public.ai_messages (thread_id, role, content, message_embedding) values (pg_temp.thread(), 'user', '[]', '[1, 2]')$$,
  '22000', null, 'of 1,536 numbers'
);
select throws_ok(
  $$insert into public.ai_messages (thread_id, role, content) values ('00000000-0000-4000-8000-0000000000ff', 'user', '[]')$$,
  'PT404', 'thread not found', 'into a thread that is there'
);
select results_eq(
  $$select count(*) from public.ai_messages
    where resource_key = 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000'$$,
  array[51::bigint], 'messages are found by their resource'
);
select results_eq(
  $$select message_count, left(opening, 6), left(preview, 12) from public.ai_get_thread(pg_temp.thread())$$,
  $$values (51, 'part 1', 'with meaning')$$, 'and the application shows what the store wrote'
);
update public.ai_messages set thread_id = (select thread_id from public.ai_threads where title is null)
where content -> 0 ->> 'text' = 'part 7';
select results_eq(
  $$select message_count from public.ai_threads order by title nulls last$$, array[50, 1], 'a message taken to another thread is counted there'
);
select is(
  (select child.parent_message_id from public.ai_messages as child where child.content -> 0 ->> 'text' = 'part 8'),
  (select parent.message_id from public.ai_messages as parent where parent.content -> 0 ->> 'text' = 'part 6'),
  'and leaves no hole behind'
);

-- Updates.
update public.ai_threads set title = null where thread_id = pg_temp.thread();
select is((select count(*)::integer from public.ai_threads where title is null), 2, 'a title is taken away');
update public.ai_threads set title = 'direct' where message_count = 50;
select throws_ok(
  $$update public.ai_threads set persona_id = '00000000-0000-4000-8000-0000000000a1' where title = 'direct'$$, '23514', null,
  'a thread keeps its persona'
);
select is(
  (select updated_at > created_at from public.ai_threads where title = 'direct'), true, 'a thread knows when it changed'
);

-- Memories.
select lives_ok(
  $$insert into public.ai_memory (user_id, persona_id, memory_type, content, content_json, importance, source_thread_id, content_embedding)
    values ('aaaaaaaa-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000a1', 'fact', 'Likes tea.', null, 'high',
      (select thread_id from public.ai_threads where title is null), pg_temp.vector(1)::extensions.vector)$$,
  'a memory with all there is to say about it'
);
select results_eq(
  $$select content, importance, status, (resource_key collate "default") from public.ai_memory
    where user_id = 'aaaaaaaa-0000-4000-8000-000000000001' and persona_id = '00000000-0000-4000-8000-0000000000a1'
    order by created_at desc limit 10$$,
  $$values ('Likes tea.', 'high', 'active', 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a1')$$,
  'it is found by persona'
);
select throws_ok(
  $$insert into public.ai_memory (memory_type, content, importance) values ('fact', 'x', 'very')$$, '23514', null, 'with an importance there is'
);

-- Metadata.
select lives_ok(
  $$insert into public.ai_metadata (thread_id, key, value) values (pg_temp.thread(), 'k', '1')$$, 'metadata of a thread'
);
select throws_ok(
  $$insert into public.ai_metadata (thread_id, key, value) values (pg_temp.thread(), 'k', '2')$$, '23505', null,
  'the second time it is there already'
);
update public.ai_metadata set value = '2' where thread_id = pg_temp.thread() and key = 'k';
select results_eq(
  $$select value from public.ai_metadata where key = 'k' and thread_id = pg_temp.thread() limit 1$$, array['2'::jsonb],
  'and is updated'
);
select throws_ok(
  $$insert into public.ai_metadata (key, value) values ('k', '1')$$, null, null, 'metadata is about something'
);
select lives_ok(
  $$insert into public.ai_metadata (persona_ref, key, value) values ('00000000-0000-4000-8000-0000000000a1', 'k', '1')$$,
  'a persona, too'
);

-- Somebody else.
set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select results_eq(
  $$select (select count(*) from public.ai_threads), (select count(*) from public.ai_messages), (select count(*) from public.ai_memory),
    (select count(*) from public.ai_metadata)$$,
  $$values (0::bigint, 0::bigint, 0::bigint, 0::bigint)$$, 'sees none of it'
);
delete from public.ai_messages;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select is((select count(*)::integer from public.ai_messages), 51, 'and removes none of it');

select * from finish();
rollback;
