-- Memories: the owner writes, merges, archives and restores them; the assistant proposes and decides nothing.
begin;
select plan(79);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_person(id text, headers text default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', id, 'role', 'authenticated')::text, true),
    set_config('request.headers', headers, true)
$$;
create function pg_temp.as_ana() returns void language sql as
$$ select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001') $$;
create function pg_temp.as_run() returns void language sql as $$
  select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001', jsonb_build_object(
    'x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1'))::text)
$$;
create function pg_temp.vector(first real) returns extensions.vector language sql as
$$ select ('[' || first || repeat(',1', 1535) || ']')::extensions.vector $$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select public.ai_save_memory(pg_temp.id('f1'), 'Ben has a cat.');
select pg_temp.as_ana();
select public.ai_save_persona(pg_temp.id('a1'), 'Coach', '', 'pine');
select public.ai_save_persona(pg_temp.id('a2'), 'Cook', '', 'clay');
select public.ai_save_thread(pg_temp.id('c1'), pg_temp.id('a1'), 'Dogs');

-- Save and update
select results_eq(
  $$select content, memory_type, importance, status, version, embedding_model is null
    from public.ai_save_memory(pg_temp.id('d1'), 'Has a dog called Max.', pg_temp.id('a1'), source_thread_id => pg_temp.id('c1'))$$,
  $$values ('Has a dog called Max.', 'fact', 'normal', 'active', 1, true)$$, 'the owner remembers something'
);
select is((select version from public.ai_save_memory(pg_temp.id('d1'), 'Has a dog called Max.', pg_temp.id('a1'))), 1,
  'saying it again changes nothing');
select is((select source_thread_id from public.ai_save_memory(pg_temp.id('d1'), 'Has a dog, Max.', pg_temp.id('a1'), importance => 'high')),
  pg_temp.id('c1'), 'saying it anew keeps where it comes from');
select results_eq(
  $$select version, importance from public.ai_update_memory(pg_temp.id('d1'), pinned => true)$$,
  $$values (3, 'high')$$, 'a change of one thing leaves the others'
);
select is((select embedding_model from public.ai_update_memory(pg_temp.id('d1'), embedding => pg_temp.vector(1), embedding_model => 'm')),
  'm', 'a vector is kept with its model');
select is((select version from public.ai_update_memory(pg_temp.id('d1'), embedding => pg_temp.vector(2), embedding_model => 'm')),
  3, 'and is no new version');
select is((select embedding_model from public.ai_update_memory(pg_temp.id('d1'), 'Has a dog called Max.')), null,
  'other words have no vector yet');
select is((select content_json from public.ai_update_memory(pg_temp.id('d1'), content_json => '{"name": "Max"}')),
  '{"name": "Max"}'::jsonb, 'structure can be added');
select is((select content_json from public.ai_update_memory(pg_temp.id('d1'), content_json => 'null')), null,
  'and taken away');
select throws_ok($$select public.ai_save_memory(pg_temp.id('d9'), E' \n')$$, '22023', 'There is nothing in it to remember.',
  'nothing cannot be remembered');
select throws_ok($$select public.ai_save_memory(pg_temp.id('d1'), 'x', pg_temp.id('a2'))$$, '22023', 'A memory stays with its persona.',
  'a memory does not wander');
select throws_ok($$select public.ai_save_memory(pg_temp.id('d9'), 'x', pg_temp.id('99'))$$, 'PT404', 'persona not found',
  'there must be such a persona');
select throws_ok($$select public.ai_save_memory(pg_temp.id('d9'), 'x', source_message_id => pg_temp.id('99'))$$, 'PT404',
  'message not found', 'and such a source');
select throws_ok($$select public.ai_save_memory(pg_temp.id('f1'), 'x')$$, 'PT404', 'memory not found',
  'an id of somebody else is taken, and nobody says by what');
select throws_ok($$select public.ai_update_memory(pg_temp.id('f1'), 'x')$$, 'PT404', 'memory not found',
  'somebody else''s memory is not there');
select throws_ok($$select public.ai_update_memory(pg_temp.id('99'), 'x')$$, 'PT404', 'memory not found',
  'and sounds like one that is nowhere');
select throws_ok(
  $$select public.ai_save_memory(pg_temp.id('d9'), 'x', embedding => '[1,2]', embedding_model => 'm')$$, '22023',
  null, 'a vector of another size is refused'
);
select throws_ok($$select public.ai_save_memory(pg_temp.id('d9'), 'x', memory_type => 'working')$$, '22023',
  'The notes of a persona are written directly.', 'notes are no memory');

