-- What is called nothing has no name, by any door; what can be long comes a page at a time; a duplicate has files of its own;
-- and no message gets around its limits by being changed.
begin;
select plan(42);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
create function pg_temp.id(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid$$;
create function pg_temp.vector(n integer) returns text language sql as $$ select '[' || repeat(n || ',', 1535) || n || ']' $$;
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select public.ai_save_persona(pg_temp.id(1), 'Coach'), public.ai_save_persona(pg_temp.id(2), 'Cook');
select public.ai_save_thread(pg_temp.id(10), pg_temp.id(1));

-- Names ---------------------------------------------------------------------------------------------------------------

create temporary table nothing as
select unnest(array[' ', E'\n\t', U&'\00A0', U&'\200B\200D', U&'\3000', U&'\FEFF\202E', U&'\3164 ']) as said;
create function pg_temp.refused_as(statement text, code text, reason text) returns bigint language plpgsql as $$
declare
  one record;
  refused bigint := 0;
begin
  for one in select said from nothing loop
    begin
      execute statement using one.said;
    exception when others then
      if sqlstate = code and sqlerrm = reason then
        refused := refused + 1;
      end if;
    end;
  end loop;
  return refused;
end
$$;
select is(pg_temp.refused_as($$select public.ai_save_persona(pg_temp.id(3), $1)$$, '23514', 'A persona needs a name.'), 7::bigint,
  'a persona is not called nothing');
select is(pg_temp.refused_as($$select public.ai_save_persona(pg_temp.id(1), $1)$$, '23514', 'A persona needs a name.'), 7::bigint,
  'nor renamed to it');
select is(pg_temp.refused_as($$select public.ai_duplicate_persona(pg_temp.id(1), pg_temp.id(3), $1)$$, '23514',
  'A persona needs a name.'), 7::bigint, 'nor duplicated as it');
select is(pg_temp.refused_as($$insert into public.ai_personas (name) values ($1)$$, '23514', 'A persona needs a name.'), 7::bigint,
  'nor by the table''s own door');
select results_eq('select name from public.ai_list_personas(true)', array['Coach', 'Cook'], 'so that none is');
select is((select name from public.ai_save_persona(pg_temp.id(1), '👩‍🏫')), '👩‍🏫', 'a picture of a teacher is a name');
select is((select name from public.ai_save_persona(pg_temp.id(1), ' Coach ')), ' Coach ', 'and what has one is kept as it is');

select is(pg_temp.refused_as($$select public.ai_set_metadata($1, '1', thread_id => pg_temp.id(10))$$, '22023',
  'A metadata key needs a character one can see.'), 7::bigint, 'no metadata has a key nobody sees');
select is(pg_temp.refused_as($$insert into public.ai_metadata (thread_id, key, value) values (pg_temp.id(10), $1, '1')$$, '23514',
  'A metadata key needs a character one can see.'), 7::bigint, 'by the table''s own door neither');
select is(pg_temp.refused_as(
  $$select public.ai_save_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.id(99), 'thread_id', pg_temp.id(10),
    'role', 'user', 'content', '{"format": 2, "parts": []}'::jsonb, 'metadata', jsonb_build_object($1, 1))))$$,
  '22023', 'A metadata key needs a character one can see.'), 7::bigint, 'nor with a message');
select is_empty($$select from public.ai_metadata$$, 'so that there is none');

select is(pg_temp.refused_as($$select public.ai_save_memory(pg_temp.id(40), $1, pg_temp.id(1))$$, '22023',
  'There is nothing in it to remember.'), 7::bigint, 'nothing is not remembered');
select is(pg_temp.refused_as($$select public.ai_propose_memory(pg_temp.id(40), $1, pg_temp.id(1))$$, '22023',
  'There is nothing in it to remember.'), 7::bigint, 'nor proposed');
select is(pg_temp.refused_as($$select public.ai_save_memory(pg_temp.id(40), 'Likes tea.', pg_temp.id(1), $1)$$, '23514',
  'Say what kind of memory this is.'), 7::bigint, 'and a memory is of a kind');

create temporary table titles as
select said, (public.ai_save_thread(gen_random_uuid(), pg_temp.id(1), said)).title from nothing;
select results_eq('select distinct title from titles', $$values (null::text)$$, 'a thread that is called nothing has no title');
select is((select title from public.ai_save_thread(pg_temp.id(10), pg_temp.id(1), 'Tea')), 'Tea', 'what is called something has one');
select is((select title from public.ai_update_thread(pg_temp.id(10), ' ')), null, 'until it is called nothing');
insert into public.ai_threads (thread_id, title) values (pg_temp.id(11), E'\n');
select is((select title from public.ai_threads where thread_id = pg_temp.id(11)), null, 'by the table''s own door as well');
select is(
  (select name from public.ai_start_file(pg_temp.id(50), encode(sha256('x'), 'hex'), 'text/plain', 1, U&' \200B', pg_temp.id(1))),
  '', 'and a file has no name'
);

-- Pages ---------------------------------------------------------------------------------------------------------------

