-- What it is to have a word, for forgetting: a search may be generous, what erases may not.
--
--   * A text has a word when it has it as typed: in any case and any form of its characters (NFKC), as a whole word.
--     "Mary" is not "Marie", and "university" not "universe", though search takes them for the same.
--   * A word is a run of letters, digits and the signs that combine with them. In scripts that write words without
--     spaces (Chinese, kana, hangul, Thai) it is the characters as typed, one after the other, wherever they stand.
--   * A text matches a search when it has all its words.
--   * Of JSON, a text is what its strings say. Keys are ours, except where people write them: in metadata, and in what
--     a memory holds besides its words.
--
-- The plan of what is to be forgotten and the proof that it is gone both ask the functions of this file.

-- Of the signs that are no letters those that PostgreSQL's parser takes into a word, so that both agree where it ends.
create function kith.combining() returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select '\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670'
    '\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0740-\u074a\u0898-\u089f\u08ca-\u08ff\u093c\u094d\u0951-\u0954'
    '\u09bc\u09cd\u0a3c\u0a4d\u0abc\u0acd\u0b3c\u0b4d\u0bcd\u0c3c\u0c4d\u0cbc\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0eb8-\u0ecc'
    '\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f87\u0fc6\u1037\u1039\u103a\u135d-\u135f\u1714\u17b4\u17b5\u17c9-\u17d3\u17dd'
    '\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ufe20-\ufe2f'
$$;
comment on function kith.combining() is
  'Signs that combine with letters (accents, vowel signs), for the brackets of a regular expression.';

create function kith.invisible() returns text
language sql immutable parallel safe
set search_path = ''
as $$ select '\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff' $$;
comment on function kith.invisible() is
  'Characters nobody sees or types (soft hyphens, joiners, directions), for the brackets of a regular expression.';

create function kith.run_together() returns text
language sql immutable parallel safe
set search_path = ''
as $$ select kith.unspaced() || '\u3005-\u3007\U00020000-\U0003ffff' $$;
comment on function kith.run_together() is
  'Scripts that write words without spaces, with their rare characters, for the brackets of a regular expression.';

create function kith.folded(content text) returns text
language plpgsql immutable parallel safe
set search_path = ''
as $$
begin
  if octet_length(content) <> length(content) then
    content := normalize(content, NFKC);
    if content ~ ('[' || kith.invisible() || ']') then
      content := regexp_replace(content, '[' || kith.invisible() || ']+', '', 'g');
    end if;
    -- The sigma at the end of a word, and two signs between names.
    content := translate(content, U&'\03C2\30FB\30A0', U&'\03C3  ');
  end if;
  content := lower(content);
  if content like '%kith-file:%' then
    content := regexp_replace(content, 'kith-file:[0-9a-f-]{36}', ' ', 'g');
  end if;
  return content;
end
$$;
comment on function kith.folded(text) is
  'A text as its words are compared: one way of writing each character, in lower case, without what nobody sees and without our names of files.';

create function kith.typed_words(content text) returns text[]
language sql immutable parallel safe
set search_path = ''
as $$
  select array_agg(typed.word order by typed.place)
  from (
    select run.word[1] as word, min(run.place) as place
    from regexp_matches(
      kith.folded(typed_words.content), '[[:alnum:]' || kith.combining() || kith.run_together() || ']+', 'g'
    ) with ordinality as run (word, place)
    group by 1
  ) as typed
$$;
comment on function kith.typed_words(text) is 'The words of a text, each once, in their order; null when it has none.';

create function kith.words_to_forget(query text, config regconfig) returns text[]
language sql stable
set search_path = ''
as $$
  with typed as (
    select word, place, numnode(plainto_tsquery(words_to_forget.config, word)) > 0 as says_something
    from unnest(kith.typed_words(words_to_forget.query)) with ordinality as listed (word, place)
  )
  select array_agg(word order by place) from typed
  where says_something or not exists (select from typed as other where other.says_something)
$$;
comment on function kith.words_to_forget(text, regconfig) is
  'The words of a search, without those that are in everything (the, of) unless there are no others.';

