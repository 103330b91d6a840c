-- What is recalled for a prompt: with neighbours, with its closeness, and nothing of threads that remember nothing.
begin;
select plan(19);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_person(id text, headers jsonb default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', id, 'role', 'authenticated')::text, true),
    set_config('request.headers', headers::text, true)
$$;
create function pg_temp.as_ana(headers jsonb default '{}') returns void language sql as
$$ select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001', headers) $$;
create function pg_temp.as_coach() returns void language sql as
$$ select pg_temp.as_ana(jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1'))) $$;
create function pg_temp.say(id text, thread text, role text, said text, status text default 'complete')
returns void language sql as $$
  insert into public.ai_messages (message_id, thread_id, role, content, status)
  values (pg_temp.id(id), pg_temp.id(thread), role,
    jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', said))), status)
$$;
create function pg_temp.found(query text, neighbours integer default 0) returns setof text language sql as $$
  select kind || ' ' || right(item_id::text, 2)
  from public.ai_recall(query, pg_temp.id('a1'), neighbours => neighbours) where kind <> 'memory'
$$;
create function pg_temp.memory_of(thread text, value text) returns void language sql as $$
  select public.ai_update_thread(pg_temp.id(thread), metadata => jsonb_build_object('kith.memory', value))
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach');
insert into public.ai_threads (thread_id, persona_id) values (pg_temp.id('b1'), pg_temp.id('a1')), (pg_temp.id('b2'), pg_temp.id('a1'));
select pg_temp.say('01', 'b1', 'user', 'Good morning.');
select pg_temp.say('02', 'b1', 'assistant', 'Good morning to you.');
select pg_temp.say('03', 'b1', 'user', 'The lighthouse was painted red.');
select pg_temp.say('04', 'b1', 'assistant', 'That must look cheerful.');
select pg_temp.say('05', 'b1', 'user', 'It does.');
select pg_temp.say('06', 'b1', 'assistant', 'And what else?');
select pg_temp.say('07', 'b2', 'user', 'Our lighthouse keeper is called Ole.');
select public.ai_save_memory(pg_temp.id('c1'), 'Visits the lighthouse every summer.', pg_temp.id('a1'), memory_type => 'fact');

-- Neighbours.
select bag_has($$select * from pg_temp.found('red lighthouse')$$, $$values ('message 03')$$, 'a message is recalled');
select is_empty($$select * from pg_temp.found('red lighthouse') where found like 'neighbour%'$$, 'alone, when nobody asks for more');
select is((select string_agg(right(item_id::text, 2), ' ' order by seq)
    from public.ai_recall('painted red', pg_temp.id('a1'), max_messages => 1, neighbours => 2) where kind <> 'memory'),
  '01 02 03 04 05', 'with as many before and after as it is asked for');
select is((select count(*)::integer from public.ai_recall('lighthouse painted', pg_temp.id('a1'), neighbours => 5)),
  (select count(distinct item_id)::integer from public.ai_recall('lighthouse painted', pg_temp.id('a1'), neighbours => 5)),
  'nothing comes twice');
select is_empty($$select from public.ai_recall('painted red', pg_temp.id('a1'), neighbours => 2)
  where kind = 'neighbour' and (score is not null or rank is not null or closeness is not null)$$, 'a neighbour has no rank and no score');
select is((select string_agg(right(item_id::text, 2), ' ' order by seq)
    from public.ai_recall('lighthouse', pg_temp.id('a1'), neighbours => 5, exclude_thread_id => pg_temp.id('b1'),
      exclude_from_seq => (select seq from public.ai_messages where message_id = pg_temp.id('02')))
    where thread_id = pg_temp.id('b1') and kind <> 'memory'), null, 'and none that is in the prompt already comes along');

-- Closeness.
select ok((select bool_and(closeness between 0 and 1) from public.ai_recall('red lighthouse keeper', pg_temp.id('a1')) where kind <> 'neighbour'),
  'everything that is found says how close it is');
select is((select rank from public.ai_recall('red lighthouse', pg_temp.id('a1')) where kind = 'message' order by closeness desc limit 1), 1,
  'the first of a kind is the closest');

-- Threads that remember nothing.
select pg_temp.memory_of('b2', 'off');
select is_empty($$select * from pg_temp.found('lighthouse keeper Ole') where found like '% 07'$$, 'a thread that remembers nothing is not recalled');
select bag_has($$select * from pg_temp.found('lighthouse')$$, $$values ('message 03')$$, 'others are');
select is((select min(rank) from public.ai_recall('lighthouse keeper Ole', pg_temp.id('a1')) where kind = 'message'), 1, 'and are counted from one');
select throws_ok($$select public.ai_propose_memory(pg_temp.id('d1'), 'Ole keeps the light.', pg_temp.id('a1'), pg_temp.id('b2'))$$, '22023',
  'This thread remembers nothing.', 'nothing is proposed from it');
select pg_temp.as_coach();
select throws_ok($$select public.ai_propose_memory(pg_temp.id('d1'), 'Ole keeps the light.', pg_temp.id('a1'), pg_temp.id('b2'))$$, '22023',
  'This thread remembers nothing.', 'not by a run either');
select lives_ok($$select public.ai_propose_memory(pg_temp.id('d2'), 'The lighthouse is red.', pg_temp.id('a1'), pg_temp.id('b1'))$$, 'elsewhere a run proposes');
select pg_temp.as_ana();
select isnt_empty($$select from public.ai_search('Ole', persona_id => pg_temp.id('a1'), kinds => array['message']) as hit where hit.message_id = pg_temp.id('07')$$, 'its owner still finds it');
select public.ai_copy_thread(pg_temp.id('b2'), pg_temp.id('b9'));
select is_empty($$select from public.ai_recall('lighthouse keeper Ole', pg_temp.id('a1')) where thread_id = pg_temp.id('b9')$$, 'nor is a copy of it');
select pg_temp.memory_of('b2', 'on');
select bag_has($$select * from pg_temp.found('lighthouse keeper Ole')$$, $$values ('message 07')$$, 'and can let it remember again');

select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is_empty($$select from public.ai_recall('lighthouse', neighbours => 2)$$, 'nobody else recalls any of it');
select throws_ok($$select public.ai_recall('lighthouse', thread_id => pg_temp.id('b1'), neighbours => 2)$$, 'PT404', 'thread not found', 'nor asks for its threads');

select * from finish();
rollback;
