-- What is nearest by meaning and yet far away is not recalled.
begin;
select plan(7);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');
select set_config('request.jwt.claims', '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}', true);
set local role authenticated;

-- As like the first direction (cosine) as is asked for.
create function pg_temp.like_this(likeness float8) returns extensions.vector language sql as $$
  select (array[likeness, sqrt(1 - likeness * likeness)] || array_fill(0::float8, array[1534]))::extensions.vector
$$;
create function pg_temp.asked() returns extensions.vector language sql as $$ select pg_temp.like_this(1) $$;
create function pg_temp.recalled(words text) returns text[] language sql as $$
  select array(
    select said from public.ai_recall(words, embedding => pg_temp.asked(), embedding_model => 'mock')
    where kind in ('message', 'memory') order by said
  )
$$;

select public.ai_save_thread('00000000-0000-4000-8000-0000000000a1');
select public.ai_save_messages(jsonb_agg(jsonb_build_object(
  'message_id', gen_random_uuid(), 'thread_id', '00000000-0000-4000-8000-0000000000a1', 'role', 'user',
  'content', jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', said))),
  'embedding', pg_temp.like_this(likeness)::text, 'embedding_model', 'mock'
)))
from (values ('Parsley wilts', 0.02), ('Thyme dries', -0.3)) as said (said, likeness);
select public.ai_save_memory(
  memory_id => gen_random_uuid(), content => 'Bea collects stamps', embedding => pg_temp.like_this(0.05),
  embedding_model => 'mock'
);

select is(pg_temp.recalled('Which capital has Peru?'), '{}', 'nothing comes to mind where nothing has to do with it');
select ok(
  'Parsley wilts' = any (pg_temp.recalled('Does parsley keep?')),
  'what is found by its words is, however far away its vector is'
);
select is(
  array(
    select content -> 'parts' -> 0 ->> 'text'
    from public.ai_search_messages_vector(pg_temp.asked(), p_top_k => 2, p_model => 'mock')
  ),
  '{Parsley wilts,Thyme dries}', 'who asks for the nearest gets the nearest'
);
select is_empty(
  $$select * from public.ai_search('Which capital has Peru?', embedding => pg_temp.asked(), embedding_model => 'mock')$$,
  'nor does a search show it'
);

select public.ai_save_messages(jsonb_build_array(jsonb_build_object(
  'message_id', gen_random_uuid(), 'thread_id', '00000000-0000-4000-8000-0000000000a1', 'role', 'user',
  'content', '{"format": 2, "parts": [{"type": "text", "text": "We met in Lima"}]}'::jsonb,
  'embedding', pg_temp.like_this(0.2)::text, 'embedding_model', 'mock'
)));
select is(
  pg_temp.recalled('Which capital has Peru?'), '{"We met in Lima"}', 'what is somewhat alike is recalled, and alone'
);
select public.ai_save_memory(
  memory_id => gen_random_uuid(), content => 'Bea has lived in Cusco', embedding => pg_temp.like_this(0.3),
  embedding_model => 'mock'
);
select is(
  pg_temp.recalled('Which capital has Peru?'), '{"Bea has lived in Cusco","We met in Lima"}', 'and so is a memory'
);
select is(
  (
    select max(closeness) < 0.2
    from public.ai_recall('Which capital has Peru?', embedding => pg_temp.asked(), embedding_model => 'mock')
  ),
  true, 'and neither claims to be close'
);

select * from finish();
rollback;