-- Versions
select results_eq(
  $$select version, content, pinned, changed_by from public.ai_list_memory_versions(pg_temp.id('d1'), max_rows => 4)$$,
  $$values (5, 'Has a dog called Max.', true, 'owner'), (4, 'Has a dog called Max.', true, 'owner'),
      (3, 'Has a dog, Max.', true, 'owner'), (2, 'Has a dog, Max.', false, 'owner')$$,
  'every earlier state is kept'
);
select results_eq($$select version from public.ai_list_memory_versions(pg_temp.id('d1'), before_version => 3)$$, array[2, 1],
  'page by page');
select results_eq(
  $$select content, pinned, version from public.ai_restore_memory_version(pg_temp.id('d1'), 2)$$,
  $$values ('Has a dog, Max.', true, 7)$$, 'what it said comes back, what was done with it stays'
);
select throws_ok($$select public.ai_restore_memory_version(pg_temp.id('d1'), 99)$$, 'PT404', 'memory not found',
  'a version that never was cannot come back');
select results_eq(
  $$select (detail.memory).content, cardinality(detail.versions), (detail.versions[1]).version, detail.source_thread_title
    from public.ai_get_memory(pg_temp.id('d1')) as detail$$,
  $$values ('Has a dog, Max.', 6, 6, 'Dogs')$$, 'a memory shows its history and where it is from'
);
select is_empty($$select public.ai_get_memory(pg_temp.id('f1'))$$, 'somebody else''s is no row');

