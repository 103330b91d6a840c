-- Who says the same again, found quickly in much. What a sentence is, and a quotation, is unchanged.
--
-- A quotation has at least twelve characters, so it begins with twelve, and whoever has it has these at the beginning of
-- a word. Hashes of them are the marks of a text. Those of memories and their versions are indexed: so only what shares
-- a mark with what is forgotten has to be compared with it.

-- For many texts at once. Signs are replaced one after the other in all of them together, which takes a tenth of the time
-- of looking each character up in a list.
create or replace function kith.sayings_of(texts kith.said[]) returns setof kith.saying
language plpgsql immutable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  next_text constant text := chr(30);
  unspaced constant text := '[' || kith.unspaced() || ']+';
  -- What ends a sentence becomes a line break, what stands between words a space.
  ends text[] := string_to_array('.!?;', null);
  betweens text[] := string_to_array(E'\r\t,:"''()[]{}<>*_`~#|/\\-+=@&%$^', null);
  said text;
  sign text;
begin
  said := (
    select lower(string_agg(
      replace(
        case
          when octet_length(given.content) = length(given.content) or given.content is nfkc normalized then given.content
          else normalize(given.content, NFKC)
        end,
        next_text, ' '
      ),
      next_text order by given.n
    ))
    from (
      select listed.n, coalesce(listed.content, '') as content
      from unnest(texts) with ordinality as listed (id, content, n)
    ) as given
  );
  if octet_length(said) <> length(said) then
    ends := ends || string_to_array(U&'\2026\3002', null);
    betweens := betweens
      || string_to_array(U&'\2013\2014\2018\2019\201C\201D\00AB\00BB\3001\300C\300D\300E\300F\3010\3011\30FB', null);
  end if;
  foreach sign in array ends loop
    said := replace(said, sign, E'\n');
  end loop;
  foreach sign in array betweens loop
    said := replace(said, sign, ' ');
  end loop;
  if octet_length(said) <> length(said) and said ~ unspaced then
    -- Scripts without spaces: every character is a word.
    said := (
      select string_agg(
        case when run.said[1] ~ unspaced then ' ' || array_to_string(string_to_array(run.said[1], null), ' ') || ' '
          else run.said[1] end,
        '' order by run.n
      )
      from regexp_matches(said, unspaced || '|[^' || kith.unspaced() || ']+', 'g') with ordinality as run (said, n)
    );
  end if;
  while strpos(said, '  ') > 0 loop
    said := replace(said, '  ', ' ');
  end loop;
  return query
    select cut.id, cut.saying, length(cut.saying) >= 12 and cut.saying like '% % % %'
    from (
      select given.id, given.n as text_n, sentence.n, btrim(sentence.said) as saying
      from unnest(texts) with ordinality as given (id, content, n)
      join string_to_table(said, next_text) with ordinality as part (said, n) using (n)
      cross join lateral string_to_table(part.said, E'\n') with ordinality as sentence (said, n)
    ) as cut
    where cut.saying <> ''
    order by cut.text_n, cut.n;
end
$$;

-- Marks -------------------------------------------------------------------------------------------------------------

create type kith.mark as (id text, mark bigint);
comment on type kith.mark is 'A mark of a text, and where it stands.';

create function kith.marks_of(owner uuid, texts kith.said[]) returns setof kith.mark
language plpgsql immutable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  -- Another one for every owner: they share the index.
  seed constant bigint := hashtextextended(owner::text, 0);
begin
  return query
    with part as materialized (
      select said.id, said.content, said.n, string_to_array(said.content, ' ') as words
      from kith.sayings_of(texts) with ordinality as said (id, content, is_quotable, n)
    )
    select part.id, hashtextextended(left(array_to_string(part.words[place : place + 6], ' '), 12), seed)
    from part cross join lateral generate_series(1, cardinality(part.words) - 3) as place
    union all
    select part.id, hashtextextended('=' || part.content, seed) from part
    union all
    select part.id, hashtextextended('=' || string_agg(part.content, ' ' order by part.n), seed) from part group by part.id;
