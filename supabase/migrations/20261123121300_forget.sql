-- Delete can be undone and is purged later; forget is final. Forgetting erases what was chosen and everything that says
-- it again. What that is:
--
--   * A sentence: what stands between full stops, question and exclamation marks, semicolons and line breaks, compared
--     without case, punctuation and repeated spaces.
--   * To quote something: to contain, word for word, a whole sentence of it of at least four words and twelve
--     characters. Shorter ones are said too often to be quotations; of a forgotten memory they count where they are
--     somebody's whole sentence.
--   * Erased with messages and threads: the memories learned from them (their source), observations of their threads,
--     and what quotes them. Erased with a memory: what was merged into it, and what quotes it.
--   * What quotes goes as a whole: memories, proposals, versions, metadata of the threads, messages, memories and
--     personas concerned, snapshots. Of the notes of a persona only the sentences go. The title of a thread goes when it
--     has a word that only forgotten messages of this thread explain.
--   * Other messages that quote (where very much is forgotten: its hundred longest sentences) are named, and stay: they
--     are somebody's words in another place. The owner may add them to what is to be forgotten.
--   * To match a search: to have all its words, as they are typed anywhere in the row, or in the forms in which the search
--     knows them. Not what ai_search finds: that ranks what has some of the words, corrects them, and ends at a page.

-- What an owner's vocabulary loses ----------------------------------------------------------------------------------

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

-- Saying the same ---------------------------------------------------------------------------------------------------

create type kith.said as (id text, content text);
comment on type kith.said is 'A text, and where it stands.';

create type kith.saying as (id text, content text, is_quotable boolean);
comment on type kith.saying is
  'A sentence as it is compared: words in lower case with one space between. is_quotable: long enough that whoever has it word for word has it from there.';

-- For many texts at once: a function for every one of them would take most of the time.
create function kith.sayings_of(texts kith.said[]) returns setof kith.saying
language plpgsql immutable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  -- What ends a sentence becomes a line break, what stands between words a space. The fewer, the quicker.
  signs constant text := E'.!?;\r\t,:"''()[]{}<>*_`~#|/\\-+=@&%$^';
  spaces constant text := E'\n\n\n\n\n' || repeat(' ', 40);
  more_signs constant text := E'\u2026\u3002\u2013\u2014\u2018\u2019\u201c\u201d\u00ab\u00bb\u3001\u300c\u300d\u300e\u300f\u3010\u3011\u30fb';
  more_spaces constant text := E'\n\n' || repeat(' ', 20);
begin
  return query
    select cut.id, cut.saying, length(cut.saying) >= 12 and cardinality(cut.words) >= 4
    from (
      select spaced.id, spaced.text_n, part.n, clean.words, array_to_string(clean.words, ' ') as saying
      from (
        select given.id, given.n as text_n, given.content
        from unnest(texts) with ordinality as given (id, content, n)
        where octet_length(given.content) = length(given.content)
        union all
        -- Scripts without spaces: every character is a word.
        select given.id, given.n, regexp_replace(
          translate(normalize(given.content, NFKC), more_signs, more_spaces),
          '([\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])', ' \1 ', 'g'
        )
        from unnest(texts) with ordinality as given (id, content, n)
        where octet_length(given.content) <> length(given.content)
      ) as spaced
      cross join lateral string_to_table(lower(translate(spaced.content, signs, spaces)), E'\n') with ordinality as part (said, n)
      cross join lateral (select array_remove(string_to_array(part.said, ' '), '') as words offset 0) as clean
    ) as cut
    where cut.saying <> ''
    order by cut.text_n, cut.n;
end
$$;
comment on function kith.sayings_of(kith.said[]) is 'The sentences of texts, in their order.';

create function kith.sayings(content text) returns setof text
language sql immutable
set search_path = ''
as $$ select said.content from kith.sayings_of(array[row('', sayings.content)::kith.said]) as said $$;
comment on function kith.sayings(text) is 'The sentences of one text.';

create function kith.strings_of(value jsonb) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select string_agg(string #>> '{}', E'\n')
  from jsonb_path_query(strings_of.value, 'strict $.** ? (@.type() == "string")') as string
$$;
comment on function kith.strings_of(jsonb) is 'All strings of a JSON value, one a line.';

create function kith.words_in(value jsonb) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  -- Quotes inside a string are escaped, so what looks like a key is one.
  select lower(regexp_replace(
    words_in.value::text,
    '"type": "[^"]*"|"(format|parts|text|content|metadata|role|id|createdAt|providerMetadata|toolInvocations?|toolCallId|toolName|args|result|state|reasoning|annotations|experimental_attachments|data|mimeType|url|source|error|name|message|messages)": ',
    '', 'g'
  ))
$$;
comment on function kith.words_in(jsonb) is
  'A JSON value as text in lower case, keys included, without the words of which every message is made: whoever looks for "text" does not mean them.';

create function kith.quoting(texts kith.said[], sayings text[], short_sayings text[]) returns setof text
language plpgsql immutable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  signs text[];
  cut kith.saying[];
begin
  if coalesce(cardinality(sayings), 0) + coalesce(cardinality(short_sayings), 0) = 0 then
    return;
  end if;
  if coalesce(cardinality(sayings), 0) + coalesce(cardinality(short_sayings), 0) <= 80 then
    -- Whatever has a saying has its longest word. Most have not, and need not be cut.
    signs := array(
      select '%' || (
        select word from unnest(string_to_array(quoted, ' ')) as word order by length(word) desc limit 1
      ) || '%'
      from unnest(sayings || short_sayings) as quoted
    );
    texts := array(
      select given::kith.said from unnest(texts) as given
      where lower(given.content) like any (signs) or octet_length(given.content) <> length(given.content)
    );
  end if;
  cut := array(select said from kith.sayings_of(texts) as said);
  if coalesce(cardinality(sayings), 0) <= 40 then
    return query
      select part.id from unnest(cut) as part
      where exists (select from unnest(sayings) as quoted where strpos(' ' || part.content || ' ', ' ' || quoted || ' ') > 0);
  else
    -- Every run of four words is looked up among the beginnings of what may be quoted.
    return query
      with part as materialized (
        select said.id, said.content, string_to_array(said.content, ' ') as words from unnest(cut) as said
      ),
      beginning as materialized (
        select quoted as saying, array_to_string((string_to_array(quoted, ' '))[1:4], ' ') as words
        from unnest(sayings) as quoted
      )
      select distinct part.id
      from part
      cross join lateral generate_series(1, cardinality(part.words) - 3) as place
      join beginning on beginning.words = array_to_string(part.words[place : place + 3], ' ')
      where strpos(' ' || part.content || ' ', ' ' || beginning.saying || ' ') > 0;
  end if;
  if cardinality(short_sayings) > 0 then
    return query
      select part.id from unnest(cut) as part join unnest(short_sayings) as said on said = part.content
      union
      select whole.id
      from (
        select part.id, string_agg(part.content, ' ' order by part.place) as content
        from unnest(cut) with ordinality as part (id, content, is_quotable, place) group by part.id
      ) as whole
      join unnest(short_sayings) as said on said = whole.content;
  end if;
end
$$;
comment on function kith.quoting(kith.said[], text[], text[]) is
  'Which texts contain one of the sayings, or have one of the short ones as a whole sentence or as all they say. The same one more than once.';

create type kith.sought as (patterns text[], expressions text[], query tsquery, every boolean);
comment on type kith.sought is
  'Words to look for: as patterns (quick), as regular expressions (whole words), and in the forms search knows; every: all of them, else any.';

create function kith.seek(words text[], every boolean, config regconfig) returns kith.sought
language plpgsql stable
set search_path = ''
as $$
declare
  result kith.sought;
begin
  select
    array_agg('%' || word || '%'),
    -- A word ends where something else than letters and digits begins; without spaces between words, anywhere.
    array_agg(case when word ~ '[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]'
      then word else '(^|[^[:alnum:]])' || word || '($|[^[:alnum:]])' end)
  into result.patterns, result.expressions
  from unnest(words) as word;
  select string_agg('(' || term.query::text || ')', case when every then ' & ' else ' | ' end)::tsquery
  into result.query
  from kith.question_terms(array_to_string(words, ' '), config) as term;
  result.every := every;
  return result;
end
$$;
comment on function kith.seek(text[], boolean, regconfig) is 'How to look for these words, which are of letters and digits and in lower case.';

create function kith.split_words(query text, config regconfig) returns text[]
language sql stable
set search_path = ''
as $$
  with typed as (
    select word, numnode(plainto_tsquery(split_words.config, word)) > 0 as is_looked_for, min(place) as place
    from regexp_split_to_table(lower(normalize(split_words.query, NFKC)), '[^[:alnum:]]+') with ordinality as listed (word, place)
    where word <> '' group by word
  )
  select array_agg(word order by place) from typed
  where is_looked_for or not exists (select from typed as other where other.is_looked_for)
$$;
comment on function kith.split_words(text, regconfig) is
  'The words of a query, without those that are never looked for unless there are no others.';

-- Previews ----------------------------------------------------------------------------------------------------------

create table public.ai_forget_previews (
  token uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  target jsonb not null,
  thread_ids uuid[] not null,
  message_ids uuid[] not null,
  memory_ids uuid[] not null,
  persona_ids uuid[] not null,
  version_keys text[] not null,
  metadata_ids uuid[] not null,
  title_ids uuid[] not null,
  snapshot_keys text[] not null,
  run_ids uuid[] not null,
  receipt_ids uuid[] not null,
  file_ids uuid[] not null,
  notes jsonb not null,
  fingerprint text not null,
  proof jsonb,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.ai_forget_previews is
  'What the owner was shown before forgetting something: exactly this is erased, or nothing. For an hour. Once it is erased, only the proof is left, so that a call that is repeated answers the same.';
comment on column public.ai_forget_previews.token is 'What ai_forget is called with.';
comment on column public.ai_forget_previews.user_id is 'The owner.';
comment on column public.ai_forget_previews.target is 'What was chosen.';
comment on column public.ai_forget_previews.thread_ids is 'Threads that are erased.';
comment on column public.ai_forget_previews.message_ids is 'Messages that are erased, those of the threads included.';
comment on column public.ai_forget_previews.memory_ids is 'Memories and proposals that are erased.';
comment on column public.ai_forget_previews.persona_ids is 'Personas that are erased.';
comment on column public.ai_forget_previews.version_keys is 'memory_id/version: earlier states that are erased of memories that stay.';
comment on column public.ai_forget_previews.metadata_ids is 'Metadata that is erased of things that stay.';
comment on column public.ai_forget_previews.title_ids is 'Threads that stay and lose their title.';
comment on column public.ai_forget_previews.snapshot_keys is 'workflow_name/run_key: snapshots that are erased.';
comment on column public.ai_forget_previews.run_ids is 'Runs that stay and lose their settings, the reason of their failure, or their snapshot and with it the way on.';
comment on column public.ai_forget_previews.receipt_ids is 'Items of receipts that stay and are blacked out.';
comment on column public.ai_forget_previews.file_ids is 'Files that are erased.';
comment on column public.ai_forget_previews.notes is 'Notes that lose sentences: [{memory_id, persona_id, before, hits, after, removed}].';
comment on column public.ai_forget_previews.fingerprint is 'Of all of it: whether it is still the same.';
comment on column public.ai_forget_previews.proof is 'What ai_forget answered.';
comment on column public.ai_forget_previews.created_at is 'When the owner looked.';
create index ai_forget_previews_by_user on public.ai_forget_previews (user_id);
alter table public.ai_forget_previews enable row level security;
alter table public.ai_forget_previews force row level security;
create policy own on public.ai_forget_previews for select to authenticated using (user_id = (select auth.uid()));
create policy whole_owner on public.ai_forget_previews as restrictive for select to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) = '*');
revoke all on public.ai_forget_previews from anon, authenticated;
-- Written by definer functions: a set of ids that could be written by hand would not be what the owner was shown.
grant select on public.ai_forget_previews to authenticated;

