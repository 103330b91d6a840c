-- The page of memories: by tag, several at once, and no change over a change one has not seen.
begin;
select plan(17);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
create function pg_temp.id(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid$$;
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select public.ai_save_persona(pg_temp.id(1), 'Coach');
select public.ai_save_memory(pg_temp.id(n), 'Fact ' || n, pg_temp.id(1)) from generate_series(11, 14) as n;
select public.ai_save_memory(pg_temp.id(21), 'Of nobody', null);
select public.ai_save_working_memory(pg_temp.id(1), 'The notes');
select public.ai_propose_memory(pg_temp.id(31), 'May be', pg_temp.id(1), memory_type => 'fact');

-- Tags ----------------------------------------------------------------------------------------------------------------

select public.ai_set_metadata('tags', '["knee", "Training", "knee"]', memory_id => pg_temp.id(11));
select public.ai_set_metadata('tags', '["knee", 7, null]', memory_id => pg_temp.id(12));
select public.ai_set_metadata('tags', '{"knee": true}', memory_id => pg_temp.id(13));
select public.ai_set_metadata('tags', '["other"]', memory_id => pg_temp.id(21));
select results_eq(
  'select tag, count from public.ai_list_memory_tags(pg_temp.id(1))',
  $$values ('Training', 1), ('knee', 2)$$,
  'the tags of a persona, each once for a memory; what is no list of words has none'
);
select results_eq(
  'select tag from public.ai_list_memory_tags(all_personas => true)', array['Training', 'knee', 'other'], 'or of all'
);
select results_eq(
  $$select tag from public.ai_list_memory_tags(all_personas => true, max_rows => 1, after_tag => 'Training')$$,
  array['knee'], 'a page at a time'
);
select results_eq(
  $$select memory_id from public.ai_list_memories(pg_temp.id(1), tag => 'knee', memory_types => '{fact}') order by 1$$,
  array[pg_temp.id(11), pg_temp.id(12), pg_temp.id(13)], 'memories with a tag'
);
select is_empty(
  $$select memory_id from public.ai_list_memories(pg_temp.id(1), tag => 'kne')$$, 'which is a whole word'
);

-- Changed meanwhile ---------------------------------------------------------------------------------------------------

select is(
  (select version from public.ai_update_memory(pg_temp.id(11), 'Said anew', expected_version => 1)), 2,
  'a memory is changed as it was seen'
);
select throws_ok(
  $$select public.ai_update_memory(pg_temp.id(11), 'Over it', expected_version => 1)$$, 'PT409',
  'This memory has been changed meanwhile.', 'and not over what was changed since'
);
select is((select content from public.ai_memories_by_id(array[pg_temp.id(11)])), 'Said anew', 'which stays');

-- Several at once -----------------------------------------------------------------------------------------------------

select results_eq(
  $$select memory_id, pinned from public.ai_change_memories(array[pg_temp.id(12), pg_temp.id(11), pg_temp.id(31)], pinned => true)$$,
  $$values (pg_temp.id(11), true), (pg_temp.id(12), true)$$, 'several are pinned; what is only proposed is not'
);
select is(
  (select count(*) from public.ai_change_memories(
    array(select memory_id from public.ai_list_memories(pg_temp.id(1))), deleted => true)), 4::bigint,
  'several are deleted, and the notes are not'
);
select is((public.ai_get_working_memory(pg_temp.id(1))).content, 'The notes', 'they are there');
select is_empty(
  $$select public.ai_change_memories(array[pg_temp.id(11)], archived => true)$$, 'what is deleted is not archived'
);
select results_eq(
  $$select memory_id, pinned, status, deleted_at is null
    from public.ai_change_memories(array[pg_temp.id(11), pg_temp.id(13)], deleted => false)$$,
  $$values (pg_temp.id(11), true, 'active', true), (pg_temp.id(13), false, 'active', true)$$, 'and brought back as it was'
);
select public.ai_merge_memories(pg_temp.id(11), array[pg_temp.id(13)]);
select results_eq(
  $$select status, merged_into from public.ai_change_memories(array[pg_temp.id(13)], archived => false)$$,
  $$values ('active', null::uuid)$$, 'in use again, one that was merged speaks for itself'
);
select throws_ok(
  $$select public.ai_change_memories(array(select gen_random_uuid() from generate_series(1, 501)), pinned => true)$$,
  '22023', 'at most 500 memories are changed at once', 'five hundred at most'
);

set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select is_empty(
  $$select public.ai_change_memories(array[pg_temp.id(11)], deleted => true)$$, 'nobody changes the memories of another'
);
select is_empty('select public.ai_list_memory_tags(all_personas => true)', 'nor reads their tags');

select * from finish();
rollback;
