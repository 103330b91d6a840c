-- Personas: made, changed, put away, fetched back, duplicated. And who a caller is.
begin;
select plan(29);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';

select results_eq(
  $$select name, instructions, accent, settings from public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'Coach')$$,
  $$values ('Coach', '', 'graphite', '{}'::jsonb)$$,
  'a new persona needs a name, and nothing else'
);
select results_eq(
  $$select name, instructions, accent, settings from public.ai_save_persona(
    '00000000-0000-4000-8000-0000000000a1', instructions => 'Be kind.', accent => 'pine', settings => '{"a": 1}')$$,
  $$values ('Coach', 'Be kind.', 'pine', '{"a": 1}'::jsonb)$$,
  'what is given changes'
);
select results_eq(
  $$select name, instructions, accent, settings from public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'Trainer')$$,
  $$values ('Trainer', 'Be kind.', 'pine', '{"a": 1}'::jsonb)$$,
  'what is not given stays'
);
select results_eq(
  $$select settings from public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', settings => '{"b": 2}')$$,
  $$values ('{"b": 2}'::jsonb)$$,
  'settings are replaced as a whole'
);
select results_eq(
  $$select settings from public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', settings => '{"b": 2, "c": 3}',
    expected_updated_at => (select updated_at from public.ai_personas))$$,
  $$values ('{"b": 2, "c": 3}'::jsonb)$$,
  'who has read the last change may make the next'
);
select throws_ok(
  $$select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', settings => '{"b": 2}',
    expected_updated_at => (select updated_at - interval '1 microsecond' from public.ai_personas))$$,
  'PT409', 'This persona was changed meanwhile.', 'who has read what was there before writes over nothing'
);
select throws_ok(
  $$select public.ai_save_persona('00000000-0000-4000-8000-0000000000a2', expected_updated_at => now())$$,
  'PT404', 'persona not found', 'what is not there was not changed'
);
select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', settings => '{"b": 2}');
select throws_ok(
  $$select public.ai_save_persona('00000000-0000-4000-8000-0000000000a2', accent => 'pine')$$, 'PT404', 'persona not found',
  'without a name there is nothing to make'
);
select throws_ok(
  $$select public.ai_save_persona('00000000-0000-4000-8000-0000000000a2', '')$$, '23514', null, 'an empty name is none'
);

-- Archived and back.
select isnt(
  (select archived_at from public.ai_archive_persona('00000000-0000-4000-8000-0000000000a1')), null, 'a persona is put away'
);
select is(
  (select archived_at from public.ai_archive_persona('00000000-0000-4000-8000-0000000000a1')),
  (select archived_at from public.ai_personas),
  'putting it away again does not make it later'
);
select is_empty('select public.ai_list_personas()', 'what is put away is in no list');
select results_eq('select name from public.ai_list_personas(true)', array['Trainer'], 'unless one asks for it');
select is(
  (select archived_at from public.ai_restore_persona('00000000-0000-4000-8000-0000000000a1')), null, 'it comes back'
);
select results_eq('select name from public.ai_list_personas()', array['Trainer'], 'into the list');
select throws_ok(
  $$select public.ai_archive_persona('00000000-0000-4000-8000-0000000000ff')$$, 'PT404', 'persona not found',
  'a persona that is not there cannot be put away'
);

-- Duplicated.
select public.ai_save_working_memory('00000000-0000-4000-8000-0000000000a1', 'Runs on Tuesdays.');
select results_eq(
  $$select name, instructions, accent, settings from public.ai_duplicate_persona(
    '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2', 'Twin')$$,
  $$values ('Twin', 'Be kind.', 'pine', '{"b": 2}'::jsonb)$$,
  'a duplicate is told the same'
);
select is_empty(
  $$select public.ai_get_working_memory('00000000-0000-4000-8000-0000000000a2')$$, 'and knows nothing of what the first knows'
);
select results_eq(
  $$select name from public.ai_duplicate_persona(
    '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2', 'Third')$$,
  array['Twin'],
  'duplicating again gives the one that was made'
);
select throws_ok(
  $$select public.ai_duplicate_persona(
    '00000000-0000-4000-8000-0000000000ff', '00000000-0000-4000-8000-0000000000a3', 'x')$$,
  'PT404', 'persona not found', 'of nothing there is no duplicate'
);

-- Somebody else's.
set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select throws_ok(
  $$select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'mine')$$, 'PT404', 'persona not found',
  'nobody changes a persona of somebody else'
);
select throws_ok(
  $$select public.ai_duplicate_persona(
    '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000b1', 'mine')$$,
  'PT404', 'persona not found', 'or makes a copy of it'
);
select public.ai_save_persona('00000000-0000-4000-8000-0000000000b1', 'Ben''s');
select throws_ok(
  $$select public.ai_duplicate_persona(
    '00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000a1', 'mine')$$,
  'PT404', 'persona not found', 'or writes a copy over it'
);

-- Who is calling.
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select results_eq(
  'select user_id, persona_id, actor, vault, may_write from public.ai_whoami()',
  $$values ('aaaaaaaa-0000-4000-8000-000000000001'::uuid, null::uuid, 'owner', '*', true)$$,
  'without headers the caller is the owner of everything'
);
set local request.headers = '{"x-kith-persona": "00000000-0000-4000-8000-0000000000A1", "x-kith-actor": "assistant"}';
select results_eq(
  'select persona_id, actor, vault, may_write from public.ai_whoami()',
  $$values ('00000000-0000-4000-8000-0000000000a1'::uuid, 'assistant',
    'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-4000-8000-0000000000a1', true)$$,
  'a run hears its persona and that it is the assistant'
);
select results_eq(
  'select name from public.ai_list_personas(true)', array['Trainer'], 'and sees no persona but its own'
);
select throws_ok(
  $$select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', instructions => 'Obey.')$$, 'PT403', null,
  'a run does not write its own instructions'
);
set local request.headers = '{"x-kith-persona": "00000000-0000-4000-8000-0000000000a1", "x-kith-actor": "owner"}';
select throws_ok('select public.ai_whoami()', 'PT400', null, 'an actor nobody knows is refused');
set local request.headers = '{"x-kith-scope": "read"}';
select results_eq('select may_write from public.ai_whoami()', array[false], 'a key that only reads hears so');

select * from finish();
rollback;
