-- How the sentences of messages begin, as marks: so that of a large import that is forgotten only those messages have to
-- be read of which something is said again.

create table kith.message_openings (
  message_id uuid primary key,
  user_id uuid not null,
  openings bigint[] not null,
  foreign key (message_id, user_id) references public.ai_messages (message_id, user_id) on delete cascade
);
comment on table kith.message_openings is
  'Derived: what whoever quotes a message has of it. None of a message without a sentence that can be quoted, of one that is being written, and of a very long one.';
comment on column kith.message_openings.message_id is 'The message.';
comment on column kith.message_openings.user_id is 'Its owner.';
comment on column kith.message_openings.openings is 'The marks of the first twelve characters of its sentences, as marks_of has them.';
alter table kith.message_openings alter column openings set statistics 0;
alter table kith.message_openings enable row level security;
alter table kith.message_openings force row level security;

create function kith.note_openings(messages uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  texts kith.said[];
begin
  texts := array(
    select row(message.message_id, kith.message_text(message.content))::kith.said
    from public.ai_messages as message
    where message.message_id = any (messages) and message.user_id = coalesce(auth.uid(), message.user_id)
      and message.status <> 'streaming' and not kith.is_very_long(message.content)
  );
  if texts = '{}' then
    return;
  end if;
  insert into kith.message_openings (message_id, user_id, openings)
  select message.message_id, message.user_id, array_agg(distinct hashtextextended(
    left(said.content, 12), hashtextextended(message.user_id::text, 0)
  ))
  from kith.sayings_of(texts) as said
  join public.ai_messages as message on message.message_id = said.id::uuid
  where said.is_quotable
  group by message.message_id, message.user_id;
end
$$;
comment on function kith.note_openings(uuid[]) is 'Adds how the sentences of these messages begin.';

create function kith.note_openings_new() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform kith.note_openings(array(
    select added.message_id from added
    where added.status <> 'streaming' and added.user_id = coalesce(auth.uid(), added.user_id)
  ));
  return null;
end
$$;
comment on function kith.note_openings_new() is 'Trigger: whoever quotes a new message can be found.';
create trigger note_openings_new after insert on public.ai_messages
referencing new table as added for each statement execute function kith.note_openings_new();

create function kith.note_openings_changed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.user_id = coalesce(auth.uid(), new.user_id) then
    delete from kith.message_openings as row where row.message_id = new.message_id;
    perform kith.note_openings(array[new.message_id]);
  end if;
  return null;
end
$$;
comment on function kith.note_openings_changed() is 'Trigger: whoever quotes a changed message can be found.';
create trigger note_openings_changed after update of content, status on public.ai_messages
for each row when (
  new.status <> 'streaming' and (old.status = 'streaming' or old.content is distinct from new.content)
)
execute function kith.note_openings_changed();

revoke execute on function
  kith.note_openings(uuid[]), kith.note_openings_new(), kith.note_openings_changed() from public;

-- What was stored before, a part at a time.
do $$
declare
  part uuid[];
  last bigint := 0;
begin
  loop
    select array_agg(message.message_id), max(message.seq) into part, last
    from (
      select stored.message_id, stored.seq from public.ai_messages as stored
      where stored.seq > last order by stored.seq limit 500
    ) as message;
    exit when part is null;
    perform kith.note_openings(part);
  end loop;
end
$$;
