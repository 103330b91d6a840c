-- Search for the screen: everything the owner has, with the piece of text that answers.
begin;
select plan(55);

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
create function pg_temp.say(id text, thread text, role text, said text, created_at timestamptz default now())
returns void language sql as $$
  insert into public.ai_messages (message_id, thread_id, role, content, created_at)
  values (pg_temp.id(id), pg_temp.id(thread), role,
    jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', said))), created_at)
$$;
-- Matches between brackets.
create function pg_temp.shown(query text) returns text language sql as $$
  select translate(snippet, chr(2) || chr(3), '[]') from public.ai_search(query) where rank = 1
$$;
create function pg_temp.ids(hits public.ai_search_hit[]) returns text[] language sql as $$
  select array_agg(right(coalesce(message_id, memory_id)::text, 2) order by rank) from unnest(hits)
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach'), (pg_temp.id('a2'), 'Cook');
insert into public.ai_threads (thread_id, persona_id, title) values
  (pg_temp.id('b1'), null, 'Dogs'), (pg_temp.id('b2'), pg_temp.id('a1'), 'Running'), (pg_temp.id('b3'), null, null);
select pg_temp.say('01', 'b1', 'user', 'My dogs ran into the forest.', '2026-03-02 10:00Z');
select pg_temp.say('02', 'b1', 'assistant', 'Call them, and wait where they left you.', '2026-03-02 10:01Z');
select pg_temp.say('03', 'b2', 'user', 'I ran ten kilometres in the forest.', '2026-04-08 18:00Z');
select pg_temp.say('04', 'b2', 'assistant', 'Ran well! Now rest.', '2026-04-08 18:01Z');
insert into public.ai_memory (memory_id, persona_id, memory_type, content, status, created_at) values
  (pg_temp.id('c1'), null, 'fact', 'The forest is near.', 'active', '2026-05-01'),
  (pg_temp.id('c2'), pg_temp.id('a1'), 'event', 'Fell in the forest.', 'archived', '2026-05-02'),
  (pg_temp.id('c3'), pg_temp.id('a1'), 'preference', 'Likes the forest.', 'proposed', '2026-05-03'),
  (pg_temp.id('c4'), null, 'working', 'Notes of the forest.', 'active', '2026-05-04');

-- What is found.
select set_eq(
  $$select kind, coalesce(message_id, memory_id), thread_id, persona_id, thread_title, role, memory_type, selected, status
    from public.ai_search('forest')$$,
  $$values ('message', pg_temp.id('01'), pg_temp.id('b1'), null::uuid, 'Dogs', 'user', null, true, null),
    ('message', pg_temp.id('03'), pg_temp.id('b2'), pg_temp.id('a1'), 'Running', 'user', null, true, null),
    ('memory', pg_temp.id('c1'), null, null, null, null, 'fact', null, 'active'),
    ('memory', pg_temp.id('c2'), null, pg_temp.id('a1'), null, null, 'event', null, 'archived'),
    ('memory', pg_temp.id('c3'), null, pg_temp.id('a1'), null, null, 'preference', null, 'proposed')$$,
  'messages and memories of all personas, proposed and archived ones, too, each saying what it is'
);
select results_eq($$select rank from public.ai_search('forest') order by rank$$, array[1, 2, 3, 4, 5], 'in one order');
select is_empty($$select from public.ai_search('left') where message_id = pg_temp.id('01')$$,
  'a message is shown for what it says itself, not for what its neighbours say');
update public.ai_messages set selected = false where message_id = pg_temp.id('01');
select results_eq($$select message_id, selected from public.ai_search('dogs')$$, $$values (pg_temp.id('01'), false)$$,
  'an earlier version of a message is found, and said to be one');
update public.ai_messages set selected = true where message_id = pg_temp.id('01');
update public.ai_messages set deleted_at = now() where message_id = pg_temp.id('01');
select is_empty($$select from public.ai_search('dogs')$$, 'a deleted message is not');
update public.ai_messages set deleted_at = null where message_id = pg_temp.id('01');
update public.ai_threads set deleted_at = now() where thread_id = pg_temp.id('b1');
select is_empty($$select from public.ai_search('dogs') union all select from public.ai_search('') where thread_id = pg_temp.id('b1')$$,
  'nor one in a deleted thread');
update public.ai_threads set deleted_at = null where thread_id = pg_temp.id('b1');
select is(
  (select parts -> 'corrected' from public.ai_search('kilometers') where rank = 1), '{"kilometers": "kilometres"}'::jsonb,
  'a mistyped word is corrected, and that is said'
);

-- Filters.
select set_eq($$select coalesce(message_id, memory_id) from public.ai_search('forest', pg_temp.id('a1'))$$,
  $$values (pg_temp.id('03')), (pg_temp.id('c2')), (pg_temp.id('c3'))$$, 'of one persona');
select set_eq($$select coalesce(message_id, memory_id) from public.ai_search('forest', all_personas => false)$$,
  $$values (pg_temp.id('01')), (pg_temp.id('c1'))$$, 'of none');
select set_eq($$select message_id from public.ai_search('forest', thread_id => pg_temp.id('b2'))$$, $$values (pg_temp.id('03'))$$,
  'in one thread');
select set_eq($$select kind from public.ai_search('forest', kinds => '{memory}')$$, array['memory'], 'one kind only');
select set_eq($$select message_id from public.ai_search('ran', role => 'assistant')$$, $$values (pg_temp.id('04'))$$, 'by who said it');
select set_eq($$select message_id from public.ai_search('ran', since => '2026-03-15', until => '2026-04-08 18:01Z')$$,
  $$values (pg_temp.id('03'))$$, 'from one moment up to another');
select set_eq($$select memory_id from public.ai_search('forest', since => '2026-05-02')$$, $$values (pg_temp.id('c2')), (pg_temp.id('c3'))$$,
  'memories by when they were made');
select throws_ok($$select public.ai_search('x', kinds => '{thread}')$$, '22023', 'kinds are message and memory', 'another kind is refused');
select throws_ok($$select public.ai_search('x', thread_id => gen_random_uuid())$$, 'PT404', 'thread not found', 'a thread that is missing says so');

-- Without a query.
select is(
  pg_temp.ids((select array_agg(hit) from public.ai_search('') as hit)), '{c3,c2,c1,04,03,02,01}', 'without a query, the newest first'
);
select is(
  pg_temp.ids((select array_agg(hit) from public.ai_search(' ', role => 'user') as hit)), '{03,01}', 'filtered alike'
);
select is(
  pg_temp.ids((select array_agg(hit) from public.ai_search('', pg_temp.id('a1'), kinds => '{message}', until => '2026-04-08 18:01Z') as hit)),
  '{03}', 'in every way'
);
select is_empty($$select from public.ai_search(null) where score is not null$$, 'nothing is scored where nothing was asked');

-- Pages.
insert into public.ai_messages (message_id, thread_id, role, content, created_at)
select gen_random_uuid(), pg_temp.id('b3'), 'user', to_jsonb('Banana number ' || n), '2026-06-01'::timestamptz + n * interval '1 minute'
from generate_series(1, 45) as n;
create temporary table pages as
select page, hit.* from generate_series(0, 2) as page cross join lateral public.ai_search('banana', skip => page * 20) as hit;
select results_eq('select page, count(*)::integer from pages group by 1 order by 1', $$values (0, 20), (1, 20), (2, 5)$$, 'pages are full until the last');
select is((select count(distinct message_id)::integer from pages), 45, 'no message is on two of them');
select results_eq('select rank from pages order by rank', 'select generate_series(1, 45)', 'and they go on counting');
select is((select count(*)::integer from public.ai_search('banana', max_rows => 0)), 1, 'a page has a row at least');
select is((select count(*)::integer from public.ai_search('banana', max_rows => 1000)), 45, 'and a hundred at most');
select is_empty($$select from public.ai_search('banana', skip => 60)$$, 'behind the last there is none');
select is((select count(*)::integer from public.ai_search('', skip => 40)), 12, 'the newest are paged, too');

-- Snippets.
select is(pg_temp.shown('dog forest'), 'My [dogs] ran into the [forest].', 'words are marked in every form that counts');
select pg_temp.say('11', 'b3', 'user', 'Line one' || chr(10) || chr(10) || '  Pineapple' || chr(9) || chr(2) || 'cake' || chr(3) || chr(27) || '[31m');
select is(pg_temp.shown('pineapple'), 'Line one [Pineapple] cake[31m', 'on one line, without control characters but the marks');
select pg_temp.say('12', 'b3', 'user', repeat('lorem ipsum dolor ', 100) || 'the papaya and the mango meet ' || repeat('sit amet elit ', 100) || 'a papaya alone');
select matches(pg_temp.shown('papaya mango'), '^….*the \[papaya\] and the \[mango\] meet .*…$', 'a long text is cut to where most words stand together');
select cmp_ok(length(pg_temp.shown('papaya mango')), '<=', 250, 'to about 240 characters');
select doesnt_match(pg_temp.shown('papaya mango'), '^…\S+…', 'between words');
select pg_temp.say('13', 'b3', 'user', repeat('lorem ipsum dolor ', 30) || 'kiwi');
select matches(pg_temp.shown('kiwi'), '^….*\[kiwi\]$', 'also at its end');
select pg_temp.say('14', 'b3', 'user', 'Use <Button variant="quiet"> & never <b>guava</b>, see src/guava/index.ts');
select is(pg_temp.shown('guava'), 'Use <Button variant="quiet"> & never <b>[guava]</b>, see src/[guava]/index.ts', 'code stays as it is');
select pg_temp.say('15', 'b3', 'user', '我的狗叫旺财，旺财怕打雷。');
select is(pg_temp.shown('旺财打雷'), '我的狗叫[旺财]，[旺财]怕[打雷]。', 'Chinese is marked by what is shared');
select is(pg_temp.shown('怕'), '我的狗叫旺财，旺财[怕]打雷。', 'even a single character');
select pg_temp.say('16', 'b3', 'user', 'Die Größe der Straße ist egal, sagt René.');
select is(pg_temp.shown('größe straße rené'), 'Die [Größe] der [Straße] ist egal, sagt [René].', 'with all letters of a language');
select pg_temp.say('17', 'b3', 'user', 'The quincunx, of course.');
select is(pg_temp.shown('quincunks'), 'The [quincunx], of course.', 'a corrected word is marked as it stands');
select ok(
  (select bool_and(length(translate(snippet, chr(2), '')) = length(translate(snippet, chr(3), ''))) from public.ai_search('papaya dog 旺财 kiwi', max_rows => 100)),
  'every mark that is opened is closed'
);
select is((select snippet from public.ai_search('', kinds => '{memory}') where rank = 1), 'Likes the forest.', 'without a query there are no marks');

-- Messages and memories in one list.
select pg_temp.say('21', 'b3', 'user', 'The saffron risotto wants white wine and patience.');
select pg_temp.say('22', 'b3', 'user', 'I paint a wall this weekend.');
insert into public.ai_memory (memory_id, memory_type, content) values
  (pg_temp.id('c5'), 'fact', 'Has white shoes.'), (pg_temp.id('c6'), 'preference', 'Eats tamarind soup at the weekend.');
select is(
  pg_temp.ids((select array_agg(hit) from public.ai_search('saffron risotto white wine') as hit)), '{21,c5}',
  'a message that answers comes before a memory that has one of the words'
);
select is(
  pg_temp.ids((select array_agg(hit) from public.ai_search('tamarind soup weekend') as hit)), '{c6,22}',
  'and a memory that answers before such a message'
);
select is(
  pg_temp.ids((select array_agg(hit) from public.ai_search('', pg_temp.id('a2')) as hit)), null, 'a persona that knows nothing has no newest'
);
insert into public.ai_grants (from_persona, to_persona, memory_type) values (pg_temp.id('a1'), pg_temp.id('a2'), 'preference');
insert into public.ai_grants (from_persona, to_persona, memory_id) values (null, pg_temp.id('a2'), pg_temp.id('c1'));
update public.ai_memory set status = 'active' where memory_id = pg_temp.id('c3');
select is(
  pg_temp.ids((select array_agg(hit) from public.ai_search('', pg_temp.id('a2')) as hit)), '{c3,c1}', 'unless something is granted to it'
);
delete from public.ai_grants;
update public.ai_memory set status = 'proposed' where memory_id = pg_temp.id('c3');

-- Vaults.
select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a1')));
select set_eq($$select coalesce(message_id, memory_id) from public.ai_search('forest')$$,
  $$values (pg_temp.id('03')), (pg_temp.id('c2')), (pg_temp.id('c3'))$$, 'a narrowed request finds what is in its vault');
select is_empty($$select from public.ai_search('dogs') union all select from public.ai_search('banana', all_personas => false)$$, 'and nothing else');
select is_empty($$select from public.ai_search('', persona_id => '00000000-0000-0000-0000-000000000000')$$, 'wherever it looks');
select is((select count(*)::integer from public.ai_search('')), 4, 'the newest, too, are those of its vault');
select throws_ok($$select public.ai_search('x', thread_id => pg_temp.id('b1'))$$, 'PT404', 'thread not found', 'a thread of another is missing');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is_empty(
  $$select from public.ai_search('forest dog banana 旺财') union all select from public.ai_search('')
    union all select from public.ai_search('forest', pg_temp.id('a1'))$$,
  'nobody finds what others said'
);

-- Whatever is typed.
select pg_temp.as_ana();
select lives_ok(
  $$select public.ai_search(said) from unnest(array[
    'a & b | !c <-> d:*', '''; drop table ai_messages; --', E'back\\slash \\'' ''quote''', '%_%', '(?:旺|财)+[', '旺财)(?=x', repeat('x', 1000000),
    repeat('word ', 100000), '(((', E'\u0001\u0002\u007f', repeat('狗', 5000), '🐕‍🦺 dog', '31.2.2026', '\m\M', '…'
  ]) as said$$,
  'anything can be searched for'
);
select is(pg_temp.shown('旺财)(?=x'), '我的狗叫[旺财]，[旺财]怕打雷。', 'its signs are only signs');
select lives_ok($$select public.ai_search('dog', max_rows => null, skip => null, kinds => '{}', all_personas => null)$$, 'and nulls are no news');
select is_empty($$select from public.ai_search('dog', kinds => '{}')$$, 'of no kind, nothing is found');
select is_empty(
  $$select from public.ai_search('forest') where abs(score - (
    select sum(part.value::text::real) from jsonb_each(parts) as part where jsonb_typeof(part.value) = 'number'
  )) > 0.01$$, 'the parts add up to the score'
);

select * from finish();
rollback;
