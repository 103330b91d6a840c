-- Search by meaning, and the filling in of what it needs.
begin;
select plan(49);

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
-- Directions that have little to do with each other; between two of them, share of the way from the first to the second.
create function pg_temp.v(a integer, b integer default 0, share float8 default 0) returns extensions.vector language sql as $$
  select array(select (1 - share) * sin(n * (a + 1.7) * 12.9898) + share * sin(n * (b + 1.7) * 12.9898) from generate_series(1, 1536) as n)
    ::extensions.vector
$$;
create function pg_temp.near(query extensions.vector, thread uuid default null, vault text default null, top integer default 8, model text default 'text-embedding-3-small')
returns setof text language sql as $$
  select right(message_id::text, 2) from public.ai_search_messages_vector(query, thread, vault, top, model)
$$;
create function pg_temp.save(kind text, id uuid, embedding extensions.vector, model text default 'm', text_hash text default null)
returns integer language sql as $$
  select public.ai_save_embeddings(kind, jsonb_build_array(jsonb_build_object('id', id, 'embedding', embedding::text, 'model', model, 'text_hash', text_hash)))
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach');
insert into public.ai_threads (thread_id, persona_id) values (pg_temp.id('b1'), null), (pg_temp.id('b2'), pg_temp.id('a1'));
insert into public.ai_messages (message_id, thread_id, role, content, message_embedding, embedding_model) values
  (pg_temp.id('01'), pg_temp.id('b1'), 'user', '"One"', pg_temp.v(1), null),
  (pg_temp.id('02'), pg_temp.id('b1'), 'assistant', '"Two"', pg_temp.v(1, 2, 0.3), null),
  (pg_temp.id('03'), pg_temp.id('b1'), 'user', '"Three"', pg_temp.v(2), null),
  (pg_temp.id('04'), pg_temp.id('b2'), 'user', '"Four"', pg_temp.v(1, 2, 0.1), null),
  (pg_temp.id('05'), pg_temp.id('b2'), 'assistant', '"Five"', pg_temp.v(1), 'other'),
  (pg_temp.id('06'), pg_temp.id('b2'), 'user', '"Six apples"', null, null);
insert into public.ai_memory (memory_id, persona_id, memory_type, content, content_embedding) values
  (pg_temp.id('c1'), null, 'fact', 'Has apples.', pg_temp.v(1)), (pg_temp.id('c2'), pg_temp.id('a1'), 'fact', 'Has pears.', pg_temp.v(2)),
  (pg_temp.id('c3'), null, 'fact', 'Has plums.', null), (pg_temp.id('c4'), null, 'working', 'Notes.', pg_temp.v(1));

-- Nearest.
select results_eq($$select * from pg_temp.near(pg_temp.v(1))$$, array['01', '04', '02', '03'], 'the nearest messages come first');
select results_eq(
  $$select message_id, thread_id, user_id, seq is not null, role, content, round(similarity::numeric, 3)
    from public.ai_search_messages_vector(pg_temp.v(1), p_top_k => 1)$$,
  $$values (pg_temp.id('01'), pg_temp.id('b1'), 'aaaaaaaa-0000-4000-8000-000000000001'::uuid, true, 'user', '"One"'::jsonb, 1.000)$$,
  'as many as are wanted, each with its likeness'
);
select results_eq($$select * from pg_temp.near(pg_temp.v(1), pg_temp.id('b1'))$$, array['01', '02', '03'], 'in one thread');
select results_eq(
  $$select * from pg_temp.near(pg_temp.v(1), null, 'aaaaaaaa-0000-4000-8000-000000000001:' || pg_temp.id('a1'))$$, array['04'],
  'in one resource'
);
select results_eq($$select * from pg_temp.near(pg_temp.v(2), model => 'other')$$, array['05'], 'vectors of different models are never compared');
select is_empty($$select * from pg_temp.near(null)$$, 'nothing is near to nothing');
select results_eq($$select right(memory_id::text, 2) from public.ai_search_memories_vector(pg_temp.v(2))$$, array['c2', 'c1'],
  'memories alike, without the notes');
