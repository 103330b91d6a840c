-- Several requests may make one thread in the same moment. supabase/tests/runs-at-once.test.ts sends them; what made them
-- wait for each other happens once in fifty times there, and is looked for here in the text of the functions.
begin;
select plan(2);

select cmp_ok(
  (
    select count(*)::integer from pg_proc
    where pronamespace = 'public'::regnamespace and prosrc ~ 'insert into public\.ai_threads[^;]*on conflict do nothing'
  ),
  '>=', 3, 'functions make threads'
);
select is_empty(
  $$select proname from pg_proc
    where pronamespace in ('public'::regnamespace, 'kith'::regnamespace) and prosrc ~ 'insert into public\.ai_threads[^;]*on conflict (on|\()'$$,
  'none of them looks at one key of a thread and waits at the other with a half insert in hand'
);

select * from finish();
rollback;
