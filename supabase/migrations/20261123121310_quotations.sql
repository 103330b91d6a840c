-- Who says the same again, and who has the words of a search: what forgetting must find.
--
--   * A sentence: what stands between full stops, question and exclamation marks, semicolons and line breaks, compared
--     without case, punctuation and repeated spaces.
--   * To quote something: to contain, word for word, a whole sentence of it of at least four words and twelve
--     characters. Shorter ones are said too often to be quotations; of a forgotten memory they count where they are
--     somebody's whole sentence.
--   * To match a search: to have all its words, as they are typed anywhere in the row, or in the forms in which the search
--     knows them. Not what ai_search finds: that ranks what has some of the words, corrects them, and ends at a page.

create type kith.said as (id text, content text);
comment on type kith.said is 'A text, and where it stands.';

create type kith.saying as (id text, content text, is_quotable boolean);
comment on type kith.saying is
  'A sentence as it is compared: words in lower case with one space between. is_quotable: long enough that whoever has it word for word has it from there.';

-- For many texts at once: a function for every one of them would take most of the time.
create function kith.sayings_of(texts kith.said[]) returns setof kith.saying
language plpgsql immutable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  -- What ends a sentence becomes a line break, what stands between words a space. The fewer, the quicker.
  signs constant text := E'.!?;\r\t,:"''()[]{}<>*_`~#|/\\-+=@&%$^';
  spaces constant text := E'\n\n\n\n\n' || repeat(' ', 40);
  more_signs constant text := E'\u2026\u3002\u2013\u2014\u2018\u2019\u201c\u201d\u00ab\u00bb\u3001\u300c\u300d\u300e\u300f\u3010\u3011\u30fb';
  more_spaces constant text := E'\n\n' || repeat(' ', 20);
begin
  return query
    select cut.id, cut.saying, length(cut.saying) >= 12 and cardinality(cut.words) >= 4
    from (
      select spaced.id, spaced.text_n, part.n, clean.words, array_to_string(clean.words, ' ') as saying
      from (
        select given.id, given.n as text_n, given.content
        from unnest(texts) with ordinality as given (id, content, n)
        where octet_length(given.content) = length(given.content)
        union all
        -- Scripts without spaces: every character is a word.
        select given.id, given.n, regexp_replace(
          translate(normalize(given.content, NFKC), more_signs, more_spaces),
          '([\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])', ' \1 ', 'g'
        )
        from unnest(texts) with ordinality as given (id, content, n)
        where octet_length(given.content) <> length(given.content)
      ) as spaced
      cross join lateral string_to_table(lower(translate(spaced.content, signs, spaces)), E'\n') with ordinality as part (said, n)
      cross join lateral (select array_remove(string_to_array(part.said, ' '), '') as words offset 0) as clean
    ) as cut
    where cut.saying <> ''
    order by cut.text_n, cut.n;
end
$$;
comment on function kith.sayings_of(kith.said[]) is 'The sentences of texts, in their order.';

create function kith.sayings(content text) returns setof text
language sql immutable
set search_path = ''
as $$ select said.content from kith.sayings_of(array[row('', sayings.content)::kith.said]) as said $$;
comment on function kith.sayings(text) is 'The sentences of one text.';

