-- What is saved in one moment by several, and personas in pages.
begin;
select plan(6);

-- supabase/tests/saved-at-once.test.ts saves at once; what made them wait for each other is looked for here in the text.
select cmp_ok(
  (
    select count(*)::integer from pg_proc
    where pronamespace = 'public'::regnamespace
      and prosrc ~ 'insert into public\.(ai_personas|ai_memory) [^;]*on conflict do nothing'
  ),
  '>=', 5, 'functions make personas and memories'
);
select is_empty(
  $$select proname from pg_proc
    where pronamespace in ('public'::regnamespace, 'kith'::regnamespace)
      and prosrc ~ 'insert into public\.(ai_personas|ai_memory) [^;]*on conflict on'$$,
  'none of them looks at one key and waits at the other with a half insert in hand'
);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');
select set_config('request.jwt.claims', '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}', true);
set local role authenticated;
insert into public.ai_personas (id, name, created_at)
select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Persona ' || n, '2026-01-01'::timestamptz + n / 2 * interval '1 day'
from generate_series(1, 1002) as n;

select is(
  array(select name from public.ai_list_personas(max_rows => 3)), '{Persona 1,Persona 2,Persona 3}'::text[],
  'a page has as many as are asked for'
);
select is(
  array(
    select next.name
    from (select * from public.ai_list_personas(max_rows => 2)) as last
    cross join lateral public.ai_list_personas(
      max_rows => 2, after_created_at => last.created_at, after_id => last.id
    ) as next
    where last.name = 'Persona 2'
  ),
  '{Persona 3,Persona 4}'::text[],
  'the next begins after the last, also of two that were made in one moment'
);
select is((select count(*)::integer from public.ai_list_personas()), 1000, 'no page has more than a thousand');
select is((select count(*)::integer from public.ai_list_personas(max_rows => 0)), 1, 'nor less than one');

select * from finish();
rollback;