create type kith.sentence as (line integer, part integer, opening text, said text);
comment on type kith.sentence is
  'A sentence of notes (part, from 1) or the whole line (part 0). opening: the bullet, number or heading sign of the line.';

create function kith.sentences_of(content text) returns setof kith.sentence
language sql immutable
set search_path = ''
as $$
  with line as (
    select listed.n::integer as n, listed.said, coalesce(substring(listed.said from '^\s*(?:(?:[-*+]|\d+[.)]|#+)\s+)?'), '') as opening
    from string_to_table(content, E'\n') with ordinality as listed (said, n)
  )
  select line.n, 0, line.opening, substr(line.said, length(line.opening) + 1) from line
  union all
  select line.n, part.n::integer, line.opening, part.said[1]
  from line
  cross join lateral regexp_matches(
    substr(line.said, length(line.opening) + 1), '[^.!?;。！？…；]+[.!?;。！？…；]*\s*|[.!?;。！？…；]+\s*', 'g'
  ) with ordinality as part (said, n)
$$;
comment on function kith.sentences_of(text) is 'Notes, line by line and sentence by sentence.';

create type kith.forgotten_lines as (content text, removed text[]);
comment on type kith.forgotten_lines is 'Notes without some of their sentences, and these.';

create function kith.without_sentences(content text, hits text[], kept_lines text[]) returns kith.forgotten_lines
language plpgsql immutable
set search_path = ''
as $$
declare
  result kith.forgotten_lines;
begin
  with judged as materialized (
    select cut.*, cut.line || ':' || cut.part = any (hits) and btrim(cut.said) <> all (coalesce(kept_lines, '{}')) as goes
    from kith.sentences_of(without_sentences.content) as cut
  ),
  line as materialized (
    select
      judged.line, min(judged.opening) as opening,
      coalesce(string_agg(judged.said, '' order by judged.part) filter (where judged.part > 0 and not judged.goes), '') as rest,
      coalesce(bool_or(judged.goes) filter (where judged.part > 0), false) as loses_parts,
      -- Together its sentences say it, and none of them alone: the line goes, unless a part of it is to stay.
      coalesce(bool_or(judged.goes) filter (where judged.part = 0), false)
        and not coalesce(bool_or(judged.line || ':' || judged.part = any (hits)) filter (where judged.part > 0), false) as goes
    from judged group by judged.line
  )
  select
    coalesce(string_agg(line.opening || case when line.loses_parts then rtrim(line.rest) else line.rest end, E'\n' order by line.line)
      -- Of a line of which only the bullet would be left, nothing is left.
      filter (where not line.goes and not (line.loses_parts and not exists (select from kith.sayings(line.rest)))), ''),
    array(
      select btrim(judged.said) from judged join line using (line)
      where judged.goes and (judged.part > 0 or line.goes)
      order by judged.line, judged.part
    )
  into result
  from line;
  if result.removed = '{}' then
    return row(content, '{}'::text[])::kith.forgotten_lines;
  end if;
  result.content := btrim(regexp_replace(result.content, '\n{3,}', E'\n\n', 'g'), E'\n');
  return result;
end
$$;
comment on function kith.without_sentences(text, text[], text[]) is
  'Notes without some of their sentences (line:part, part 0 for a line that says it only as a whole), except those that are kept.';

-- What would go -----------------------------------------------------------------------------------------------------

create function kith.files_only_in(messages uuid[], memories uuid[]) returns uuid[]
language plpgsql stable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  mention constant text := 'kith-file:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})';
  shown uuid[];
begin
  select array_agg(distinct file.file_id) into shown
  from (
    select message.content::text as content from public.ai_messages as message
    where message.message_id = any (messages) and message.user_id = owner
    union all
    select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
    where memory.memory_id = any (memories) and memory.user_id = owner
  ) as going
  cross join lateral regexp_matches(going.content, mention, 'g') as named (id)
  join public.ai_files as file on file.file_id = named.id[1]::uuid and file.user_id = owner
  where going.content like '%kith-file:%';
  if shown is null then
    return '{}';
  end if;
  return array(
    select alone from unnest(shown) as alone
    except
    select named.id[1]::uuid
    from (
      select message.content::text as content from public.ai_messages as message
      where message.user_id = owner
        and message.resource_key >= owner::text || ':' and message.resource_key < owner::text || ';'
        and message.message_id <> all (coalesce(messages, '{}'))
      union all
      select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
      where memory.user_id = owner and memory.memory_id <> all (coalesce(memories, '{}'))
      union all
      select persona.settings::text from public.ai_personas as persona where persona.user_id = owner
      union all
      select entry.value::text from public.ai_metadata as entry where entry.user_id = owner
    ) as staying
    cross join lateral regexp_matches(staying.content, mention, 'g') as named (id)
    where staying.content like '%kith-file:%'
    order by 1
  );
end
$$;
comment on function kith.files_only_in(uuid[], uuid[]) is
  'The files that these messages and memories show, and no other message, memory, persona or metadata of the caller.';

