-- Threads that remember nothing take no place from others, and nothing of them is found by vectors elsewhere.
begin;
select plan(11);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_ana(headers jsonb default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}', true),
    set_config('request.headers', headers::text, true)
$$;
create function pg_temp.v(a integer, b integer default 0, share float8 default 0) returns extensions.vector language sql as $$
  select array(select (1 - share) * sin(n * (a + 1.7) * 12.9898) + share * sin(n * (b + 1.7) * 12.9898) from generate_series(1, 1536) as n)
    ::extensions.vector
$$;
create function pg_temp.said(words text) returns jsonb language sql as
$$ select jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words))) $$;
create function pg_temp.recalled(by_meaning boolean default false, in_thread uuid default null) returns setof text language sql as $$
  select right(thread_id::text, 2) || ' ' || rank
  from public.ai_recall('lighthouse keeper', pg_temp.id('a1'), in_thread, case when by_meaning then pg_temp.v(1) end, 'm', max_memories => 0)
$$;
create function pg_temp.near(thread uuid default null, vault text default null) returns setof text language sql as $$
  select distinct right(thread_id::text, 2) from public.ai_search_messages_vector(pg_temp.v(1), thread, vault, 200, 'm')
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach');
insert into public.ai_threads (thread_id, persona_id) values (pg_temp.id('b1'), pg_temp.id('a1')), (pg_temp.id('b2'), pg_temp.id('a1'));
insert into public.ai_messages (message_id, thread_id, role, content, message_embedding, embedding_model)
values (pg_temp.id('01'), pg_temp.id('b1'), 'user', pg_temp.said('Once there was a lighthouse, and we sailed past it.'), pg_temp.v(1, 2, 0.4), 'm');
insert into public.ai_messages (thread_id, role, content, message_embedding, embedding_model)
select pg_temp.id('b2'), 'user', pg_temp.said('The lighthouse keeper, ' || n), pg_temp.v(1, 2, 0.0001 * n), 'm'
from generate_series(1, 420) as n;

select isnt_empty($$select * from pg_temp.recalled() as hit where hit = 'b2 1'$$, 'what has the words best comes first');
select public.ai_update_thread(pg_temp.id('b2'), metadata => '{"kith.memory": "off"}');
select results_eq($$select * from pg_temp.recalled()$$, array['b1 1'],
  'however much a thread has that remembers nothing, it takes no place from others');
select results_eq($$select * from pg_temp.recalled(true)$$, array['b1 1'], 'nor by meaning');
select is((select round(closeness::numeric, 3) from public.ai_recall('lighthouse', pg_temp.id('a1'), max_memories => 0)), 1.000,
  'and what is found is judged by what there is besides');
select is_empty($$select * from pg_temp.recalled(in_thread => pg_temp.id('b2'))$$, 'nothing is recalled in it either');
select isnt_empty($$select from public.ai_search('lighthouse keeper', kinds => array['message']) as hit where hit.thread_id = pg_temp.id('b2')$$,
  'its owner finds it');

-- As stores call it that bring their own vectors.
select results_eq($$select * from pg_temp.near()$$, array['b1'], 'it is not near anything elsewhere');
select results_eq($$select * from pg_temp.near(vault => 'aaaaaaaa-0000-4000-8000-000000000001:' || pg_temp.id('a1'))$$, array['b1'],
  'not in its own resource');
select results_eq($$select * from pg_temp.near(pg_temp.id('b2'))$$, array['b2'], 'and is there for whoever asks in it');
select public.ai_update_thread(pg_temp.id('b2'), metadata => '{"kith.memory": "on"}');
select results_eq($$select near from pg_temp.near() as near order by 1$$, array['b2'], 'until it remembers again');
select public.ai_update_thread(pg_temp.id('b1'), metadata => '{"color": "red"}');
select results_eq($$select * from pg_temp.near(pg_temp.id('b1'))$$, array['b1'], 'metadata of another kind changes nothing');

select * from finish();
rollback;
