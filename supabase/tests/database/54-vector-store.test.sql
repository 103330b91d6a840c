-- Vectors that a store brings: which found their message, and how they are taken away.
begin;
select plan(22);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_person(id text, headers jsonb default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', id, 'role', 'authenticated')::text, true),
    set_config('request.headers', headers::text, true)
$$;
create function pg_temp.v(a integer) returns text language sql as $$
  select array(select sin(n * (a + 1.7) * 12.9898) from generate_series(1, 1536) as n)::extensions.vector::text
$$;
create function pg_temp.place(id uuid, vector text, more jsonb default '{}') returns setof uuid language sql as $$
  select message_id from public.ai_place_embeddings(
    jsonb_build_array(jsonb_build_object('id', id, 'embedding', vector, 'model', 'm') || more)
  )
$$;
create function pg_temp.said(text) returns jsonb language sql as $$ select jsonb_build_object('said_hash', md5($1)) $$;
create function pg_temp.embedded() returns setof text language sql as $$
  select right(message_id::text, 2) from public.ai_messages where embedding_model = 'm' order by message_id
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001');
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach');
insert into public.ai_threads (thread_id) values (pg_temp.id('b1')), (pg_temp.id('b2'));
insert into public.ai_messages (message_id, thread_id, role, content) values
  (pg_temp.id('01'), pg_temp.id('b1'), 'user', '{"parts": [{"type": "text", "text": "My knee"}, {"type": "file"}, {"type": "text", "text": " hurts\u00a0"}], "content": "hurts"}'),
  (pg_temp.id('02'), pg_temp.id('b1'), 'user', '"Two"'),
  (pg_temp.id('03'), pg_temp.id('b2'), 'user', '"Three"');
insert into public.ai_memory (memory_id, memory_type, content) values (pg_temp.id('c1'), 'fact', 'Has apples.');

select results_eq($$select pg_temp.place(pg_temp.id('01'), pg_temp.v(1))$$, array[pg_temp.id('01')], 'a vector finds its message');
select is_empty($$select pg_temp.place(pg_temp.id('99'), pg_temp.v(1))$$, 'or none, and says so');
select is_empty($$select pg_temp.place(pg_temp.id('01'), pg_temp.v(2), pg_temp.said('Otherwords'))$$, 'nor one that says something else');
select is((select message_embedding::text from public.ai_messages where message_id = pg_temp.id('01')), pg_temp.v(1), 'which keeps what it has');
select results_eq($$select pg_temp.place(pg_temp.id('01'), pg_temp.v(2), pg_temp.said('Mykneehurts'))$$, array[pg_temp.id('01')],
  'one says what all its texts say, blanks aside');
select results_eq($$select pg_temp.place(pg_temp.id('01'), pg_temp.v(2), pg_temp.said('hurts'))$$, array[pg_temp.id('01')], 'and what its last says');
select results_eq(
  $$select message_id from public.ai_place_embeddings(jsonb_build_array(
    jsonb_build_object('id', pg_temp.id('01'), 'embedding', pg_temp.v(4), 'model', 'm'),
    jsonb_build_object('id', pg_temp.id('01'), 'embedding', pg_temp.v(3), 'model', 'm')))$$,
  array[pg_temp.id('01')], 'two of one message are one'
);
select is((select message_embedding::text from public.ai_messages where message_id = pg_temp.id('01')), pg_temp.v(3), 'the last');
update public.ai_messages set deleted_at = now() where message_id = pg_temp.id('02');
select is_empty($$select pg_temp.place(pg_temp.id('02'), pg_temp.v(1))$$, 'what is deleted gets none');
update public.ai_messages set deleted_at = null where message_id = pg_temp.id('02');
select throws_ok($$select pg_temp.place(pg_temp.id('01'), '[1,2]')$$, '22023', null, 'a vector has 1,536 numbers');
select throws_ok($$select pg_temp.place(pg_temp.id('01'), pg_temp.v(1), '{"model": ""}')$$, '22023', null, 'and a model');
select throws_ok($$select public.ai_place_embeddings('{}')$$, '22023', null, 'and comes in an array');

select pg_temp.place(pg_temp.id('02'), pg_temp.v(1)), pg_temp.place(pg_temp.id('03'), pg_temp.v(1));
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is(public.ai_clear_embeddings('message', array[pg_temp.id('01')]), 0, 'nobody else takes a vector away');
select is_empty($$select pg_temp.place(pg_temp.id('01'), pg_temp.v(1))$$, 'or brings one');
select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001', jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1')));
select throws_ok($$select public.ai_clear_embeddings('message', array[pg_temp.id('01')])$$, 'PT403', null, 'nor does a run');
select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001');
select results_eq($$select * from pg_temp.embedded()$$, array['01', '02', '03'], 'so all is there');

select is(public.ai_clear_embeddings('message', array[pg_temp.id('01'), pg_temp.id('99')]), 1, 'the owner does, by ids');
update public.ai_messages set deleted_at = now() where message_id = pg_temp.id('02');
select is(public.ai_clear_embeddings('message', thread_id => pg_temp.id('b1')), 1, 'or of a thread, also of what is deleted in it');
select results_eq($$select * from pg_temp.embedded()$$, array['03'], 'and of nothing else');
select public.ai_save_embeddings('memory', jsonb_build_array(jsonb_build_object('id', pg_temp.id('c1'), 'embedding', pg_temp.v(1), 'model', 'm')));
select is(public.ai_clear_embeddings('memory', array[pg_temp.id('c1')]), 1, 'memories lose theirs, too');
select throws_ok($$select public.ai_clear_embeddings('message')$$, '22023', null, 'never all at once');
select throws_ok($$select public.ai_clear_embeddings('memory', thread_id => pg_temp.id('b1'))$$, '22023', null, 'and memories have no thread');

select * from finish();
rollback;
