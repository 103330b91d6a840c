-- What a prompt is made of comes in one row, and shows a run no more than the calls it stands for.
begin;
select plan(12);

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
create function pg_temp.say(short text, thread text) returns void language sql as $$
  insert into public.ai_messages (message_id, thread_id, role, content)
  values (pg_temp.id(short), pg_temp.id(thread), 'user', pg_temp.said(short))
$$;
create function pg_temp.words(prompt public.ai_prompt) returns text[] language sql as $$
  select array(
    select message.content -> 'parts' -> 0 ->> 'text' from unnest(prompt.messages) as message order by message.seq
  )
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.become('ana');
insert into public.ai_personas (id, name, instructions) values (pg_temp.id('e1'), 'Coach', 'Ask first.'), (pg_temp.id('e2'), 'Other', '');
select public.ai_save_thread(pg_temp.id('1'), pg_temp.id('e1'), 'Knee', '{"kith.memory": "off"}');
select public.ai_save_thread(pg_temp.id('2'));
select public.ai_save_working_memory(pg_temp.id('e1'), '- runs');
select pg_temp.say('11', '1');
select pg_temp.say('12', '1');
select pg_temp.say('13', '1');

select is((opened.thread).title, 'Knee', 'the thread') from public.ai_open_prompt(pg_temp.id('1')) as opened;
select is((opened.thread).metadata, '{"kith.memory": "off"}', 'what it remembers')
from public.ai_open_prompt(pg_temp.id('1')) as opened;
select is((opened.persona).instructions, 'Ask first.', 'the persona') from public.ai_open_prompt(pg_temp.id('1')) as opened;
select is((opened.notes).content, '- runs', 'its notes') from public.ai_open_prompt(pg_temp.id('1')) as opened;
select is(pg_temp.words(opened), '{11,12,13}', 'and what was said, oldest first')
from public.ai_open_prompt(pg_temp.id('1')) as opened;
select is(pg_temp.words(opened), '{12}', 'as far as is asked for')
from public.ai_open_prompt(
  pg_temp.id('1'), (select seq from public.ai_messages where message_id = pg_temp.id('13')), 1
) as opened;
select is(num_nulls(opened.persona_id, (opened.persona).id, (opened.notes).memory_id), 3, 'no persona, no notes')
from public.ai_open_prompt(pg_temp.id('2')) as opened;

select public.ai_archive_persona(pg_temp.id('e1'));
select is((opened.persona).name, 'Coach', 'a persona that was put away answers as itself')
from public.ai_open_prompt(pg_temp.id('1')) as opened;

select pg_temp.become('ana', jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('e1'))::text);
select is((opened.notes).content, '- runs', 'a run is shown its own')
from public.ai_open_prompt(pg_temp.id('1')) as opened;
select is_empty($$select * from public.ai_open_prompt(pg_temp.id('2'))$$, 'and no other');
select pg_temp.become('ben');
select is_empty($$select * from public.ai_open_prompt(pg_temp.id('1'))$$, 'nor is anybody else');
select pg_temp.become('ana');
select public.ai_delete_thread(pg_temp.id('1'));
select is_empty($$select * from public.ai_open_prompt(pg_temp.id('1'))$$, 'what is deleted is not there');

select * from finish();
rollback;
