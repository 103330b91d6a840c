-- How the sentences of a message begin is noted without looking at the messages once more, and with plans that are made
-- once: the join with all messages was most of it.
create or replace function kith.note_openings(messages uuid[]) returns void
language plpgsql security definer
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
declare
  texts kith.said[];
  ids uuid[];
  owners uuid[];
begin
  select
    array_agg(row(message.message_id, kith.message_text(message.content))::kith.said),
    array_agg(message.message_id), array_agg(message.user_id)
  into texts, ids, owners
  from public.ai_messages as message
  where message.message_id = any (messages) and message.user_id = coalesce(auth.uid(), message.user_id)
    and message.status <> 'streaming' and not kith.is_very_long(message.content);
  if texts is null then
    return;
  end if;
  insert into kith.message_openings (message_id, user_id, openings)
  select message.id, message.owner, array_agg(distinct hashtextextended(
    left(said.content, 12), hashtextextended(message.owner::text, 0)
  ))
  from kith.sayings_of(texts) as said
  join unnest(ids, owners) as message (id, owner) on message.id = said.id::uuid
  where said.is_quotable
  group by message.id, message.owner;
end
$$;
