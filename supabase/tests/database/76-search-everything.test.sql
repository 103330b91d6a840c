-- Search over everything: messages, memories, titles and metadata in one list; and copies of threads with their versions.
begin;
select plan(37);

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
create function pg_temp.say(id text, thread text, role text, said text, created_at timestamptz, parts jsonb default '[]')
returns void language sql as $$
  insert into public.ai_messages (message_id, thread_id, role, content, created_at)
  values (pg_temp.id(id), pg_temp.id(thread), role, jsonb_build_object(
    'format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', said)) || parts), created_at)
$$;
-- What was found, best first: the kind and the end of the id.
create function pg_temp.found(hits public.ai_found[]) returns text[] language sql as $$
  select array_agg(
    kind || ' ' || right(coalesce(metadata_id, memory_id, message_id, thread_id)::text, 2) order by rank
  ) from unnest(hits) where rank > 0
$$;
create function pg_temp.head(hits public.ai_found[]) returns jsonb language sql as
$$ select parts from unnest(hits) where rank = 0 $$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach');
insert into public.ai_threads (thread_id, persona_id, title) values
  (pg_temp.id('b1'), pg_temp.id('a1'), 'Knee after the hills'), (pg_temp.id('b2'), null, 'Dinner, 100 % vegetables'),
  (pg_temp.id('b3'), null, '膝の痛み');
select pg_temp.say('01', 'b1', 'user', 'My knee hurts when I run downhill.', '2026-03-02 10:00Z');
select pg_temp.say('02', 'b1', 'assistant', E'Shorten the stride:\n```\nslow\n```', '2026-03-02 10:01Z');
select pg_temp.say('03', 'b2', 'user', 'See https://example.com/soup for dinner.', '2026-04-08 18:00Z');
select pg_temp.say('04', 'b2', 'user', 'The picture of the soup.', '2026-04-09 18:00Z', '[{"type": "file", "data": "kith-file:x"}]');
insert into public.ai_memory (memory_id, persona_id, memory_type, content, status, source_thread_id, source_message_id, created_at) values
  (pg_temp.id('c1'), pg_temp.id('a1'), 'fact', 'The left knee answers on the second day.', 'active', pg_temp.id('b1'), pg_temp.id('01'), '2026-05-01');
insert into public.ai_metadata (metadata_id, thread_id, key, value) values
  (pg_temp.id('d1'), pg_temp.id('b1'), 'injury', '"left knee"'), (pg_temp.id('d2'), pg_temp.id('b2'), 'tags', '["Food", "soup"]');
insert into public.ai_metadata (metadata_id, message_id, key, value) values (pg_temp.id('d3'), pg_temp.id('02'), 'checked', 'true');

-- Four kinds in one list.
create temp table knee as select hit.* from public.ai_search_everything('knee') as hit;
select set_eq('select kind from knee where rank > 0', array['message', 'memory', 'thread', 'metadata'], 'four kinds are found');
select is((select parts -> 'counts' from knee where rank = 0), '{"message": 1, "memory": 1, "thread": 1, "metadata": 1}', 'and counted');
select results_eq('select rank from knee order by rank', array[0, 1, 2, 3, 4], 'in one order');
select ok((select bool_and(score between 0 and 1.2) from knee where rank > 0), 'by scores that compare');
select is((select translate(snippet, chr(2) || chr(3), '[]') from knee where kind = 'thread'), '[Knee] after the hills', 'a title is marked');
select is((select translate(snippet, chr(2) || chr(3), '[]') || key || title from knee where kind = 'metadata'),
  'left [knee]injuryKnee after the hills', 'metadata says what it is about');
select is((select thread_id from knee where kind = 'memory'), pg_temp.id('b1'), 'a memory knows its thread');
select results_eq($$select kind from public.ai_search_everything('knee', kinds => '{thread}') where rank > 0$$, array['thread'], 'one kind only');
select is(pg_temp.head((select array_agg(hit) from public.ai_search_everything('knee', kinds => '{thread}') as hit)) -> 'counts' ->> 'memory', '1',
  'the others are counted all the same');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('knee', max_rows => 2, skip => 4) as hit)), null, 'behind the last page there is none');
select is((select count(*)::integer from public.ai_search_everything('knee', max_rows => 2)), 3, 'a page has its head and its rows');