create function kith.saying_query(saying text, config regconfig) returns tsquery
language plpgsql stable
set search_path = ''
as $$
begin
  if octet_length(saying) = length(saying) then
    return plainto_tsquery(config, saying);
  end if;
  return (
    select string_agg('(' || term.query::text || ')', ' & ')::tsquery
    from kith.question_terms(regexp_replace(
      saying,
      '([\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]) (?=[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])',
      '\1', 'g'
    ), config) as term
  );
end
$$;
comment on function kith.saying_query(text, regconfig) is 'All words of a saying, as a query that finds every message that has it.';

create type kith.forget_plan as (
  threads uuid[],
  messages uuid[],
  memories uuid[],
  personas uuid[],
  versions text[],
  metadata uuid[],
  titles uuid[],
  snapshots text[],
  ended_runs uuid[],
  scrubbed_runs uuid[],
  receipts uuid[],
  stripped_receipts uuid[],
  files uuid[],
  renamed_files uuid[],
  notes jsonb,
  reasons jsonb,
  quoting_messages uuid[],
  used_in uuid[],
  quoting_personas uuid[],
  sayings text[],
  short_sayings text[],
  sought kith.sought,
  words text[]
);
comment on type kith.forget_plan is
  'Everything that goes, and everything that stays and is concerned. sought: the words of a search; words: by which it can be shown that nothing is left.';

-- Definer: the words of messages are looked up in their index, which row security would forbid.
create function kith.plan_forget(target jsonb) returns kith.forget_plan
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  first_key text := owner::text || ':';
  last_key text := owner::text || ';';
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  query text := target ->> 'query';
  is_search boolean := target ->> 'query' is not null;
  patterns text[];
  expressions text[];
  touched uuid[];
  asked uuid[];
  sourced uuid[];
  observed uuid[];
  merged uuid[];
  quoted uuid[];
  answered uuid[];
  remembered text;
  plan kith.forget_plan;
