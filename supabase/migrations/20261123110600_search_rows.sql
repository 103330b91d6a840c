-- What search and recall read: one narrow row for every message and memory, derived from it alone, so that nothing of a
-- neighbour is left behind when that one is deleted or forgotten. Written by triggers only.

create extension if not exists fuzzystrmatch with schema extensions;

-- Tables ------------------------------------------------------------------------------------------------------------

create table public.ai_search_settings (
  user_id uuid primary key default auth.uid() references auth.users (id) on delete cascade,
  config text not null default 'english' check (length(config) between 1 and 63)
);
comment on table public.ai_search_settings is 'How an owner''s words are cut into terms. No row: english.';
comment on column public.ai_search_settings.user_id is 'The owner.';
comment on column public.ai_search_settings.config is
  'A text search configuration of PostgreSQL: stemming and stop words of a language.';
alter table public.ai_search_settings enable row level security;
alter table public.ai_search_settings force row level security;
create policy own on public.ai_search_settings for select to authenticated using (user_id = (select auth.uid()));
revoke all on public.ai_search_settings from anon, authenticated;
-- Written by a function that knows which configurations there are: with another one nothing could be saved any more.
grant select on public.ai_search_settings to authenticated;

create table public.ai_message_search (
  message_id uuid primary key,
  user_id uuid not null,
  thread_id uuid not null,
  resource_key text collate "C" not null,
  seq bigint not null,
  depth integer not null,
  selected boolean not null,
  role text not null,
  said_at timestamptz not null,
  length integer not null,
  is_question boolean not null,
  has_time boolean not null,
  config text not null,
  terms tsvector not null,
  foreign key (message_id, user_id) references public.ai_messages (message_id, user_id) on delete cascade
);
comment on table public.ai_message_search is
  'Derived: a message as search sees it. None while it is being written or when it is deleted.';
comment on column public.ai_message_search.message_id is 'The message.';
comment on column public.ai_message_search.user_id is 'Its owner.';
comment on column public.ai_message_search.thread_id is 'Its thread.';
comment on column public.ai_message_search.resource_key is 'Its vault.';
comment on column public.ai_message_search.seq is 'Its order in the thread.';
comment on column public.ai_message_search.depth is 'Its place on the path: neighbours are one less and one more.';
comment on column public.ai_message_search.selected is 'On the path one reads.';
comment on column public.ai_message_search.role is 'Who speaks. Only what the user and the assistant say has terms.';
comment on column public.ai_message_search.said_at is 'created_at of the message.';
comment on column public.ai_message_search.length is 'How many different terms.';
comment on column public.ai_message_search.is_question is
  'Ends with a question mark: the next message is likely the answer.';
comment on column public.ai_message_search.has_time is 'Has a word of time: likely an answer to "when".';
comment on column public.ai_message_search.config is 'The text search configuration its terms were made with.';
comment on column public.ai_message_search.terms is 'Its own words.';
create index ai_message_search_by_thread on public.ai_message_search (thread_id, depth);
create index ai_message_search_by_resource on public.ai_message_search (resource_key, said_at);
create index ai_message_search_by_user on public.ai_message_search (user_id, said_at);
alter table public.ai_message_search alter column terms set statistics 0;
alter table public.ai_message_search enable row level security;
alter table public.ai_message_search force row level security;
create policy own on public.ai_message_search for select to authenticated using (user_id = (select auth.uid()));
revoke all on public.ai_message_search from anon, authenticated;
grant select on public.ai_message_search to authenticated;

-- Apart from the terms: a scan over all codes of a scope must read little, and a vector that comes later must not touch
-- the index over the terms. Private: such a scan under row security would look at every thread for every row.
create table kith.message_codes (
  message_id uuid primary key,
  user_id uuid not null,
  thread_id uuid not null,
  seq bigint not null,
  selected boolean not null,
  role text not null,
  said_at timestamptz not null,
  model text not null,
  code bit(1536) not null,
  foreign key (message_id, user_id) references public.ai_messages (message_id, user_id) on delete cascade
);
comment on table kith.message_codes is
  'Derived: the signs of the embeddings of messages. A scan over these finds the vectors that are worth reading.';
