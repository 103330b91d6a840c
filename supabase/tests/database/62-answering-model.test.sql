-- A run names the model that answers, and keeps what the answer cost.
begin;
select plan(10);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('aaaaaaaa-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-' || lpad(short, 12, '0'))::uuid
$$;
create function pg_temp.said(word text) returns jsonb language sql as $$
  select jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', word)))
$$;
create function pg_temp.become(who text, headers text default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', case who
      when 'ana' then '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}'
      else '{"sub": "aaaaaaaa-0000-4000-8000-000000000002", "role": "authenticated"}' end, true),
    set_config('request.headers', headers, true)
$$;
create function pg_temp.become_run(persona text) returns void language sql as $$
  select pg_temp.become('ana', jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', persona)::text)
$$;
create function pg_temp.model() returns text language sql as $$
  select model ->> 'model' from public.ai_get_run(pg_temp.id('a1'))
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.become('ana');
insert into public.ai_personas (id, name) values (pg_temp.id('e1'), 'Coach'), (pg_temp.id('e2'), 'Researcher');
select public.ai_start_run(
  run_id => pg_temp.id('a1'), thread_id => pg_temp.id('1'), answer_id => pg_temp.id('c1'), answer_created_at => now(),
  model => '{"model": "wanted"}', device => 'desk', persona_id => pg_temp.id('e1'), message_id => pg_temp.id('b1'),
  message_content => pg_temp.said('Hello'), settings => '{"temperature": 0.5}');

select pg_temp.become_run(pg_temp.id('e1')::text);
select ok(public.ai_name_run_model(pg_temp.id('a1'), '{"model": "other"}'), 'a run says which model answers');
select is(pg_temp.model(), 'other', 'and that is the one it names');
select ok(public.ai_name_run_model(pg_temp.id('a1'), '{"model": "other"}'), 'once more is fine');
select ok(not public.ai_name_run_model(pg_temp.id('a9'), '{"model": "other"}'), 'not one that is not there');

select pg_temp.become_run(pg_temp.id('e2')::text);
select ok(not public.ai_name_run_model(pg_temp.id('a1'), '{"model": "foreign"}'), 'not a run of another persona');
select pg_temp.become('ben');
select ok(not public.ai_name_run_model(pg_temp.id('a1'), '{"model": "foreign"}'), 'not one of another account');

select pg_temp.become_run(pg_temp.id('e1')::text);
select is((select status from public.ai_finish_answer(
    run_id => pg_temp.id('a1'), message_id => pg_temp.id('c1'), content => pg_temp.said('Hi'), status => 'complete',
    cost => '{"amount": 0.0125, "currency": "USD", "asOf": "2026-06-21", "source": "kith"}')),
  'complete', 'it ends with what it cost');
select ok(not public.ai_name_run_model(pg_temp.id('a1'), '{"model": "late"}'), 'what is over names no other model');
select pg_temp.become('ana');
select is(pg_temp.model(), 'other', 'and is still named as it answered');
select is((select cost ->> 'amount' from public.ai_receipt_of_message(pg_temp.id('c1'))), '0.0125',
  'the receipt says what it cost');

select * from finish();
rollback;