create function kith.strings_of(value jsonb) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select string_agg(string #>> '{}', E'\n')
  from jsonb_path_query(strings_of.value, 'strict $.** ? (@.type() == "string")') as string
$$;
comment on function kith.strings_of(jsonb) is 'All strings of a JSON value, one a line.';

create function kith.words_in(value jsonb) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  -- Quotes inside a string are escaped, so what looks like a key is one. Escapes go first: the n of a line break would
  -- stand before the next word like a letter of it.
  select lower(regexp_replace(
    regexp_replace(words_in.value::text, '\\(?:["\\/bfnrt]|u[0-9a-f]{4})', ' ', 'g'),
    '"type": "[^"]*"|"(format|parts|text|content|metadata|role|id|createdAt|providerMetadata|toolInvocations?|toolCallId|toolName|args|result|state|reasoning|annotations|experimental_attachments|data|mimeType|url|source|error|name|message|messages)": ',
    '', 'g'
  ))
$$;
comment on function kith.words_in(jsonb) is
  'A JSON value as text in lower case, keys included, without the words of which every message is made: whoever looks for "text" does not mean them.';

create function kith.quoting(texts kith.said[], sayings text[], short_sayings text[]) returns setof text
language plpgsql immutable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  signs text[];
  cut kith.saying[];
begin
  if coalesce(cardinality(sayings), 0) + coalesce(cardinality(short_sayings), 0) = 0 then
    return;
  end if;
  if coalesce(cardinality(sayings), 0) + coalesce(cardinality(short_sayings), 0) <= 80 then
    -- Whatever has a saying has its longest word. Most have not, and need not be cut.
    signs := array(
      select '%' || (
        select word from unnest(string_to_array(quoted, ' ')) as word order by length(word) desc limit 1
      ) || '%'
      from unnest(sayings || short_sayings) as quoted
    );
    texts := array(
      select given::kith.said from unnest(texts) as given
      where lower(given.content) like any (signs) or octet_length(given.content) <> length(given.content)
    );
  end if;
  cut := array(select said from kith.sayings_of(texts) as said);
  if coalesce(cardinality(sayings), 0) <= 40 then
    return query
      select part.id from unnest(cut) as part
      where exists (select from unnest(sayings) as quoted where strpos(' ' || part.content || ' ', ' ' || quoted || ' ') > 0);
  else
    -- Every run of four words is looked up among the beginnings of what may be quoted.
    return query
      with part as materialized (
        select said.id, said.content, string_to_array(said.content, ' ') as words from unnest(cut) as said
      ),
      beginning as materialized (
        select quoted as saying, array_to_string((string_to_array(quoted, ' '))[1:4], ' ') as words
        from unnest(sayings) as quoted
      )
      select distinct part.id
      from part
      cross join lateral generate_series(1, cardinality(part.words) - 3) as place
      join beginning on beginning.words = array_to_string(part.words[place : place + 3], ' ')
      where strpos(' ' || part.content || ' ', ' ' || beginning.saying || ' ') > 0;
  end if;
  if cardinality(short_sayings) > 0 then
    return query
      select part.id from unnest(cut) as part join unnest(short_sayings) as said on said = part.content
      union
      select whole.id
      from (
        select part.id, string_agg(part.content, ' ' order by part.place) as content
        from unnest(cut) with ordinality as part (id, content, is_quotable, place) group by part.id
      ) as whole
      join unnest(short_sayings) as said on said = whole.content;
  end if;
end
$$;
comment on function kith.quoting(kith.said[], text[], text[]) is
  'Which texts contain one of the sayings, or have one of the short ones as a whole sentence or as all they say. The same one more than once.';

create type kith.sought as (patterns text[], expressions text[], query tsquery, every boolean);
comment on type kith.sought is
  'Words to look for: as patterns (quick), as regular expressions (whole words), and in the forms search knows; every: all of them, else any.';

create function kith.seek(words text[], every boolean, config regconfig) returns kith.sought
language plpgsql stable
set search_path = ''
as $$
declare
  result kith.sought;
begin
  select
    array_agg('%' || word || '%'),
    -- A word ends where something else than letters and digits begins; without spaces between words, anywhere.
    array_agg(case when word ~ '[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]'
      then word else '(^|[^[:alnum:]])' || word || '($|[^[:alnum:]])' end)
  into result.patterns, result.expressions
  from unnest(words) as word;
  select string_agg('(' || term.query::text || ')', case when every then ' & ' else ' | ' end)::tsquery
  into result.query
  from kith.question_terms(array_to_string(words, ' '), config) as term;
  result.every := every;
  return result;
end
$$;
comment on function kith.seek(text[], boolean, regconfig) is 'How to look for these words, which are of letters and digits and in lower case.';

create function kith.split_words(query text, config regconfig) returns text[]
language sql stable
set search_path = ''
as $$
  with typed as (
    select word, numnode(plainto_tsquery(split_words.config, word)) > 0 as is_looked_for, min(place) as place
    from regexp_split_to_table(lower(normalize(split_words.query, NFKC)), '[^[:alnum:]]+') with ordinality as listed (word, place)
    where word <> '' group by word
  )
  select array_agg(word order by place) from typed
  where is_looked_for or not exists (select from typed as other where other.is_looked_for)
$$;
comment on function kith.split_words(text, regconfig) is
  'The words of a query, without those that are never looked for unless there are no others.';

create function kith.saying_query(saying text, config regconfig) returns tsquery
language plpgsql stable
set search_path = ''
as $$
begin
  if octet_length(saying) = length(saying) then
    return plainto_tsquery(config, saying);
  end if;
  return (
    select string_agg('(' || term.query::text || ')', ' & ')::tsquery
    from kith.question_terms(regexp_replace(
      saying,
      '([\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]) (?=[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])',
      '\1', 'g'
    ), config) as term
  );
end
$$;
comment on function kith.saying_query(text, regconfig) is 'All words of a saying, as a query that finds every message that has it.';

-- Notes lose sentences only ------------------------------------------------------------------------------------------

create type kith.sentence as (line integer, part integer, opening text, said text);
comment on type kith.sentence is
  'A sentence of notes (part, from 1) or the whole line (part 0). opening: the bullet, number or heading sign of the line.';

create function kith.sentences_of(content text) returns setof kith.sentence
language sql immutable
set search_path = ''
as $$
  with line as (
    select listed.n::integer as n, listed.said, coalesce(substring(listed.said from '^\s*(?:(?:[-*+]|\d+[.)]|#+)\s+)?'), '') as opening
    from string_to_table(content, E'\n') with ordinality as listed (said, n)
  )
  select line.n, 0, line.opening, substr(line.said, length(line.opening) + 1) from line
  union all
  select line.n, part.n::integer, line.opening, part.said[1]
  from line
  cross join lateral regexp_matches(
    substr(line.said, length(line.opening) + 1), '[^.!?;。！？…；]+[.!?;。！？…；]*\s*|[.!?;。！？…；]+\s*', 'g'
  ) with ordinality as part (said, n)
$$;
comment on function kith.sentences_of(text) is 'Notes, line by line and sentence by sentence.';

create type kith.forgotten_lines as (content text, removed text[]);
comment on type kith.forgotten_lines is 'Notes without some of their sentences, and these.';

create function kith.without_sentences(content text, hits text[], kept_lines text[]) returns kith.forgotten_lines
language plpgsql immutable
set search_path = ''
as $$
declare
  result kith.forgotten_lines;
begin
  with judged as materialized (
    select cut.*, cut.line || ':' || cut.part = any (hits) and btrim(cut.said) <> all (coalesce(kept_lines, '{}')) as goes
    from kith.sentences_of(without_sentences.content) as cut
  ),
  line as materialized (
    select
      judged.line, min(judged.opening) as opening,
      coalesce(string_agg(judged.said, '' order by judged.part) filter (where judged.part > 0 and not judged.goes), '') as rest,
      coalesce(bool_or(judged.goes) filter (where judged.part > 0), false) as loses_parts,
      -- Together its sentences say it, and none of them alone: the line goes, unless a part of it is to stay.
      coalesce(bool_or(judged.goes) filter (where judged.part = 0), false)
        and not coalesce(bool_or(judged.line || ':' || judged.part = any (hits)) filter (where judged.part > 0), false) as goes
    from judged group by judged.line
  )
  select
    coalesce(string_agg(line.opening || case when line.loses_parts then rtrim(line.rest) else line.rest end, E'\n' order by line.line)
      -- Of a line of which only the bullet would be left, nothing is left.
      filter (where not line.goes and not (line.loses_parts and not exists (select from kith.sayings(line.rest)))), ''),
    array(
      select btrim(judged.said) from judged join line using (line)
      where judged.goes and (judged.part > 0 or line.goes)
      order by judged.line, judged.part
    )
  into result
  from line;
  if result.removed = '{}' then
    return row(content, '{}'::text[])::kith.forgotten_lines;
  end if;
  result.content := btrim(regexp_replace(result.content, '\n{3,}', E'\n\n', 'g'), E'\n');
  return result;
end
$$;
comment on function kith.without_sentences(text, text[], text[]) is
  'Notes without some of their sentences (line:part, part 0 for a line that says it only as a whole), except those that are kept.';

revoke execute on function
  kith.sayings_of(kith.said[]), kith.sayings(text), kith.strings_of(jsonb), kith.words_in(jsonb),
  kith.quoting(kith.said[], text[], text[]), kith.seek(text[], boolean, regconfig), kith.split_words(text, regconfig),
  kith.saying_query(text, regconfig), kith.sentences_of(text), kith.without_sentences(text, text[], text[]) from public;
