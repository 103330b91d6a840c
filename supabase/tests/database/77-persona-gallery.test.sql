-- A gallery says of each persona what it was told; a duplicate may do nothing without asking that was not said of it.
begin;
select plan(9);

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
create function pg_temp.counted() returns table (persona uuid, threads integer, memories integer, proposals integer)
language sql as
$$ select persona_id, thread_count, memory_count, proposal_count from public.ai_persona_summaries() $$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
select public.ai_save_persona(pg_temp.id('a1'), 'Coach', '', 'pine', jsonb_build_object(
  'temperature', 0.5,
  'tools', jsonb_build_object('servers', jsonb_build_array('far'), 'words', jsonb_build_object(
    'kith:fetch', jsonb_build_object('allow', 'always', 'of', 'x'),
    'kith:delete', jsonb_build_object('allow', 'never'),
    'kith:time', jsonb_build_object('allow', 'ask')
  ))
));
select public.ai_save_persona(pg_temp.id('a2'), 'Cook', '', 'clay', '{"tools": {"words": "nonsense"}}');

select results_eq('select * from pg_temp.counted()', $$values
  (null::uuid, 0, 0, 0), (pg_temp.id('a1'), 0, 0, 0), (pg_temp.id('a2'), 0, 0, 0)$$,
  'of whom nobody has talked to there is nothing to count');

select public.ai_save_thread(pg_temp.id('b1'), pg_temp.id('a1')), public.ai_save_thread(pg_temp.id('b2'), pg_temp.id('a1')),
  public.ai_save_thread(pg_temp.id('b3'), pg_temp.id('a1')), public.ai_save_thread(pg_temp.id('b4'));
select public.ai_save_messages(jsonb_build_array(jsonb_build_object(
  'message_id', pg_temp.id('c1'), 'thread_id', pg_temp.id('b1'), 'role', 'user', 'created_at', '2026-05-01T10:00:00Z',
  'content', '{"format": 2, "parts": [{"type": "text", "text": "Here."}]}'::jsonb
)));
select public.ai_update_thread(pg_temp.id('b2'), archived => true);
select public.ai_delete_thread(pg_temp.id('b3'));
select public.ai_save_memory(pg_temp.id('d1'), 'Has a bad knee.', pg_temp.id('a1'));
select public.ai_save_memory(pg_temp.id('d2'), 'Likes running.', pg_temp.id('a1'), 'preference');
select public.ai_delete_memory(pg_temp.id('d2'));
select public.ai_save_memory(pg_temp.id('d3'), 'Reads.');
select public.ai_save_working_memory(pg_temp.id('a1'), 'Is fifty.');

select results_eq('select * from pg_temp.counted()', $$values
  (null::uuid, 1, 1, 0), (pg_temp.id('a1'), 2, 1, 0), (pg_temp.id('a2'), 0, 0, 0)$$,
  'what is deleted is not counted, what is archived is, and notes are no memory');
select is((select count(*) from public.ai_persona_summaries() where last_message_at is not null), 1::bigint,
  'only where something was said is there a last time');
select public.ai_archive_persona(pg_temp.id('a1'));
select is((select thread_count from public.ai_persona_summaries() where persona_id = pg_temp.id('a1')), 2,
  'an archived persona is counted, too');
select public.ai_restore_persona(pg_temp.id('a1'));

select pg_temp.as_ana(jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a2')));
select is((select sum(thread_count + memory_count) from public.ai_persona_summaries()), 0::bigint,
  'a run learns nothing of what others were told');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select results_eq('select * from pg_temp.counted()', $$values (null::uuid, 0, 0, 0)$$, 'nobody counts another''s');

select pg_temp.as_ana();
select results_eq(
  $$select settings from public.ai_duplicate_persona(pg_temp.id('a1'), pg_temp.id('a3'), 'Twin')$$,
  $$values ('{"temperature": 0.5, "tools": {"servers": ["far"], "words":
    {"kith:delete": {"allow": "never"}, "kith:time": {"allow": "ask"}}}}'::jsonb)$$,
  'a duplicate asks before it does what the first one may always do, and never does what that one never does'
);
select is(
  (select settings #>> '{tools,words,kith:fetch,allow}' from public.ai_list_personas() where id = pg_temp.id('a1')), 'always',
  'the first one is as it was'
);
select results_eq(
  $$select settings from public.ai_duplicate_persona(pg_temp.id('a2'), pg_temp.id('a4'), 'Twin')$$,
  $$values ('{"tools": {"words": "nonsense"}}'::jsonb)$$, 'settings that cannot be read stay what they are'
);

select * from finish();
rollback;