select results_eq(
  $$select content, round(similarity::numeric, 3) from public.ai_search_memories_vector(
    pg_temp.v(2), 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000')$$,
  $$select 'Has apples.', round((1 - (pg_temp.v(1) operator(extensions.<=>) pg_temp.v(2)))::numeric, 3)$$, 'of one resource'
);
update public.ai_messages set selected = false where message_id = pg_temp.id('02');
select results_eq($$select * from pg_temp.near(pg_temp.v(1), pg_temp.id('b1'))$$, array['01', '03'], 'what left the path is not near');
update public.ai_messages set selected = true where message_id = pg_temp.id('02');
update public.ai_threads set deleted_at = now() where thread_id = pg_temp.id('b2');
select results_eq($$select * from pg_temp.near(pg_temp.v(1))$$, array['01', '02', '03'], 'nor what is in a deleted thread');
update public.ai_threads set deleted_at = null where thread_id = pg_temp.id('b2');

-- Four hundred are read; of more, the signs say which.
insert into public.ai_threads (thread_id) values (pg_temp.id('b3'));
insert into public.ai_messages (message_id, thread_id, role, content, message_embedding, embedding_model)
select gen_random_uuid(), pg_temp.id('b3'), 'user', '"noise"', pg_temp.v(100 + n), 'm' from generate_series(1, 450) as n;
insert into public.ai_messages (message_id, thread_id, role, content, message_embedding, embedding_model) values
  (pg_temp.id('0a'), pg_temp.id('b3'), 'user', '"needle"', pg_temp.v(7, 100, 0.4), 'm');
select is((select * from pg_temp.near(pg_temp.v(7), model => 'm') limit 1), '0a', 'a message is found among many');
select is((select count(*)::integer from pg_temp.near(pg_temp.v(7), top => 1000, model => 'm')), 200, 'two hundred at most');
delete from public.ai_threads where thread_id = pg_temp.id('b3');

-- Refusals.
select throws_ok($$select public.ai_search_messages_vector('[1,2,3]')$$, '22023', 'The embedding has 3 numbers; vectors are compared by 1536.',
  'a vector of another size is refused');
select throws_ok($$select public.ai_search_messages_vector(array_fill(0, array[1536])::extensions.vector)$$, '22023', null, 'one without a direction');
select throws_ok($$select public.ai_recall('x', embedding => pg_temp.v(1))$$, '22023', null, 'and one that nobody made');
select throws_ok($$select public.ai_search('x', embedding => '[1]', embedding_model => 'm')$$, '22023', null, 'wherever it is sent');
select throws_ok($$select public.ai_search_memories_vector('[NaN]')$$, '22000', null, 'what is no number is no vector');

-- Words and meaning together.
select is(
  (select said from public.ai_recall('apples', pg_temp.id('a1'), embedding => pg_temp.v(1), embedding_model => 'other') where rank = 1 and kind = 'message'),
  'Six apples', 'a message without a vector is judged by its words, and does not fall behind'
);
select results_eq(
  $$select said from public.ai_recall('nothing of this', embedding => pg_temp.v(2), embedding_model => 'text-embedding-3-small', max_messages => 1, max_memories => 0)$$,
  array['Three'], 'by meaning alone, a message is recalled that has none of the words'
);
select is_empty(
  $$select from public.ai_recall('Two apples', embedding => pg_temp.v(2), embedding_model => 'text-embedding-3-small')
    where abs(score - (select sum(part.value::text::real) from jsonb_each(parts) as part where jsonb_typeof(part.value) = 'number')) > 0.01$$,
  'the parts add up to the score'
);
select ok(
  (select (parts ->> 'vector')::real > 0 and score <= 1.2 from public.ai_recall('zero', embedding => pg_temp.v(1), embedding_model => 'text-embedding-3-small') where rank = 1 and kind = 'message'),
  'and say what the meaning has added'
);
select is(
  (select kind || right(coalesce(message_id, memory_id)::text, 2) from public.ai_search('', embedding => pg_temp.v(2), embedding_model => 'text-embedding-3-small', kinds => '{memory}') where rank = 1),
  'memoryc2', 'search goes by meaning, too, even without a word'
);

-- What is missing.
select results_eq(
  $$select * from public.ai_embedding_coverage('text-embedding-3-small')$$,
  $$values ('message', 6::bigint, 4::bigint, 2::bigint), ('memory', 3::bigint, 2::bigint, 1::bigint)$$,
  'a search can say how much it does not see by meaning'
);
select results_eq(
  $$select * from public.ai_embedding_coverage('text-embedding-3-small', pg_temp.id('a1'))$$,
  $$values ('message', 3::bigint, 1::bigint, 2::bigint), ('memory', 1::bigint, 1::bigint, 0::bigint)$$, 'of one persona'
);
select results_eq(
  $$select * from public.ai_embedding_coverage('m', all_personas => false)$$,
  $$values ('message', 3::bigint, 0::bigint, 3::bigint), ('memory', 2::bigint, 0::bigint, 2::bigint)$$, 'of none'
);
select set_eq($$select id, said from public.ai_messages_to_embed('text-embedding-3-small')$$,
  $$values (pg_temp.id('05'), 'Five'), (pg_temp.id('06'), 'Six apples')$$, 'what has no vector, or one of another model, is given out');
select is((select count(*)::integer from public.ai_messages_to_embed('m', 2)), 2, 'as many as are wanted');
select set_eq($$select id from public.ai_messages_to_embed('m', persona_id => pg_temp.id('a1'))$$,
  $$values (pg_temp.id('04')), (pg_temp.id('05')), (pg_temp.id('06'))$$, 'of one persona alone');
select results_eq($$select id, said from public.ai_memories_to_embed('text-embedding-3-small')$$, $$values (pg_temp.id('c3'), 'Has plums.')$$,
  'memories alike, never the notes');
insert into public.ai_messages (message_id, thread_id, role, content, status) values
  (pg_temp.id('07'), pg_temp.id('b2'), 'assistant', '"still"', 'streaming'), (pg_temp.id('08'), pg_temp.id('b2'), 'tool', '"result"', 'complete'),
  (pg_temp.id('09'), pg_temp.id('b2'), 'user', '{"format": 2, "parts": []}', 'complete');
insert into public.ai_messages (message_id, thread_id, role, content, deleted_at) values (pg_temp.id('0b'), pg_temp.id('b2'), 'user', '"deleted"', now());
select is((select count(*)::integer from public.ai_messages_to_embed('text-embedding-3-small')), 2,
  'nothing that is being written, deleted, without words, or said by a tool');

-- What comes back.
select is(pg_temp.save('message', pg_temp.id('06'), pg_temp.v(1), 'text-embedding-3-small',
  (select text_hash from public.ai_messages_to_embed('text-embedding-3-small') where id = pg_temp.id('06'))), 1, 'a vector is stored');
select ok((select '06' in (select * from pg_temp.near(pg_temp.v(1)))), 'and found by');
create temporary table given as select * from public.ai_messages_to_embed('text-embedding-3-small') where id = pg_temp.id('05');
update public.ai_messages set content = '"Something else"' where message_id = pg_temp.id('05');
select is((select pg_temp.save('message', id, pg_temp.v(3), 'text-embedding-3-small', text_hash) from given), 0,
  'one for words that have changed meanwhile is not');
select is((select message_embedding::text from public.ai_messages where message_id = pg_temp.id('05')), null, 'so it says nothing false');
select is(pg_temp.save('message', pg_temp.id('07'), pg_temp.v(1)), 0, 'none for what is being written');
select is(pg_temp.save('message', pg_temp.id('0b'), pg_temp.v(1)), 0, 'none for what was deleted');
select is(pg_temp.save('message', gen_random_uuid(), pg_temp.v(1)), 0, 'none for what is not there');
select is(public.ai_save_embeddings('memory', (
  select jsonb_agg(jsonb_build_object('id', id, 'embedding', pg_temp.v(4)::extensions.vector::real[], 'model', 'text-embedding-3-small', 'text_hash', text_hash))
  from public.ai_memories_to_embed('text-embedding-3-small')
)), 1, 'for memories alike, also as an array');
select is((select version from public.ai_memory where memory_id = pg_temp.id('c3')), 1, 'a vector makes no new version of a memory');
select throws_ok($$select public.ai_save_embeddings('thread', '[]')$$, '22023', 'kind is message or memory', 'another kind is refused');
select throws_ok($$select public.ai_save_embeddings('message', '{}')$$, '22023', 'rows must be an array of at most 500', 'and what is no list');
select throws_ok($$select public.ai_save_embeddings('message', '[{"id": "00000000-0000-4000-8000-000000000006", "embedding": "[1]", "model": "m"}]')$$, '22023', null,
  'and a vector of another size');
select throws_ok($$select public.ai_save_embeddings('message', '[{"id": "00000000-0000-4000-8000-000000000006", "embedding": "[1]"}]')$$, '22023', null,
  'or by nobody');

-- Whose.
select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a1')));
select set_eq($$select * from pg_temp.near(pg_temp.v(1))$$, array['04', '06'], 'a narrowed request searches its vault');
select is_empty($$select * from pg_temp.near(pg_temp.v(1), null, 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000')$$,
  'whatever it names');
select pg_temp.as_ana(jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1')));
select throws_ok($$select pg_temp.save('message', pg_temp.id('04'), pg_temp.v(5))$$, 'PT403', null, 'a run stores no vectors');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is_empty(
  $$select pg_temp.near(pg_temp.v(1)) union all select pg_temp.near(pg_temp.v(1), pg_temp.id('b1'))
    union all select right(memory_id::text, 2) from public.ai_search_memories_vector(pg_temp.v(1))
    union all select id::text from public.ai_messages_to_embed('m')$$, 'nobody is near to what others said'
);
select is(pg_temp.save('message', pg_temp.id('01'), pg_temp.v(9)), 0, 'or changes its meaning');
select is((select sum(total)::integer from public.ai_embedding_coverage('m')), 0, 'or knows how much there is');

select * from finish();
rollback;
