-- What must hold for the whole schema, whatever is added to it.
begin;
select plan(8);

select is_empty(
  $$select relname::text from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)$$,
  'every table has row level security, for its owner too'
);

select is_empty(
  $$select relname::text from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not exists (select from pg_policy where polrelid = pg_class.oid)$$,
  'every table has a policy'
);

select is_empty(
  $$select relname::text from pg_class
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('r', 'p', 'v', 'm')
      and has_table_privilege('anon', oid, 'select, insert, update, delete, truncate, references, trigger')$$,
  'nobody reads or writes a table without signing in'
);

select is_empty(
  $$select proname::text from pg_proc
    where pronamespace = 'public'::regnamespace and has_function_privilege('anon', oid, 'execute')
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')$$,
  'nobody calls a function without signing in'
);

select is_empty(
  $$select proname::text from pg_proc
    where pronamespace = 'public'::regnamespace and proname like 'ai\_%'
      and not has_function_privilege('authenticated', oid, 'execute')$$,
  'whoever is signed in may call every function of the API'
);

select is_empty(
  $$select proname::text from pg_proc
    where prosecdef and pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')$$,
  'no function of the API runs with more rights than its caller'
);

select is_empty(
  $$select proname::text from pg_proc
    where pronamespace in ('public'::regnamespace, 'kith'::regnamespace)
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
      and not coalesce(array_to_string(proconfig, ',') like '%search_path=%', false)$$,
  'every function pins its search_path'
);

select is_empty(
  $$select relname::text from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and obj_description(oid, 'pg_class') is null
    union all
    select proname::text from pg_proc
    where pronamespace in ('public'::regnamespace, 'kith'::regnamespace) and obj_description(oid, 'pg_proc') is null
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')$$,
  'every table and function says what it is for'
);

select * from finish();
rollback;
