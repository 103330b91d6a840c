-- What is known or was refused is known again when it is said a little differently: another article, another form of a word,
-- "the user" for nobody. Words that turn a sentence round (not, before, was) count, so that its opposite is not taken for it.

create function kith.gist(saying text) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select coalesce(
    nullif(string_agg(
      coalesce((pg_catalog.ts_lexize('pg_catalog.english_stem', word.word))[1], word.word), ' ' order by word.place
    ), ''),
    kith.same_saying(gist.saying)
  )
  from regexp_split_to_table(
    regexp_replace(
      regexp_replace(lower(normalize(gist.saying, NFKC)), '\mcan(not|[''’]t)\M', 'can not', 'g'),
      '(\w)n[''’]t\M', '\1 not', 'g'
    ),
    '[\s.,;:!?"()''’“”„«»…–—]+'
  ) with ordinality as word (word, place)
  where word.word <> '' and word.word <> all (array[
    'a', 'an', 'the', 'this', 'that', 'i', 'm', 'he', 'she', 'it', 's', 'they', 're', 'we', 've', 'you', 'user', 'person',
    'my', 'his', 'her', 'its', 'their', 'our', 'your', 'is', 'are', 'am', 'be', 'has', 'have', 'do', 'does', 'to', 'of',
    'called', 'named', 'really', 'very', 'also', 'just', 'still', '-', '*'
  ])
$$;
comment on function kith.gist(text) is
  'A saying as it is compared with others that may say it a little differently: the stems of its telling words, in their order.';

create function kith.refusal_hashes(saying text) returns bytea[]
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  return array[kith.refusal_hash(saying), kith.refusal_hash('gist ' || kith.gist(saying))];
end
$$;
comment on function kith.refusal_hashes(text) is 'The caller''s keyed hashes of a saying: as it was said, and of its gist.';

create or replace function kith.refuse_saying(resource_key text, saying text) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if kith.actor() = 'owner' and kith.may_write() and split_part(refuse_saying.resource_key, ':', 1) = auth.uid()::text
    and kith.vault() in ('*', refuse_saying.resource_key) then
    insert into kith.refusals (user_id, resource_key, hash)
    select distinct auth.uid(), refuse_saying.resource_key, one.hash
    from unnest(kith.refusal_hashes(refuse_saying.saying)) as one (hash)
    on conflict do nothing;
  end if;
end
$$;

create or replace function kith.allow_saying(resource_key text, saying text) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  -- Once, not for every row.
  wanted bytea[] := kith.refusal_hashes(allow_saying.saying);
begin
  if kith.actor() = 'owner' and kith.may_write() and kith.vault() in ('*', allow_saying.resource_key) then
    delete from kith.refusals as refusal
    where refusal.user_id = auth.uid() and refusal.resource_key = allow_saying.resource_key
      and refusal.hash = any (wanted);
  end if;
end
$$;

create or replace function kith.is_refused(resource_key text, saying text) returns boolean
language plpgsql security definer
set search_path = ''
as $$
declare
  -- Once, not for every row.
  wanted bytea[] := kith.refusal_hashes(is_refused.saying);
begin
  return exists (
    select from kith.refusals as refusal
    where refusal.user_id = auth.uid() and refusal.resource_key = is_refused.resource_key
      and kith.vault() in ('*', is_refused.resource_key)
      and refusal.hash = any (wanted)
  );
end
$$;

create or replace function kith.is_known(resource_key text, saying text, except_id uuid) returns boolean
language plpgsql stable
set search_path = ''
as $$
declare
  same text := kith.same_saying(saying);
  gist text := kith.gist(saying);
  -- Whatever says the same has this in it. A function for every line of every memory would be slow.
  sign text := (
    select word from unnest(string_to_array(same, ' ')) as word order by length(word) desc limit 1
  );
  -- A stem is how its words begin, but perhaps for its last letter.
  stem text := (
    select left(word, greatest(length(word) - 1, 1)) from unnest(string_to_array(gist, ' ')) as word
    order by length(word) desc limit 1
  );
begin
  return exists (
    select
    from public.ai_memory as known
    cross join lateral regexp_split_to_table(known.content, '\n') as line
    where known.resource_key = is_known.resource_key and known.memory_id is distinct from except_id
      and (strpos(lower(known.content), sign) > 0 or strpos(lower(known.content), stem) > 0)
      and case
        -- A line that was taken out of the notes may be asked for again; what waits or stands in them may not.
        when known.memory_type = 'working' then known.status in ('active', 'proposed') and known.deleted_at is null
        -- Archived, merged and deleted memories have been decided upon.
        else true
      end
      and (
        known.memory_type = 'working' and (kith.same_saying(line) = same or kith.gist(line) = gist)
        or kith.same_saying(known.content) = same or kith.gist(known.content) = gist
      )
  );
end
$$;
comment on function kith.is_known(text, text, uuid) is
  'Whether the notes of a vault, a proposal to them, or any of its memories say this already, perhaps a little differently; archived and deleted ones included.';

comment on function public.ai_propose_memory(uuid, text, uuid, uuid, uuid, text, jsonb, text) is
  'Asks to add a line to the notes (memory_type working) or to remember something of another kind. content_json may say where it is from and what it is about: kith_quote, the words it was learned from; kith_updates, kith_contradicts or kith_resembles, the id of a memory. No row when it is known or asked already, or when the owner has rejected or forgotten it, be it in slightly other words. The same memory_id again: the same row.';

revoke execute on function kith.gist(text), kith.refusal_hashes(text) from public;
grant execute on function kith.gist(text) to authenticated;
