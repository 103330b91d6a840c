-- Known words are looked up word by word. Taken together with `word = any (…)`, a plan that is made once for every owner
-- takes an owner for one of a thousand with a handful of words, and reads all of them: 30 ms for each message that was
-- saved, for somebody with 25,000 words among a thousand people with few.

create or replace function kith.add_words(owner uuid, spellings tsvector[]) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  words text[];
  known text[];
begin
  if owner is distinct from coalesce(auth.uid(), owner) then
    return;
  end if;
  words := array(
    select distinct word
    from unnest(spellings) as spelling cross join lateral unnest(tsvector_to_array(spelling)) as word
    where length(word) between 4 and 40
  );
  -- Most words are known: one look at the index for each costs less than writing it in vain.
  known := array(
    select asked.word from unnest(words) as asked (word)
    where (select true from kith.words as old where old.user_id = owner and old.word = asked.word)
  );
  if cardinality(known) < cardinality(words) then
    -- Two writers who waited for each other's words, one word after the other, could wait in a circle.
    perform pg_advisory_xact_lock(hashtextextended('kith.words:' || owner::text, 0));
    insert into kith.words (user_id, word)
    select owner, word from unnest(words) as word where word <> all (known)
    on conflict do nothing;
  end if;
end
$$;

create or replace function kith.similar_words(typed text) returns table (word text, distance integer)
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
      select meant.word
      from generate_series(1, length(typed) - 1) as at
      cross join lateral (
        select left(typed, at - 1) || substr(typed, at + 1, 1) || substr(typed, at, 1) || substr(typed, at + 2) as word
      ) as meant
      where (select true from kith.words as known where known.user_id = owner and known.word = meant.word)
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