begin
  if owner is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  plan.versions := '{}';
  plan.metadata := '{}';
  plan.titles := '{}';
  plan.snapshots := '{}';
  plan.ended_runs := '{}';
  plan.scrubbed_runs := '{}';
  plan.receipts := '{}';
  plan.stripped_receipts := '{}';
  plan.renamed_files := '{}';
  plan.notes := '[]';
  plan.reasons := '{}';
  plan.quoting_messages := '{}';
  plan.used_in := '{}';
  plan.quoting_personas := '{}';
  plan.words := '{}';
  if (target ->> 'account')::boolean then
    plan.threads := array(
      select thread.thread_id from public.ai_threads as thread
      where thread.user_id = owner and thread.resource_key >= first_key and thread.resource_key < last_key order by 1
    );
    plan.messages := array(
      select message.message_id from public.ai_messages as message
      where message.user_id = owner and message.resource_key >= first_key and message.resource_key < last_key order by 1
    );
    plan.memories := array(select memory.memory_id from public.ai_memory as memory where memory.user_id = owner order by 1);
    plan.personas := array(select persona.id from public.ai_personas as persona where persona.user_id = owner order by 1);
    plan.files := array(select file.file_id from public.ai_files as file where file.user_id = owner order by 1);
    return plan;
  end if;

  -- What was chosen
  if is_search then
    plan.words := coalesce(kith.split_words(query, dictionary), '{}');
    if cardinality(plan.words) not between 1 and 20 then
      raise exception 'Say in 1 to 20 words what is to be forgotten.' using errcode = '22023';
    end if;
    plan.sought := kith.seek(plan.words, true, dictionary);
    patterns := (plan.sought).patterns;
    expressions := (plan.sought).expressions;
  end if;
  plan.personas := array(
    select persona.id from public.ai_personas as persona
    where persona.id = (target ->> 'persona_id')::uuid and persona.user_id = owner
  );
  if target ? 'persona_id' and plan.personas = '{}' then
    perform kith.refuse_missing('persona');
  end if;
  plan.threads := array(
    select thread.thread_id from public.ai_threads as thread
    where thread.user_id = owner and (
      thread.thread_id = (target ->> 'thread_id')::uuid or thread.persona_id = any (plan.personas)
    )
    order by 1
  );
  if target ? 'thread_id' and (target ->> 'thread_id')::uuid <> all (plan.threads) then
    perform kith.refuse_missing('thread');
  end if;
  asked := array(select id::uuid from jsonb_array_elements_text(coalesce(target -> 'message_ids', '[]')) as id);
  plan.messages := array(
    select message.message_id from public.ai_messages as message
    where message.message_id = any (asked) and message.user_id = owner
    union
    select message.message_id from public.ai_messages as message
    where message.thread_id = any (plan.threads) and message.user_id = owner
    union
    select row.message_id from public.ai_message_search as row
    where is_search and row.user_id = owner and row.terms @@ (plan.sought).query
    union
    select message.message_id from public.ai_messages as message
    where is_search and message.user_id = owner
      and message.resource_key >= first_key and message.resource_key < last_key
      and lower(message.content::text) like all (patterns) and kith.words_in(message.content) ~ all (expressions)
    order by 1
  );
  if cardinality(asked) > 0 and not asked && plan.messages then
    perform kith.refuse_missing('message');
  end if;
  touched := array(
    select distinct message.thread_id from public.ai_messages as message
    where message.message_id = any (plan.messages) and message.thread_id <> all (plan.threads)
    order by 1
  );

  -- Memories: asked for, learned from it, observed, merged
  asked := array(select id::uuid from jsonb_array_elements_text(coalesce(target -> 'memory_ids', '[]')) as id);
  plan.memories := array(
    select memory.memory_id from public.ai_memory as memory
    where memory.memory_id = any (asked) and memory.user_id = owner
  );
  if cardinality(asked) > 0 and plan.memories = '{}' then
    perform kith.refuse_missing('memory');
  end if;
  asked := array(
    select memory.memory_id from public.ai_memory as memory
    where memory.memory_id = any (plan.memories)
    union
    select memory.memory_id from public.ai_memory as memory
    where memory.user_id = owner and memory.persona_id = any (plan.personas)
    union
    select memory.memory_id from public.ai_memory as memory
    left join public.ai_memory_search as row using (memory_id)
    where is_search and memory.user_id = owner and not (memory.memory_type = 'working' and memory.status = 'active')
      and (
        row.terms @@ (plan.sought).query
        or lower(concat_ws(' ', memory.content, memory.content_json::text)) like all (patterns)
          and lower(concat_ws(' ', memory.content, memory.content_json::text)) ~ all (expressions)
      )
  );
  sourced := array(
    select memory.memory_id from public.ai_memory as memory
    where memory.user_id = owner and not (memory.memory_type = 'working' and memory.status = 'active')
      and (memory.source_message_id = any (plan.messages) or memory.source_thread_id = any (plan.threads))
  );
  observed := array(
    select memory.memory_id from public.ai_memory as memory
    where memory.user_id = owner and memory.memory_type = 'observation' and memory.source_thread_id = any (touched)
  );
  merged := array(
    with recursive earlier as (
      select memory.memory_id from public.ai_memory as memory
      where memory.merged_into = any (asked || sourced || observed)
      union
      select memory.memory_id from public.ai_memory as memory join earlier on memory.merged_into = earlier.memory_id
    )
    select earlier.memory_id from earlier
  );
  plan.memories := asked || sourced || observed || merged;

  -- What they say, and who says it again
  with cut as materialized (
    select said.* from kith.sayings_of(array(
      select row(memory.memory_id::text, memory.content)::kith.said
      from public.ai_memory as memory where memory.memory_id = any (plan.memories)
      union all
      select row(version.memory_id || '/' || version.version, version.content)::kith.said
      from public.ai_memory_versions as version where version.memory_id = any (plan.memories)
    )) with ordinality as said (id, content, is_quotable, place)
  )
  select
    array(
      select cut.content from cut where cut.is_quotable
      union
      select said.content
      from kith.sayings_of(array(
        select row('', kith.message_text(message.content))::kith.said
        from public.ai_messages as message where message.message_id = any (plan.messages)
      )) as said
      where said.is_quotable
    ),
    array(
      select string_agg(cut.content, ' ' order by cut.place) from cut group by cut.id
      union
      select cut.content from cut where not cut.is_quotable and strpos(cut.content, ' ') > 0
    )
  into plan.sayings, plan.short_sayings;
  quoted := array(
    select id::uuid from kith.quoting(
      array(
        select row(memory.memory_id::text, concat_ws(E'\n', memory.content, kith.strings_of(memory.content_json)))::kith.said
        from public.ai_memory as memory
        where memory.user_id = owner and memory.memory_id <> all (plan.memories)
          and not (memory.memory_type = 'working' and memory.status = 'active')
      ),
      plan.sayings, plan.short_sayings
    ) as id
  );
  select
    coalesce(array_agg(listed.memory_id order by listed.memory_id), '{}'),
    coalesce(jsonb_object_agg(listed.memory_id, listed.reason), '{}')
  into plan.memories, plan.reasons
  from (
    select distinct on (one.memory_id) one.memory_id, one.reason
    from (
      select unnest(asked) as memory_id, 'asked' as reason, 1 as turn
      union all select unnest(sourced), 'source', 2
      union all select unnest(observed), 'observation', 3
      union all select unnest(merged), 'merged', 4
      union all select unnest(quoted), 'quotes', 5
    ) as one
    order by one.memory_id, one.turn
  ) as listed;

  plan.versions := array(
    select id from kith.quoting(
      array(
        select row(version.memory_id || '/' || version.version, concat_ws(E'\n', version.content, kith.strings_of(version.content_json)))::kith.said
        from public.ai_memory_versions as version
        join public.ai_memory as memory using (memory_id)
        where memory.user_id = owner and memory.memory_id <> all (plan.memories)
      ),
      plan.sayings, plan.short_sayings
    ) as id
    union
    select version.memory_id || '/' || version.version
    from public.ai_memory_versions as version
    join public.ai_memory as memory using (memory_id)
    where is_search and memory.user_id = owner and memory.memory_id <> all (plan.memories)
      and lower(concat_ws(' ', version.content, version.content_json::text)) like all (patterns)
      and lower(concat_ws(' ', version.content, version.content_json::text)) ~ all (expressions)
    order by 1
  );
  with notes as materialized (
    select memory.memory_id, memory.persona_id, memory.content
    from public.ai_memory as memory
    where memory.user_id = owner and memory.memory_type = 'working' and memory.status = 'active'
      and memory.memory_id <> all (plan.memories)
  ),
  sentence as materialized (
    select notes.memory_id, cut.line || ':' || cut.part as place, cut.said
    from notes cross join lateral kith.sentences_of(notes.content) as cut
  ),
  hit as (
    select split_part(id, '/', 1)::uuid as memory_id, split_part(id, '/', 2) as place
    from kith.quoting(
      array(select row(sentence.memory_id || '/' || sentence.place, sentence.said)::kith.said from sentence),
      plan.sayings, plan.short_sayings
    ) as id
    union
    select sentence.memory_id, sentence.place from sentence
    where is_search and lower(sentence.said) like all (patterns) and lower(sentence.said) ~ all (expressions)
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'memory_id', notes.memory_id, 'persona_id', notes.persona_id, 'before', notes.content, 'hits', to_jsonb(found.places),
    'after', shortened.content, 'removed', to_jsonb(shortened.removed)
  ) order by notes.memory_id), '[]')
  into plan.notes
  from (select hit.memory_id, array_agg(hit.place order by hit.place) as places from hit group by hit.memory_id) as found
  join notes using (memory_id)
  cross join lateral kith.without_sentences(notes.content, found.places, null) as shortened;

  -- What was derived from it
  plan.titles := array(
    with named as materialized (
      select thread.thread_id, thread.title, cut.term
      from public.ai_threads as thread
      cross join lateral unnest(tsvector_to_array(kith.terms(thread.title, dictionary))) as cut (term)
      where thread.thread_id = any (touched)
    ),
    gone as materialized (
      select distinct message.thread_id, cut.term
      from public.ai_messages as message
      left join public.ai_message_search as row using (message_id)
      cross join lateral unnest(tsvector_to_array(
        case when row.message_id is null then kith.terms(kith.searchable_text(message.content), dictionary) else row.terms end
      )) as cut (term)
      where message.message_id = any (plan.messages) and message.thread_id in (select named.thread_id from named)
    )
    select named.thread_id
    from named join gone using (thread_id, term)
    where not exists (
      select from public.ai_message_search as row
      where row.thread_id = named.thread_id and row.message_id <> all (plan.messages)
        and row.terms @@ kith.word_query(named.term)
    )
    union
    select id::uuid from kith.quoting(
      array(
        select row(thread.thread_id::text, thread.title)::kith.said
        from public.ai_threads as thread
        where thread.user_id = owner and thread.resource_key >= first_key and thread.resource_key < last_key
          and length(thread.title) >= 12 and thread.thread_id <> all (plan.threads)
      ),
      plan.sayings, null
    ) as id
    union
    select thread.thread_id from public.ai_threads as thread
    where is_search and thread.user_id = owner and thread.resource_key >= first_key and thread.resource_key < last_key
      and thread.thread_id <> all (plan.threads) and (
        lower(thread.title) like all (patterns) and lower(thread.title) ~ all (expressions)
        or kith.terms(thread.title, dictionary) @@ (plan.sought).query
      )
    order by 1
  );
  plan.metadata := array(
    with staying as materialized (
      select entry.* from public.ai_metadata as entry
      left join public.ai_messages as message on message.message_id = entry.message_id
      where entry.user_id = owner
        and coalesce(entry.thread_id, message.thread_id, owner) <> all (plan.threads)
        and coalesce(entry.message_id, owner) <> all (plan.messages)
        and coalesce(entry.memory_id, owner) <> all (plan.memories)
        and coalesce(entry.persona_ref, owner) <> all (plan.personas)
        and (
          is_search or entry.memory_id is not null or entry.persona_ref is not null
          or coalesce(entry.thread_id, message.thread_id) = any (touched)
        )
    )
    select id::uuid from kith.quoting(
      array(select row(staying.metadata_id::text, kith.strings_of(staying.value))::kith.said from staying),
      plan.sayings, plan.short_sayings
    ) as id
    union
    select staying.metadata_id from staying
    where is_search and lower(staying.key || ' ' || staying.value::text) like all (patterns)
      and lower(staying.key || ' ' || staying.value::text) ~ all (expressions)
    order by 1
  );

  -- Runs: what they used, and what they hold
  plan.files := array(
    select file_id from unnest(kith.files_only_in(plan.messages, plan.memories)) as file_id
    union
    select file.file_id from public.ai_files as file where file.user_id = owner and file.persona_id = any (plan.personas)
    order by 1
  );
  plan.renamed_files := array(
    select file.file_id from public.ai_files as file
    where is_search and file.user_id = owner and file.file_id <> all (plan.files)
      and lower(file.name) like all (patterns) and lower(file.name) ~ all (expressions)
    order by 1
  );
  plan.receipts := array(
    select receipt.receipt_id
    from public.ai_receipts as receipt
    join public.ai_runs as run using (run_id)
    where receipt.item_id = any (plan.messages || plan.memories || plan.files) and receipt.user_id = owner
      and run.thread_id <> all (plan.threads) and run.message_id <> all (plan.messages)
    order by 1
  );
  plan.used_in := array(
    select distinct run.message_id
    from public.ai_receipts as receipt
    join public.ai_runs as run using (run_id)
    where receipt.receipt_id = any (plan.receipts) and receipt.used
    order by 1
  );
  -- A score is made of the words of the question.
  answered := array(
    select run.run_id from public.ai_runs as run
    join public.ai_messages as answer using (message_id)
    where answer.parent_message_id = any (plan.messages) and answer.message_id <> all (plan.messages)
      and run.user_id = owner
  );
  plan.stripped_receipts := array(
    select receipt.receipt_id from public.ai_receipts as receipt
    where receipt.run_id = any (answered) and receipt.parts is not null
    union
    select receipt.receipt_id
    from public.ai_runs as run
    join public.ai_receipts as receipt using (run_id)
    where is_search and run.user_id = owner
      and run.thread_id <> all (plan.threads) and run.message_id <> all (plan.messages)
      and lower(concat_ws(' ', receipt.parts::text, receipt.reason)) like all (patterns)
      and lower(concat_ws(' ', receipt.parts::text, receipt.reason)) ~ all (expressions)
    except select unnest(plan.receipts)
    order by 1
  );
  plan.snapshots := array(
    select stored.workflow_name || '/' || stored.run_key
    from public.ai_run_snapshots as stored
    where stored.user_id = owner and (
      stored.thread_id = any (touched || plan.threads)
      or split_part(stored.resource_key, ':', 2) = any (plan.personas::text[])
      or stored.run_key in (
        select receipt.run_id::text from public.ai_receipts as receipt where receipt.receipt_id = any (plan.receipts)
      )
      or is_search and lower(stored.snapshot::text) like all (patterns) and kith.words_in(stored.snapshot) ~ all (expressions)
    )
    union
    select id from kith.quoting(
      array(
        select row(stored.workflow_name || '/' || stored.run_key, kith.strings_of(stored.snapshot))::kith.said
        from public.ai_run_snapshots as stored where stored.user_id = owner
      ),
      plan.sayings, null
    ) as id
    order by 1
  );
  plan.ended_runs := array(
    select run.run_id from public.ai_runs as run
    where run.user_id = owner and run.status = 'suspended'
      and run.thread_id <> all (plan.threads) and run.message_id <> all (plan.messages)
      and exists (
        select from public.ai_run_snapshots as stored
        where stored.user_id = owner and stored.run_key = run.run_id::text
          and stored.workflow_name || '/' || stored.run_key = any (plan.snapshots)
      )
    order by 1
  );
  plan.scrubbed_runs := array(
    with staying as materialized (
      select run.run_id, concat_ws(' ', run.failure::text, run.settings::text) as stored,
        concat_ws(E'\n', kith.strings_of(run.failure), kith.strings_of(run.settings)) as said
      from public.ai_runs as run
      where run.user_id = owner and run.thread_id <> all (plan.threads) and run.message_id <> all (plan.messages)
        and (is_search or run.thread_id = any (touched))
        and num_nonnulls(run.failure, run.settings) > 0
    )
    select id::uuid from kith.quoting(
      array(select row(staying.run_id::text, staying.said)::kith.said from staying), plan.sayings, plan.short_sayings
    ) as id
    union
    select staying.run_id from staying
    where is_search and lower(staying.stored) like all (patterns) and lower(staying.stored) ~ all (expressions)
    order by 1
  );

  -- What stays and says it, too
  plan.quoting_messages := array(
    with looked_for as materialized (
      select quoted_one.saying, kith.saying_query(quoted_one.saying, dictionary) as query
      from (
        -- Of very much, the hundred longest sentences tell.
        select saying from unnest(plan.sayings) as saying order by length(saying) desc, saying limit 100
      ) as quoted_one
    )
    select message.message_id
    from looked_for
    cross join lateral (
      select row.message_id from public.ai_message_search as row
      where row.user_id = owner and row.terms @@ looked_for.query and numnode(looked_for.query) > 0
      limit 1000
    ) as hit
    join public.ai_messages as message using (message_id)
    where message.message_id <> all (plan.messages) and exists (
      select from kith.sayings(kith.message_text(message.content)) as said (saying)
      where strpos(' ' || said.saying || ' ', ' ' || looked_for.saying || ' ') > 0
    )
    union
    select memory.source_message_id from public.ai_memory as memory
    where memory.memory_id = any (plan.memories) and memory.source_message_id is not null
      and memory.source_message_id <> all (plan.messages)
    order by 1
  );
  plan.quoting_personas := array(
    select id::uuid from kith.quoting(
      array(
        select row(persona.id::text, concat_ws(E'\n', persona.name, persona.instructions, kith.strings_of(persona.settings)))::kith.said
        from public.ai_personas as persona
        where persona.user_id = owner and persona.id <> all (plan.personas)
      ),
      plan.sayings, plan.short_sayings
    ) as id
    union
    select persona.id from public.ai_personas as persona
    where is_search and persona.user_id = owner and persona.id <> all (plan.personas)
      and lower(concat_ws(' ', persona.name, persona.instructions, persona.settings::text)) like all (patterns)
      and lower(concat_ws(' ', persona.name, persona.instructions, persona.settings::text)) ~ all (expressions)
    order by 1
  );

  -- By which words can be shown that nothing is left: those that are in nothing that stays.
  if not is_search then
    select string_agg(lower(kith.plain_text(coalesce(shortened.after, memory.content))), E'\n') into remembered
    from public.ai_memory as memory
    left join jsonb_to_recordset(plan.notes) as shortened (memory_id uuid, after text) using (memory_id)
    where memory.user_id = owner and memory.memory_id <> all (plan.memories);
    plan.words := array(
      select rare.word
      from (
        select said.word, plainto_tsquery(dictionary, said.word) as query
        from (
          select distinct cut.word
          from (
            (
              select kith.searchable_text(message.content) as content from public.ai_messages as message
              where message.message_id = any (plan.messages) limit 500
            )
            union all
            (select memory.content from public.ai_memory as memory where memory.memory_id = any (plan.memories) limit 500)
          ) as text
          cross join lateral kith.words_of(text.content) as cut (word)
        ) as said
        order by length(said.word) desc, said.word
        limit 200
      ) as rare
      where numnode(rare.query) > 0 and strpos(coalesce(remembered, ''), rare.word) = 0
        and not exists (
          select from (
            select row.message_id from public.ai_message_search as row
            where row.user_id = owner and row.terms @@ rare.query offset 0
          ) as hit
          where hit.message_id <> all (plan.messages)
        )
      limit 20
    );
  end if;
  return plan;
