-- Where words are looked for: every column of text or JSON of every table, of whoever calls. What a row says is written
-- here once, for the plan of what is to be forgotten and for the proof that it is gone.

create type kith.place as (own text, key text, stored text, said text);
comment on type kith.place is
  'How to read a table, as SQL over "row", with the owner as $1. own: the rows of the owner; key: which row it is; stored: all it holds, as it stands there (null: nothing anybody said); said: an array of its texts, each of which has the words or has not.';

create function kith.place_of(relation regclass) returns kith.place
language plpgsql stable
set search_path = ''
as $$
declare
  name text := (select class.relname from pg_catalog.pg_class as class where class.oid = relation);
  -- Columns of our own words, not of anybody's: kinds and states, names of rows, models and their bills.
  ours constant text[] := '{role,status,kind,config,accent,importance,memory_type,changed_by,model,embedding_model,usage,'
    'cost,device,media_type,workflow_name,run_key,resource_key,from_key,to_key,version_keys,snapshot_keys,fingerprint,'
    'proof}';
  columns text[];
  texts text[];
  objects text[];
  place kith.place;
begin
  select
    array_agg(attribute.attname::text),
    array_agg(format('row.%I', attribute.attname) order by attribute.attnum) filter (
      where attribute.attname <> all (ours)
        and attribute.atttypid = any ('{text,varchar,bpchar,name,json,text[]}'::regtype[])
    ),
    array_agg(format('row.%I', attribute.attname) order by attribute.attnum) filter (
      where attribute.attname <> all (ours) and attribute.atttypid = 'pg_catalog.jsonb'::regtype
    )
  into columns, texts, objects
  from pg_catalog.pg_attribute as attribute
  where attribute.attrelid = relation and attribute.attnum > 0 and not attribute.attisdropped;

  place.own := case
    when name = 'ai_receipts' then 'row.run_id in (select run_id from public.ai_runs where user_id = $1) and '
    when name = 'ai_memory_versions' then
      'row.memory_id in (select memory_id from public.ai_memory where user_id = $1) and '
    when name = 'ai_file_chunks' then 'row.file_id in (select file_id from public.ai_files where user_id = $1) and '
    -- Once it is forgotten, only the proof is left of a preview.
    when name = 'ai_forget_previews' then 'row.target <> ''{}'' and '
    when 'resource_key' = any (columns) then
      'row.resource_key >= $1::text || '':'' and row.resource_key < $1::text || '';'' and '
    else ''
  end || 'row.user_id = $1';
  place.key := (
    select string_agg(format('row.%I', attribute.attname), ' || ''/'' || ' order by part.n)
    from pg_catalog.pg_index as index
    cross join lateral unnest(index.indkey::smallint[]) with ordinality as part (attnum, n)
    join pg_catalog.pg_attribute as attribute on attribute.attrelid = relation and attribute.attnum = part.attnum
    where index.indrelid = relation and index.indisprimary
      and (index.indnkeyatts = 1 or attribute.attname <> all ('{user_id,resource_key}'))
  );
  if texts is null and objects is null then
    return place;
  end if;
  place.stored := format('concat_ws('' '', %s)', array_to_string(texts || objects, ', '));
  place.said := case
    -- How a thread begins and goes on is cut to this length, perhaps in the middle of a word.
    when name = 'ai_threads' then
      'array[row.title, regexp_replace(row.opening, case when length(row.opening) = 120 then ''\w+$'' else ''^$'' end, ''''),'
      ' regexp_replace(row.preview, case when length(row.preview) = 160 then ''\w+$'' else ''^$'' end, '''')]'
    -- Of notes only sentences go, so what has all the words is one of their lines.
    when name in ('ai_memory', 'ai_memory_versions') then
      'case when row.memory_type = ''working'' and row.status = ''active'''
      ' then string_to_array(row.content, E''\n'') || kith.strings_and_keys_of(row.content_json)'
      ' else array[concat_ws(E''\n'', row.content, kith.strings_and_keys_of(row.content_json))] end'
    -- Keys that begin with "mastra." are written by the store.
    when name = 'ai_metadata' then
      'array[concat_ws(E''\n'', case when not starts_with(row.key, ''mastra.'') then row.key end,'
      ' kith.strings_and_keys_of(row.value))]'
    when name = 'ai_receipts' then
      'array[concat_ws(E''\n'', kith.strings_of(row.parts), nullif(row.reason, ''forgotten''))]'
    when name = 'ai_runs' then
      'array[concat_ws(E''\n'', kith.strings_of(kith.without_structure(row.settings)),'
      ' kith.strings_of(kith.without_structure('
      'case when jsonb_typeof(row.failure) = ''object'' then row.failure - ''code'' else row.failure end)))]'
    else format('array[concat_ws(E''\n'', %s)]', array_to_string(
      texts || array(select format('kith.strings_of(kith.without_structure(%s))', object) from unnest(objects) as object),
      ', '
    ))
  end;
  return place;
