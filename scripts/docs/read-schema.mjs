// What the migrated database says of itself: tables, columns, policies, triggers, functions and their comments. What
// extensions bring is left out.
const ours = `n.nspname in ('public', 'kith')`

const isOfAnExtension = (oid, catalog) =>
  `exists (select from pg_depend d where d.objid = ${oid} and d.classid = '${catalog}'::regclass and d.deptype = 'e')`

const queries = {
  tables: `
    select n.nspname as schema, c.relname as name, obj_description(c.oid, 'pg_class') as comment
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind = 'r' and not ${isOfAnExtension('c.oid', 'pg_class')}
    order by 1 desc, 2`,
  types: `
    select n.nspname as schema, c.relname as name, obj_description(c.reltype, 'pg_type') as comment
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'c' and not ${isOfAnExtension('c.oid', 'pg_class')}
    order by 2`,
  columns: `
    select n.nspname as schema, c.relname as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required, pg_get_expr(v.adbin, v.adrelid) as initial, a.attgenerated <> '' as generated,
      col_description(c.oid, a.attnum) as comment
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef v on v.adrelid = a.attrelid and v.adnum = a.attnum
    where ${ours} and c.relkind in ('r', 'c') and a.attnum > 0 and not a.attisdropped
    order by 1, 2, a.attnum`,
  policies: `
    select c.relname as relation, p.polname as name, p.polpermissive as permissive,
      case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end
        as command,
      pg_get_expr(p.polqual, p.polrelid) as sees, pg_get_expr(p.polwithcheck, p.polrelid) as writes
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours}
    order by 2, 1, 4`,
  triggers: `
    select n.nspname as schema, c.relname as relation, t.tgname as name, pg_get_triggerdef(t.oid) as definition,
      obj_description(t.tgfoid, 'pg_proc') as comment
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not t.tgisinternal
    order by 2, 3`,
  functions: `
    select n.nspname as schema, p.proname as name, pg_get_function_arguments(p.oid) as arguments,
      pg_get_function_result(p.oid) as result, p.prosecdef as definer, obj_description(p.oid, 'pg_proc') as comment
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours} and p.prokind in ('f', 'a', 'w', 'p') and not ${isOfAnExtension('p.oid', 'pg_proc')}
    order by 1 desc, 2, 3`,
}

/**
 * @param {import('@electric-sql/pglite').PGlite} database
 * @returns {Promise<Record<keyof typeof queries, any[]>>} Rows by what they are of, in an order that does not change.
 */
export async function readSchema(database) {
  const schema = {}
  for (const [kind, query] of Object.entries(queries)) schema[kind] = (await database.query(query)).rows
  return schema
}
