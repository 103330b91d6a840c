-- Metadata as its owner reads and writes it.
begin;
select plan(30);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_person(id text, headers jsonb default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', id, 'role', 'authenticated')::text, true),
    set_config('request.headers', headers::text, true)
$$;
create function pg_temp.as_ana() returns void language sql as
$$ select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001') $$;
create function pg_temp.save(key text, value text, expected timestamptz default null) returns text language sql as $$
  select saved.value from public.ai_save_metadata_text(key, value, thread_id => pg_temp.id('c1'),
    expected_updated_at => expected) as saved
$$;
create function pg_temp.changed(key text) returns timestamptz language sql as $$
  select entry.updated_at from public.ai_metadata as entry where entry.key = changed.key
$$;
create function pg_temp.read(key text) returns text language sql as $$
  select entry.value from public.ai_list_metadata_texts(thread_id => pg_temp.id('c1'), key => read.key, max_length => 1000000) as entry
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach');
insert into public.ai_threads (thread_id, persona_id) values (pg_temp.id('c1'), pg_temp.id('a1'));
insert into public.ai_messages (message_id, thread_id, role, content)
values (pg_temp.id('d1'), pg_temp.id('c1'), 'user', '{"format": 2, "parts": []}');
select public.ai_save_memory(pg_temp.id('e1'), 'Likes tea.', pg_temp.id('a1'));

select is(pg_temp.save('colour', '"blue"'), '"blue"', 'an entry is made');
select is(pg_temp.save('colour', '"blue"'), '"blue"', 'made again by whoever has not heard, it is the same');
select throws_ok($$select pg_temp.save('colour', '"red"')$$, 'PT409', null, 'but somebody else''s is not overwritten');
select is(pg_temp.save('colour', '"red"', pg_temp.changed('colour')), '"red"', 'what was read is changed');
select throws_ok($$select pg_temp.save('colour', '"green"', pg_temp.changed('colour') - interval '1 microsecond')$$, 'PT409', null,
  'what was changed since is not');
select throws_ok($$select pg_temp.save('shape', '"round"', now())$$, 'PT409', null, 'nor what was removed since');
select pg_temp.save('number', '12345678901234567890.125');
select is(pg_temp.read('number'), '12345678901234567890.125', 'no number loses digits');
select pg_temp.save('__proto__', '{"__proto__": {"constructor": 1}}');
select is(pg_temp.read('__proto__'), '{"__proto__": {"constructor": 1}}', 'a key is a key');
select pg_temp.save('nothing', 'null');
select is(pg_temp.read('nothing'), 'null', 'nothing is a value');
select pg_temp.save(E'\u202egnp.exe', '1');
select is(pg_temp.read(E'\u202egnp.exe'), '1', 'a key may have marks');
select throws_ok($$select pg_temp.save('broken', '{"a":}')$$, '22P02', null, 'what is no JSON is refused');
select throws_ok($$select pg_temp.save('broken', null)$$, '22023', null, 'so is nothing at all');
select throws_ok($$select pg_temp.save('zero', '"\u0000"')$$, '22P05', null, 'and characters no text can hold');
select throws_ok($$select pg_temp.save(repeat('k', 129), '1')$$, '22023', null, 'a key of 129 characters is refused');
select lives_ok($$select pg_temp.save(repeat('k', 128), '1')$$, 'one of 128 is not');
select throws_ok($$select pg_temp.save('large', to_json(repeat('x', 999999))::text)$$, '22023', null, 'a value of 1,000,001 bytes is refused');
select lives_ok($$select pg_temp.save('large', to_json(repeat('x', 999998))::text)$$, 'one of 1,000,000 is not');
select is((select (length(entry.value), entry.size)::text from public.ai_list_metadata_texts(thread_id => pg_temp.id('c1'), max_length => 100000) as entry
  where entry.key = 'large'), '(4000,1000000)', 'a list shows how it begins');
select is(length(pg_temp.read('large')), 1000000, 'and alone it is whole');
select throws_ok($$select pg_temp.save('kith.memory', '"off"')$$, '22023', null, 'Kith''s own keys are not set by hand');
select throws_ok($$select pg_temp.save('mastra.thread', '{}')$$, '22023', null, 'nor are Mastra''s');
select is((select array_agg(entry.key) from public.ai_list_metadata_texts(thread_id => pg_temp.id('c1'), max_rows => 2, after_key => 'colour') as entry),
  array[repeat('k', 128), 'large'], 'page by page');

select throws_ok($$select * from public.ai_take_metadata_text('colour', pg_temp.id('c1'), expected_updated_at => now())$$, 'PT409', null,
  'what was changed since is not removed');
select is((select taken.value from public.ai_take_metadata_text('colour', pg_temp.id('c1'), expected_updated_at => pg_temp.changed('colour')) as taken),
  '"red"', 'what is removed is handed back');
select is((select count(*)::integer from public.ai_take_metadata_text('colour', pg_temp.id('c1'))), 0, 'once');
select is((select array_agg(saved.value) from (values
    (pg_temp.id('d1'), null::uuid, null::uuid), (null, pg_temp.id('e1'), null), (null, null, pg_temp.id('a1'))) as target (m, e, p)
  cross join lateral public.ai_save_metadata_text('k', '1', null, m, e, p) as saved), array['1', '1', '1'], 'messages, memories and personas have metadata, too');

select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001', jsonb_build_object('x-kith-persona', pg_temp.id('a1')));
select throws_ok($$select public.ai_save_metadata_text('k2', '1', persona_ref => pg_temp.id('a1'))$$, 'PT403', null,
  'a request narrowed to a persona says nothing about that persona');
select throws_ok($$select public.ai_take_metadata_text('k', persona_ref => pg_temp.id('a1'))$$, 'PT403', null, 'nor unsays it');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select throws_ok($$select pg_temp.save('k', '1')$$, 'PT404', null, 'what is somebody else''s sounds like what is not there');
select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001', jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1')));
select throws_ok($$select pg_temp.save('k', '1')$$, 'PT403', null, 'a run writes no metadata');
select * from finish();
rollback;
