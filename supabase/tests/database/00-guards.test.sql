-- What must hold for the whole schema, whatever is added to it.
begin;
select plan(24);

create temporary view ours as
select pg_proc.*, pg_namespace.nspname
from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
where nspname in ('public', 'kith')
  and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e');

-- Tables: who gets at which rows ----------------------------------------------------------------------------------

select is_empty(
  $$select relname::text from pg_class
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)$$,
  'every table has row level security, for its owner too'
);

create temporary view granted as
select class.oid, class.relname::text as relname, command
from pg_class as class, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as command
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  and has_any_column_privilege('authenticated', class.oid, 'select, insert, update')
  and case command
    when 'DELETE' then has_table_privilege('authenticated', class.oid, 'delete')
    else has_any_column_privilege('authenticated', class.oid, command)
  end;

create temporary view ruled as
select relname, command, permissive, coalesce(qual, '') as qual, coalesce(with_check, '') as with_check,
  coalesce(case when command = 'INSERT' then with_check else qual end, '') as condition
from granted join pg_policies on schemaname = 'public' and tablename = relname and cmd in (command, 'ALL');

select is_empty(
  $$select relname, command from granted
    where not exists (
      select from ruled
      where (ruled.relname, ruled.command) = (granted.relname, granted.command) and permissive = 'PERMISSIVE'
    )$$,
  'for every command that is granted, a policy lets owners at their rows'
);

select is_empty(
  $$select relname, command, condition from ruled
    where permissive = 'PERMISSIVE' and condition !~ '^\(?user_id = \( ?SELECT auth\.uid\(\) AS uid\)+$'$$,
  'no policy lets anybody at more than the own rows'
);

select is_empty(
  $$select relname, command from granted
    where not exists (
      select from ruled
      where (ruled.relname, ruled.command) = (granted.relname, granted.command) and permissive = 'RESTRICTIVE'
        and condition ~ 'kith\.vault\(\)'
    ) and command = 'SELECT'$$,
  'a narrowed request reads no table without being narrowed'
);

select is_empty(
  $$select relname, command from granted
    where not exists (
      select from ruled
      where (ruled.relname, ruled.command) = (granted.relname, granted.command) and permissive = 'RESTRICTIVE'
        and condition ~ 'kith\.may_write\(\)' and condition ~ 'kith\.actor\(\)'
    ) and command <> 'SELECT'$$,
  'for every command that writes, a policy asks whether this request may write, and who acts'
);

-- What has no condition needs no right to read: UPDATE and DELETE without WHERE are held by their own policies alone.
select is_empty(
  $$select relname, command from granted
    where not exists (
      select from ruled
      where (ruled.relname, ruled.command) = (granted.relname, granted.command) and permissive = 'RESTRICTIVE'
        and condition ~ 'kith\.vault\(\)|EXISTS'
    ) and command in ('UPDATE', 'DELETE')$$,
  'what may be changed or deleted depends on the vault, also where nothing is read'
);

select is_empty(
  $$select tablename::text, policyname::text, roles from pg_policies
    where schemaname in ('public', 'kith') and roles <> '{authenticated}'$$,
  'policies are for those who are signed in, and for nobody else'
);

select is_empty(
  $$select tablename::text, policyname::text from pg_policies
    where schemaname in ('public', 'kith')
      and concat(qual, with_check) ~ 'kith\.(actor|vault)\(\)[^=]{0,20}(<>|!=|IS DISTINCT|NOT IN|<> ALL)'$$,
  'policies say who may, never who may not'
);

select is_empty(
  $$select relname::text, privilege from pg_class,
      unnest(array['truncate', 'references', 'trigger']) as privilege
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
      and has_table_privilege('authenticated', oid, privilege)
    union all
    select relname::text, 'anything' from pg_class
    where relnamespace = 'kith'::regnamespace and relkind in ('r', 'p')
      and has_any_column_privilege('authenticated', oid, 'select, insert, update, references')$$,
  'whoever is signed in may read and write rows, nothing else, and nothing private'
);

select is_empty(
  $$select relname::text from pg_class
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('v', 'm')
      and not coalesce(array_to_string(reloptions, ',') ~ 'security_invoker=(true|on|1)', false)$$,
  'no view shows more than its reader may see'
);

-- Without signing in ----------------------------------------------------------------------------------------------

