-- Recall: what a persona has before it when it answers.
begin;
select plan(58);

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
create function pg_temp.as_coach() returns void language sql as
$$ select pg_temp.as_ana(jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1'))) $$;
create function pg_temp.say(id text, thread text, role text, said text, created_at timestamptz default now())
returns void language sql as $$
  insert into public.ai_messages (message_id, thread_id, role, content, created_at)
  values (pg_temp.id(id), pg_temp.id(thread), role,
    jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', said))), created_at)
$$;
create function pg_temp.recalled(query text, persona uuid default null) returns setof text language sql as $$
  select right(item_id::text, 2) from public.ai_recall(query, persona) where kind = 'message' order by rank
$$;
create function pg_temp.remembered(query text, persona uuid default null) returns setof text language sql as $$
  select said from public.ai_recall(query, persona) where kind = 'memory' order by rank
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach'), (pg_temp.id('a2'), 'Cook');
insert into public.ai_threads (thread_id, persona_id) values
  (pg_temp.id('b1'), null), (pg_temp.id('b2'), null), (pg_temp.id('b3'), pg_temp.id('a1')), (pg_temp.id('b4'), pg_temp.id('a2'));
select pg_temp.say('01', 'b1', 'user', 'My dog is called Max, and he is afraid of thunder.', '2026-03-02 10:00Z');
select pg_temp.say('02', 'b1', 'assistant', 'A quiet room without windows may help.', '2026-03-02 10:01Z');
select pg_temp.say('03', 'b1', 'user', 'What shall we cook for the guests?', '2026-03-08 18:00Z');
select pg_temp.say('04', 'b1', 'assistant', 'Risotto: it waits for nobody, but everybody waits for it.', '2026-03-08 18:01Z');
select pg_temp.say('05', 'b1', 'user', 'We moved to Leipzig on the first of April.', '2026-04-03 09:00Z');
select pg_temp.say('06', 'b2', 'user', '小林的妈妈不能吃辣。', '2026-04-04 09:00Z');
select pg_temp.say('07', 'b2', 'assistant', 'わかりました。辛くない料理にしましょう。', '2026-04-04 09:01Z');
select pg_temp.say('08', 'b2', 'user', 'The restaurant beside the harbour was closed.', '2026-04-05 09:00Z');

-- By words.
select results_eq($$select * from pg_temp.recalled('dogs that fear thunder')$$, array['01', '02'],
  'a message is recalled by the stems of its words');
select is((select * from pg_temp.recalled('How do you wait for nobody?') limit 1), '04', 'of any of its words, not only by all');
select is((select * from pg_temp.recalled('What did you suggest to cook?') limit 1), '04',
  'an answer is recalled by the question it answers');
select is((select * from pg_temp.recalled('妈妈能不能吃辣') limit 1), '06', 'Chinese is recalled without spaces');
select is((select * from pg_temp.recalled('辛い料理') limit 1), '07', 'and Japanese');
select results_eq($$select * from pg_temp.recalled('辣')$$, array['06', '07'], 'a single character is enough');
select is_empty($$select * from pg_temp.recalled('zeppelin')$$, 'what was never said is not found');
select is_empty($$select * from pg_temp.recalled('')$$, 'nothing is asked, nothing is recalled');
select is_empty($$select * from pg_temp.recalled('What is it that I was?')$$, 'nor by the smallest words alone');

-- Typing errors.
select is((select * from pg_temp.recalled('restaurnat') limit 1), '08', 'a mistyped word is corrected');
select is((select * from pg_temp.recalled('thnuder') limit 1), '01', 'two letters the wrong way round are one slip');
select is((select parts -> 'corrected' from public.ai_recall('restaurnat') where rank = 1), '{"restaurnat": "restaurant"}'::jsonb,
  'and it is said what was taken for what');
select is((select parts -> 'corrected' from public.ai_recall('restaurant') where rank = 1), '{}'::jsonb,
  'a word that is found is left as it is');
select is_empty($$select * from pg_temp.recalled('dgo')$$, 'short words are not guessed at');

-- By time and speaker.
select is((select * from pg_temp.recalled('When did we move?') limit 1), '05', 'when: towards messages that say a time');
select results_eq($$select * from pg_temp.recalled('What did we talk about on 8 March 2026?')$$, array['04', '03'],
  'a date alone is something to go by');
select is((select * from pg_temp.recalled('2026年4月4日') limit 1), '07', 'in other languages, too');
select cmp_ok(
  (select (parts ->> 'role')::real from public.ai_recall('guests', role => 'user') where rank = 1), '>', 0::real,
  'whoever is asked for weighs more'
);
select throws_ok($$select public.ai_recall('x', role => 'tool')$$, '22023', 'role is user, assistant or null', 'and speaks');

-- The score.
select is_empty(
  $$select from public.ai_recall('When was my dog afraid of thunder, on 2 March 2026?')
    where abs(score - (select sum(part.value::text::real) from jsonb_each(parts) as part where jsonb_typeof(part.value) = 'number')) > 0.01$$,
  'the parts add up to the score'
);
select ok(
  (select (parts ->> 'own')::real > 0 and parts -> 'terms' = '["thunder", "dog"]' or parts -> 'terms' = '["dog", "thunder"]'
    from public.ai_recall('dog thunder') where rank = 1),
  'and name the words that were found'
);
select results_eq(
  $$select kind, thread_id, seq is not null, role, content -> 'format', said, rank from public.ai_recall('thunder dog') where rank = 1$$,
  $$values ('message', pg_temp.id('b1'), true, 'user', '2'::jsonb, 'My dog is called Max, and he is afraid of thunder.', 1)$$,
  'a message comes as it was said'
);
select is((select count(*)::integer from public.ai_recall('dog cook move', max_messages => 2, max_memories => 0)), 2,
  'as many as are wanted');
select is_empty($$select from public.ai_recall('dog', max_messages => 0, max_memories => 0)$$, 'or none');

-- What is not recalled.
update public.ai_messages set selected = false where message_id in (pg_temp.id('03'), pg_temp.id('04'), pg_temp.id('05'));
select is_empty($$select * from pg_temp.recalled('risotto guests')$$, 'what was edited away does not come back');
update public.ai_messages set selected = true where message_id in (pg_temp.id('03'), pg_temp.id('04'), pg_temp.id('05'));
update public.ai_messages set deleted_at = now() where message_id = pg_temp.id('05');
select is_empty($$select * from pg_temp.recalled('Leipzig')$$, 'nor what was deleted');
update public.ai_messages set deleted_at = null where message_id = pg_temp.id('05');
update public.ai_threads set deleted_at = now() where thread_id = pg_temp.id('b2');
select is_empty($$select * from pg_temp.recalled('restaurant harbour')$$, 'nor what is in a deleted thread');
select is_empty($$select * from pg_temp.recalled('restaurnat')$$, 'also not by a correction');
update public.ai_threads set deleted_at = null where thread_id = pg_temp.id('b2');
select results_eq(
  $$select right(item_id::text, 2) from public.ai_recall('dog guests Leipzig restaurant', max_messages => 20,
      exclude_thread_id => pg_temp.id('b1'), exclude_from_seq => (select seq from public.ai_messages where message_id = pg_temp.id('03')))
    order by 1$$,
  array['01', '02', '07', '08'], 'nor what stands in the prompt already: a thread from a message on'
);
select results_eq(
  $$select right(item_id::text, 2) from public.ai_recall('dog guests Leipzig restaurant', thread_id => pg_temp.id('b2')) order by 1$$,
  array['07', '08'], 'of one thread, only what is in it'
);
select throws_ok($$select public.ai_recall('x', thread_id => gen_random_uuid())$$, 'PT404', 'thread not found', 'a thread that is missing says so');

-- Memories.
insert into public.ai_memory (memory_id, persona_id, memory_type, content, status, importance, pinned) values
  (pg_temp.id('c1'), null, 'fact', 'The dog Max fears thunder.', 'active', 'normal', false),
  (pg_temp.id('c2'), null, 'fact', 'The dog eats lamb.', 'proposed', 'normal', false),
  (pg_temp.id('c3'), null, 'fact', 'The dog was at the vet.', 'archived', 'normal', false),
  (pg_temp.id('c4'), null, 'working', 'Notes about the dog.', 'active', 'normal', false),
  (pg_temp.id('c5'), pg_temp.id('a1'), 'fact', 'Runs with the dog.', 'active', 'normal', false),
  (pg_temp.id('c6'), pg_temp.id('a2'), 'preference', 'Likes figs with cheese.', 'active', 'normal', false),
  (pg_temp.id('c7'), pg_temp.id('a2'), 'preference', 'Likes plums with cheese.', 'active', 'critical', false),
  (pg_temp.id('c8'), pg_temp.id('a2'), 'preference', 'Likes pears with cheese.', 'active', 'normal', true),
  (pg_temp.id('c9'), pg_temp.id('a2'), 'preference', 'Likes dates with cheese.', 'active', 'low', false);
select results_eq($$select * from pg_temp.remembered('dogs')$$, array['The dog Max fears thunder.'],
  'active memories are recalled: no proposals, nothing archived, not the notes');
select results_eq(
  $$select kind, item_id, item_version, role, content, said from public.ai_recall('dogs', max_messages => 0)$$,
  $$values ('memory', pg_temp.id('c1'), 1, null::text, null::jsonb, 'The dog Max fears thunder.')$$,
  'with the version they are in'
);
select is((select * from pg_temp.remembered('thundr')), 'The dog Max fears thunder.', 'and by a mistyped word');
select results_eq($$select * from pg_temp.remembered('Who likes cheese?', pg_temp.id('a2'))$$,
  array['Likes plums with cheese.', 'Likes pears with cheese.', 'Likes figs with cheese.', 'Likes dates with cheese.'],
  'among equals the important and the pinned come first');
select is_empty(
  $$select from public.ai_recall('cheese', pg_temp.id('a2'))
    where abs(score - (select sum(part.value::text::real) from jsonb_each(parts) as part where jsonb_typeof(part.value) = 'number')) > 0.01$$,
  'which the parts of the score say'
);
update public.ai_memory set deleted_at = now() where memory_id = pg_temp.id('c1');
select is_empty($$select * from pg_temp.remembered('thunder')$$, 'a deleted memory is not recalled');
update public.ai_memory set deleted_at = null where memory_id = pg_temp.id('c1');

-- Vaults.
select pg_temp.say('11', 'b3', 'user', 'Coach, my knee hurts after the intervals.');
select pg_temp.say('12', 'b4', 'user', 'Cook, I bought saffron and intervals of fennel.');
select results_eq($$select * from pg_temp.recalled('intervals knee saffron', pg_temp.id('a1'))$$, array['11'],
  'a persona recalls what was said to it');
select results_eq($$select * from pg_temp.recalled('intervals knee saffron dog')$$, array['01', '02'], 'no persona, what was said to none');
select results_eq($$select * from pg_temp.remembered('dog cheese', pg_temp.id('a1'))$$, array['Runs with the dog.'], 'memories alike');
create temporary table owners_view as
select kind, item_id, score, parts, rank from public.ai_recall('dog cheese knee', pg_temp.id('a1'));
select pg_temp.as_coach();
select results_eq(
  $$select kind, item_id, score, parts, rank from public.ai_recall('dog cheese knee', pg_temp.id('a1'))$$,
  'select * from owners_view', 'its run sees exactly what the owner sees for it'
);
select results_eq($$select kind, item_id, score, parts, rank from public.ai_recall('dog cheese knee')$$, 'select * from owners_view',
  'whether or not it names itself');
select is_empty($$select from public.ai_recall('saffron cheese', pg_temp.id('a2'))$$, 'and nothing of another, whoever it names');
select is_empty($$select from public.ai_recall('dog thunder', '00000000-0000-0000-0000-000000000000')
  where item_id in (pg_temp.id('01'), pg_temp.id('c1'))$$, 'nor of nobody''s');
select throws_ok($$select public.ai_recall('x', thread_id => pg_temp.id('b1'))$$, 'PT404', 'thread not found', 'a thread of another is missing');
select is((select parts -> 'corrected' from public.ai_recall('saffrn knee') where rank = 1), '{}'::jsonb,
  'no word of another vault is offered as a correction');
select pg_temp.as_ana();
insert into public.ai_grants (from_persona, to_persona, memory_type) values (pg_temp.id('a2'), pg_temp.id('a1'), 'preference');
select is((select count(*)::integer from public.ai_recall('dog cheese', pg_temp.id('a1')) where kind = 'memory'), 5,
  'what is granted to a persona is recalled with its own');
select pg_temp.as_coach();
select is((select count(*)::integer from public.ai_recall('dog cheese') where kind = 'memory'), 5, 'by its run as well');
select is_empty($$select * from pg_temp.recalled('saffron')$$, 'messages are granted to nobody');
select pg_temp.as_ana();
delete from public.ai_grants;
select is((select count(*)::integer from public.ai_recall('dog cheese', pg_temp.id('a1')) where kind = 'memory'), 1, 'until it is taken back');
insert into public.ai_grants (from_persona, to_persona, memory_id) values (pg_temp.id('a2'), pg_temp.id('a1'), pg_temp.id('c7'));
select pg_temp.as_coach();
select is((select count(*)::integer from public.ai_recall('dog cheese') where kind = 'memory'), 2, 'one memory can be granted alone');
select pg_temp.as_ana();
update public.ai_memory set status = 'archived' where memory_id = pg_temp.id('c7');
select pg_temp.as_coach();
select is((select count(*)::integer from public.ai_recall('dog cheese') where kind = 'memory'), 1, 'while it is in force');

-- Others.
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is_empty($$select from public.ai_recall('dog thunder cheese knee saffron restaurant')$$, 'nobody recalls what others said');
select is_empty($$select from public.ai_recall('dog', pg_temp.id('a1'))$$, 'also not by their persona');
select throws_ok($$select public.ai_recall('x', thread_id => pg_temp.id('b1'))$$, 'PT404', 'thread not found', 'or their thread');
select is_empty(
  $$select unnest((kith.find_messages('dog thunder', 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000')).items)
    union all
    select unnest((kith.find_memories('dog thunder', 'aaaaaaaa-0000-4000-8000-000000000001:00000000-0000-0000-0000-000000000000')).items)$$,
  'the private functions, too, ask who is calling'
);

-- Whatever is typed.
select pg_temp.as_ana();
select lives_ok(
  $$select public.ai_recall(said) from unnest(array[
    'a & b | !c <-> d:*', '''; drop table ai_messages; --', E'back\\slash \\'' ''quote''', '%_%', repeat('x', 1000000), repeat('word ', 100000),
    '(((', E'\u0001\u0002\u007f', '狗' || repeat('猫', 5000), '🐕‍🦺 dog', '31.2.2026', '99999-99-99', '<dog>', 'ﬁgs', '  ', '٣٤'
  ]) as said$$,
  'anything can be asked'
);
select is((select * from pg_temp.recalled('dog | cat:* & ''max''') limit 1), '01', 'and its signs are only signs');

select * from finish();
rollback;
