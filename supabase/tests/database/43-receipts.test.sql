-- Receipts: under every answer what it was made of, and of every memory what it was used for.
begin;
select plan(27);

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
create function pg_temp.said(words text) returns jsonb language sql as
$$ select jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words))) $$;
create function pg_temp.answer(n text, receipt jsonb) returns void language plpgsql as $$
begin
  perform public.ai_start_run(pg_temp.id('2' || n), pg_temp.id('c1'), pg_temp.id('3' || n), clock_timestamp(), '{"name": "practice"}', 'laptop',
    pg_temp.id('a1'), pg_temp.id('4' || n), pg_temp.said('Question ' || n), settings => '{"temperature": 0}');
  perform public.ai_finish_answer(pg_temp.id('2' || n), pg_temp.id('3' || n), pg_temp.said('Answer ' || n), 'complete',
    usage => '{"total": 9}', receipt => receipt, cost => '{"usd": 0.01}');
end
$$;
create function pg_temp.item(kind text, id uuid, used boolean, rank integer default 1, version integer default 1, step integer default 0)
returns jsonb language sql as $$
  select jsonb_build_object('step', step, 'kind', kind, 'item_id', id, 'item_version', version, 'used', used, 'rank', rank, 'score', 0.5,
    'parts', '{"words": 0.5}'::jsonb, 'tokens', 7, 'reason', case when not used then 'no room' end)
$$;
create function pg_temp.items(n text) returns setof public.ai_receipt_item language sql as
$$ select item from public.ai_receipt_of_message(pg_temp.id('3' || n)) as receipt, unnest(receipt.items) as item $$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
select public.ai_save_persona(pg_temp.id('a1'), 'Coach', '', 'pine');
select public.ai_save_persona(pg_temp.id('a2'), 'Cook', '', 'clay');
select public.ai_save_memory(pg_temp.id('d1'), 'Has a dog called Max.', pg_temp.id('a1'));
select public.ai_save_memory(pg_temp.id('d2'), 'Likes tea.', pg_temp.id('a1'));
select public.ai_save_memory(pg_temp.id('d3'), 'Never used.', pg_temp.id('a1'), 'preference');
select public.ai_save_working_memory(pg_temp.id('a1'), 'Is called Ana.');
select public.ai_save_thread(pg_temp.id('c1'), pg_temp.id('a1'), 'Dogs');
select pg_temp.answer('1', jsonb_build_array(
  '{"kind": "instructions", "used": true, "tokens": 20}'::jsonb,
  pg_temp.item('memory', pg_temp.id('d1'), true, 1),
  pg_temp.item('memory', pg_temp.id('d2'), false, 2),
  pg_temp.item('working_memory', (select memory_id from public.ai_get_working_memory(pg_temp.id('a1'))), true, null)
));
select pg_temp.answer('2', jsonb_build_array(
  pg_temp.item('message', pg_temp.id('41'), true, 1),
  pg_temp.item('memory', pg_temp.id('d1'), false, 9),
  pg_temp.item('memory', pg_temp.id('d1'), true, 2, step => 1)
));

-- Of an answer
select results_eq(
  $$select run_id, thread_id, status, model, settings, usage, cost from public.ai_receipt_of_message(pg_temp.id('31'))$$,
  $$values (pg_temp.id('21'), pg_temp.id('c1'), 'complete', '{"name": "practice"}'::jsonb, '{"temperature": 0}'::jsonb,
    '{"total": 9}'::jsonb, '{"usd": 0.01}'::jsonb)$$,
  'an answer says which model made it, how, and at what cost'
);
select results_eq(
  $$select kind, used, rank, state, said, reason, tokens from pg_temp.items('1') order by said nulls first$$,
  $$values ('instructions', true, null::integer, null, null, null, 20),
    ('memory', true, 1, 'present', 'Has a dog called Max.', null, 7),
    ('working_memory', true, null, 'present', 'Is called Ana.', null, 7),
    ('memory', false, 2, 'present', 'Likes tea.', 'no room', 7)$$,
  'what was put into the prompt, and what was left out and why, with its words'
);
select results_eq(
  $$select said, role, thread_id, thread_title, persona_id from pg_temp.items('2') where kind = 'message'$$,
  $$values ('Question 1', 'user', pg_temp.id('c1'), 'Dogs', pg_temp.id('a1'))$$, 'a message, and where it was said'
);
select is_empty($$select public.ai_receipt_of_message(pg_temp.id('41'))$$, 'what no run has made has no receipt');

