-- What waits to be said shows files as any message does.
begin;
select plan(9);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');

create function pg_temp.id(short text) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-' || lpad(short, 12, '0'))::uuid
$$;
create function pg_temp.keep_file(file text, bytes text, persona text) returns void
language plpgsql as $$
begin
  perform public.ai_start_file(pg_temp.id(file), encode(sha256(convert_to(bytes, 'UTF8')), 'hex'), 'text/plain',
    length(bytes), bytes || '.txt', pg_temp.id(persona));
  perform public.ai_save_file_chunk(pg_temp.id(file), 0, encode(convert_to(bytes, 'UTF8'), 'base64'));
  perform public.ai_finish_file(pg_temp.id(file));
end
$$;
create function pg_temp.showing(file text) returns jsonb language sql as $$
  select jsonb_build_object('format', 2, 'parts', jsonb_build_array(
    jsonb_build_object('type', 'file', 'mimeType', 'text/plain', 'data', 'kith-file:' || pg_temp.id(file))))
$$;
create function pg_temp.waiting_file(thread text) returns uuid language sql as $$
  select substring(content::text from 'kith-file:([0-9a-f-]{36})')::uuid from public.ai_list_waiting(pg_temp.id(thread))
$$;
create function pg_temp.vault_of(file uuid) returns uuid language sql as $$
  select persona_id from public.ai_get_file(file)
$$;

set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select public.ai_save_persona(pg_temp.id('e1'), 'Coach'), public.ai_save_persona(pg_temp.id('e2'), 'Researcher');
select public.ai_save_thread(pg_temp.id('1'), pg_temp.id('e1')), public.ai_save_thread(pg_temp.id('2'), pg_temp.id('e1')),
  public.ai_save_thread(pg_temp.id('3'), pg_temp.id('e1'));
select pg_temp.keep_file('f1', 'forgotten', 'e1'), pg_temp.keep_file('f2', 'alone', 'e1'), pg_temp.keep_file('f3', 'known', 'e1'),
  pg_temp.keep_file('d3', 'known', 'e2');
select public.ai_save_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.id('a1'),
  'thread_id', pg_temp.id('1'), 'role', 'user', 'content', pg_temp.showing('f1'))));
select public.ai_wait_with_message(pg_temp.id('b1'), pg_temp.id('1'), pg_temp.showing('f1')),
  public.ai_wait_with_message(pg_temp.id('b2'), pg_temp.id('2'), pg_temp.showing('f2')),
  public.ai_wait_with_message(pg_temp.id('b3'), pg_temp.id('3'), pg_temp.showing('f3'));

-- Deleting and forgetting -------------------------------------------------------------------------------------------------

select throws_ok($$select public.ai_delete_file(pg_temp.id('f2'))$$, 'PT409', null, 'a file that waits to be shown is not deleted');
select public.ai_forget((select token from public.ai_forget_preview(message_ids => array[pg_temp.id('a1')])));
select is_empty($$select from public.ai_messages where message_id = pg_temp.id('a1')$$, 'a message is forgotten');
select isnt_empty($$select from public.ai_read_file_chunk(pg_temp.id('f1'), 0)$$, 'the file it shows stays for the one that waits');
select public.ai_take_back_message(pg_temp.id('b1'));
select lives_ok($$select public.ai_delete_file(pg_temp.id('f1'))$$, 'taken back, it can be deleted');
select is_empty($$select from public.ai_get_file(pg_temp.id('f1'))$$, 'and is gone');

-- A thread that goes to another persona -------------------------------------------------------------------------------------

select public.ai_move_thread(pg_temp.id('2'), pg_temp.id('e2'));
select is(pg_temp.waiting_file('2'), pg_temp.id('f2'), 'a file goes with the thread in which it waits, under its id');
select is(pg_temp.vault_of(pg_temp.id('f2')), pg_temp.id('e2'), 'into the vault of the thread');
select public.ai_move_thread(pg_temp.id('3'), pg_temp.id('e2'));
select is(pg_temp.waiting_file('3'), pg_temp.id('d3'), 'where the same bytes are there already, what waits names those');
select is_empty($$select from public.ai_get_file(pg_temp.id('f3'))$$, 'and nothing is left behind');

select * from finish();
rollback;
