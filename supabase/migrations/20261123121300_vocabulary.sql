-- The vocabulary forgets, too: a word that is in nothing any more is not offered as a correction.

create function kith.drop_words(owner uuid, candidates text[]) returns void
language plpgsql security definer
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
declare
  config regconfig;
  gone text[];
  remembered text;
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
  select array_agg(known.word) into gone
  from (select distinct candidate from unnest(candidates) as candidate) as asked (word)
  join kith.words as known on known.user_id = owner and known.word = asked.word
  cross join lateral (select plainto_tsquery(config, known.word) as query offset 0) as form
  where numnode(form.query) > 0 and not exists (
    select from (
      select row.message_id from public.ai_message_search as row
      where row.user_id = owner and row.terms @@ form.query offset 0
    ) as hit
    join public.ai_messages as message using (message_id)
    where strpos(lower(kith.plain_text(kith.message_text(message.content))), known.word) > 0
  );
  if gone is null then
    return;
  end if;
  select string_agg(lower(kith.plain_text(memory.content)), E'\n') into remembered
  from public.ai_memory as memory
  where memory.user_id = owner and memory.deleted_at is null;
  delete from kith.words as known
  where known.user_id = owner and known.word = any (gone) and strpos(coalesce(remembered, ''), known.word) = 0;
end
$$;
comment on function kith.drop_words(uuid, text[]) is
  'Takes out of the vocabulary of an owner those of these words that are in none of their messages and memories any more. Words that are never looked for (the, and) stay.';

create function kith.drop_words_of_removed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  concerned record;
begin
  for concerned in
    select removed.user_id from removed
    where removed.user_id = coalesce(auth.uid(), removed.user_id)
      and exists (select from kith.words as known where known.user_id = removed.user_id)
      -- With an account its whole vocabulary goes.
      and exists (select from auth.users as account where account.id = removed.user_id)
    group by removed.user_id
  loop
    if tg_table_name = 'ai_messages' then
      perform kith.drop_words(concerned.user_id, array(
        select distinct said.word
        from removed cross join lateral kith.words_of(kith.searchable_text(removed.content)) as said (word)
        where removed.user_id = concerned.user_id
      ));
    else
      perform kith.drop_words(concerned.user_id, array(
        select distinct said.word
        from removed cross join lateral kith.words_of(removed.content) as said (word)
        where removed.user_id = concerned.user_id
      ));
    end if;
  end loop;
  return null;
end
$$;
comment on function kith.drop_words_of_removed() is 'Trigger: words that went with what was removed are corrected to no more.';
create trigger drop_words_of_removed after delete on public.ai_messages
referencing old table as removed for each statement execute function kith.drop_words_of_removed();
create trigger drop_words_of_removed after delete on public.ai_memory
referencing old table as removed for each statement execute function kith.drop_words_of_removed();

create function kith.drop_words_of_changed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.user_id is distinct from coalesce(auth.uid(), new.user_id) then
    return null;
  end if;
  if tg_table_name = 'ai_messages' then
    perform kith.drop_words(new.user_id, array(
      select kith.words_of(kith.searchable_text(old.content)) except select kith.words_of(kith.searchable_text(new.content))
    ));
  else
    perform kith.drop_words(new.user_id, array(
      select kith.words_of(old.content) except select kith.words_of(new.content)
    ));
  end if;
  return null;
end
$$;
comment on function kith.drop_words_of_changed() is 'Trigger: words that were taken out of a text are corrected to no more.';
-- Later by name than what puts the new words in.
create trigger remove_words_of_changed after update of content on public.ai_messages
for each row when (old.content is distinct from new.content and old.status <> 'streaming')
execute function kith.drop_words_of_changed();
create trigger remove_words_of_changed after update of content on public.ai_memory
for each row when (old.content is distinct from new.content) execute function kith.drop_words_of_changed();

revoke execute on function
  kith.drop_words(uuid, text[]), kith.drop_words_of_removed(), kith.drop_words_of_changed() from public;