select public.ai_save_memory(pg_temp.id(100 + n), 'Fact number ' || n, pg_temp.id(1), 'kind ' || (n % 7)) from generate_series(1, 14) as n;
select public.ai_save_memory(pg_temp.id(130 + n), 'Word number ' || n, null, 'kind ' || (n % 3)) from generate_series(1, 6) as n;
select public.ai_grant_memory(pg_temp.id(200 + n), pg_temp.id(1), pg_temp.id(2), memory_id => pg_temp.id(100 + n))
from generate_series(1, 14) as n;
create function pg_temp.grants_paged() returns setof uuid language plpgsql as $$
declare
  page public.ai_grant_view[];
  last public.ai_grant_view;
begin
  loop
    page := array(select listed from public.ai_list_grants(max_rows => 4, after_created_at => last.created_at, after_id => last.grant_id) as listed);
    exit when page = '{}';
    return query select one.grant_id from unnest(page) as one;
    last := page[cardinality(page)];
  end loop;
end
$$;
create function pg_temp.statistics_paged() returns setof public.ai_memory_statistic language plpgsql as $$
declare
  page public.ai_memory_statistic[];
  last public.ai_memory_statistic;
begin
  loop
    page := array(select listed from public.ai_memory_statistics(max_rows => 4, after_persona => last.persona_id,
      after_memory_type => last.memory_type, after_status => last.status, after_deleted => last.deleted) as listed);
    exit when page = '{}';
    return query select one.* from unnest(page) as one;
    last := page[cardinality(page)];
  end loop;
end
$$;
create function pg_temp.neighbours_paged(message_ids uuid[]) returns setof uuid language plpgsql as $$
declare
  page public.ai_message_neighbour[];
  last public.ai_message_neighbour;
begin
  loop
    page := array(select listed from public.ai_message_neighbours(neighbours_paged.message_ids, 3, 3, 4, last.thread_id, last.seq) as listed);
    exit when page = '{}';
    return query select one.message_id from unnest(page) as one;
    last := page[cardinality(page)];
  end loop;
end
$$;
select is((select count(*) from public.ai_list_grants(max_rows => 4)), 4::bigint, 'grants come a page at a time');
select results_eq($$select pg_temp.grants_paged()$$, $$select pg_temp.id(200 + n) from generate_series(1, 14) as n$$,
  'and all of them come, each once, in order');
select is((select grant_id from public.ai_grant_memory(pg_temp.id(299), pg_temp.id(1), pg_temp.id(2), memory_id => pg_temp.id(114))),
  pg_temp.id(214), 'one that would be on a later page is found when it is granted again');
select public.ai_delete_memory(pg_temp.id(101));
select is((select count(*) from public.ai_memory_statistics(max_rows => 4)), 4::bigint, 'statistics come a page at a time');
select results_eq($$select * from pg_temp.statistics_paged()$$, $$select * from public.ai_memory_statistics()$$,
  'and all of them come, no persona first');
select is((select sum(count) from pg_temp.statistics_paged()), 20::bigint, 'with every memory in one of them');
select is((select count(*) from public.ai_memory_statistics(max_rows => 100000)), 11::bigint, 'whatever is asked for');

select public.ai_save_messages(jsonb_agg(jsonb_build_object('message_id', pg_temp.id(300 + n), 'thread_id', pg_temp.id(10 + n % 2),
  'role', 'user', 'content', jsonb_build_object('format', 2, 'parts', '[]'::jsonb))))
from generate_series(1, 40) as n;
select is(
  (select count(*) from public.ai_message_neighbours(array(select pg_temp.id(300 + n) from generate_series(1, 40) as n), max_rows => 5)),
  5::bigint, 'neighbours come a page at a time'
);
select results_eq(
  $$select pg_temp.neighbours_paged(array[pg_temp.id(310), pg_temp.id(312), pg_temp.id(325)])$$,
  $$select message_id from public.ai_message_neighbours(array[pg_temp.id(310), pg_temp.id(312), pg_temp.id(325)], 3, 3)$$,
  'and all of them come, each once, in order'
);
select is((select count(*) from pg_temp.neighbours_paged(array[pg_temp.id(310), pg_temp.id(312), pg_temp.id(325)])), 15::bigint,
  'of two threads');

-- Duplicates ----------------------------------------------------------------------------------------------------------

create function pg_temp.keep(n integer, said text, persona uuid) returns void language plpgsql as $$
begin
  perform public.ai_start_file(pg_temp.id(n), encode(sha256(convert_to(said, 'UTF8')), 'hex'), 'image/png', length(said), said, persona);
  perform public.ai_save_file_chunk(pg_temp.id(n), 0, encode(convert_to(said, 'UTF8'), 'base64'));
  perform public.ai_finish_file(pg_temp.id(n));
end
$$;
-- What a persona looks like, as far as it is allowed to see that.
create function pg_temp.picture(persona uuid) returns text language sql as $$
  select convert_from(decode(part.bytes, 'base64'), 'UTF8')
  from public.ai_personas as persona
  cross join lateral public.ai_read_file_chunk(substring(persona.settings ->> 'picture' from 'kith-file:(.*)')::uuid, 0) as part
  where persona.id = picture.persona
