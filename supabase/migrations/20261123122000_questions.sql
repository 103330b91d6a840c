-- What a question asks for, read from its words: terms, dates, whether it asks "when", and whose words it is after.

create type kith.question_term as (term text, typed text, query tsquery);
comment on type kith.question_term is
  'A word to look for: as search compares it, as it was typed (null where no typing error is corrected), and as a '
  'query.';

create function kith.word_query(term text, is_prefix boolean default false) returns tsquery
language sql immutable parallel safe
set search_path = ''
as $$
  select (
    '''' || replace(replace(word_query.term, '\', '\\'), '''', '''''') || '''' || case when is_prefix then ':*' else '' end
  )::tsquery
$$;
comment on function kith.word_query(text, boolean) is 'A term as it stands, as a query.';

create function kith.question_terms(question text, config regconfig) returns setof kith.question_term
language plpgsql stable
set search_path = ''
as $$
declare
  asked text := kith.plain_text(left(question, 2000));
  words tsvector := to_tsvector('pg_catalog.simple', regexp_replace(asked, '[' || kith.unspaced() || ']+', ' ', 'g'));
begin
  return query
    with runs as (
      select run[1] as run, position * 1000 as position
      from regexp_matches(asked, '[' || kith.unspaced() || ']+', 'g') with ordinality as found (run, position)
    ),
    pairs as (
      select substr(runs.run, at, 2) as term, min(runs.position + at) as position
      from runs cross join lateral generate_series(1, greatest(length(runs.run) - 1, 1)) as at
      group by 1
    ),
    words as (
      select cut.term[1] as term, min(typed.lexeme) as typed, min(typed.positions[1]) as position
      from unnest(words) as typed
      cross join lateral (select tsvector_to_array(to_tsvector(config, typed.lexeme)) as term) as cut
      where cardinality(cut.term) = 1
      group by 1
    )
    select listed.term, listed.typed, listed.query
    from (
      select
        pairs.term, null::text as typed, kith.word_query(pairs.term, length(pairs.term) = 1) as query, pairs.position
      from pairs
      union all
      select
        words.term,
        case when length(words.typed) between 4 and 40 and words.typed !~ '\d' then words.typed end,
        kith.word_query(words.term),
        words.position
      from words
    ) as listed
    order by listed.position
    limit 40;
end
$$;
comment on function kith.question_terms(text, regconfig) is
  'The words of a question, cut as those of the messages are. A lone character of a script without spaces is a '
  'beginning.';

create function kith.asks_when(question text) returns boolean
language sql immutable parallel safe
set search_path = ''
as $$
  select asks_when.question ~*
    '^\W*((since |until |till |by )?when|how long|(on |in )?(what|which) (date|day|weekday|week|month|year|time)|'
    'wann|seit wann|bis wann|wie lange|an welchem tag|in welche[mr] (woche|monat|jahr)|um wie ?viel uhr)\M|什么时候|何时|'
    '哪天|哪一天|几号|几点|几月|多久|いつ|何時|何日|何月|何年'
$$;
comment on function kith.asks_when(text) is
  'Whether a question asks for a time, in English, German, Chinese or Japanese.';

create function kith.asked_speaker(question text) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select case
    when asked_speaker.question ~*
      '\m(did|have|had|do|were) you\M|\myou (said|told|suggested|recommended|mentioned|explained|wrote|proposed|gave|'
      'promised|advised)\M|\myour (answer|advice|suggestion|recommendation|proposal|explanation|recipe|plan)|\m(hast|'
      'hattest|hast|hättest) du\M|\mdu (mir )?(gesagt|vorgeschlagen|empfohlen|erklärt|geraten)\M|\mdu (sagtest|'
      'meintest|empfahlst|schlugst)\M|\mdein(e|en|em|er)? (antwort|rat|vorschlag|empfehlung|erklärung)|你(说|建议|推荐|告诉|'
      '提到|解释|给我)|あなたが|おすすめしてくれ|教えてくれ|言ってくれ|提案してくれ'
      then 'assistant'
    when asked_speaker.question ~*
      '\m(did|have|had|do|am|was) I\M|\mI (said|told|mentioned|wrote)\M|\m(my|mine)\M|\m(habe|hatte|bin|war) ich\M|'
      '\mich (gesagt|erzählt|erwähnt|geschrieben)\M|\mmein(e|en|em|er|es)?\M|我(说|告诉|提到|的)|私(が|の|は)|僕(が|の|は)|俺(が|の|は)'
      then 'user'
  end