comment on column kith.message_codes.message_id is 'The message.';
comment on column kith.message_codes.user_id is 'Its owner.';
comment on column kith.message_codes.thread_id is 'Its thread.';
comment on column kith.message_codes.seq is 'Its place in the thread.';
comment on column kith.message_codes.selected is 'Whether it is on the path one reads.';
comment on column kith.message_codes.role is 'Who speaks.';
comment on column kith.message_codes.said_at is 'created_at of the message.';
comment on column kith.message_codes.model is 'What made the embedding.';
comment on column kith.message_codes.code is 'One bit for each number of the embedding: whether it is positive.';
create index message_codes_by_user on kith.message_codes (user_id);
create index message_codes_by_thread on kith.message_codes (thread_id);
alter table kith.message_codes alter column code set storage plain;
alter table kith.message_codes enable row level security;
alter table kith.message_codes force row level security;

create table public.ai_memory_search (
  memory_id uuid primary key,
  user_id uuid not null,
  resource_key text collate "C" not null,
  memory_type text not null,
  status text not null,
  said_at timestamptz not null,
  length integer not null,
  has_time boolean not null,
  config text not null,
  embedding_model text,
  code bit(1536),
  terms tsvector not null,
  foreign key (memory_id, user_id) references public.ai_memory (memory_id, user_id) on delete cascade
);
comment on table public.ai_memory_search is 'Derived: a memory as search sees it. None when it is deleted.';
comment on column public.ai_memory_search.memory_id is 'The memory.';
comment on column public.ai_memory_search.user_id is 'Its owner.';
comment on column public.ai_memory_search.resource_key is 'Its vault.';
comment on column public.ai_memory_search.memory_type is 'Its kind.';
comment on column public.ai_memory_search.status is 'proposed, active or archived.';
comment on column public.ai_memory_search.said_at is 'created_at of the memory.';
comment on column public.ai_memory_search.length is 'How many different terms.';
comment on column public.ai_memory_search.has_time is 'Has a word of time.';
comment on column public.ai_memory_search.config is 'The text search configuration its terms were made with.';
comment on column public.ai_memory_search.embedding_model is 'What made the embedding.';
comment on column public.ai_memory_search.code is 'The signs of the embedding.';
comment on column public.ai_memory_search.terms is 'Its words.';
create index ai_memory_search_by_resource on public.ai_memory_search (resource_key);
create index ai_memory_search_by_user on public.ai_memory_search (user_id);
alter table public.ai_memory_search alter column code set storage plain;
alter table public.ai_memory_search alter column terms set statistics 0;
alter table public.ai_memory_search enable row level security;
alter table public.ai_memory_search force row level security;
create policy own on public.ai_memory_search for select to authenticated using (user_id = (select auth.uid()));
revoke all on public.ai_memory_search from anon, authenticated;
grant select on public.ai_memory_search to authenticated;

-- Many owners share one index over terms. With the owner in it a search costs what its owner's rows cost: at a million
-- rows of 721 owners, one word in ten took 1.3 ms for an owner of a thousand rows instead of 14.5, with 168 MB instead of
-- 156 and the same time to insert. The embedded database has one owner, and does without the extension.
do $$
declare
  owner_first text := '';
begin
  if exists (select from pg_catalog.pg_available_extensions as available where available.name = 'btree_gin') then
    create extension if not exists btree_gin with schema extensions;
    owner_first := 'user_id extensions.uuid_ops, ';
  end if;
  execute format(
    'create index ai_message_search_terms on public.ai_message_search using gin (%sterms) with (fastupdate = off)',
    owner_first
  );
  execute format(
    'create index ai_memory_search_terms on public.ai_memory_search using gin (%sterms) with (fastupdate = off)',
    owner_first
  );
end
$$;

