-- Which messages the index of search does not know whole, and the words of these, so that forgetting misses nothing.

create table kith.unindexed_messages (
  message_id uuid primary key,
  user_id uuid not null,
  lexemes tsvector,
  foreign key (message_id, user_id) references public.ai_messages (message_id, user_id) on delete cascade
);
comment on table kith.unindexed_messages is
  'Derived: finished messages that have words which the terms of ai_message_search have not. Those that are being written are found by their status.';
comment on column kith.unindexed_messages.message_id is 'The message.';
comment on column kith.unindexed_messages.user_id is 'Its owner.';
comment on column kith.unindexed_messages.lexemes is
  'By what its words are found, as lexemes_of has them; null when they are too many, so that it has to be read.';
create index unindexed_messages_by_user on kith.unindexed_messages (user_id) where lexemes is null;
alter table kith.unindexed_messages alter column lexemes set statistics 0;
-- As those over the terms of search: with the owner in it, where that can be had. What is new waits in a list: who saves
-- is in a hurry, who forgets is not.
do $$
begin
  execute format(
    'create index unindexed_messages_lexemes on kith.unindexed_messages using gin (%slexemes) with (gin_pending_list_limit = 128)',
    case when exists (select from pg_catalog.pg_extension as there where there.extname = 'btree_gin')
      then 'user_id extensions.uuid_ops, ' else '' end
  );
end
$$;
alter table kith.unindexed_messages enable row level security;
alter table kith.unindexed_messages force row level security;

create function kith.parses_otherwise(content text) returns boolean
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
  plain text := kith.plain_text(content);
  letters constant text := '[:alnum:]' || kith.combining();
begin
  -- Paths, tags and entities, which it keeps in one piece or leaves out.
  if plain ~ '[~_/<]|&#?[[:alnum:]]+;' then
    return true;
  end if;
  if octet_length(plain) = length(plain) then
    return false;
  end if;
  return plain ~ (
    -- What nobody sees inside a word, and rare characters beside the letters of another script,
    '[' || letters || '][' || kith.invisible() || ']|[' || kith.invisible() || '][' || letters || ']'
    '|[\u3005-\u3007\U00020000-\U0003ffff](?![' || kith.unspaced() || '])[' || letters || ']'
    '|(?![' || kith.unspaced() || '])[' || letters || '][\u3005-\u3007\U00020000-\U0003ffff]'
    -- and signs that are neither letters nor known to stand between them.
    '|[^[:alnum:]' || kith.combining() || kith.invisible() || kith.run_together()
    || '\u0001-\u00bf\u00d7\u00f7\u02c2-\u02df\u055a-\u055f\u0589\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0609-\u060d\u061b-\u061f'
      '\u066a-\u066d\u06d4\u0964\u0965\u2010-\u205f\u20a0-\u20cf\u2100-\u2bff\u2e00-\u2fff\u3000-\u303f\u30a0\u30fb\ufe10-\uffef'
      '\U0001f000-\U0001faff]'
  );
end
$$;
comment on function kith.parses_otherwise(text) is
  'Whether the parser behind the index may cut a text into other words than those that are typed there.';

create function kith.is_very_long(content jsonb) returns boolean
language plpgsql stable parallel safe
set search_path = ''
as $$
begin
  -- As it is stored, which is known without reading it.
  return pg_column_size(content) > 100000;
end
$$;
comment on function kith.is_very_long(jsonb) is
  'Whether a message is read when something is forgotten, because to take it apart when it is saved would take too long.';

create function kith.says_more(content jsonb) returns boolean
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
  others jsonb;
begin
  if jsonb_typeof(content -> 'parts') = 'array' then
    if jsonb_path_exists(content, '$.parts[*] ? (!(@.type == "text" || @.type == "step-start"))') then
      return true;
    end if;
    -- Most messages are texts and nothing else, and soon known as such.
    others := content - '{format,parts}'::text[];
    if others -> 'metadata' ? 'modelId' then
      others := others #- '{metadata,modelId}' #- '{metadata,provider}' #- '{metadata,finishReason}';
    end if;
    if kith.strings_of(others) is null
      and not jsonb_path_exists(content, '$.parts[*].keyvalue() ? (!(@.key == "type" || @.key == "text"))') then
      return false;
    end if;
  end if;
  -- Its text is among its strings, so it is all of them when they are not longer.
  return length(replace(coalesce(kith.strings_of(kith.without_structure(content)), ''), E'\n', ''))
    <> length(replace(kith.message_text(content), E'\n', ''));
end
$$;
comment on function kith.says_more(jsonb) is 'Whether a message says something besides its text, as in tools and thoughts.';