end
$$;
comment on function kith.plan_forget(jsonb) is
  'What is erased when this is forgotten, and what is concerned, for the whole owner only. What quotes and matches means, see above.';

create function kith.fingerprint(plan kith.forget_plan) returns text
language plpgsql stable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
begin
  return md5(concat_ws(
    '|', plan.threads, plan.messages, plan.memories, plan.personas, plan.versions, plan.metadata, plan.titles,
    plan.snapshots, plan.ended_runs, plan.scrubbed_runs, plan.receipts, plan.stripped_receipts, plan.files,
    plan.renamed_files, plan.notes, plan.quoting_messages, plan.quoting_personas,
    -- What a memory says is part of what was agreed to.
    (
      select string_agg(memory.memory_id || '/' || memory.version, ',' order by memory.memory_id)
      from public.ai_memory as memory
      where memory.user_id = auth.uid() and memory.memory_id = any (plan.memories)
    )
  ));
end
$$;
comment on function kith.fingerprint(kith.forget_plan) is 'The same for the same plan.';

create type kith.table_count as (table_name text, row_count bigint, vector_count bigint, found_count bigint);
comment on type kith.table_count is 'Rows of one owner in a table, how many have a vector, and in how many something was found.';

-- Definer: it also looks where no caller may.
create function kith.census(sought kith.sought) returns setof kith.table_count
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  counted record;
  vectors text;
  terms text;
  found_in text;
  own text;
begin
  if owner is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  for counted in
    select
      class.oid, namespace.nspname, class.relname,
      array_agg(attribute.attname::text) as columns,
      array_agg(format('%I', attribute.attname)) filter (
        where attribute.atttypid = any ('{text,varchar,bpchar,name,json,text[]}'::regtype[])
      ) as texts,
      array_agg(format('%I', attribute.attname)) filter (where attribute.atttypid = 'pg_catalog.jsonb'::regtype) as objects,
      array_agg(attribute.attname::text) filter (where attribute.atttypid = 'pg_catalog.tsvector'::regtype) as terms,
      array_agg(attribute.attname::text) filter (where attribute.atttypid = 'extensions.vector'::regtype) as vectors
    from pg_catalog.pg_class as class
    join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
    join pg_catalog.pg_attribute as attribute on attribute.attrelid = class.oid
    where namespace.nspname in ('public', 'kith') and class.relkind in ('r', 'p')
      and attribute.attnum > 0 and not attribute.attisdropped
    group by class.oid, namespace.nspname, class.relname
    having 'user_id' = any (array_agg(attribute.attname::text))
    order by namespace.nspname desc, class.relname
  loop
    own := case
      when counted.relname = 'ai_receipts' then 'run_id in (select run_id from public.ai_runs where user_id = $1) and '
      when counted.relname = 'ai_memory_versions' then 'memory_id in (select memory_id from public.ai_memory where user_id = $1) and '
      when counted.relname = 'ai_file_chunks' then 'file_id in (select file_id from public.ai_files where user_id = $1) and '
      when 'resource_key' = any (counted.columns) then 'resource_key >= $1::text || '':'' and resource_key < $1::text || '';'' and '
      else ''
    end || 'user_id = $1';
    select string_agg(format('%I is not null', name), ' or ') into vectors from unnest(counted.vectors) as name;
    select string_agg(format('%I @@ $2', name), ' or ') into terms from unnest(counted.terms) as name;
    -- First as everything stands there, which is quick, then as it is meant.
    found_in := format(
      'lower(concat_ws('' '', %1$s)) like %3$s ($3) and lower(concat_ws('' '', %2$s)) ~ %3$s ($4)',
      array_to_string('null'::text || counted.texts || counted.objects, ', '),
      array_to_string('null'::text || counted.texts || array(select format('kith.words_in(%s)', name) from unnest(counted.objects) as name), ', '),
      case when sought.every then 'all' else 'any' end
    ) || case when terms is null then '' else ' or coalesce(' || terms || ', false)' end;
    return query execute format(
      'select %L::text, count(*), %s, %s from %I.%I where %s',
      counted.relname,
      case when vectors is null then 'null::bigint' else format('count(*) filter (where %s)', vectors) end,
      case when sought.patterns is null then '0::bigint' else format('count(*) filter (where %s)', found_in) end,
      counted.nspname, counted.relname, own
    ) using owner, sought.query, sought.patterns, sought.expressions;
  end loop;