$$;
comment on function kith.asked_speaker(text) is
  'Whose words a question is after: assistant ("what did you say"), user ("what did I tell you", "my dog"), or null.';

-- A month without a year is the last one there was: people ask about what has been.
create function kith.question_dates(
  question text, today date default (now() at time zone 'utc')::date
) returns daterange
language plpgsql stable
set search_path = ''
as $$
declare
  asked text := lower(normalize(left(question, 2000), NFKC));
  named constant text :=
    '(january|february|march|april|may|june|july|august|september|october|november|december'
    '|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|okt|dez)\.?';
  months constant jsonb := '{"jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}';
  -- How a date is written, and which part is the year, the month and the day.
  patterns constant text[] := array[
    -- 2026-05-08, 2026/5/8, 2026年5月8日, 2026年5月
    '(\d{4})\s*[-/.年]\s*(\d{1,2})(?!\d)(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?',
    -- 8.5.2026
    '\m(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})',
    -- 8 May 2026, 8th of May, 8. Mai
    '\m(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?' || named || '(?:,?\s+(\d{4}))?(?!\w)',
    -- May 8, 2026; May 8th
    '\m' || named || '\s+(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(\d{4}))?',
    -- May 2026
    '\m' || named || ',?\s+(?:of\s+)?(\d{4})(?!\d)',
    -- in May, im Mai
    '\m(?:in|im|since|seit|during|last|this|letzten|diesen|vom)\s+(?:early\s+|late\s+|anfang\s+|ende\s+)?'
      || named || '(?!\w)',
    -- 5月8日, 5月
    '(?<!\d)(\d{1,2})月(?:(\d{1,2})[日号])?'
  ];
  places constant integer[] := '{{1,2,3},{3,2,1},{3,2,1},{3,1,2},{2,1,0},{0,1,0},{0,1,2}}';
  found text[];
  year integer;
  month integer;
  day integer;
  week date := date_trunc('week', today)::date;
  month_began date := date_trunc('month', today)::date;
  year_began date := date_trunc('year', today)::date;
begin
  for i in 1 .. cardinality(patterns) loop
    found := regexp_match(asked, patterns[i]);
    continue when found is null;
    year := found[places[i][1]];
    month := coalesce(months ->> left(found[places[i][2]], 3), found[places[i][2]]);
    day := found[places[i][3]];
    if month not between 1 and 12 or day not between 1 and 31 or year not between 1900 and 2999 then
      return null;
    end if;
    if year is null then
      year := extract(year from today);
      if make_date(year, month, least(coalesce(day, 1), 28)) > today then
        year := year - 1;
      end if;
    end if;
    if day is null then
      return daterange(make_date(year, month, 1), (make_date(year, month, 1) + interval '1 month')::date);
    end if;
    return daterange(make_date(year, month, day), make_date(year, month, day) + 1);
  end loop;

  return case
    when asked ~ '\m(day before yesterday|vorgestern)\M|前天|一昨日|おととい' then daterange(today - 2, today - 1)
    when asked ~ '\m(yesterday|last night|gestern)\M|昨天|昨晚|昨日|昨夜' then daterange(today - 1, today)
    when asked ~ '\m(today|tonight|this morning|heute)\M|今天|今晚|今日|今朝' then daterange(today, today + 1)
    when asked ~ '\m(last week|letzte(n|r)? woche|vorige(n|r)? woche)\M|上周|上星期|先週' then daterange(week - 7, week)
    when asked ~ '\m(this week|diese(r)? woche)\M|这周|本周|今週' then daterange(week, today + 1)
    when asked ~ '\m(last month|letzten monat|im vorigen monat)\M|上个?月|先月'
      then daterange((month_began - interval '1 month')::date, month_began)
    when asked ~ '\m(this month|diesen monat)\M|这个?月|今月' then daterange(month_began, today + 1)
    when asked ~ '\m(last year|letztes jahr|im vorigen jahr)\M|去年|昨年'
      then daterange((year_began - interval '1 year')::date, year_began)
  end;
exception
  -- The 31st of a short month is no date.
  when datetime_field_overflow or invalid_text_representation or numeric_value_out_of_range then return null;