select public.ai_update_memory(pg_temp.id('d1'), pinned => true);
select is((select state from pg_temp.items('1') where item_id = pg_temp.id('d1')), 'present', 'pinned, it says the same');
select public.ai_update_memory(pg_temp.id('d1'), 'Has a dog called Rex.');
select results_eq(
  $$select state, item_version, current_version, said from pg_temp.items('1') where item_id = pg_temp.id('d1')$$,
  $$values ('changed', 1, 3, 'Has a dog called Rex.')$$, 'what has changed since says so'
);
select public.ai_restore_memory_version(pg_temp.id('d1'), 1);
select is((select state from pg_temp.items('1') where item_id = pg_temp.id('d1')), 'present', 'unless it says again what it said');
select public.ai_delete_memory(pg_temp.id('d1'));
select results_eq(
  $$select state, said from pg_temp.items('1') where item_id = pg_temp.id('d1')$$,
  $$values ('deleted', null::text)$$, 'what was deleted is not shown by a receipt'
);
select public.ai_restore_memory(pg_temp.id('d1'));

-- Of a memory and a message
select results_eq(
  $$select message_id, used, rank, thread_title from public.ai_receipts_of_memory(pg_temp.id('d1'))$$,
  $$values (pg_temp.id('32'), true, 2, 'Dogs'), (pg_temp.id('31'), true, 1, 'Dogs')$$,
  'a memory knows the answers it was used for, each once, latest first'
);
select results_eq(
  $$select later.message_id from public.ai_receipts_of_memory(pg_temp.id('d1'), max_rows => 1) as first,
      public.ai_receipts_of_memory(pg_temp.id('d1'), 1, first.used_at, first.run_id) as later$$,
  array[pg_temp.id('31')], 'page by page'
);
select results_eq($$select message_id, used from public.ai_receipts_of_memory(pg_temp.id('d2'))$$, $$values (pg_temp.id('31'), false)$$,
  'and those for which it was only considered');
select results_eq($$select message_id from public.ai_receipts_naming_message(pg_temp.id('41'))$$, array[pg_temp.id('32')],
  'a message knows which answers recalled it');
select is_empty($$select public.ai_receipts_of_memory(pg_temp.id('99'))$$, 'what is nowhere was used nowhere');
select results_eq(
  $$select (detail.memory).used_count, cardinality(detail.uses) from public.ai_get_memory(pg_temp.id('d1')) as detail$$,
  $$values (2, 2)$$, 'a use is an answer, however many steps it took'
);
select results_eq(
  $$select memory_id, used_count from public.ai_list_memories(pg_temp.id('a1'), memory_types => array['fact', 'preference'], sort => 'most_used')
    limit 1$$,
  $$values (pg_temp.id('d1'), 2)$$, 'the most used comes first'
);
select results_eq(
  $$select memory_id, last_used_at is not null from public.ai_list_memories(pg_temp.id('a1'), memory_types => array['fact', 'preference'], sort => 'last_used')$$,
  $$values (pg_temp.id('d1'), true), (pg_temp.id('d3'), false), (pg_temp.id('d2'), false)$$, 'or the last used, and what was never used after it'
);

-- Statistics
select results_eq(
  $$select memory_type, status, count, recently_used_count, never_used_count, not_embedded_count, size
    from public.ai_memory_statistics(pg_temp.id('a1'), false)$$,
  $$values ('fact', 'active', 2, 1, 1, 2, 31::bigint), ('preference', 'active', 1, 0, 1, 1, 11::bigint),
    ('working', 'active', 1, 1, 0, 1, 14::bigint)$$,
  'how much there is, and how much of it is used'
);
select public.ai_delete_memory(pg_temp.id('d2'));
select results_eq($$select count from public.ai_memory_statistics() where deleted$$, array[1], 'the bin is counted apart');
select is_empty($$select public.ai_memory_statistics(all_personas => false)$$, 'no persona has none');

-- Others
select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a2'), 'x-kith-actor', 'assistant'));
select is_empty($$select public.ai_receipt_of_message(pg_temp.id('31'))$$, 'a run of another persona sees no receipt');
select is_empty($$select public.ai_receipts_of_memory(pg_temp.id('d1'))$$, 'and no use');
select is_empty($$select public.ai_memory_statistics()$$, 'and no number');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is_empty($$select public.ai_receipt_of_message(pg_temp.id('31'))$$, 'nor does another person');
select is_empty($$select public.ai_receipts_of_memory(pg_temp.id('d1'))$$, 'of the use of a memory');
select is_empty($$select public.ai_receipts_naming_message(pg_temp.id('41'))$$, 'or of a message');

-- A memory that is granted counts its uses where the caller may see them.
select pg_temp.as_ana();
select public.ai_grant_memory(pg_temp.id('e1'), pg_temp.id('a1'), pg_temp.id('a2'), memory_id => pg_temp.id('d1'));
select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a2')));
select results_eq($$select (memory).used_count, uses from public.ai_get_memory(pg_temp.id('d1'))$$,
  $$values (0, '{}'::public.ai_use_view[])$$, 'a granted memory does not tell what it was used for elsewhere');
select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a1')));
select is((select (memory).used_count from public.ai_get_memory(pg_temp.id('d1'))), 2, 'at home it does');

select * from finish();
rollback;