end
$$;
comment on function kith.census(kith.sought) is
  'The caller''s rows in every table there is, and how many have these words in a column of text, JSON or search terms.';

-- Preview -----------------------------------------------------------------------------------------------------------

create type public.ai_forget_count as (table_name text, row_count bigint, vector_count bigint);
comment on type public.ai_forget_count is 'How many rows of a table are erased, and how many of them have a vector (null where there is none).';
create type public.ai_forgotten_memory as (
  memory_id uuid, persona_id uuid, memory_type text, status text, content text, reason text
);
comment on type public.ai_forgotten_memory is
  'A memory that is erased. reason: asked; source (learned from it); observation (of its thread); merged (into what is erased); quotes.';
create type public.ai_forgotten_notes as (memory_id uuid, persona_id uuid, before text, after text, removed text[]);
comment on type public.ai_forgotten_notes is 'Notes that lose sentences: as they are, as they will be, and these sentences.';
create type public.ai_forgotten_title as (thread_id uuid, title text);
comment on type public.ai_forgotten_title is 'A thread that stays and loses its title.';
create type public.ai_forget_radius as (
  token uuid,
  expires_at timestamptz,
  counts public.ai_forget_count[],
  memories public.ai_forgotten_memory[],
  notes public.ai_forgotten_notes[],
  titles public.ai_forgotten_title[],
  redacted_receipt_count integer,
  ended_run_count integer,
  used_in_message_ids uuid[],
  quoting_message_ids uuid[],
  quoting_persona_ids uuid[],
  granted_copy_count integer,
  words text[]
);
comment on type public.ai_forget_radius is
  'What ai_forget will do with this token. memories: the first 500; used_in_message_ids: answers that stay and were made with it; quoting_message_ids and quoting_persona_ids: what stays and says it, too, or is where an erased memory came from; granted_copy_count: memories of other personas among the erased; words: by which the proof will look, those of the search or such as are nowhere else.';

create function kith.preview_forget(target jsonb) returns setof public.ai_forget_radius
language plpgsql volatile security definer
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  plan kith.forget_plan;
  counts public.ai_forget_count[];
  copies integer;
  stored public.ai_forget_previews;
begin
  if owner is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' or not kith.may_write() then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  plan := kith.plan_forget(target);
  delete from public.ai_forget_previews as old
  where old.user_id = owner and old.created_at < clock_timestamp() - case when old.proof is null then interval '1 hour' else interval '1 day' end;
  insert into public.ai_forget_previews (
    user_id, target, thread_ids, message_ids, memory_ids, persona_ids, version_keys, metadata_ids, title_ids,
    snapshot_keys, run_ids, receipt_ids, file_ids, notes, fingerprint
  )
  values (
    owner, target, plan.threads, plan.messages, plan.memories, plan.personas, plan.versions, plan.metadata, plan.titles,
    plan.snapshots, plan.ended_runs || plan.scrubbed_runs, plan.receipts || plan.stripped_receipts, plan.files,
    plan.notes, kith.fingerprint(plan)
  )
  returning * into stored;

  if (target ->> 'account')::boolean then
    counts := array(
      select row(counted.table_name, counted.row_count, counted.vector_count)::public.ai_forget_count
      from kith.census(null) as counted where counted.table_name <> 'ai_forget_previews'
    );
  else
    counts := array(
      with run as materialized (
        select run_id from public.ai_runs as run
        where run.thread_id = any (plan.threads) or run.message_id = any (plan.messages)
      )
      select row(counted.table_name, counted.row_count, counted.vector_count)::public.ai_forget_count
      from (
        select 'ai_personas' as table_name, cardinality(plan.personas)::bigint as row_count, null::bigint as vector_count
        union all select 'ai_threads', cardinality(plan.threads), null
        union all
        select 'ai_messages', count(*), count(*) filter (where message.message_embedding is not null)
        from public.ai_messages as message where message.message_id = any (plan.messages)
        union all
        select 'ai_message_search', count(*), null
        from public.ai_message_search as row where row.message_id = any (plan.messages)
        union all
        select 'message_codes', count(*), null
        from kith.message_codes as row where row.message_id = any (plan.messages)
        union all
        select 'ai_memory', count(*), count(*) filter (where memory.content_embedding is not null)
        from public.ai_memory as memory where memory.memory_id = any (plan.memories)
        union all
        select 'ai_memory_search', count(*), null
        from public.ai_memory_search as row where row.memory_id = any (plan.memories)
        union all
        select 'ai_memory_versions', count(*) + cardinality(plan.versions), null
        from public.ai_memory_versions as version where version.memory_id = any (plan.memories)
        union all
        select 'ai_metadata', count(*) + cardinality(plan.metadata), null
        from public.ai_metadata as entry
        where entry.thread_id = any (plan.threads) or entry.message_id = any (plan.messages)
          or entry.memory_id = any (plan.memories) or entry.persona_ref = any (plan.personas)
        union all select 'ai_runs', count(*), null from run
        union all
        select 'ai_receipts', count(*), null from public.ai_receipts as receipt join run using (run_id)
        union all select 'ai_run_snapshots', cardinality(plan.snapshots), null
        union all
        select 'ai_grants', count(*), null from public.ai_grants as granted
        where granted.user_id = owner and (
          granted.memory_id = any (plan.memories) or granted.from_persona = any (plan.personas)
          or granted.to_persona = any (plan.personas)
        )
        union all select 'ai_files', cardinality(plan.files), null
        union all
        select 'ai_file_chunks', count(*), null
        from public.ai_file_chunks as chunk where chunk.file_id = any (plan.files)
      ) as counted
      where counted.row_count > 0
    );
  end if;
  select count(*) into copies
  from public.ai_memory as memory
  where memory.memory_id = any (plan.memories) and plan.reasons ->> memory.memory_id::text = 'quotes'
    and memory.resource_key not in (
      select near.resource_key from public.ai_messages as near where near.message_id = any (plan.messages)
      union
      select near.resource_key from public.ai_memory as near
      where near.memory_id = any (plan.memories) and plan.reasons ->> near.memory_id::text <> 'quotes'
    );

  return query
    select
      stored.token, stored.created_at + interval '1 hour', counts,
      array(
        select row(
          memory.memory_id, memory.persona_id, memory.memory_type, memory.status, memory.content,
          coalesce(plan.reasons ->> memory.memory_id::text, 'asked')
        )::public.ai_forgotten_memory
        from public.ai_memory as memory
        where memory.memory_id = any (plan.memories)
        order by position(plan.reasons ->> memory.memory_id::text in 'asked source observation merged quotes'),
          memory.created_at desc, memory.memory_id
        limit 500
      ),
      array(
        select row(line.memory_id, line.persona_id, line.before, line.after, line.removed)::public.ai_forgotten_notes
        from jsonb_to_recordset(plan.notes) as line (
          memory_id uuid, persona_id uuid, before text, after text, removed text[]
        )
      ),
      array(
        select row(thread.thread_id, thread.title)::public.ai_forgotten_title
        from public.ai_threads as thread where thread.thread_id = any (plan.titles)
        order by thread.last_message_at desc
      ),
      cardinality(plan.receipts || plan.stripped_receipts), cardinality(plan.ended_runs), plan.used_in,
      plan.quoting_messages, plan.quoting_personas, copies, plan.words;
end
$$;
comment on function kith.preview_forget(jsonb) is 'Keeps what would be erased, under a new token, and describes it.';