-- Private: a mistyped word is looked for among the words its owner uses. A correction counts only if it is found in the
-- scope of the search, so one vault does not learn the words of another.
create table kith.words (
  user_id uuid not null references auth.users (id) on delete cascade,
  word text collate "C" not null,
  primary key (user_id, word)
);
comment on table kith.words is
  'The words an owner has used, as they were written, for the correction of mistyped ones.';
comment on column kith.words.user_id is 'The owner.';
comment on column kith.words.word is 'In lower case, of 4 to 40 letters.';
create index words_by_ending on kith.words (user_id, reverse(word) collate "C");
alter table kith.words enable row level security;
alter table kith.words force row level security;

-- Words -------------------------------------------------------------------------------------------------------------

-- Letters only: numbers and what looks like a key are not corrected.
create text search configuration kith.spelling (parser = pg_catalog."default");
alter text search configuration kith.spelling add mapping for asciiword, word with pg_catalog.simple;
comment on text search configuration kith.spelling is 'Words as they are written, in lower case.';

create function kith.unspaced() returns text
language sql immutable parallel safe
set search_path = ''
as $$ select '\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff' $$;
comment on function kith.unspaced() is
  'Thai, kana, Chinese characters and hangul, for the brackets of a regular expression: scripts that write words '
  'without, or with too few, spaces.';

-- Parts of paths, addresses, names in code and compounds are words of their own; the parser would keep them in one piece,
-- and swallow what looks like a tag.
create function kith.plain_text(content text) returns text
language plpgsql immutable parallel safe
set search_path = ''
as $$
begin
  if octet_length(content) <> length(content) then
    content := normalize(content, NFKC);
  end if;
  if content ~ '[./\\_:@<>=#+-][[:alnum:]/]' then
    content := translate(content, './\_:@<>=#+-', '            ');
  end if;
  return content;
end
$$;
comment on function kith.plain_text(text) is
  'A text with one way of writing each character, and with spaces where words are joined by signs.';

-- CJK, kana, hangul, thai: scripts without spaces between words. Every run of n characters becomes its n-1 overlapping
-- pairs plus its first and last character, so that two characters are looked up as a pair and one as a prefix.
create function kith.terms(content text, config regconfig default 'pg_catalog.english') returns tsvector
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
  plain text := kith.plain_text(content);
begin
  if octet_length(plain) = length(plain) or plain !~ ('[' || kith.unspaced() || ']') then
    return to_tsvector(config, plain);
  end if;
  return
    to_tsvector(config, regexp_replace(plain, '([' || kith.unspaced() || ']{1,2})', ' \1 ', 'g'))
    || to_tsvector('pg_catalog.simple', regexp_replace(regexp_replace(regexp_replace(
      plain, '[^' || kith.unspaced() || ']+', '|', 'g'),
      '(^|\|)([' || kith.unspaced() || '])', '\1 \2|', 'g'),
      '([' || kith.unspaced() || ']{2})', ' \1 ', 'g'));
end
$$;
comment on function kith.terms(text, regconfig) is 'The words of a text as search compares them.';

create function kith.spelling(content text) returns tsvector
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
  plain text := kith.plain_text(content);
begin
  if octet_length(plain) <> length(plain) then
    plain := regexp_replace(plain, '[' || kith.unspaced() || ']+', ' ', 'g');
  end if;
  return to_tsvector('kith.spelling', plain);
end
$$;
comment on function kith.spelling(text) is
  'The words of a text as they are written, without those of scripts that write none apart.';

create function kith.words_of(content text) returns setof text
language plpgsql immutable parallel safe
set search_path = ''
as $$
begin
  return query
    select said.word from unnest(tsvector_to_array(kith.spelling(content))) as said (word)
    where length(said.word) between 4 and 40;
end
$$;
comment on function kith.words_of(text) is 'The words of a text in which a typing error can be corrected.';

