-- A word leaves the vocabulary when nothing has it as it is written any more: "planets" does not keep "planet".

create or replace function kith.drop_words(owner uuid, candidates text[]) returns void
language plpgsql security definer
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
declare
  config regconfig;
begin
  if owner is distinct from coalesce(auth.uid(), owner) or coalesce(cardinality(candidates), 0) = 0 then
    return;
  end if;
  config := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  if cardinality(candidates) > 300 then
    -- Most words are common, and common words are in what was said last.
    candidates := array(
      select unnest(candidates)
      except
      select said.word
      from (
        select message.content from public.ai_message_search as row
        join public.ai_messages as message using (message_id)
        where row.user_id = owner order by row.said_at desc limit 1000
      ) as recent
      cross join lateral kith.words_of(kith.searchable_text(recent.content)) as said (word)
    );
  end if;
  -- The index tells where a word may be in any of its forms, the text whether it is this one.
  delete from kith.words as known
  using (
    select asked.word, plainto_tsquery(config, asked.word) as query, kith.word_query(asked.word) as itself
    from (select distinct candidate from unnest(candidates) as candidate) as asked (word)
    offset 0
  ) as form
  where known.user_id = owner and known.word = form.word and numnode(form.query) > 0
    and not exists (
      select from (
        select row.message_id from public.ai_message_search as row
        where row.user_id = owner and row.terms @@ form.query offset 0
      ) as hit
      join public.ai_messages as message using (message_id)
      cross join lateral (select kith.message_text(message.content) as text offset 0) as said
      where strpos(lower(kith.plain_text(said.text)), form.word) > 0 and kith.spelling(said.text) @@ form.itself
    )
    and not exists (
      select from (
        select row.memory_id from public.ai_memory_search as row
        where row.user_id = owner and row.terms @@ form.query offset 0
      ) as hit
      join public.ai_memory as memory using (memory_id)
      where strpos(lower(kith.plain_text(memory.content)), form.word) > 0 and kith.spelling(memory.content) @@ form.itself
    );
end
$$;
