-- What must hold for the whole schema, whatever is added to it.
begin;
select plan(31);

-- What is said in comments and strings does nothing. Of a block comment or a dollar quote everything up to the last end
-- goes: rather too much than too little.
create function pg_temp.code_of(source text) returns text language sql immutable as $$
  select regexp_replace(
    source,
    '--[^\n]*|/\*.*\*/|\y[eE]''(\\.|''''|[^''\\])*''|''(''''|[^''])*''|"[^"]*"|\$[A-Za-z_]*\$.*\$[A-Za-z_]*\$', ' ', 'g'
  )
$$;

create temporary view ours as
select pg_proc.*, pg_namespace.nspname, pg_temp.code_of(prosrc) as code
from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
where nspname in ('public', 'kith');

-- Whoever applies the migrations.
create temporary view owner as select nspowner as oid from pg_namespace where nspname = 'kith';

-- Where to look -------------------------------------------------------------------------------------------------------

select is_empty(
  $$select nspname::text from pg_namespace
    where nspowner = (select oid from owner) and nspname !~ '^pg_'
      -- What Supabase, its CLI and the embedded engine bring.
      and nspname not in ('public', 'kith', 'auth', 'extensions', 'information_schema', 'supabase_migrations')
    union all
    select pg_proc.oid::regprocedure::text from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
    where proowner = (select oid from owner) and nspname !~ '^pg_'
      and nspname not in ('public', 'kith', 'auth', 'information_schema')
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')$$,
  'everything is in public or in kith, where these guards look'
);

select is_empty(
  $$select relname::text from pg_class
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relowner <> (select oid from owner)
    union all
    select proname::text from ours where proowner <> (select oid from owner)$$,
  'and belongs to whoever applies the migrations'
);

select is_empty(
  $$select member::regrole::text, roleid::regrole::text from pg_auth_members
    where member in ('anon'::regrole, 'authenticated'::regrole)
    union all
    select rolname::text, 'above the rules' from pg_roles
    where rolname in ('anon', 'authenticated') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
    union all
    select role, schema from unnest(array['anon', 'authenticated']) as role, unnest(array['public', 'kith', 'auth']) as schema
    where has_schema_privilege(role, schema, 'create')$$,
  'whoever calls the API is nothing else besides, and makes nothing'
);

-- Tables: who gets at which rows ----------------------------------------------------------------------------------

select is_empty(
  $$select relname::text from pg_class
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)
    union all
    -- A foreign table can have none.
    select relname::text from pg_class
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind = 'f'$$,
  'every table has row level security, for its owner too'
);

select is_empty(
  $$select schemaname::text, tablename::text, rulename::text from pg_rules where schemaname in ('public', 'kith')
    union all
    select 'disabled', tgrelid::regclass::text, tgname::text from pg_trigger
    where tgenabled <> 'O' and tgrelid in (
      select oid from pg_class where relnamespace in ('public'::regnamespace, 'kith'::regnamespace)
    )$$,
  'no rule acts in a table owner''s name, and every trigger fires'
);

create temporary view granted as
select class.oid, class.relname::text as relname, command
from pg_class as class, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as command
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
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
  $$select tablename::text, policyname::text, cmd, condition
    from pg_policies, unnest(array[qual, with_check]) as condition
    where schemaname in ('public', 'kith') and permissive = 'PERMISSIVE'
      and condition !~ '^\(?user_id = \( ?SELECT auth\.uid\(\) AS uid\)+$'$$,
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
    select pg_class.oid::regclass::text, role
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace, unnest(array['anon', 'authenticated']) as role
    where nspname in ('kith', 'auth', 'supabase_migrations') and relkind in ('r', 'p', 'm', 'f') and (
      has_any_column_privilege(role, pg_class.oid, 'select, insert, update, references')
      or has_table_privilege(role, pg_class.oid, 'delete, truncate, trigger')
    )$$,
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
      relkind in ('r', 'p', 'v', 'm', 'f') and (
        has_any_column_privilege('anon', oid, 'select, insert, update, references')
        or has_table_privilege('anon', oid, 'delete, truncate, trigger')
      )
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
  $$select proname::text from ours where prosecdef and nspname <> 'kith'$$,
  'no function outside kith runs with more rights than its caller'
);

select is_empty(
  $$select proname::text from ours where prosecdef and code !~ 'auth\.uid\(\)'$$,
  'every function with more rights asks who is calling'
);

select is_empty(
  $$select proname::text from ours
    where prosecdef and has_function_privilege('authenticated', oid, 'execute') and code !~ 'kith\.vault\(\)'$$,
  'every function with more rights that can be called asks in which vault'
);

select is_empty(
  $$select proname::text from ours
    where not coalesce('search_path=""' = any (proconfig), false)$$,
  'every function pins an empty search_path'
);

-- Who asks, and what a request may do, is in settings as well.
select is_empty(
  $$select proname::text, setting from ours, unnest(proconfig) as setting
    where setting !~ '^(search_path|plan_cache_mode|jit|enable_\w+|max_parallel_workers_per_gather|work_mem)='
    union all
    select proname::text, 'in its body' from ours
    where (prosrc ~* 'set_config|search_path|row_security' or code ~* '(^|;|\y(begin|then|else|loop)\y)\s*(set|reset)\y')
      and proname not in ('check_request', 'next_moment')$$,
  'and changes no setting but those of the planner and its memory'
);

select is_empty(
  $$select proname::text from ours
    where code ~* '\ywhen\s+(\w+\s+or\s+)*(others|sqlstate|insufficient_privilege|read_only_sql_transaction)\y'$$,
  'no function goes on when something was refused'
);

select is_empty(
  $$select proname::text, lanname::text from ours join pg_language on pg_language.oid = prolang
    where lanname not in ('sql', 'plpgsql') or prosrc = ''$$,
  'every function is one these guards can read'
);

select is_empty(
  $$select proname::text from ours
    where nspname = 'public' and (
      prolang <> (select oid from pg_language where lanname = 'plpgsql')
      or code !~ '^\s*(#variable_conflict use_column\s+)?(declare\s((?!\ybegin\y).)*)?begin\s+perform kith\.check_request\(\);'
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
      and coalesce(
        case relkind when 'c' then obj_description(reltype, 'pg_type') else obj_description(oid, 'pg_class') end, ''
      ) !~ '\w'
    union all
    select proname::text from ours where coalesce(obj_description(oid, 'pg_proc'), '') !~ '\w'$$,
  'every table, view, type and function says what it is for'
);

select is_empty(
  $$select class.relname::text || '.' || attname from pg_class as class join pg_attribute on attrelid = class.oid
    where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('r', 'p')
      and attnum > 0 and not attisdropped and coalesce(col_description(class.oid, attnum), '') !~ '\w'
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
