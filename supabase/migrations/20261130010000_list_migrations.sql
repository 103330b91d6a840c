-- A Kith that works with a project has to know whether its database is the one it was made for. The list of migrations lies
-- in a schema no account may read.

-- Functions ------------------------------------------------------------------------------------------------------------

create function public.ai_list_migrations()
returns table (version text, is_of_kith boolean)
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform kith.check_request();
  -- A database that was made from files alone keeps no list.
  if to_regclass('supabase_migrations.schema_migrations') is null then
    return;
  end if;
  return query
    select migration.version, migration.statements is null or array_to_string(migration.statements, ' ') ~ '(kith\.|\mai_)'
    from supabase_migrations.schema_migrations as migration
    order by migration.version;
end
$$;
comment on function public.ai_list_migrations() is
  'Versions of the migrations this database has, and whether each speaks of Kith: others may live in the same project. Definer, because no account may read the list itself; it gives out nothing else.';
revoke execute on function public.ai_list_migrations() from public, anon;
grant execute on function public.ai_list_migrations() to authenticated;