end
$$;
comment on function kith.place_of(regclass) is 'How to read a table for the words in it.';

create function kith.variants() returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select kith.invisible()
    || '\u00aa\u00b2\u00b3\u00b9\u00ba\u00bc-\u00be\u0130\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3'
      '\u02b0-\u02b8\u02e1-\u02e3\u0e33\u1100-\u11ff\u1d2c-\u1dbf\u1e9a\u2070-\u209c\u20a8\u2100-\u218f\u2460-\u24ff\u2c7c'
      '\u2c7d\u2e9f\u2ef3\u2f00-\u2fdf\u3038-\u303a\u3099-\u309c\u309f\u30ff\u3131-\u319f\u3200-\u33ff\ua7f2-\ua7f4'
      '\uf900-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U000107a5\U0001d400-\U0001d7ff'
      '\U0001f100-\U0001f2ff\U0001fbf0-\U0001fbf9\U0002f800-\U0002fa1f'
$$;
comment on function kith.variants() is
  'Characters that are others once they are folded (wide and small letters, signs for words), for the brackets of a regular expression.';

create function kith.kept_sql(stored text) returns text
language sql immutable
set search_path = ''
as $$
  select format(
    'select whole.stored, lower(whole.stored collate "C") as lowered from (select %s as stored offset 0) as whole offset 0',
    coalesce(kept_sql.stored, 'null::text')
  )
$$;
comment on function kith.kept_sql(text) is 'What a row holds, read once, as a query over "row".';

create function kith.likely_words(wanted kith.wanted_words) returns text
language sql immutable
set search_path = ''
as $$
  select format(
    '((%s) and (not ($2).beyond_ascii or octet_length(kept.stored) <> length(kept.stored))'
    ' or octet_length(kept.stored) <> length(kept.stored) and kept.stored ~ %L)',
    string_agg(
      -- Twice as quick as like, where it will do.
      case when part.pattern like '%_\%_%' then format('kept.lowered like %L', part.pattern)
        else format('strpos(kept.lowered, %L) > 0', btrim(part.pattern, '%')) end,
      case when wanted.every then ' and ' else ' or ' end
    ),
    '[' || kith.variants() || ']'
  )
  from unnest(wanted.patterns) as part (pattern)
$$;
comment on function kith.likely_words(kith.wanted_words) is
  'Whether a row may have words: a quick look at how it stands there, as SQL over "kept" (stored, and lowered as far as ASCII goes), with the words as $2.';

create function kith.having_words(place kith.place, every boolean) returns text
language sql immutable
set search_path = ''
as $$
  select format(
    'exists (select from unnest(%s) as one (said) where kith.folded(one.said) ~ %s (($2).expressions))',
    place.said, case when every then 'all' else 'any' end
  )
$$;
comment on function kith.having_words(kith.place, boolean) is
  'Whether a row that may have words has them, as SQL over "row", with the words as $2.';

create function kith.rows_having(
  relation regclass, wanted kith.wanted_words, condition text default 'true', plan kith.forget_plan default null,
  is_likely_enough boolean default false
) returns setof kith.said
language plpgsql stable
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
declare
  place kith.place := kith.place_of(relation);
begin
  return query execute format(
    -- In this order: the second look takes much longer than the first.
    'select (%s)::text, %s from ('
    'select row.* from %s as row cross join lateral (%s) as kept where %s and %s and %s offset 0'
    ') as row where %s',
    place.key, case when is_likely_enough then 'null::text' else format('array_to_string(%s, E''\n'')', place.said) end,
    relation, kith.kept_sql(place.stored), place.own, condition, kith.likely_words(wanted),
    case when is_likely_enough then 'true' else kith.having_words(place, wanted.every) end
  ) using auth.uid(), wanted, plan;
end
$$;
comment on function kith.rows_having(regclass, kith.wanted_words, text, kith.forget_plan, boolean) is
  'The caller''s rows of a table that have these words, and what they say; or those that may have them. condition: which rows to look at, as SQL like that of kith.stays.';

