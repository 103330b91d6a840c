-- What it is to have a word, and what forgetting by a search leaves alone.
begin;
select plan(67);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_ana() returns void language sql as $$
  select set_config('request.jwt.claims', '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}', true),
    set_config('request.headers', '{}', true)
$$;
create function pg_temp.say(id text, content jsonb, role text default 'user') returns void language sql as $$
  select public.ai_save_messages(jsonb_build_array(jsonb_build_object(
    'message_id', pg_temp.id(id), 'thread_id', pg_temp.id('c1'), 'role', role, 'content', content)))
$$;
create function pg_temp.say(id text, words text) returns void language sql as
$$ select pg_temp.say(id, jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words)))) $$;
create function pg_temp.counted(radius public.ai_forget_radius, place text) returns bigint language sql as
$$ select coalesce((select row_count from unnest(radius.counts) where table_name = place), 0) $$;
create function pg_temp.has(said text, query text) returns boolean language sql as $$
  select kith.folded(said) ~ all ((kith.want_words(kith.words_to_forget(query, 'english'), true, 'english')).expressions)
$$;

grant execute on all functions in schema pg_temp to authenticated;

-- The rule
select is(kith.typed_words('The “Boat” of Ｋａｒｌａ, foo_bar a/b; don''t'), array['the', 'boat', 'of', 'karla', 'foo', 'bar', 'a', 'b', 'don', 't'],
  'words are runs of letters and digits, in lower case, with one way of writing each letter');
select is(kith.words_to_forget('the boat of Karla, the boat', 'english'), array['boat', 'karla'], 'without those that are in everything');
select is(kith.words_to_forget('The Who', 'english'), array['the', 'who'], 'unless there are no others');
select is(kith.words_to_forget('?!', 'english'), null, 'signs are no words');
select is(pg_temp.has(said, query), expected, format('"%s" %s "%s"', said, case when expected then 'has' else 'has not' end, query))
from (values
  ('Marie, look at the UNIVERSE!', 'marie universe', true),
  ('Mary went to university', 'Marie universe', false),
  ('Marie and her universes', 'Marie universe', false),
  ('Marie', 'Marie universe', false),
  ('foo_bar', 'bar', true),
  ('and/or', 'or', true),
  ('karla@example.com', 'Karla', true),
  ('Karla''s', 'karla', true),
  ('karla2', 'karla', false),
  ('2karla', 'karla', false),
  ('<b>Karla</b>', 'karla', true),
  ('Ｋａｒｌａ', 'karla', true),
  ('𝐊𝐚𝐫𝐥𝐚', 'karla', true),
  ('karla', 'Ｋａｒｌａ', true),
  (U&'Kar\00ADla', 'karla', true),
  (U&'Zoe\0308', 'Zoë', true),
  ('Zoe', 'Zoë', false),
  ('Straße', 'Strasse', false),
  ('ΣΟΦΟΣ', 'σοφος', true),
  ('МОСКВА', 'москва', true),
  ('Москвы', 'москва', false),
  ('हिन्दी', 'हिन', false),
  ('हिन्दी।', 'हिन्दी', true),
  ('私はKarlaです', 'karla', true),
  ('大阪府に行く', '大阪', true),
  ('大阪府に行く', '府', true),
  ('大阪と阪府', '大阪府', false),
  ('佐々木さん', '佐々木', true),
  ('ｶﾀｶﾅ', 'カタカナ', true),
  ('ジョン・スミス', 'スミス ジョン', true),
  ('iPhone用ケース', 'iphone用', true),
  ('ที่นี่', 'ที่', true),
  ('하늘은', '하늘', true),
  ('See kith-file:00000000-0000-4000-8000-0000000000b1.', 'file', false)
) as listed (said, query, expected);
select is(
  regexp_split_to_array(btrim(kith.strings_of(kith.without_structure(
    '{"format": 2, "metadata": {"modelId": "gpt", "provider": "OpenAI", "about": "tea"}, "parts": [
      {"type": "text", "text": "type"}, {"type": "step-start"},
      {"type": "tool-invocation", "toolInvocation": {"state": "result", "toolName": "recall", "toolCallId": "call_0123456789ab",
        "args": {"type": "dog", "state": "of mind"}, "result": {"role": "mother", "name": "KARLA", "call": "call_me_tomorrow"}}},
      {"type": "file", "mimeType": "image/png", "url": "data:image/png;base64,a+b/karla="},
      {"type": "error", "error": {"data": {"reason": "no"}, "name": "REFUSED", "message": ""}}]}'
  )), E'\n'), '\n+'),
  array['type', 'dog', 'of mind', 'call_me_tomorrow', 'KARLA', 'mother', 'no', 'tea'],
  'what a message is made of is nobody''s word; what tools and people say is'
);