-- What is not in the index of search is in one of its own, by the words themselves. In scripts without spaces these are
-- all pairs of characters, and the last one.
create function kith.lexemes_of(content text) returns text[]
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
  words text[] := coalesce(kith.typed_words(content), '{}');
  run constant text := '[' || kith.run_together() || ']+';
begin
  if octet_length(content) <> length(content) and array_to_string(words, ' ') ~ run then
    words := array(
      select word from unnest(words) as word where word !~ run
      union
      select part.said[1]
      from unnest(words) as word
      cross join lateral regexp_matches(word, '[^' || kith.run_together() || ']+', 'g') as part (said) where word ~ run
      union
      select substr(part.said[1], place, 2)
      from unnest(words) as word
      cross join lateral regexp_matches(word, run, 'g') as part (said)
      cross join lateral generate_series(1, length(part.said[1])) as place
    );
  end if;
  if content like '%kith-file:%' then
    words := words || array(
      select distinct lower(named.file[1])
      from regexp_matches(content, 'kith-file:[0-9a-fA-F-]{36}', 'g') as named (file)
    );
  end if;
  return words;
end
$$;
comment on function kith.lexemes_of(text) is 'By what a text is found that has a word, or shows a file.';

create type kith.wanted_words as (
  words text[],
  patterns text[],
  expressions text[],
  every boolean,
  beyond_ascii boolean,
  query tsquery,
  lexemes tsquery
);
comment on type kith.wanted_words is
  'Words to look for. patterns: what a text must be like in lower case to be worth a second look; expressions: what has the word, once it is folded; every: all words, else any; beyond_ascii: no text of ASCII can match; query: what the terms of a text that matches have in common, null when nothing is sure; lexemes: the same for what lexemes_of makes of it.';

create function kith.sure_terms(word text, config regconfig) returns tsquery
language sql stable
set search_path = ''
as $$
  select string_agg('(' || piece.query::text || ')', ' & ')::tsquery
  from (
    -- Two characters are looked up as a pair, one as the beginning of pairs.
    select kith.word_query(pair.said, length(run.said[1]) = 1) as query
    from regexp_matches(sure_terms.word, '[' || kith.unspaced() || ']+', 'g') as run (said)
    cross join lateral generate_series(1, least(greatest(length(run.said[1]) - 1, 1), 12)) as place
    cross join lateral substr(run.said[1], place, 2) as pair (said)
    -- A tone mark alone is no word to the parser.
    where pair.said ~ '^[[:alnum:]]+$'
    union all
    select plainto_tsquery(sure_terms.config, part.said[1])
    from regexp_matches(
      sure_terms.word,
      '(?:^|[' || kith.unspaced() || '])([^' || kith.run_together() || ']+)(?=$|[' || kith.unspaced() || '])', 'g'
    ) as part (said)
    -- Longer ones are in no index.
    where octet_length(part.said[1]) < 1000
  ) as piece
  where numnode(piece.query) > 0
$$;
comment on function kith.sure_terms(text, regconfig) is
  'What the terms of every text with this word have; null when nothing is sure, as of words that are in everything.';

create function kith.want_words(words text[], every boolean, config regconfig) returns kith.wanted_words
language plpgsql stable
set search_path = ''
as $$
declare
  result kith.wanted_words;
  other constant text := '[^[:alnum:]' || kith.combining() || ']|[' || kith.run_together() || ']';
  last_one constant text := '^[' || kith.run_together() || ']$';
begin
  result.words := words;
  result.every := every;
  select
    -- Letters with accents may be written in more than one way, and have capitals.
    array_agg('%' || regexp_replace(word, '[^a-z0-9\u3400-\u9fff\uac00-\ud7af]+', '%', 'g') || '%' order by place),
    -- A word ends where something else than a letter begins; without spaces between words, anywhere.
    array_agg(
      case when word ~ ('^[' || kith.run_together() || ']') then '' else '(?:^|' || other || ')' end || word
        || case when word ~ ('[' || kith.run_together() || ']$') then '' else '(?:$|' || other || ')' end
      order by place
    ),
    case when every then bool_or(word ~ '[^a-z0-9]') else bool_and(word ~ '[^a-z0-9]') end
  into result.patterns, result.expressions, result.beyond_ascii
  from unnest(words) with ordinality as listed (word, place);
  select
    case
      when every then string_agg('(' || term.query::text || ')', ' & ')
      -- One word of which nothing is sure may be in any text.
      when bool_and(term.query is not null) then string_agg('(' || term.query::text || ')', ' | ')
    end::tsquery,
    string_agg('(' || term.lexemes || ')', case when every then ' & ' else ' | ' end)::tsquery
  into result.query, result.lexemes
  from unnest(words) as word
  cross join lateral (
    select
      kith.sure_terms(word, config) as query,
      (
        select string_agg(kith.word_query(lexeme, lexeme ~ last_one)::text, ' & ')
        from unnest(kith.lexemes_of(word)) as lexeme
        -- The last character of the word is in the middle of others; alone, it may begin them.
        where octet_length(lexeme) < 1000 and (lexeme !~ last_one or word ~ last_one)
      ) as lexemes
    offset 0
  ) as term;
  return result;