create function kith.find_messages_having(plan kith.forget_plan, wanted kith.wanted_words) returns kith.forget_plan
language plpgsql stable
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  place constant regclass := 'public.ai_messages';
  -- Words that are in everything are in no index.
  reads_all constant boolean := wanted.query is null or wanted.lexemes is null;
  found_ids uuid[];
begin
  if not reads_all then
    -- The index finds what may have them; what is in it is the text.
    found_ids := array(
      select message.message_id
      from (
        select row.message_id from public.ai_message_search as row
        where row.user_id = owner and row.terms @@ wanted.query offset 0
      ) as hit
      join public.ai_messages as message using (message_id)
      cross join lateral (select kith.folded(kith.message_text(message.content)) as said offset 0) as folded
      where case when wanted.every then folded.said ~ all (wanted.expressions) else folded.said ~ any (wanted.expressions) end
    );
  end if;
  plan.likely_messages := array(
    select found.id::uuid from kith.rows_having(
      place, wanted,
      kith.stays(place)
        || case when reads_all then '' else ' and row.message_id in (select kith.found_beside_index($1, ($2).lexemes))' end,
      plan, true
    ) as found
  );
  found_ids := found_ids || array(
    select found.id::uuid from kith.rows_having(
      place, wanted, 'row.message_id = any (($3).likely_messages)', plan
    ) as found
  );
  plan.messages := array(select unnest(plan.messages) union select unnest(found_ids) order by 1);
  return plan;
end
$$;
comment on function kith.find_messages_having(kith.forget_plan, kith.wanted_words) is
  'Adds the messages that have these words: of those the index finds, and of those it does not know whole.';

-- The proof ---------------------------------------------------------------------------------------------------------

-- Definer: it also looks where no caller may. Not by the index, so that it would find what the plan has missed.
create function kith.census(wanted kith.wanted_words) returns setof kith.table_count
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  counted record;
  place kith.place;
  found_in text;
  sources text[];
begin
  if owner is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  if wanted.words is not null then
    sources := array(
      select found.id from kith.rows_having('public.ai_messages', wanted) as found
      union all
      select found.id from kith.rows_having('public.ai_memory', wanted) as found
    );
  end if;
  for counted in
    select
      class.oid, class.relname,
      array_agg(format('row.%I is not null', attribute.attname)) filter (
        where attribute.atttypid = 'extensions.vector'::regtype
      ) as vectors,
      bool_or(attribute.atttypid = 'pg_catalog.tsvector'::regtype) as has_terms
    from pg_catalog.pg_class as class
    join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
    join pg_catalog.pg_attribute as attribute on attribute.attrelid = class.oid
    where namespace.nspname in ('public', 'kith') and class.relkind in ('r', 'p')
      and attribute.attnum > 0 and not attribute.attisdropped
    group by class.oid, namespace.nspname, class.relname
    having 'user_id' = any (array_agg(attribute.attname::text))
    order by namespace.nspname desc, class.relname
  loop
    place := kith.place_of(counted.oid::regclass);
    found_in := case
      when wanted.words is null then 'false'
      -- Terms are only forms of words: of which, what they were made from tells.
      when counted.has_terms or counted.relname in ('ai_messages', 'ai_memory') then
        format('(%s)::text = any ($3)', place.key)
      when place.stored is null then 'false'
      else kith.likely_words(wanted) || ' and ' || kith.having_words(place, wanted.every)
    end;
    return query execute format(
      'select %L::text, count(*), %s, count(*) filter (where %s) from %s as row'
      ' cross join lateral (%s) as kept where %s',
      counted.relname,
      case when counted.vectors is null then 'null::bigint'
        else format('count(*) filter (where %s)', array_to_string(counted.vectors, ' or ')) end,
      found_in, counted.oid::regclass,
      kith.kept_sql(case when wanted.words is not null then place.stored end), place.own
    ) using owner, wanted, sources;
  end loop;
end
$$;
comment on function kith.census(kith.wanted_words) is
  'The caller''s rows in every table there is, and how many have these words, by the rule by which they were to be forgotten.';

revoke execute on function
  kith.place_of(regclass), kith.variants(), kith.kept_sql(text), kith.likely_words(kith.wanted_words),
  kith.having_words(kith.place, boolean),
  kith.rows_having(regclass, kith.wanted_words, text, kith.forget_plan, boolean),
  kith.find_messages_having(kith.forget_plan, kith.wanted_words), kith.census(kith.wanted_words) from public;