create function kith.has_time(content text, spelling tsvector) returns boolean
language plpgsql immutable parallel safe
set search_path = ''
as $$
begin
  return spelling @@
    'yesterday | today | tonight | tomorrow | ago | recently | (last | next | this) <-> (night | week | weekend | '
    'month | morning | year | summer | winter | spring | fall | autumn) | monday | tuesday | wednesday | thursday | '
    'friday | saturday | sunday | january | february | march | april | june | july | august | september | october | '
    'november | december | gestern | heute | morgen | vorgestern | letzte | letzten | letzter | letztes | montag | '
    'dienstag | mittwoch | donnerstag | freitag | samstag | sonntag | januar | februar | märz | mai | juni | juli | '
    'oktober | dezember'::tsquery
    or content ~ '\m(19|20)\d\d\M'
    or octet_length(content) <> length(content)
      and content ~ '昨天|今天|明天|上周|下周|上个?月|下个?月|星期|去年|今年|明年|昨日|今日|明日|先週|来週|先月|来月|昨年|来年|曜日|\d[月日号点时年]';
end
$$;
comment on function kith.has_time(text, tsvector) is
  'Whether a text says when, in English, German, Chinese or Japanese.';

create function kith.search_config(user_id uuid) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return coalesce(
    (select setting.config from public.ai_search_settings as setting where setting.user_id = search_config.user_id),
    'english'
  );
end
$$;
comment on function kith.search_config(uuid) is 'The text search configuration of an owner, by name.';

-- A message of a hundred thousand different words would not fit into a tsvector.
create function kith.searchable_text(content jsonb) returns text
language plpgsql immutable parallel safe
set search_path = ''
as $$
begin
  return left(kith.message_text(content), 50000);
end
$$;
comment on function kith.searchable_text(jsonb) is 'As much of a message as is indexed: its first 50,000 characters.';

-- Definer, like the other writers of derived rows: they are nobody's to write by hand.
create function kith.add_words(owner uuid, spellings tsvector[]) returns void
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
  -- Most words are known: one look at the index, instead of one for each.
  known := array(select old.word from kith.words as old where old.user_id = owner and old.word = any (words));
  if cardinality(known) < cardinality(words) then
    -- Two writers who waited for each other's words, one word after the other, could wait in a circle.
    perform pg_advisory_xact_lock(hashtextextended('kith.words:' || owner::text, 0));
    insert into kith.words (user_id, word)
    select owner, word from unnest(words) as word where word <> all (known)
    on conflict do nothing;
  end if;
end
$$;
comment on function kith.add_words(uuid, tsvector[]) is 'Takes words into the vocabulary of an owner.';

-- Messages ----------------------------------------------------------------------------------------------------------

