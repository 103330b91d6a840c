-- What was marked as not relevant is named for that question, where it was asked and in much the same words elsewhere.
begin;
select plan(22);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'), ('bbbbbbbb-0000-4000-8000-000000000001', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.act_as(name text default 'aaaaaaaa', headers jsonb default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', name || '-0000-4000-8000-000000000001', 'role', 'authenticated')::text, true),
    set_config('request.headers', headers::text, true)
$$;
create function pg_temp.said(words text) returns jsonb language sql as
$$ select jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words))) $$;
create function pg_temp.irrelevant(thread text, question text) returns setof text language sql as $$
  select distinct kind || ' ' || right(item_id::text, 2) from public.ai_list_irrelevant(pg_temp.id(thread), question) order by 1
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.act_as();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach'), (pg_temp.id('a2'), 'Cook');
insert into public.ai_threads (thread_id, persona_id)
values (pg_temp.id('b1'), pg_temp.id('a1')), (pg_temp.id('b2'), pg_temp.id('a1')), (pg_temp.id('b3'), pg_temp.id('a2'));
insert into public.ai_messages (message_id, thread_id, role, content) values
  (pg_temp.id('01'), pg_temp.id('b2'), 'user', pg_temp.said('My boat is called Albatross.')),
  (pg_temp.id('02'), pg_temp.id('b1'), 'user', pg_temp.said('What is the harbour fee for my boat?'));
insert into public.ai_memory (memory_id, persona_id, memory_type, content)
values (pg_temp.id('d1'), pg_temp.id('a1'), 'fact', 'The boat is nine metres long.');

select is_empty($$select pg_temp.irrelevant('b1', 'What is the harbour fee for my boat?')$$, 'at first everything is relevant');
select public.ai_mark_relevance(pg_temp.id('02'), false, message_id => pg_temp.id('01'));
select public.ai_mark_relevance(pg_temp.id('02'), false, memory_id => pg_temp.id('d1'));
select public.ai_mark_relevance(pg_temp.id('02'), false, memory_id => pg_temp.id('d1'));
select results_eq($$select pg_temp.irrelevant('b1', 'What is the harbour fee for my boat?')$$,
  array['memory d1', 'message 01'], 'what is marked is named when the same is asked');
select results_eq($$select pg_temp.irrelevant('b1', 'And now something else')$$,
  array['memory d1', 'message 01'], 'and whatever is asked in that thread');
select results_eq($$select pg_temp.irrelevant('b2', 'the fee of the harbour, my boat?')$$,
  array['memory d1', 'message 01'], 'elsewhere, when much the same is asked');
select is_empty($$select pg_temp.irrelevant('b2', 'What is my boat called?')$$, 'and not when something else is');
select is_empty($$select pg_temp.irrelevant('b2', '')$$, 'nor when nothing is');
select is_empty($$select pg_temp.irrelevant('b3', 'What is the harbour fee for my boat?')$$, 'nor for another persona');
select is((select value ? 'not_relevant_to' from public.ai_get_metadata('kith.recall', memory_id => pg_temp.id('d1'))), true,
  'the mark stands in the metadata of what is marked');

-- A run for the persona reads it, and writes none.
select pg_temp.act_as(headers => jsonb_build_object('x-kith-persona', pg_temp.id('a1'), 'x-kith-actor', 'assistant'));
select results_eq($$select pg_temp.irrelevant('b1', 'boat')$$, array['memory d1', 'message 01'], 'a run is told');
select throws_ok($$select public.ai_mark_relevance(pg_temp.id('02'), true, memory_id => pg_temp.id('d1'))$$, 'PT403', null,
  'and can take nothing back');
select pg_temp.act_as(headers => jsonb_build_object('x-kith-persona', pg_temp.id('a2'), 'x-kith-actor', 'assistant'));
select throws_ok($$select pg_temp.irrelevant('b1', 'boat')$$, 'PT404', null, 'a run for another persona is told nothing');
select pg_temp.act_as('bbbbbbbb');
select throws_ok($$select pg_temp.irrelevant('b1', 'boat')$$, 'PT404', null, 'nor is anybody else');
select throws_ok($$select public.ai_mark_relevance(pg_temp.id('02'), false, memory_id => pg_temp.id('d1'))$$, 'PT404', null,
  'or can mark anything');

select pg_temp.act_as();
select throws_ok($$select public.ai_mark_relevance(pg_temp.id('02'), false)$$, '22023', null, 'something has to be meant');
select throws_ok($$select public.ai_mark_relevance(pg_temp.id('02'), null, memory_id => pg_temp.id('d1'))$$, '22023', null,
  'and something said of it');
select throws_ok($$select public.ai_mark_relevance(pg_temp.id('99'), false, memory_id => pg_temp.id('d1'))$$, 'PT404', null,
  'about a question that was asked');

-- Whoever edits metadata may write anything.
select public.ai_set_metadata('kith.recall', '"nothing"', message_id => pg_temp.id('01'));
select results_eq($$select pg_temp.irrelevant('b1', 'boat')$$, array['memory d1'], 'what is not understood marks nothing');
select public.ai_set_metadata('kith.recall', '{"not_relevant_to": {"x": 1, "": null}}', message_id => pg_temp.id('01'));
select results_eq($$select pg_temp.irrelevant('b1', 'boat')$$, array['memory d1'], 'nor does what is no question');
select public.ai_mark_relevance(pg_temp.id('02'), false, message_id => pg_temp.id('01'));
select results_eq($$select pg_temp.irrelevant('b1', 'boat')$$, array['memory d1', 'message 01'], 'and a mark can be added to it');

select public.ai_mark_relevance(pg_temp.id('02'), true, memory_id => pg_temp.id('d1'));
select results_eq($$select pg_temp.irrelevant('b1', 'boat')$$, array['message 01'], 'what is taken back is relevant again');
select is_empty($$select public.ai_get_metadata('kith.recall', memory_id => pg_temp.id('d1'))$$, 'and leaves nothing behind');
select public.ai_delete_messages(array[pg_temp.id('02')]);
select is_empty($$select pg_temp.irrelevant('b1', 'boat')$$, 'a question that is deleted marks nothing');

select * from finish();
rollback;