$$;
create function pg_temp.within(persona uuid) returns void language sql as $$
  select set_config('request.headers', coalesce(jsonb_build_object('x-kith-persona', persona)::text, '{}'), true)
$$;
select pg_temp.keep(60, 'face', pg_temp.id(1)), pg_temp.keep(61, 'hat', null);
select public.ai_save_persona(pg_temp.id(1), settings => jsonb_build_object(
  'picture', 'kith-file:' || pg_temp.id(60), 'more', jsonb_build_array('KITH-FILE:' || pg_temp.id(61), 'kith-file:' || pg_temp.id(61),
  'kith-file:' || pg_temp.id(62)), 'model', 'x'));
select public.ai_duplicate_persona(pg_temp.id(1), pg_temp.id(4), 'Twin');
select results_eq(
  $$select name, complete from public.ai_files where persona_id = pg_temp.id(4) order by name$$,
  $$values ('face', true), ('hat', true)$$, 'a duplicate has files of its own'
);
select is((select settings - 'picture' - 'more' from public.ai_personas where id = pg_temp.id(4)), '{"model": "x"}', 'and all else that was set');
select is((select settings -> 'more' ->> 2 from public.ai_personas where id = pg_temp.id(4)), 'kith-file:' || pg_temp.id(62),
  'what is nobody''s is named as it was');
select results_eq(
  $$select count(*), (select settings from public.ai_duplicate_persona(pg_temp.id(1), pg_temp.id(4), 'Third'))
    from public.ai_files where persona_id = pg_temp.id(4)$$,
  $$select 2::bigint, settings from public.ai_personas where id = pg_temp.id(4)$$, 'duplicating again copies nothing again'
);
select pg_temp.within(pg_temp.id(4));
select is(pg_temp.picture(pg_temp.id(4)), 'face', 'it may see itself');
select set_config('request.headers', '{}', true);
select public.ai_forget((select token from public.ai_forget_preview(persona_id => pg_temp.id(1))));
select is((select count(*) from public.ai_files where persona_id = pg_temp.id(1)), 0::bigint, 'when the first is forgotten, its files go');
select is(pg_temp.picture(pg_temp.id(4)), 'face', 'and the other still has its own');

-- Messages that are changed -------------------------------------------------------------------------------------------

select public.ai_save_thread(pg_temp.id(12));
select throws_ok(
  $$insert into public.ai_messages (thread_id, role, content) values (pg_temp.id(12), 'user', to_jsonb(repeat('x', 16000000)))$$,
  '23514', 'A message can have 16 MB.', 'a message has an end when it is new'
);
insert into public.ai_messages (message_id, thread_id, role, content, message_embedding)
values (pg_temp.id(400), pg_temp.id(12), 'user', to_jsonb(repeat('x', 9000000)), pg_temp.vector(1)::extensions.vector);
select throws_ok(
  $$update public.ai_messages set content = to_jsonb((content #>> '{}') || (content #>> '{}')) where message_id = pg_temp.id(400)$$,
  '23514', 'A message can have 16 MB.', 'and when it grows'
);
insert into public.ai_messages (message_id, thread_id, role, content)
values (pg_temp.id(401), pg_temp.id(12), 'user', '{"format": 2, "parts": [{"type": "text", "text": "Tea"}]}');
select throws_ok(
  $$select public.ai_update_messages(jsonb_build_array(
      jsonb_build_object('message_id', pg_temp.id(401), 'content', jsonb_build_object('more', repeat('x', 16000000)))))$$,
  '23514', 'A message can have 16 MB.', 'a piece at a time as well'
);
update public.ai_messages set message_embedding = pg_temp.vector(0)::extensions.vector, embedding_model = 'a' where message_id = pg_temp.id(400);
select results_eq(
  $$select message_embedding is null, embedding_model from public.ai_messages where message_id = pg_temp.id(400)$$,
  $$values (true, null::text)$$, 'a vector of zeros is none, whatever model made it'
);
update public.ai_messages set message_embedding = pg_temp.vector(1)::extensions.vector where message_id = pg_temp.id(401);
update public.ai_messages
set message_embedding = pg_temp.vector(0)::extensions.vector, content = '{"format": 2, "parts": [{"type": "text", "text": "Coffee"}]}'
where message_id = pg_temp.id(401);
select results_eq(
  $$select message_embedding is null, embedding_model, content -> 'parts' -> 0 ->> 'text' from public.ai_messages where message_id = pg_temp.id(401)$$,
  $$values (true, null::text, 'Coffee')$$, 'with other words, too'
);
insert into public.ai_messages (message_id, thread_id, role, content, message_embedding)
values (pg_temp.id(402), pg_temp.id(12), 'user', '{"format": 2, "parts": []}', pg_temp.vector(0)::extensions.vector);
select is((select embedding_model from public.ai_messages where message_id = pg_temp.id(402)), null, 'and when it is new');

select * from finish();
rollback;