create function kith.write_message_search(messages uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  message record;
  owner uuid;
  config text;
  said text;
  spelling tsvector;
  ids uuid[] := '{}';
  terms tsvector[] := '{}';
  questions boolean[] := '{}';
  times boolean[] := '{}';
  configs text[] := '{}';
  spellings tsvector[] := '{}';
begin
  for message in
    select stored.message_id, stored.user_id, stored.role, stored.content from public.ai_messages as stored
    where stored.message_id = any (messages) and stored.user_id = coalesce(auth.uid(), stored.user_id)
      and stored.status <> 'streaming' and stored.deleted_at is null
    order by stored.user_id
  loop
    if owner is distinct from message.user_id then
      if owner is not null then
        perform kith.add_words(owner, spellings);
      end if;
      owner := message.user_id;
      config := kith.search_config(owner);
      spellings := '{}';
    end if;
    said := case
      when message.role in ('user', 'assistant') then kith.plain_text(kith.searchable_text(message.content)) else ''
    end;
    spelling := kith.spelling(said);
    ids := ids || message.message_id;
    terms := terms || kith.terms(said, ('pg_catalog.' || config)::regconfig);
    questions := questions || (said ~ '[?？]\s*$');
    times := times || kith.has_time(said, spelling);
    configs := configs || config;
    spellings := spellings || spelling;
  end loop;
  if owner is null then
    return;
  end if;
  insert into public.ai_message_search as row (
    message_id, user_id, thread_id, resource_key, seq, depth, selected, role, said_at, length, is_question, has_time,
    config, terms
  )
  select
    stored.message_id, stored.user_id, stored.thread_id, stored.resource_key, stored.seq, stored.depth, stored.selected,
    stored.role, stored.created_at, length(cut.terms), cut.is_question, cut.has_time, cut.config, cut.terms
  from unnest(ids, terms, questions, times, configs) as cut (message_id, terms, is_question, has_time, config)
  join public.ai_messages as stored using (message_id)
  on conflict (message_id) do update set
    thread_id = excluded.thread_id, resource_key = excluded.resource_key, seq = excluded.seq, depth = excluded.depth,
    selected = excluded.selected, role = excluded.role, said_at = excluded.said_at, length = excluded.length,
    is_question = excluded.is_question, has_time = excluded.has_time, config = excluded.config, terms = excluded.terms;
  perform kith.add_words(owner, spellings);
end
$$;
comment on function kith.write_message_search(uuid[]) is 'Derives the search rows of these messages anew.';

create function kith.write_message_codes(messages uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into kith.message_codes as row (message_id, user_id, thread_id, seq, selected, role, said_at, model, code)
  select
    stored.message_id, stored.user_id, stored.thread_id, stored.seq, stored.selected, stored.role, stored.created_at,
    stored.embedding_model,
    extensions.binary_quantize(stored.message_embedding)::bit(1536)
  from public.ai_messages as stored
  where stored.message_id = any (messages) and stored.user_id = coalesce(auth.uid(), stored.user_id)
    and stored.message_embedding is not null and stored.status <> 'streaming' and stored.deleted_at is null
  on conflict (message_id) do update set
    thread_id = excluded.thread_id, seq = excluded.seq, selected = excluded.selected, role = excluded.role,
    said_at = excluded.said_at, model = excluded.model,
    code = excluded.code;
end
$$;
comment on function kith.write_message_codes(uuid[]) is 'Derives the codes of these messages anew.';

create function kith.index_new_messages() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  finished uuid[];
  embedded uuid[];
begin
  select array_agg(added.message_id), array_agg(added.message_id) filter (where added.embedding_model is not null)
  into finished, embedded
  from added
  where added.status <> 'streaming' and added.deleted_at is null
    and added.user_id = coalesce(auth.uid(), added.user_id);
  if finished is not null then
    perform kith.write_message_search(finished);
  end if;
  if embedded is not null then
    perform kith.write_message_codes(embedded);
  end if;
  return null;
end
$$;
comment on function kith.index_new_messages() is 'Trigger: new messages can be found.';
create trigger index_new_messages after insert on public.ai_messages
referencing new table as added for each statement execute function kith.index_new_messages();

create function kith.index_changed_message() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.user_id is distinct from coalesce(auth.uid(), new.user_id) then
    return null;
  end if;
  if new.deleted_at is not null or new.status = 'streaming' then
    delete from public.ai_message_search as row where row.message_id = new.message_id;
    delete from kith.message_codes as row where row.message_id = new.message_id;
    return null;
  end if;
  if old.status = 'streaming' or old.deleted_at is not null or old.content is distinct from new.content
    or old.role is distinct from new.role or old.created_at is distinct from new.created_at then
    perform kith.write_message_search(array[new.message_id]);
  elsif (old.thread_id, old.resource_key, old.seq, old.depth, old.selected)
    is distinct from (new.thread_id, new.resource_key, new.seq, new.depth, new.selected) then
    -- The words are the same: cutting them again would be most of the work.
    update public.ai_message_search as row
    set
      thread_id = new.thread_id, resource_key = new.resource_key, seq = new.seq, depth = new.depth,
      selected = new.selected
    where row.message_id = new.message_id;
    update kith.message_codes as row
    set thread_id = new.thread_id, seq = new.seq, selected = new.selected
    where row.message_id = new.message_id;
  end if;
  if new.message_embedding is null then
    delete from kith.message_codes as row where row.message_id = new.message_id and old.message_embedding is not null;
  elsif old.status = 'streaming' or old.deleted_at is not null
    or (old.thread_id, old.role, old.created_at, old.embedding_model)
      is distinct from (new.thread_id, new.role, new.created_at, new.embedding_model)
    or old.message_embedding operator(extensions.<>) new.message_embedding
  then
    perform kith.write_message_codes(array[new.message_id]);
  end if;
  return null;
end
$$;
comment on function kith.index_changed_message() is 'Trigger: what is found is what is there.';
create trigger index_changed_message after update on public.ai_messages
for each row when (old is distinct from new and not (old.status = 'streaming' and new.status = 'streaming'))
execute function kith.index_changed_message();

-- Memories ----------------------------------------------------------------------------------------------------------

create function kith.write_memory_search(memories uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  memory record;
  config text;
  spelling tsvector;
  terms tsvector;
begin
  for memory in
    select * from public.ai_memory as stored
    where stored.memory_id = any (memories) and stored.user_id = coalesce(auth.uid(), stored.user_id)
      and stored.deleted_at is null
    order by stored.user_id
  loop
    config := kith.search_config(memory.user_id);
    spelling := kith.spelling(memory.content);
    terms := kith.terms(memory.content, ('pg_catalog.' || config)::regconfig);
    insert into public.ai_memory_search as row (
      memory_id, user_id, resource_key, memory_type, status, said_at, length, has_time, config, embedding_model, code,
      terms
    )
    values (
      memory.memory_id, memory.user_id, memory.resource_key, memory.memory_type, memory.status, memory.created_at,
      length(terms), kith.has_time(memory.content, spelling), config, memory.embedding_model,
      extensions.binary_quantize(memory.content_embedding)::bit(1536), terms
    )
    on conflict (memory_id) do update set
      resource_key = excluded.resource_key, memory_type = excluded.memory_type, status = excluded.status,
      said_at = excluded.said_at, length = excluded.length, has_time = excluded.has_time, config = excluded.config,
      embedding_model = excluded.embedding_model, code = excluded.code, terms = excluded.terms;
    perform kith.add_words(memory.user_id, array[spelling]);
  end loop;
end
$$;
comment on function kith.write_memory_search(uuid[]) is 'Derives the search rows of these memories anew.';

create function kith.index_memory() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.user_id is distinct from coalesce(auth.uid(), new.user_id) then
    return null;
  end if;
  if new.deleted_at is not null then
    delete from public.ai_memory_search as row where row.memory_id = new.memory_id;
  elsif tg_op = 'INSERT' or old.deleted_at is not null or old.content is distinct from new.content
    or old.created_at is distinct from new.created_at then
    perform kith.write_memory_search(array[new.memory_id]);
  else
    update public.ai_memory_search as row
    set
      memory_type = new.memory_type, status = new.status, embedding_model = new.embedding_model,
      code = extensions.binary_quantize(new.content_embedding)::bit(1536)
    where row.memory_id = new.memory_id;
  end if;
  return null;
end
$$;
comment on function kith.index_memory() is 'Trigger: a memory can be found.';
create trigger index_memory after insert or update on public.ai_memory
for each row execute function kith.index_memory();

revoke execute on function
  kith.unspaced(), kith.plain_text(text), kith.terms(text, regconfig), kith.spelling(text), kith.words_of(text),
  kith.has_time(text, tsvector), kith.search_config(uuid), kith.searchable_text(jsonb), kith.add_words(uuid, tsvector[]),
  kith.write_message_search(uuid[]), kith.write_message_codes(uuid[]), kith.write_memory_search(uuid[]),
  kith.index_new_messages(), kith.index_changed_message(), kith.index_memory() from public;
grant execute on function
  kith.unspaced(), kith.plain_text(text), kith.terms(text, regconfig), kith.search_config(uuid), kith.searchable_text(jsonb)
  to authenticated;

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
    perform kith.write_message_search(part);
    perform kith.write_message_codes(part);
  end loop;
end
$$;
select kith.write_memory_search(array[memory.memory_id]) from public.ai_memory as memory;