end
$$;
comment on function kith.want_words(text[], boolean, regconfig) is 'How to look for these words, as typed_words gives them.';

-- What JSON says ----------------------------------------------------------------------------------------------------

-- One pass over its text: taking it apart would cost much more.
create function kith.without_structure(value jsonb) returns jsonb
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
  -- Kinds and states, names of tools, models, errors, kinds and bytes of files, and what providers call their own things.
  ours constant text :=
    '("(?:type|sourceType)": )"(?:text|reasoning|redacted|step-start|tool-[a-zA-Z0-9_-]+|dynamic-tool|data-[a-zA-Z0-9_-]+|'
      'file|image|source|source-url|source-document|url|document|error)"'
    '|("(?:state|status|role|finishReason)": )"(?:call|partial-call|result|input-streaming|input-available|'
      'output-available|output-error|streaming|done|user|assistant|system|tool|signal|stop|length|content-filter|'
      'tool-calls|error|other|unknown|running|suspended|success|failed|waiting|pending|complete|completed|stopped|'
      'canceled|paused|skipped)"'
    '|("(?:toolName|toolCallId|itemId|modelId|mimeType|mediaType)": )"[^"\\[:space:]]*"'
    '|("name": )"[A-Z_]+"(?=, "message": "")'
    '|("data": )"[A-Za-z0-9+/=]{200,}"'
    '|"data:[^"\\;,]*;base64,[A-Za-z0-9+/=]*"'
    '|"(?:call|msg|rs|fc|ws|resp|toolu|chatcmpl)_[A-Za-z0-9]{12,}"';
begin
  -- Which model answers.
  if value -> 'metadata' ? 'modelId' then
    value := value #- '{metadata,provider}';
  end if;
  return regexp_replace(value::text, ours, '\1\2\3\4\5""', 'g')::jsonb;
end
$$;
comment on function kith.without_structure(jsonb) is
  'A JSON value without the words of which every message and run is made: whoever forgets "text", "result" or the name of a provider does not mean them.';

create function kith.strings_and_keys_of(value jsonb) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select concat_ws(E'\n', kith.strings_of(strings_and_keys_of.value), (
    select string_agg(entry.key, E'\n')
    from jsonb_path_query(strings_and_keys_of.value, 'strict $.** ? (@.type() == "object")') as object
    cross join lateral jsonb_object_keys(object) as entry (key)
  ))
$$;
comment on function kith.strings_and_keys_of(jsonb) is
  'All strings and keys of a JSON value, one a line: for what people write as keys.';

create function kith.tool_keys_of(content jsonb) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select kith.strings_and_keys_of(jsonb_path_query_array(
    tool_keys_of.content, '$.parts[*].toolInvocation.keyvalue() ? (@.key == "args" || @.key == "result").value'
  ))
$$;
comment on function kith.tool_keys_of(jsonb) is
  'What the tools of a message were asked and have answered, with the keys: they may be somebody''s words.';

revoke execute on function
  kith.combining(), kith.invisible(), kith.run_together(), kith.folded(text), kith.typed_words(text),
  kith.words_to_forget(text, regconfig), kith.lexemes_of(text), kith.want_words(text[], boolean, regconfig),
  kith.sure_terms(text, regconfig), kith.without_structure(jsonb), kith.strings_and_keys_of(jsonb), kith.tool_keys_of(jsonb)
  from public;