create function public.ai_forget_preview(
  message_ids uuid[] default null,
  memory_ids uuid[] default null,
  thread_id uuid default null,
  persona_id uuid default null,
  query text default null,
  account boolean default false
) returns setof public.ai_forget_radius
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  target jsonb;
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  target := jsonb_strip_nulls(jsonb_build_object(
    'message_ids', to_jsonb(nullif(ai_forget_preview.message_ids, '{}')),
    'memory_ids', to_jsonb(nullif(ai_forget_preview.memory_ids, '{}')),
    'thread_id', ai_forget_preview.thread_id, 'persona_id', ai_forget_preview.persona_id,
    'query', ai_forget_preview.query, 'account', nullif(ai_forget_preview.account, false)
  ));
  if target = '{}' then
    raise exception 'Say what is to be forgotten: messages, memories, a thread, a persona, what matches a query, or the account.'
      using errcode = '22023';
  end if;
  if coalesce(cardinality(ai_forget_preview.message_ids), 0) > 10000 or coalesce(cardinality(ai_forget_preview.memory_ids), 0) > 10000 then
    raise exception 'At most 10,000 messages and 10,000 memories can be chosen one by one.' using errcode = '22023';
  end if;
  if length(ai_forget_preview.query) > 1000 then
    raise exception 'Say in 1 to 20 words what is to be forgotten.' using errcode = '22023';
  end if;
  return query select radius.* from kith.preview_forget(target) as radius;
end
$$;
comment on function public.ai_forget_preview(uuid[], uuid[], uuid, uuid, text, boolean) is
  'Finds everything that would be erased if this were forgotten, keeps exactly that set for an hour, and describes it; erases nothing. What is given is added up: messages, memories, a thread, a persona with all it has, everything that has all words of a query, or the whole account (then the rest says nothing). Only the owner, with all personas in view.';
revoke execute on function public.ai_forget_preview(uuid[], uuid[], uuid, uuid, text, boolean) from public, anon;
grant execute on function public.ai_forget_preview(uuid[], uuid[], uuid, uuid, text, boolean) to authenticated;

-- Erase -------------------------------------------------------------------------------------------------------------

create function kith.lift_children(messages uuid[]) returns void
language plpgsql volatile
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  moved record;
begin
  -- They give their places on the path free.
  update public.ai_messages as message set selected = false
  where message.message_id = any (messages) and message.user_id = auth.uid() and message.selected;
  for moved in
    with recursive going as materialized (
      select message.message_id, message.thread_id, message.parent_message_id, message.user_id
      from public.ai_messages as message
      where message.message_id = any (messages) and message.user_id = auth.uid()
    ),
    tree as (
      select root.message_id, null::uuid as anchor, 0 as lifted, false as is_orphan
      from public.ai_messages as root
      where root.thread_id in (select going.thread_id from going) and root.user_id = auth.uid()
        and root.parent_message_id is null
      union all
      select
        child.message_id,
        case when gone.message_id is null then tree.message_id else tree.anchor end,
        tree.lifted + (gone.message_id is not null)::integer,
        gone.message_id is not null
      from tree
      join public.ai_messages as child on child.parent_message_id = tree.message_id
      left join going as gone on gone.message_id = tree.message_id
    )
    select tree.message_id, tree.anchor, tree.lifted, tree.is_orphan
    from tree
    join public.ai_messages as message using (message_id)
    where tree.lifted > 0 and not exists (select from going where going.message_id = tree.message_id)
    -- From the top, so that on the path every place is free when the next one moves up.
    order by message.thread_id, message.depth
  loop
    update public.ai_messages as message
    set
      depth = message.depth - moved.lifted,
      parent_message_id = case when moved.is_orphan then moved.anchor else message.parent_message_id end
    where message.message_id = moved.message_id;
  end loop;
end
$$;
comment on function kith.lift_children(uuid[]) is
  'Before these messages are erased: what follows them follows what they followed, and everything below moves up.';

create type public.ai_forget_proof as (
  table_name text,
  rows_before bigint,
  rows_after bigint,
  vectors_before bigint,
  vectors_after bigint,
  found bigint
);
comment on type public.ai_forget_proof is
  'The owner''s rows in a table before and after, those with a vector (null where there is none), and in how many rows the words of the preview are still found, in any column of text, JSON or search terms.';

-- Definer: it erases where nobody may: in histories, receipts, the vocabulary.
create function kith.forget(token uuid, keep_note_lines text[]) returns setof public.ai_forget_proof
language plpgsql volatile security definer
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_account boolean;
  stored public.ai_forget_previews;
  plan kith.forget_plan;
  sought kith.sought;
  before kith.table_count[];
  after public.ai_forget_proof[];
  notes record;
  shortened kith.forgotten_lines;
  owned record;
begin
  if owner is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' or not kith.may_write() then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  select preview.* into stored from public.ai_forget_previews as preview
  where preview.token = forget.token and preview.user_id = owner
  for update;
  if not found or stored.proof is null and stored.created_at < clock_timestamp() - interval '1 hour' then
    raise exception 'This preview has expired. Look again at what would be forgotten.' using errcode = 'PT409';
  end if;
  if stored.proof is not null then
    return query select * from jsonb_populate_recordset(null::public.ai_forget_proof, stored.proof);
    return;
  end if;
  is_account := coalesce((stored.target ->> 'account')::boolean, false);

  -- Whoever writes to any of it waits here, or has finished and is seen below.
  perform from public.ai_personas as persona
  where persona.id = any (stored.persona_ids) and persona.user_id = owner
  order by persona.id for update;
  perform from public.ai_threads as thread
  where thread.user_id = owner and (
    thread.thread_id = any (stored.thread_ids)
    or thread.thread_id in (
      select message.thread_id from public.ai_messages as message where message.message_id = any (stored.message_ids)
    )
  )
  order by thread.thread_id for update;
  if not is_account then
    perform from public.ai_messages as message
    where message.message_id = any (stored.message_ids) and message.user_id = owner
    order by message.message_id for update;
    perform from public.ai_memory as memory
    where memory.memory_id = any (stored.memory_ids || array(
      select note.memory_id from jsonb_to_recordset(stored.notes) as note (memory_id uuid)
    )) and memory.user_id = owner
    order by memory.memory_id for update;
  end if;
  plan := kith.plan_forget(stored.target);
  if kith.fingerprint(plan) <> stored.fingerprint then
    raise exception 'What would be forgotten has changed. Look at it again.' using errcode = 'PT409';
  end if;
  before := array(select counted from kith.census(null) as counted);

  if is_account then
    -- First what would be looked at again with every message that goes.
    delete from kith.words where user_id = owner;
    delete from public.ai_message_search where user_id = owner and message_id = any (plan.messages);
    delete from public.ai_memory_search where user_id = owner;
    delete from public.ai_receipts as receipt using public.ai_runs as run
    where receipt.run_id = run.run_id and run.user_id = owner;
    delete from public.ai_run_snapshots where user_id = owner;
    delete from public.ai_runs where user_id = owner;
    delete from public.ai_metadata where user_id = owner;
    delete from public.ai_grants where user_id = owner;
    delete from public.ai_memory where user_id = owner;
    delete from public.ai_messages where message_id = any (plan.messages) and user_id = owner;
    delete from public.ai_threads where thread_id = any (plan.threads) and user_id = owner;
    delete from public.ai_files where user_id = owner;
    delete from public.ai_personas where user_id = owner;
    for owned in
      select attribute.attrelid::regclass as place
      from pg_catalog.pg_attribute as attribute
      join pg_catalog.pg_class as class on class.oid = attribute.attrelid
      where class.relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and class.relkind in ('r', 'p')
        and attribute.attname = 'user_id' and not attribute.attisdropped
    loop
      execute format('delete from %s where user_id = $1', owned.place) using owner;
    end loop;
  else
    -- What was said is known again, and cannot be read.
    perform kith.refuse_saying(said.resource_key, said.content)
    from (
      select memory.resource_key, memory.content
      from public.ai_memory as memory
      where memory.memory_id = any (plan.memories) and not (memory.memory_type = 'working' and memory.status = 'active')
        and (memory.persona_id is null or memory.persona_id <> all (plan.personas))
      union
      select memory.resource_key, version.content
      from public.ai_memory_versions as version
      join public.ai_memory as memory using (memory_id)
      where (memory.memory_id = any (plan.memories) or version.memory_id || '/' || version.version = any (plan.versions))
        and memory.user_id = owner and not (memory.memory_type = 'working' and memory.status = 'active')
        and (memory.persona_id is null or memory.persona_id <> all (plan.personas))
    ) as said;

    delete from public.ai_memory_versions as version
    using unnest(plan.versions) as key
    where version.memory_id = split_part(key, '/', 1)::uuid and version.version = split_part(key, '/', 2)::integer;
    for notes in
      select given.memory_id, given.before, given.hits
      from jsonb_to_recordset(plan.notes) as given (memory_id uuid, before text, hits text[])
    loop
      shortened := kith.without_sentences(notes.before, notes.hits, forget.keep_note_lines);
      continue when shortened.removed = '{}';
      perform kith.refuse_saying(memory.resource_key, line)
      from public.ai_memory as memory, unnest(shortened.removed) as line
      where memory.memory_id = notes.memory_id;
      update public.ai_memory as memory set content = shortened.content where memory.memory_id = notes.memory_id;
      -- The trigger has just kept what is to be forgotten.
      delete from public.ai_memory_versions as version using public.ai_memory as memory
      where version.memory_id = notes.memory_id and memory.memory_id = notes.memory_id
        and version.version = memory.version - 1;
    end loop;

    update public.ai_messages as message set status = 'stopped'
    from public.ai_runs as run
    where run.run_id = any (plan.ended_runs) and message.message_id = run.message_id and message.status = 'streaming';
    update public.ai_runs as run set status = 'stopped', finished_at = clock_timestamp()
    where run.run_id = any (plan.ended_runs);
    update public.ai_runs as run
    set settings = null, failure = jsonb_build_object('code', run.failure -> 'code', 'data', '{}'::jsonb)
    where run.run_id = any (plan.scrubbed_runs) and run.failure is not null;
    update public.ai_runs as run set settings = null
    where run.run_id = any (plan.scrubbed_runs) and run.settings is not null;
    delete from public.ai_run_snapshots as snapshot
    where snapshot.user_id = owner and snapshot.workflow_name || '/' || snapshot.run_key = any (plan.snapshots);
    update public.ai_receipts as receipt
    set item_version = null, score = null, parts = null, tokens = null, reason = 'forgotten'
    where receipt.receipt_id = any (plan.receipts);
    update public.ai_receipts as receipt
    set parts = null,
      reason = case when lower(receipt.reason) ~ all ((plan.sought).expressions) then null else receipt.reason end
    where receipt.receipt_id = any (plan.stripped_receipts);
    delete from public.ai_metadata as entry where entry.metadata_id = any (plan.metadata);
    update public.ai_threads as thread set title = null where thread.thread_id = any (plan.titles);
    update public.ai_files as file set name = '' where file.file_id = any (plan.renamed_files);

    perform kith.lift_children(array(
      select message.message_id from public.ai_messages as message
      where message.message_id = any (plan.messages) and message.thread_id <> all (plan.threads)
    ));
    delete from public.ai_messages as message where message.message_id = any (plan.messages) and message.user_id = owner;
    delete from public.ai_memory as memory where memory.memory_id = any (plan.memories) and memory.user_id = owner;
    delete from public.ai_threads as thread where thread.thread_id = any (plan.threads) and thread.user_id = owner;
    delete from public.ai_files as file where file.file_id = any (plan.files) and file.user_id = owner;
    delete from public.ai_personas as persona where persona.id = any (plan.personas) and persona.user_id = owner;
    delete from kith.refusals as refusal
    where refusal.user_id = owner and split_part(refusal.resource_key, ':', 2) = any (plan.personas::text[]);
    -- Previews hold what they show.
    delete from public.ai_forget_previews as preview
    where preview.user_id = owner and preview.token <> forget.token and preview.proof is null;
    update public.ai_forget_previews as preview
    set target = '{}', thread_ids = '{}', message_ids = '{}', memory_ids = '{}', persona_ids = '{}', version_keys = '{}',
      metadata_ids = '{}', title_ids = '{}', snapshot_keys = '{}', run_ids = '{}', receipt_ids = '{}', file_ids = '{}',
      notes = '[]'
    where preview.token = forget.token;
  end if;

  sought := coalesce(
    plan.sought,
    case when cardinality(plan.words) > 0
      then kith.seek(plan.words, false, ('pg_catalog.' || kith.search_config(owner))::regconfig) end
  );
  after := array(
    select row(
      now_there.table_name, earlier.row_count, now_there.row_count, earlier.vector_count, now_there.vector_count,
      now_there.found_count
    )::public.ai_forget_proof
    from kith.census(sought) as now_there
    left join unnest(before) as earlier using (table_name)
  );
  update public.ai_forget_previews as preview set proof = to_jsonb(after) where preview.token = forget.token;
  return query select proven.* from unnest(after) as proven;