-- Which messages the index knows whole
select is(kith.is_unindexed('user', content), expected, what)
from (values
  ('{"format": 2, "parts": [{"type": "text", "text": "Well, it''s 5 o''clock (tea-time): \"now\" or never!"}]}'::jsonb, false, 'a text is indexed'),
  ('{"format": 2, "metadata": {"modelId": "gpt", "provider": "OpenAI", "finishReason": "stop"}, "parts": [{"type": "step-start"}, {"type": "text", "text": "Tea."}]}', false, 'so is an answer'),
  ('"Tea."', false, 'and a bare string'),
  ('[{"type": "text", "text": "Tea."}]', false, 'and bare parts'),
  ('{"format": 2, "parts": [{"type": "text", "text": "Tea.", "providerMetadata": {"openai": {"itemId": "msg_0123"}}}]}', false, 'whatever its provider calls it'),
  ('{"format": 2, "parts": [{"type": "text", "text": "Tea.", "annotations": ["green"]}]}', true, 'what is said beside the text is not'),
  ('{"format": 2, "parts": [{"type": "reasoning", "reasoning": "Tea?", "details": []}, {"type": "text", "text": "Tea."}]}', true, 'nor are thoughts'),
  ('{"format": 2, "parts": [{"text": "Tea."}]}', true, 'nor what is called nothing'),
  ('{"format": 2, "parts": [], "content": "Tea."}', true, 'nor what stands elsewhere'),
  ('{"format": 2, "parts": [{"type": "text", "text": "a <!-- b --> c"}]}', true, 'nor what the parser leaves out')
) as listed (content, expected, what);

-- Forms
select pg_temp.as_ana();
set local role authenticated;
select public.ai_save_persona(pg_temp.id('a1'), 'Coach', '', 'pine');
select public.ai_save_thread(pg_temp.id('c1'), pg_temp.id('a1'), 'Of this and that');
select pg_temp.say('11', 'Mary goes to university, universally known.');
select pg_temp.say('12', 'Marie looks at the universe.');
select pg_temp.say('13', 'Maries universe.');
select pg_temp.say('14', '{"format": 2, "parts": [{"type": "tool-invocation", "toolInvocation": {"args": {"of": "universe"}, "result": {"Marie": 1}}}]}', 'assistant');
select public.ai_save_memory(pg_temp.id('d1'), 'Mary likes her university.', pg_temp.id('a1'));
select public.ai_save_memory(pg_temp.id('d2'), 'Universe: what Marie likes.', pg_temp.id('a1'));
create temporary table seen of public.ai_forget_radius;
insert into seen select * from public.ai_forget_preview(query => 'the Universe of MARIE');
select is((select message_ids from seen), array[pg_temp.id('12')], 'what has the words as typed goes, and the preview says which messages that are');
select is((select array_agg(memory.memory_id) from seen, unnest(seen.memories) as memory), array[pg_temp.id('d2')], 'memories, too');
select is((select alike_message_ids from seen), array[pg_temp.id('14'), pg_temp.id('13'), pg_temp.id('11')],
  'what has them in other forms, or as keys, is named, the latest first');