select is_empty(
  $$select relname::text from pg_class
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and (
      relkind in ('r', 'p', 'v', 'm', 'f')
        and has_table_privilege('anon', oid, 'select, insert, update, delete, truncate, references, trigger')
      or relkind = 'S' and has_sequence_privilege('anon', oid, 'usage, select, update')
    )$$,
  'nobody reads or writes a table, or draws a number, without signing in'
);

select is_empty(
  $$select nspname::text, proname::text from ours
    where has_function_privilege('anon', oid, 'execute')
      or exists (
        select from aclexplode(coalesce(proacl, acldefault('f', proowner)))
        where grantee = 0 and privilege_type = 'EXECUTE'
      )$$,
  'nobody calls a function without signing in'
);

select ok(not has_schema_privilege('anon', 'kith', 'usage, create'), 'nobody gets into kith without signing in');

-- Functions -------------------------------------------------------------------------------------------------------

select is_empty(
  $$select proname::text from ours
    where nspname = 'public' and not has_function_privilege('authenticated', oid, 'execute')$$,
  'whoever is signed in may call every function of the API'
);

select is_empty(
  $$select proname::text from ours where nspname = 'public' and proname not like 'ai\_%'
    union all
    select proname::text from ours where nspname = 'public' group by proname having count(*) > 1$$,
  'the API has functions of its own names only, each once'
);

select is_empty(
  $$select pg_proc.oid::regprocedure::text from pg_proc
    where prosecdef and pronamespace <> 'kith'::regnamespace
      and proowner = (select relowner from pg_class where oid = 'public.ai_threads'::regclass)
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')$$,
  'no function outside kith runs with more rights than its caller'
);

select is_empty(
  $$select proname::text from ours where prosecdef and prosrc !~ 'auth\.uid\(\)'$$,
  'every function with more rights asks who is calling'
);

select is_empty(
  $$select proname::text from ours
    where prosecdef and has_function_privilege('authenticated', oid, 'execute') and prosrc !~ 'kith\.vault\(\)'$$,
  'every function with more rights that can be called asks in which vault'
);

select is_empty(
  $$select proname::text from ours
    where not coalesce('search_path=""' = any (proconfig), false)$$,
  'every function pins an empty search_path'
);

select is_empty(
  $$select proname::text from ours
    where nspname = 'public' and (
      prolang <> (select oid from pg_language where lanname = 'plpgsql')
      or prosrc !~ '^\s*(#variable_conflict use_column\s+)?(declare\s((?!\ybegin\y).)*)?begin\s+perform kith\.check_request\(\);'
    )$$,
  'every function of the API looks at the request before it does anything'
);

select is_empty(
  $$select proname::text from ours
    where nspname = 'public'
      and not (proretset or prorettype in ('void'::regtype, 'boolean'::regtype, 'integer'::regtype))$$,
  'every function of the API answers rows, yes or no, a number, or nothing'
);

-- The rest --------------------------------------------------------------------------------------------------------

select is_empty(
  $$select class.relname::text from pg_class as class
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('r', 'p', 'v', 'm', 'c')
      and case relkind when 'c' then obj_description(reltype, 'pg_type') else obj_description(oid, 'pg_class') end is null
    union all
    select proname::text from ours where obj_description(oid, 'pg_proc') is null$$,
  'every table, view, type and function says what it is for'
);

select is_empty(
  $$select class.relname::text || '.' || attname from pg_class as class join pg_attribute on attrelid = class.oid
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('r', 'p')
      and attnum > 0 and not attisdropped and col_description(class.oid, attnum) is null
    order by 1$$,
  'every column says what it holds'
);

-- A row that is deleted is looked for in every table that refers to it.
select is_empty(
  $$select conrelid::regclass::text, conname::text from pg_constraint as foreign_key
    where contype = 'f' and connamespace in ('public'::regnamespace, 'kith'::regnamespace)
      and not exists (
        select from pg_index
        where indrelid = conrelid
          and indkey[0] = (
            -- user_id is in most of them and finds a whole account: what leads must be the other column.
            select attnum from pg_attribute
            where attrelid = conrelid and attnum = any (conkey) order by attname = 'user_id', attnum limit 1
          )
          and coalesce(pg_get_expr(indpred, indrelid) ~ '^\(\w+ IS NOT NULL\)$', true)
      )
      and not (
        -- Accounts are deleted one at a time, and seldom: an index more would cost every insert.
        confrelid = 'auth.users'::regclass and conrelid = any ('{public.ai_threads}'::regclass[])
      )$$,
  'every foreign key has an index'
);

select * from finish();
rollback;