end
$$;
comment on function kith.forget(uuid, text[]) is 'Erases what the preview showed, if that is still all there is, and counts what is left.';

create function public.ai_forget(token uuid, keep_note_lines text[] default null) returns setof public.ai_forget_proof
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  return query select proven.* from kith.forget(ai_forget.token, ai_forget.keep_note_lines) as proven;
end
$$;
comment on function public.ai_forget(uuid, text[]) is
  'Erases for good, in one transaction, what ai_forget_preview showed under this token; 409 when that has changed since or is older than an hour. keep_note_lines: sentences the preview would remove from notes and that stay. Of an account everything goes that is Kith''s; signing in is not. Returns the proof; repeating the call returns it again. What is left in backups and in pages not yet vacuumed is not the database''s to know.';
revoke execute on function public.ai_forget(uuid, text[]) from public, anon;
grant execute on function public.ai_forget(uuid, text[]) to authenticated;

-- Purge -------------------------------------------------------------------------------------------------------------

create type public.ai_purge_count as (thread_count integer, message_count integer, memory_count integer, file_count integer);
comment on type public.ai_purge_count is 'What was removed for good. Messages of removed threads are counted as well.';

create function public.ai_purge_deleted(older_than interval default '30 days') returns setof public.ai_purge_count
language plpgsql volatile security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  until timestamptz := clock_timestamp() - coalesce(ai_purge_deleted.older_than, interval '30 days');
  threads uuid[];
  messages uuid[];
  memories uuid[];
  files uuid[];
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  threads := array(
    select thread.thread_id from public.ai_threads as thread
    where thread.user_id = owner and thread.resource_key >= owner::text || ':' and thread.resource_key < owner::text || ';'
      and thread.deleted_at <= until
    order by thread.thread_id
    for update
  );
  -- Those who write to a thread queue up behind its row.
  perform from public.ai_threads as thread
  where thread.thread_id in (
    select message.thread_id from public.ai_messages as message
    where message.user_id = owner and message.resource_key >= owner::text || ':' and message.resource_key < owner::text || ';'
      and message.deleted_at <= until
  )
  order by thread.thread_id for update;
  messages := array(
    select message.message_id from public.ai_messages as message
    where message.user_id = owner and message.resource_key >= owner::text || ':' and message.resource_key < owner::text || ';'
      and message.deleted_at <= until
    union
    select message.message_id from public.ai_messages as message where message.thread_id = any (threads)
  );
  memories := array(
    select memory.memory_id from public.ai_memory as memory where memory.user_id = owner and memory.deleted_at <= until
  );
  files := kith.files_only_in(messages, memories);
  perform kith.lift_children(array(
    select message.message_id from public.ai_messages as message
    where message.message_id = any (messages) and message.thread_id <> all (threads)
  ));
  delete from public.ai_messages as message where message.message_id = any (messages);
  delete from public.ai_threads as thread where thread.thread_id = any (threads);
  delete from public.ai_memory as memory where memory.memory_id = any (memories);
  delete from public.ai_files as file where file.file_id = any (files);
  return query
    select cardinality(threads), cardinality(messages), cardinality(memories), cardinality(files);
end
$$;
comment on function public.ai_purge_deleted(interval) is
  'Removes for good the threads, messages and memories that were deleted longer ago than this, with the files only they show. What they said elsewhere stays: ai_forget looks for that. Only the owner, with all personas in view.';
revoke execute on function public.ai_purge_deleted(interval) from public, anon;
grant execute on function public.ai_purge_deleted(interval) to authenticated;

revoke execute on function
  kith.drop_words(uuid, text[]), kith.drop_words_of_removed(), kith.drop_words_of_changed(), kith.sayings(text),
  kith.sayings_of(kith.said[]), kith.words_in(jsonb), kith.strings_of(jsonb), kith.quoting(kith.said[], text[], text[]),
  kith.seek(text[], boolean, regconfig), kith.split_words(text, regconfig), kith.sentences_of(text),
  kith.without_sentences(text, text[], text[]), kith.files_only_in(uuid[], uuid[]),
  kith.saying_query(text, regconfig), kith.plan_forget(jsonb), kith.fingerprint(kith.forget_plan),
  kith.census(kith.sought), kith.preview_forget(jsonb), kith.lift_children(uuid[]), kith.forget(uuid, text[]) from public;
grant execute on function
  kith.files_only_in(uuid[], uuid[]), kith.lift_children(uuid[]), kith.preview_forget(jsonb), kith.forget(uuid, text[])
  to authenticated;