-- Lists
select public.ai_save_memory(('00000000-0000-4000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, 'Memory number ' || n,
  pg_temp.id('a2'), case n % 2 when 0 then 'fact' else 'preference' end,
  importance => (array['low', 'normal', 'high', 'critical'])[1 + n % 4])
from generate_series(1, 12) as n;
reset role;
-- Ties, so that paging has to tell them apart.
update public.ai_memory set created_at = '2026-01-01' where persona_id = pg_temp.id('a2');
set local role authenticated;
create function pg_temp.paged(sort text) returns setof uuid language plpgsql as $$
declare
  last public.ai_memory_view;
  listed public.ai_memory_view;
begin
  loop
    for listed in
      select * from public.ai_list_memories(pg_temp.id('a2'), sort => paged.sort, max_rows => 5,
        before_rank => last.sort_rank, before_at => last.sort_at, before_id => last.memory_id)
    loop
      return next listed.memory_id;
      last := listed;
    end loop;
    exit when listed is null;
    listed := null;
  end loop;
end
$$;
select results_eq(
  format($$select * from pg_temp.paged(%L)$$, sort),
  format($$select memory_id from public.ai_list_memories(pg_temp.id('a2'), sort => %L, max_rows => 200)$$, sort),
  'pages by ' || sort || ' are the list, without gaps and repetitions'
) from unnest(array['newest', 'updated', 'importance', 'last_used', 'most_used']) as sort;
select is((select count(distinct p) from pg_temp.paged('importance') as p), 12::bigint, 'all of it');
select results_eq(
  $$select importance from public.ai_list_memories(pg_temp.id('a2'), sort => 'importance', max_rows => 4)$$,
  array['critical', 'critical', 'critical', 'high'], 'the most important first'
);
select is((select count(*) from public.ai_list_memories(pg_temp.id('a2'), memory_types => array['fact'])), 6::bigint, 'by kind');
select is((select count(*) from public.ai_list_memories(pg_temp.id('a2'), containing => 'NUMBER 1')), 4::bigint, 'by words');
select is((select count(*) from public.ai_list_memories(all_personas => true)), 13::bigint, 'of all personas');
select is((select count(*) from public.ai_list_memories()), 0::bigint, 'of no persona');
select results_eq($$select memory_id from public.ai_list_memories(all_personas => true, pinned => true)$$, array[pg_temp.id('d1')],
  'pinned ones');
select results_eq($$select memory_id from public.ai_list_memories(all_personas => true, source_thread_id => pg_temp.id('c1'))$$,
  array[pg_temp.id('d1')], 'those that were learned in a thread');
select throws_ok($$select public.ai_list_memories(sort => 'size')$$, '22023',
  'memories are sorted by newest, updated, importance, last_used or most_used', 'an order nobody knows');

-- Archive, delete, restore
select is((select status from public.ai_update_memory(pg_temp.id('d1'), archived => true)), 'archived', 'archived');
select is((select count(*) from public.ai_list_memories(pg_temp.id('a1'), statuses => array['active'])), 0::bigint, 'and not in use');
select is((select status from public.ai_update_memory(pg_temp.id('d1'), archived => false)), 'active', 'and in use again');
select public.ai_delete_memory(pg_temp.id('d1')), public.ai_delete_memory(pg_temp.id('d1'));
select is_empty($$select public.ai_list_memories(pg_temp.id('a1'))$$, 'deleted, it is out of sight');
select is_empty($$select from public.ai_memory_search where memory_id = pg_temp.id('d1')$$, 'and cannot be found');
select isnt_empty($$select public.ai_list_memories(pg_temp.id('a1'), deleted => true)$$, 'but in the bin');
select throws_ok($$select public.ai_save_memory(pg_temp.id('d1'), 'Has a dog, Max.', pg_temp.id('a1'))$$, 'PT404',
  'memory not found', 'a late repetition does not bring it back');
select is_empty(
  $$select public.ai_propose_memory(pg_temp.id('e0'), 'has a dog, max', pg_temp.id('a1'), memory_type => 'fact')$$,
  'nor is it proposed while it is in the bin');
select is((select content from public.ai_restore_memory(pg_temp.id('d1'))), 'Has a dog, Max.', 'it comes back as it was');
select throws_ok($$select public.ai_restore_memory(pg_temp.id('f1'))$$, 'PT404', 'memory not found', 'only one''s own');

-- Merge
select public.ai_save_memory(pg_temp.id('d2'), 'The dog is a beagle.', pg_temp.id('a1'), importance => 'critical', pinned => true);
select results_eq(
  $$select content, importance, pinned, status
    from public.ai_merge_memories(pg_temp.id('d1'), array[pg_temp.id('d2')], 'Has a beagle called Max.')$$,
  $$values ('Has a beagle called Max.', 'critical', true, 'active')$$, 'two memories become one, as important as the more important'
);
select results_eq(
  $$select status, pinned, merged_into from public.ai_list_memories(pg_temp.id('a1'), statuses => array['archived'])$$,
  $$values ('archived', false, pg_temp.id('d1'))$$, 'the other is kept and says where it went'
);
select is((select merged_from from public.ai_get_memory(pg_temp.id('d1'))), array[pg_temp.id('d2')], 'and the one knows what it is made of');
select is((select version from public.ai_merge_memories(pg_temp.id('d1'), array[pg_temp.id('d2')], 'Has a beagle called Max.')),
  (select version from public.ai_memory where memory_id = pg_temp.id('d1')), 'merging again changes nothing');
select is((select merged_into from public.ai_update_memory(pg_temp.id('d2'), archived => false)), null,
  'used again, it speaks for itself');
select throws_ok(
  $$select public.ai_merge_memories(pg_temp.id('d1'), array['00000000-0000-4000-8000-000000000101'::uuid])$$, '22023',
  'Only memories of one persona can be merged.', 'no vault is merged into another'
);
select throws_ok($$select public.ai_merge_memories(pg_temp.id('d1'), array[pg_temp.id('d1')])$$, '22023',
  'a memory is not merged into itself', 'nor a memory into itself');
select throws_ok($$select public.ai_merge_memories(pg_temp.id('d1'), array[pg_temp.id('f1')])$$, 'PT404', 'memory not found',
  'nor somebody else''s');

-- Proposals of memories
select pg_temp.as_run();
select results_eq(
  $$select content, memory_type, importance from public.ai_propose_memory(
      pg_temp.id('e1'), 'Prefers short answers.', pg_temp.id('a1'), memory_type => 'preference', importance => 'high')$$,
  $$values ('Prefers short answers.', 'preference', 'high')$$, 'a run proposes a memory of its own'
);
select is_empty(
  $$select public.ai_propose_memory(pg_temp.id('e2'), '  prefers SHORT answers', pg_temp.id('a1'), memory_type => 'preference')$$,
  'and not twice');
select is_empty($$select public.ai_propose_memory(pg_temp.id('e2'), 'Has a beagle called Max', pg_temp.id('a1'))$$,
  'what is remembered as a memory is not proposed as a note');
select is((select status from public.ai_memory where memory_id = pg_temp.id('e1')), 'proposed', 'it only asks');
create function pg_temp.refusals() returns setof text language plpgsql as $$
declare
  statement text;
begin
  foreach statement in array array[
    'public.ai_save_memory(pg_temp.id(''e3''), ''x'', pg_temp.id(''a1''))',
    'public.ai_update_memory(pg_temp.id(''d1''), ''x'')',
    'public.ai_merge_memories(pg_temp.id(''d1''), array[pg_temp.id(''d2'')])',
    'public.ai_restore_memory_version(pg_temp.id(''d1''), 1)',
    'public.ai_delete_memory(pg_temp.id(''d1''))',
    'public.ai_delete_memory(pg_temp.id(''f1''))',
    'public.ai_restore_memory(pg_temp.id(''d1''))',
    'public.ai_save_working_memory(pg_temp.id(''a1''), ''x'')',
    'public.ai_accept_proposal(pg_temp.id(''e1''))',
    'public.ai_reject_proposal(pg_temp.id(''e1''))',
    'public.ai_restore_proposal(''{}'')'
  ] loop
    begin
      execute 'select ' || statement;
      return next statement || ' was allowed';
    exception when sqlstate 'PT403' then
      null;
    end;
  end loop;
end
$$;
select is_empty('select pg_temp.refusals()', 'what the owner decides, a run is told it may not');
select throws_ok($$select public.ai_propose_memory(pg_temp.id('e3'), 'x', pg_temp.id('a2'))$$, 'PT404', 'persona not found',
  'a run proposes nothing to another persona');
select is_empty($$select public.ai_list_memories(pg_temp.id('a2'))$$, 'and sees nothing of it');

select pg_temp.as_ana();
select results_eq($$select memory_id from public.ai_list_proposals(pg_temp.id('a1'))$$, array[pg_temp.id('e1')], 'it waits');
select results_eq($$select memory_id from public.ai_list_proposals(all_personas => true)$$, array[pg_temp.id('e1')], 'also among all');
select is_empty(
  $$select public.ai_list_proposals(all_personas => true, after_created_at => created_at, after_id => memory_id)
    from public.ai_memory where memory_id = pg_temp.id('e1')$$, 'after the last comes none');
select throws_ok($$select public.ai_update_memory(pg_temp.id('e1'), 'x')$$, '22023', 'This is only proposed. Accept or reject it.',
  'it is not changed before it is accepted');
select results_eq(
  $$select resource_key, content from public.ai_accept_proposal(pg_temp.id('e1'), 'Prefers brief answers.')$$,
  $$values ('aaaaaaaa-0000-4000-8000-000000000001:' || pg_temp.id('a1'), '')$$, 'accepting it leaves the notes alone'
);
select results_eq($$select content, status from public.ai_memory where memory_id = pg_temp.id('e1')$$,
  $$values ('Prefers brief answers.', 'active')$$, 'and it is a memory, in the owner''s words');
select lives_ok($$select public.ai_accept_proposal(pg_temp.id('e1'))$$, 'accepting it twice is once');

-- No means no, until the owner says otherwise
select pg_temp.as_run();
select public.ai_propose_memory(pg_temp.id('e4'), 'Is afraid of spiders.', pg_temp.id('a1'), memory_type => 'fact');
select pg_temp.as_ana();
create temporary table rejected as select to_jsonb(proposal) as proposal from public.ai_reject_proposal(pg_temp.id('e4')) as proposal;
select pg_temp.as_run();
select is_empty($$select public.ai_propose_memory(pg_temp.id('e5'), 'is afraid of spiders', pg_temp.id('a1'))$$,
  'what was rejected is not proposed again, in whatever form');
select throws_ok($$select public.ai_propose_memory(pg_temp.id('f1'), ' ', pg_temp.id('a1'))$$, '22023', null, 'nor is nothing');
select pg_temp.as_ana();
select is_empty($$select from public.ai_memory where content ilike '%spider%'$$, 'nothing of it is kept');
select results_eq($$select memory_id, content from rejected, public.ai_restore_proposal(proposal)$$,
  $$values (pg_temp.id('e4'), 'Is afraid of spiders.')$$, 'the no can be taken back');
select is((select to_jsonb(proposal) from public.ai_list_proposals(pg_temp.id('a1')) as proposal), (select proposal from rejected),
  'and it waits as it did');

-- Notes have a history, too
select public.ai_save_working_memory(pg_temp.id('a1'), 'One.');
select is((select version from public.ai_save_working_memory(pg_temp.id('a1'), 'Two.', expected_version => 1)), 2,
  'whoever has read the notes writes them');
select throws_ok($$select public.ai_save_working_memory(pg_temp.id('a1'), 'Three.', expected_version => 1)$$, 'PT409',
  'The notes have changed meanwhile.', 'whoever has read older ones does not write over the new');
select is(
  (select restored.content from public.ai_get_working_memory(pg_temp.id('a1')) as notes
    cross join lateral public.ai_restore_memory_version(notes.memory_id, 1) as restored),
  'One.', 'what they said comes back'
);
select throws_ok(
  $$select public.ai_delete_memory(memory_id) from public.ai_get_working_memory(pg_temp.id('a1'))$$, '22023',
  'These are the notes of a persona. Empty them instead.', 'notes are emptied, not deleted'
);

select * from finish();
rollback;