select is((select alike_memory_ids from seen), array[pg_temp.id('d1')], 'of memories as well');
create temporary table proof as select proven.* from seen, public.ai_forget(seen.token) as proven;
select is((select sum(found) from proof), 0::numeric, 'the proof does not count what was rightly left');
select results_eq(
  $$select message_id from public.ai_list_path(pg_temp.id('c1'))$$,
  $$values (pg_temp.id('11')), (pg_temp.id('13')), (pg_temp.id('14'))$$, 'which is there'
);
select isnt_empty($$select from public.ai_memory where memory_id = pg_temp.id('d1')$$, 'with the memory');
reset role;
select results_eq(
  $$select word collate "default" from kith.words where word ~ '^(mar|univ)' order by 1$$, array['maries', 'mary', 'universally', 'universe', 'university'],
  'the vocabulary has lost the word that nobody says any more, and no other'
);
set local role authenticated;
select is(
  (select message_ids from public.ai_forget_preview((select alike_message_ids from seen), query => 'Universe')),
  array[pg_temp.id('14'), pg_temp.id('13'), pg_temp.id('11')], 'and it can be chosen, too'
);

-- Our own words
select public.ai_start_run(pg_temp.id('51'), pg_temp.id('c1'), pg_temp.id('52'), clock_timestamp(), '{"provider": "openai", "model": "gpt"}',
  'laptop', pg_temp.id('a1'), pg_temp.id('15'), '{"format": 2, "parts": [{"type": "text", "text": "And the garden?"}]}',
  settings => '{"temperature": 1, "thread": {"date": null}}');
select public.ai_finish_answer(pg_temp.id('51'), pg_temp.id('52'),
  '{"format": 2, "metadata": {"modelId": "gpt", "provider": "openai"}, "parts": [{"type": "step-start"}, {"type": "text", "text": "It is green."}]}', 'failed',
  failure => '{"code": "STREAM_BROKEN", "data": {"status": 500}}', receipt => '[
    {"kind": "history", "used": true, "rank": 1, "score": 0.7, "parts": {"date": 0.1, "thread": 0.2, "model": 0, "terms": ["garden"]}},
    {"kind": "history", "used": false, "rank": 2, "score": 0.1, "reason": "forgotten"}]');
select public.ai_set_metadata('colour', '{"hue": "blue"}', thread_id => pg_temp.id('c1'));
select public.ai_update_thread(pg_temp.id('c1'), metadata => '{"note": "of the day"}');
select is_empty(
  $$select word, radius.counts, radius.redacted_receipt_count
    from unnest('{date,thread,model,temperature,terms,own,parts,type,text,format,step,openai,gpt,broken,code,status,user,complete,fact,history,forgotten,laptop,mastra,english,pine}'::text[]) as word
    cross join lateral public.ai_forget_preview(query => word) as radius
    where radius.counts <> '{}' or radius.redacted_receipt_count > 0 or radius.ended_run_count > 0 or radius.titles <> '{}'
      or radius.alike_message_ids <> '{}'$$,
  'keys, kinds, states and models are not the person''s words'
);
select is((select redacted_receipt_count from public.ai_forget_preview(query => 'garden')), 1, 'the words of a score are');
select is((select pg_temp.counted(radius, 'ai_metadata') from public.ai_forget_preview(query => word) as radius), 1::bigint, format('and in metadata %s is', word))
from unnest(array['colour', 'hue', 'blue', 'note', 'day']) as word;

-- What people are called stays, and is named
select is(quoting_persona_ids, array[pg_temp.id('a1')], 'a persona with the words is named') from public.ai_forget_preview(query => 'coach');
select is((select found from public.ai_forget((select token from public.ai_forget_preview(query => 'coach'))) where table_name = 'ai_personas'), 1::bigint,
  'and the proof says that they are still there');

select * from finish();
rollback;
