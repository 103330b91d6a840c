-- How threads are made, by several requests in one moment, and what stands for one that begins with files.
begin;
select plan(10);

-- supabase/tests/runs-at-once.test.ts sends them at once; what made them wait for each other happens once in fifty times
-- there, and is looked for here in the text of the functions.
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

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');
create function pg_temp.id(short text) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-' || lpad(short, 12, '0'))::uuid
$$;
create function pg_temp.file(name text, kind text default 'image/png') returns jsonb language sql as $$
  select jsonb_strip_nulls(jsonb_build_object('type', 'file', 'mimeType', kind, 'data', 'kith-file:' || pg_temp.id('f1'), 'filename', name))
$$;
create function pg_temp.words(said text) returns jsonb language sql as $$
  select jsonb_build_object('type', 'text', 'text', said)
$$;
create function pg_temp.says(n text, thread text, parts jsonb, role text default 'user') returns jsonb language sql as $$
  select jsonb_build_object('message_id', pg_temp.id(n), 'thread_id', pg_temp.id(thread), 'role', role,
    'content', jsonb_build_object('format', 2, 'parts', parts))
$$;
create function pg_temp.begun(thread text) returns setof text language sql as $$
  select unnest(array[opening, preview]) from public.ai_get_thread(pg_temp.id(thread))
$$;

set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select public.ai_save_thread(pg_temp.id(n)) from unnest(array['a1', 'a2', 'a3', 'a4', 'a5']) as n;

select public.ai_save_messages(jsonb_build_array(
  pg_temp.says('01', 'a1', jsonb_build_array(pg_temp.file('harbour.png'), pg_temp.file('list.txt', 'text/plain'))),
  pg_temp.says('02', 'a2', jsonb_build_array(pg_temp.words('Where is this?'), pg_temp.file('harbour.png'))),
  pg_temp.says('03', 'a3', jsonb_build_array(pg_temp.file(null), pg_temp.file('', 'application/pdf'))),
  pg_temp.says('04', 'a4', jsonb_build_array(pg_temp.file(repeat('harbour ', 30)))),
  pg_temp.says('05', 'a5', '[]')
));
select results_eq(
  $$select pg_temp.begun('a1')$$, array['harbour.png, list.txt', 'harbour.png, list.txt'],
  'files that are sent without a word stand for the thread by their names'
);
select results_eq($$select pg_temp.begun('a2')$$, array['Where is this?', 'Where is this?'], 'where there are words, those do');
select results_eq(
  $$select pg_temp.begun('a3')$$, array['image/png, application/pdf', 'image/png, application/pdf'],
  'files without a name stand for it by their kind'
);
select results_eq(
  $$select length(opening), length(preview) from public.ai_get_thread(pg_temp.id('a4'))$$, $$values (120, 160)$$,
  'a long name is cut as words are'
);
select results_eq($$select pg_temp.begun('a5')$$, array['', ''], 'nothing stands for nothing');

select public.ai_save_messages(jsonb_build_array(
  pg_temp.says('01', 'a1', jsonb_build_array(pg_temp.words('And this?'), pg_temp.file('harbour.png')))
));
select results_eq($$select pg_temp.begun('a1')$$, array['And this?', 'And this?'], 'words that come later take their place');

select public.ai_forget((select token from public.ai_forget_preview(query => 'harbour')));
select is_empty(
  $$select opening, preview from public.ai_list_threads(all_personas => true)
    where opening || preview like '%harbour%'$$,
  'a name that is forgotten stands for nothing any more'
);
select results_eq(
  $$select opening from public.ai_get_thread(pg_temp.id('a3'))$$, array['image/png, application/pdf'], 'the others stay'
);

select * from finish();
rollback;