-- Words.
select set_has($$select kind from public.ai_search_everything('kne') where rank > 0$$, $$values ('message'), ('thread')$$, 'a word need not be finished');
select is(pg_temp.head((select array_agg(hit) from public.ai_search_everything('my kne') as hit)) -> 'completed', '["knee"]', 'and it says for what it took it');
select is(pg_temp.head((select array_agg(hit) from public.ai_search_everything('kne ') as hit)) -> 'completed', '[]', 'one that is finished is left alone');
select is(pg_temp.head((select array_agg(hit) from public.ai_search_everything('downhlil ') as hit)) -> 'corrected', '{"downhlil": "downhill"}', 'a slip is corrected');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('痛み') as hit)), '{"thread b3"}', 'titles without spaces are found');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('100 %') as hit)), '{"thread b2"}', 'signs are no patterns');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('zzz') as hit)), null, 'what is nowhere is not found');
select lives_ok($$select from public.ai_search_everything('knee''; drop table x; --%_\ [a (b *' || repeat('膝', 3000))$$, 'whatever is typed');

-- Filters.
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('', tags => '{food}') as hit)), '{"metadata d2","thread b2","message 04","message 03"}',
  'a tag finds what has it, by its thread, too');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('soup', tags => '{FOOD,soup}', kinds => '{message}') as hit)), '{"message 04","message 03"}', 'several tags, all of them');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('', has => '{file}') as hit)), '{"message 04"}', 'a file');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('', has => '{link}') as hit)), '{"message 03"}', 'a link');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('', has => '{code}') as hit)), '{"message 02"}', 'code');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('', has => '{memory}') as hit)), '{"message 01"}', 'a memory that came from it');
select set_eq($$select kind from public.ai_search_everything('', has => '{metadata}', persona_id => pg_temp.id('a1')) where rank > 0$$,
  array['thread', 'message', 'metadata'], 'metadata');
select set_eq($$select kind from public.ai_search_everything('knee', role => 'user') where rank > 0$$, array['message'], 'who said it, of messages only');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('', all_personas => false, kinds => '{thread}') as hit)) @> '{"thread b1"}', false, 'a persona is its own');
select is(pg_temp.found((select array_agg(hit) from public.ai_search_everything('', until => '2026-03-02 10:01Z') as hit)), '{"message 01"}', 'when');
select throws_ok($$select public.ai_search_everything('x', kinds => '{persona}')$$, '22023', null, 'another kind is refused');
select throws_ok($$select public.ai_search_everything('x', has => '{wings}')$$, '22023', null, 'another part, too');

-- Whose it is.
select pg_temp.as_ana('{"x-kith-persona": "00000000-0000-0000-0000-000000000000"}');
select is_empty($$select from public.ai_search_everything('knee kne') where rank > 0$$, 'a run sees its own vault only');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is_empty($$select from public.ai_search_everything('knee') where rank > 0 union all select from public.ai_search_everything('') where rank > 0$$,
  'and nobody what is not theirs');

-- A copy with its versions: two beginnings, of the second one two answers.
select pg_temp.as_ana();
insert into public.ai_threads (thread_id, title) values (pg_temp.id('b7'), 'Versions');
select pg_temp.say('71', 'b7', 'user', 'First.', '2026-06-01 10:00Z');
select pg_temp.say('72', 'b7', 'assistant', 'Answer to the first.', '2026-06-01 10:01Z');
update public.ai_messages set selected = false where thread_id = pg_temp.id('b7');
select pg_temp.say('73', 'b7', 'user', 'First, anew.', '2026-06-01 10:02Z');
select pg_temp.say('74', 'b7', 'assistant', 'One answer.', '2026-06-01 10:03Z');
update public.ai_messages set selected = false where message_id = pg_temp.id('74');
select pg_temp.say('75', 'b7', 'assistant', 'Another answer.', '2026-06-01 10:04Z');
select pg_temp.say('76', 'b7', 'user', 'And on.', '2026-06-01 10:05Z');
select public.ai_copy_thread(pg_temp.id('b7'), pg_temp.id('b8'), until_message_id => pg_temp.id('75'), with_versions => true);
create function pg_temp.tree(thread text) returns table (said text, depth integer, is_shown boolean, follows text) language sql as $$
  select kith.message_text(message.content), message.depth, message.selected, kith.message_text(parent.content)
  from public.ai_messages as message left join public.ai_messages as parent on parent.message_id = message.parent_message_id
  where message.thread_id = pg_temp.id(thread) order by message.seq
$$;
select results_eq($$select * from pg_temp.tree('b8')$$, $$select * from pg_temp.tree('b7') where said <> 'And on.'$$, 'a copy has every version in its place');
select is((select message_count from public.ai_get_thread(pg_temp.id('b8'))), 5, 'and counts them');
select results_eq($$select kith.message_text(content) from public.ai_list_path(pg_temp.id('b8')) order by seq$$, array['First, anew.', 'Another answer.'], 'it shows what the original shows');
select throws_ok($$select public.ai_copy_thread(pg_temp.id('b7'), pg_temp.id('b9'), last_messages => 1, with_versions => true)$$, '22023', null, 'versions of pieces are refused');

select * from finish();
rollback;
