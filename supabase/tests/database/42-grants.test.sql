-- Grants: the owner lets one persona know memories of another, sees every such permission, and takes it back.
begin;
select plan(25);

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
create function pg_temp.as_cook() returns void language sql as
$$ select pg_temp.as_ana(jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a2'))) $$;
create function pg_temp.known() returns setof text language sql as
$$ select content from public.ai_list_memories(all_personas => true) order by content $$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
select public.ai_save_persona(pg_temp.id('a1'), 'Coach', '', 'pine');
select public.ai_save_persona(pg_temp.id('a2'), 'Cook', '', 'clay');
select public.ai_save_memory(pg_temp.id('d1'), 'Has a bad knee.', pg_temp.id('a1'));
select public.ai_save_memory(pg_temp.id('d2'), 'Likes running.', pg_temp.id('a1'), 'preference');
select public.ai_save_memory(pg_temp.id('d3'), 'Eats no nuts.', pg_temp.id('a2'));

select pg_temp.as_cook();
select results_eq('select * from pg_temp.known()', array['Eats no nuts.'], 'a persona knows what is its own');
select throws_ok($$select public.ai_grant_memory(pg_temp.id('e1'), pg_temp.id('a1'), pg_temp.id('a2'), 'fact')$$, 'PT403', null,
  'a run opens no other vault for itself');
select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a2')));
select throws_ok($$select public.ai_grant_memory(pg_temp.id('e1'), pg_temp.id('a1'), pg_temp.id('a2'), 'fact')$$, 'PT403',
  'A request that is narrowed to one persona may not do this.', 'nor does whoever is narrowed to it');

select pg_temp.as_ana();
select results_eq(
  $$select from_persona, to_persona, memory_type, memory_id, memory_content, shared_count
    from public.ai_grant_memory(pg_temp.id('e1'), pg_temp.id('a1'), pg_temp.id('a2'), memory_id => pg_temp.id('d1'))$$,
  $$values (pg_temp.id('a1'), pg_temp.id('a2'), null, pg_temp.id('d1'), 'Has a bad knee.', 1)$$, 'the owner grants one memory'
);
select is(
  (select grant_id from public.ai_grant_memory(pg_temp.id('e9'), pg_temp.id('a1'), pg_temp.id('a2'), memory_id => pg_temp.id('d1'))),
  pg_temp.id('e1'), 'granting it again is the same grant'
);
select pg_temp.as_cook();
select results_eq('select * from pg_temp.known()', array['Eats no nuts.', 'Has a bad knee.'], 'now the other knows it');
select results_eq($$select (memory).content from public.ai_get_memory(pg_temp.id('d1'))$$, array['Has a bad knee.'], 'and can look it up');
select is_empty($$select public.ai_list_memories(pg_temp.id('a1'), memory_types => array['preference'])$$, 'and that one only');
select is_empty($$select public.ai_list_memory_versions(pg_temp.id('d1'))$$, 'and not what it was before');
select throws_ok($$select public.ai_update_memory(pg_temp.id('d1'), 'x')$$, 'PT403', null, 'and does not change it');
select is_empty($$select public.ai_list_threads(all_personas => true)$$, 'no thread comes with it');
select results_eq($$select grant_id from public.ai_list_grants()$$, array[pg_temp.id('e1')], 'it sees the grant it lives by');

select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a2')));
select throws_ok($$select public.ai_update_memory(pg_temp.id('d1'), 'x')$$, 'PT404', 'memory not found',
  'what is granted is read, and not written, by the owner there, too');
select pg_temp.as_ana();
select public.ai_update_memory(pg_temp.id('d1'), archived => true);
select pg_temp.as_cook();
select results_eq('select * from pg_temp.known()', array['Eats no nuts.'], 'what is archived is shared no more');

select pg_temp.as_ana();
select is((select shared_count from public.ai_grant_memory(pg_temp.id('e2'), pg_temp.id('a1'), pg_temp.id('a2'), 'preference')), 1,
  'a kind can be granted');
select public.ai_save_memory(pg_temp.id('d4'), 'Likes the sea.', pg_temp.id('a1'), 'preference');
select pg_temp.as_cook();
select results_eq('select * from pg_temp.known()', array['Eats no nuts.', 'Likes running.', 'Likes the sea.'], 'those to come included');

select pg_temp.as_ana();
select results_eq($$select grant_id from public.ai_list_grants(pg_temp.id('a1'), false)$$, array[pg_temp.id('e1'), pg_temp.id('e2')],
  'the owner sees what a persona gives');
select is_empty($$select public.ai_list_grants(all_personas => false)$$, 'and that no persona gives nothing');
select public.ai_revoke_grant(pg_temp.id('e2')), public.ai_revoke_grant(pg_temp.id('e2'));
select pg_temp.as_cook();
select results_eq('select * from pg_temp.known()', array['Eats no nuts.'], 'taken back, it is as if it had not been');
select throws_ok($$select public.ai_revoke_grant(pg_temp.id('e1'))$$, 'PT403', null, 'a run takes nothing back');

select pg_temp.as_ana();
select throws_ok($$select public.ai_grant_memory(pg_temp.id('e3'), pg_temp.id('a1'), pg_temp.id('a1'), 'fact')$$, '22023',
  'A persona knows its own memories already.', 'a grant is to another');
select throws_ok($$select public.ai_grant_memory(pg_temp.id('e3'), pg_temp.id('a1'), pg_temp.id('a2'))$$, '22023',
  'A grant shares either one memory or one kind of memory.', 'of something');
select throws_ok(
  $$select public.ai_grant_memory(pg_temp.id('e3'), pg_temp.id('a1'), pg_temp.id('a2'), memory_id => pg_temp.id('d3'))$$,
  'PT404', 'memory not found', 'that is the giver''s'
);
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select throws_ok($$select public.ai_grant_memory(pg_temp.id('e3'), pg_temp.id('a1'), null, 'fact')$$, 'PT404', 'persona not found',
  'and the caller''s own');
select is_empty($$select public.ai_list_grants()$$, 'nobody sees another''s grants');

select * from finish();
rollback;