end
$$;
comment on function kith.marks_of(uuid, kith.said[]) is
  'The marks of texts: of every place where a quotation may begin, of each sentence, and of all sentences together.';

create function kith.marks(owner uuid, content text, content_json jsonb) returns bigint[]
language plpgsql immutable
-- As it is: for every row anew it would take longer than anything else.
cost 100000
set search_path = ''
as $$
begin
  return array(
    select distinct found.mark
    from kith.marks_of(owner, array[row('', concat_ws(E'\n', content, kith.strings_of(content_json)))::kith.said]) as found
  );
end
$$;
comment on function kith.marks(uuid, text, jsonb) is 'The marks of a memory.';

-- Whoever changes what a sentence is builds these anew.
create index ai_memory_marks on public.ai_memory
using gin (kith.marks(user_id, content, content_json)) with (gin_pending_list_limit = 128);
create index ai_memory_versions_marks on public.ai_memory_versions
using gin (kith.marks(user_id, content, content_json)) with (gin_pending_list_limit = 128);

-- Quotations --------------------------------------------------------------------------------------------------------

create or replace function kith.quoting(texts kith.said[], sayings text[], short_sayings text[]) returns setof text
language plpgsql immutable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
begin
  if coalesce(cardinality(sayings), 0) + coalesce(cardinality(short_sayings), 0) = 0 then
    return;
  end if;
  return query
    with part as materialized (
      select said.id, said.content, said.n, string_to_array(said.content, ' ') as words
      from kith.sayings_of(texts) with ordinality as said (id, content, is_quotable, n)
    ),
    quoted as materialized (
      select saying, left(saying, 12) as opening from unnest(sayings) as saying
    )
    select part.id
    from part
    cross join lateral generate_series(1, cardinality(part.words) - 3) as place
    join quoted on quoted.opening = left(array_to_string(part.words[place : place + 6], ' '), 12)
    where strpos(' ' || part.content || ' ', ' ' || quoted.saying || ' ') > 0
    union
    select part.id from part join unnest(short_sayings) as said on said = part.content
    union
    select whole.id
    from (
      select part.id, string_agg(part.content, ' ' order by part.n) as content from part group by part.id
    ) as whole
    join unnest(short_sayings) as said on said = whole.content;
end
$$;

create or replace function kith.saying_query(saying text, config regconfig) returns tsquery
language plpgsql stable
set search_path = ''
as $$
declare
  words text[] := string_to_array(saying, ' ');
  lone constant text := '^[' || kith.unspaced() || ']$';
begin
  return (
    select string_agg('(' || part.query::text || ')', ' & ')::tsquery
    from (
      -- The longest words are the rarest, mostly: more of them only take more time.
      select plainto_tsquery(config, string_agg(longest.word, ' ')) as query
      from (
        select word from unnest(words) as word where word !~ lone group by word order by length(word) desc, word limit 4
      ) as longest
      union all
      -- Pairs of characters, eight in a row, or the next eight: where a comma stood there is no such pair.
      select string_agg('(' || row.query || ')', ' | ')::tsquery
      from (
        select string_agg(kith.word_query(words[place] || words[place + 1])::text, ' & ') as query
        from generate_series(1, least(cardinality(words) - 1, 32)) as place
        where words[place] ~ lone and words[place + 1] ~ lone
        group by (place - 1) / 8
      ) as row
    ) as part
    where numnode(part.query) > 0
  );
end
$$;
comment on function kith.saying_query(text, regconfig) is
  'The rarest of a saying, as a query that finds the messages that have it, and some others.';

drop function kith.words_in(jsonb);

revoke execute on function
  kith.marks_of(uuid, kith.said[]), kith.marks(uuid, text, jsonb) from public;
-- Whoever writes a memory writes the index.
grant execute on function
  kith.strings_of(jsonb), kith.sayings_of(kith.said[]), kith.marks_of(uuid, kith.said[]), kith.marks(uuid, text, jsonb)
  to authenticated, service_role;
