-- Forgetting an account takes its vocabulary first. What was deleted stays in the index until the transaction ends, so the
-- question whether any word is left reads all of them; asked for each removed message, it took minutes for thousands.

create or replace function kith.drop_words_of_removed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  owner uuid;
begin
  for owner in
    select distinct removed.user_id from removed where removed.user_id = coalesce(auth.uid(), removed.user_id)
  loop
    continue when not exists (select from kith.words as known where known.user_id = owner)
      -- With an account its whole vocabulary goes.
      or not exists (select from auth.users as account where account.id = owner);
    if tg_table_name = 'ai_messages' then
      perform kith.drop_words(owner, array(
        select distinct said.word
        from removed cross join lateral kith.words_of(kith.searchable_text(removed.content)) as said (word)
        where removed.user_id = owner
      ));
    else
      perform kith.drop_words(owner, array(
        select distinct said.word
        from removed cross join lateral kith.words_of(removed.content) as said (word)
        where removed.user_id = owner
      ));
    end if;
  end loop;
  return null;
end
$$;