create function kith.is_unindexed(role text, content jsonb) returns boolean
language plpgsql stable parallel safe
set search_path = ''
as $$
declare
  said text;
begin
  if role not in ('user', 'assistant') or kith.is_very_long(content) or kith.says_more(content) then
    return true;
  end if;
  said := kith.message_text(content);
  return length(said) > 50000 or kith.parses_otherwise(said);
end
$$;
comment on function kith.is_unindexed(text, jsonb) is
  'Whether a message has words that are not in its terms: beside its text, beyond what is indexed, or cut differently.';

create function kith.message_lexemes(content jsonb) returns tsvector
language plpgsql stable parallel safe
set search_path = ''
as $$
declare
  said text;
begin
  if kith.is_very_long(content) then
    return null;
  end if;
  said := concat_ws(E'\n', kith.strings_of(kith.without_structure(content)), kith.tool_keys_of(content));
  return (
    select case when coalesce(sum(octet_length(lexeme)), 0) < 1000000
      then array_to_tsvector(coalesce(array_agg(lexeme), '{}')) end
    from unnest(kith.lexemes_of(said)) as lexeme where octet_length(lexeme) < 1000
  );
end
$$;
comment on function kith.message_lexemes(jsonb) is
  'By what the words of a message are found, wherever in it they stand; null when there are too many.';

create function kith.note_unindexed(messages uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into kith.unindexed_messages (message_id, user_id, lexemes)
  select message.message_id, message.user_id, kith.message_lexemes(message.content)
  from public.ai_messages as message
  where message.message_id = any (messages) and message.user_id = coalesce(auth.uid(), message.user_id)
    and message.status <> 'streaming'
    and (message.deleted_at is not null or kith.is_unindexed(message.role, message.content));
end
$$;
comment on function kith.note_unindexed(uuid[]) is 'Adds those of these messages that the index does not know whole.';

create function kith.note_unindexed_new() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform kith.note_unindexed(array(
    select added.message_id from added
    where added.status <> 'streaming' and added.user_id = coalesce(auth.uid(), added.user_id)
  ));
  return null;
end
$$;
comment on function kith.note_unindexed_new() is 'Trigger: what the index does not know of new messages is found as well.';
create trigger note_unindexed_new after insert on public.ai_messages
referencing new table as added for each statement execute function kith.note_unindexed_new();

create function kith.note_unindexed_changed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.user_id = coalesce(auth.uid(), new.user_id) then
    delete from kith.unindexed_messages as row where row.message_id = new.message_id;
    perform kith.note_unindexed(array[new.message_id]);
  end if;
  return null;
end
$$;
comment on function kith.note_unindexed_changed() is 'Trigger: what the index does not know of a changed message is found as well.';
create trigger note_unindexed_changed after update of content, role, status, deleted_at on public.ai_messages
for each row when (
  new.status <> 'streaming' and (old.status, old.role, old.deleted_at, old.content)
    is distinct from (new.status, new.role, new.deleted_at, new.content)
)
execute function kith.note_unindexed_changed();

create function kith.found_beside_index(owner uuid, lexemes tsquery) returns setof uuid
language plpgsql stable
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
set search_path = ''
as $$
begin
  return query
    select message.message_id from kith.unindexed_messages as message
    where message.user_id = owner and message.lexemes @@ found_beside_index.lexemes
    union
    select message.message_id from kith.unindexed_messages as message
    where message.user_id = owner and message.lexemes is null
    union
    select message.message_id from public.ai_messages as message
    where message.user_id = owner and message.status = 'streaming'
    union
    -- Terms that were cut by the rules of another language.
    select row.message_id
    from public.ai_search_settings as setting
    join public.ai_message_search as row using (user_id)
    where setting.user_id = owner and row.config <> setting.config;
end
$$;
comment on function kith.found_beside_index(uuid, tsquery) is
  'The messages of an owner that may have words and are not whole in the index of search, or not yet: those with these lexemes, and those of which that is not known.';

revoke execute on function
  kith.parses_otherwise(text), kith.is_very_long(jsonb), kith.says_more(jsonb), kith.is_unindexed(text, jsonb), kith.message_lexemes(jsonb),
  kith.note_unindexed(uuid[]), kith.note_unindexed_new(), kith.note_unindexed_changed(),
  kith.found_beside_index(uuid, tsquery) from public;

-- What was stored before.
insert into kith.unindexed_messages (message_id, user_id, lexemes)
select message.message_id, message.user_id, kith.message_lexemes(message.content) from public.ai_messages as message
where message.status <> 'streaming'
  and (message.deleted_at is not null or kith.is_unindexed(message.role, message.content));
