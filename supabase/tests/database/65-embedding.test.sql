-- Which texts are given out to become vectors, and what becomes of a vector whose text is gone when it arrives.
begin;
select plan(15);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_person(id text) returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', id, 'role', 'authenticated')::text, true)
$$;
create function pg_temp.as_ana() returns void language sql as
$$ select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001') $$;
create function pg_temp.say(id text, thread text, said text, status text default 'complete') returns void language sql as $$
  insert into public.ai_messages (message_id, thread_id, role, content, status)
  values (pg_temp.id(id), pg_temp.id(thread), case when status = 'complete' then 'user' else 'assistant' end,
    jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', said))), status)
$$;
create function pg_temp.memory_of(thread text, value text) returns void language sql as $$
  select public.ai_update_thread(pg_temp.id(thread), metadata => jsonb_build_object('kith.memory', value))
$$;
create function pg_temp.given_out() returns setof text language sql as $$
  select right(id::text, 2) from public.ai_messages_to_embed('m')
$$;
create function pg_temp.missing() returns bigint language sql as $$
  select missing from public.ai_embedding_coverage('m') where kind = 'message'
$$;
create function pg_temp.save(kind text, short text) returns integer language sql as $$
  select public.ai_save_embeddings(kind, jsonb_build_array(jsonb_build_object('id', pg_temp.id(short),
    'embedding', array(select sin(n) from generate_series(1, 1536) as n)::extensions.vector::text, 'model', 'm')))
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_threads (thread_id) values (pg_temp.id('b1')), (pg_temp.id('b2')), (pg_temp.id('b3'));
select pg_temp.say('01', 'b1', 'The lighthouse is red.');
select pg_temp.say('02', 'b2', 'My secret is a blue door.');
select pg_temp.say('03', 'b3', 'The harbour is quiet.');
select pg_temp.say('04', 'b1', 'It is being', 'streaming');

select bag_eq($$select * from pg_temp.given_out()$$, array['01', '02', '03'], 'what is whole is given out, what is being written is not');
select pg_temp.memory_of('b2', 'off');
select bag_eq($$select * from pg_temp.given_out()$$, array['01', '03'], 'nothing of a thread that remembers nothing is given out');
select is(pg_temp.missing(), 2::bigint, 'nor counted as missing');
select is((select total from public.ai_embedding_coverage('m') where kind = 'message'), 2::bigint, 'nor counted at all');
select pg_temp.memory_of('b2', 'on');
select bag_eq($$select * from pg_temp.given_out()$$, array['01', '02', '03'], 'until it may remember again');
select public.ai_delete_thread(pg_temp.id('b3'));
select bag_eq($$select * from pg_temp.given_out()$$, array['01', '02'], 'nothing of a deleted thread is given out');
select public.ai_restore_thread(pg_temp.id('b3'));

-- What happens between giving out and saving.
select is(pg_temp.save('message', '04'), 0, 'what is being written takes no vector');
select is(pg_temp.save('message', '09'), 0, 'what is not there takes none');
select is(pg_temp.save('memory', 'c9'), 0, 'nor does a memory that is not there');
select public.ai_forget((select token from public.ai_forget_preview(message_ids => array[pg_temp.id('01')])));
select is(pg_temp.save('message', '01'), 0, 'the vector of what was forgotten meanwhile finds nothing to belong to');
select is_empty($$select from public.ai_messages where message_embedding is not null$$, 'so that none is left behind');
select is(pg_temp.save('message', '03'), 1, 'the others get theirs');
select is((select embedded from public.ai_embedding_coverage('m') where kind = 'message'), 1::bigint, 'which is counted');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is(pg_temp.save('message', '02'), 0, 'nobody gives a vector to what is another''s');
select is_empty($$select * from pg_temp.given_out()$$, 'nor is given its words');

select * from finish();
rollback;