end
$$;
comment on function kith.question_dates(text, date) is
  'The first date a question names, as a range of days, in English, German, Chinese or Japanese; null when it names '
  'none.';

create function kith.question_times(question text) returns tstzrange
language plpgsql stable
set search_path = ''
as $$
declare
  days daterange;
begin
  -- Most questions name no date, and to look for one takes a dozen expressions.
  if question !~ '\d' and octet_length(question) = length(question)
    and not to_tsvector('kith.spelling', left(question, 2000)) @@
      'january | february | march | april | may | june | july | august | september | october | november | december | '
      'jan | feb | mar | apr | jun | jul | aug | sep | sept | oct | nov | dec | januar | februar | mai | juni | '
      'juli | oktober | dezember | okt | dez | today | tonight | yesterday | morning | night | week | month | year | '
      'heute | gestern | vorgestern | woche | monat | jahr'::tsquery
  then
    return null;
  end if;
  days := kith.question_dates(question);
  if days is not null then
    return tstzrange(lower(days)::timestamp at time zone 'utc', upper(days)::timestamp at time zone 'utc');
  end if;
  return null;
end
$$;
comment on function kith.question_times(text) is
  'The first date a question names, as a span of time; null when it names none.';

-- Definer: the vocabulary is nobody's to read. What this answers counts only where it is found in the scope.
create function kith.similar_words(typed text) returns table (word text, distance integer)
language plpgsql stable security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  allowed integer := case when length(typed) > 6 then 2 else 1 end;
  half integer := length(typed) / 2;
  head text := left(typed, half);
  tail text := reverse(right(typed, half));
begin
  return query
    with candidates as (
      select known.word from kith.words as known
      where known.user_id = owner and known.word >= head and known.word < head || U&'\+10FFFD'
      union
      select known.word from kith.words as known
      where known.user_id = owner
        and reverse(known.word) collate "C" >= tail and reverse(known.word) collate "C" < tail || U&'\+10FFFD'
      union
      -- Two letters the wrong way round are one slip, not two.
      select known.word from kith.words as known
      where known.user_id = owner and known.word = any (array(
        select left(typed, at - 1) || substr(typed, at + 1, 1) || substr(typed, at, 1) || substr(typed, at + 2)
        from generate_series(1, length(typed) - 1) as at
      ))
    ),
    measured as (
      select candidates.word, extensions.levenshtein_less_equal(candidates.word, typed, 2) as distance from candidates
      where abs(length(candidates.word) - length(typed)) <= allowed
    )
    select measured.word, slips.count
    from measured
    cross join lateral (
      select case
        when measured.distance = 2 and length(measured.word) = length(typed)
          and string_to_array(measured.word, null) @> string_to_array(typed, null)
          and string_to_array(typed, null) @> string_to_array(measured.word, null) then 1
        else measured.distance
      end as count
    ) as slips
    where measured.word <> typed and slips.count <= allowed
    order by slips.count, left(measured.word, 1) <> left(typed, 1), measured.word
    -- More than are used: those that are in no message of the scope are passed over.
    limit 20;
end
$$;
comment on function kith.similar_words(text) is
  'The caller''s own words that differ from a typed one by a slip (up to six letters) or two: most alike first.';

create function kith.corrections(typed text[], terms text[], unknown integer[], config regconfig)
returns table (place integer, distance integer, word text, term text, query tsquery)
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select asked.place, alike.distance, alike.word, cut.term, kith.word_query(cut.term)
    from (
      select place from unnest(unknown) as place
      where typed[place] is not null
      order by length(typed[place]) desc, place limit 8
    ) as asked
    cross join lateral kith.similar_words(typed[asked.place]) as alike
    cross join lateral (select (tsvector_to_array(to_tsvector(config, alike.word)))[1] as term) as cut
    where cut.term is not null and cut.term <> all (terms);
end
$$;
comment on function kith.corrections(text[], text[], integer[], regconfig) is
  'What may have been meant by the words of a question that are nowhere (at these places).';

revoke execute on function
  kith.word_query(text, boolean), kith.question_terms(text, regconfig), kith.asks_when(text), kith.asked_speaker(text),
  kith.question_dates(text, date), kith.question_times(text), kith.similar_words(text),
  kith.corrections(text[], text[], integer[], regconfig) from public;
