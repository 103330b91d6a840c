-- The bin is emptied in parts: the oldest first, threads as a whole, until nothing is left that is old enough.
begin;
select plan(8);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');
create function pg_temp.id(short integer) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-' || lpad(short::text, 12, '0'))::uuid
$$;
create function pg_temp.purge(most integer) returns integer[] language sql as $$
  select array[thread_count, message_count, memory_count, file_count] from public.ai_purge_deleted(max_rows => most)
$$;
grant execute on all functions in schema pg_temp to authenticated;
select set_config('request.jwt.claims', '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}', true);

set local role authenticated;
-- Threads 1 to 3 of three messages each, which go; 4 stays and loses five of its six; 5 was deleted just now.
select public.ai_save_thread(pg_temp.id(thread)) from generate_series(1, 5) as thread;
insert into public.ai_messages (message_id, thread_id, role, content)
select pg_temp.id(thread * 10 + place), pg_temp.id(thread), 'user', '{"format": 2, "parts": []}'
from generate_series(1, 4) as thread, generate_series(1, 6) as place
where thread = 4 or place <= 3;
select public.ai_delete_thread(pg_temp.id(thread)) from unnest(array[1, 2, 3, 5]) as thread;
select public.ai_delete_messages(array(select pg_temp.id(40 + place) from generate_series(1, 5) as place));
reset role;
update public.ai_threads set deleted_at = now() - interval '31 days'
where thread_id in (pg_temp.id(1), pg_temp.id(2), pg_temp.id(3));
update public.ai_messages set deleted_at = now() - interval '31 days'
where thread_id = pg_temp.id(4) and deleted_at is not null;
set local role authenticated;

select is(pg_temp.purge(4), '{1,7,0,0}', 'a part: a thread with its messages, and four messages of others');
select is(pg_temp.purge(1), '{1,4,0,0}', 'a thread goes as a whole, even if it has more than a part');
select is(pg_temp.purge(100), '{1,3,0,0}', 'the rest');
select is(pg_temp.purge(100), '{0,0,0,0}', 'and then nothing is left');
select results_eq(
  $$select count(*)::integer from public.ai_messages$$, array[1], 'but what was not deleted'
);
select lives_ok($$select public.ai_restore_thread(pg_temp.id(5))$$, 'what was deleted just now can be restored');
select isnt_empty($$select * from public.ai_get_thread(pg_temp.id(5))$$, 'and is there');
select is(pg_temp.purge(null), '{0,0,0,0}', 'and goes with no part');

select * from finish();
rollback;
