-- A Kith that works with a project has to know whether its database is the one it was made for. The list of migrations lies
-- in a schema no account may read.

-- Functions ------------------------------------------------------------------------------------------------------------

create function kith.list_migrations()
returns table (version text, is_of_kith boolean)
language plpgsql stable security definer
set search_path = ''
as $$
begin
  -- For the owner, who works with the project; nothing narrower has a use for it.
  if auth.uid() is null or kith.vault() is distinct from '*' then
    return;
  end if;
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
comment on function kith.list_migrations() is
  'Versions of the migrations this database has, and whether each speaks of Kith. Definer, because no account may read the list itself; it gives out nothing else, and that only to the owner.';
revoke execute on function kith.list_migrations() from public, anon;
grant execute on function kith.list_migrations() to authenticated;

create function public.ai_list_migrations()
returns table (version text, is_of_kith boolean)
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  return query select listed.version, listed.is_of_kith from kith.list_migrations() as listed;
end
$$;
comment on function public.ai_list_migrations() is
  'Versions of the migrations this database has, and whether each speaks of Kith: others may live in the same project. Nothing, for what is narrowed to a persona.';
revoke execute on function public.ai_list_migrations() from public, anon;
grant execute on function public.ai_list_migrations() to authenticated;
