-- What goes when something is forgotten. Who quotes, and who matches a search, is defined with the quotations; then:
--
--   * Erased with messages and threads: the memories learned from them (their source), observations of their threads,
--     and what quotes them. Erased with a memory: what was merged into it, and what quotes it.
--   * What quotes goes as a whole: memories, proposals, versions, metadata of the threads, messages, memories and
--     personas concerned, snapshots. Of the notes of a persona only the sentences go. The title of a thread goes when it
--     has a word that only forgotten messages of this thread explain.
--   * Other messages that quote (where very much is forgotten: its hundred longest sentences) are named, and stay: they
--     are somebody's words in another place. The owner may add them to what is to be forgotten.

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

create type kith.forget_plan as (
  threads uuid[],
  messages uuid[],
  touched uuid[],
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
  'Everything that goes, and everything that stays and is concerned. touched: threads that stay and lose messages; sayings: what may be quoted of it; sought: the words of a search; words: by which it can be shown that nothing is left.';

create function kith.plan_account(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  first_key text := owner::text || ':';
  last_key text := owner::text || ';';
begin
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
end
$$;
comment on function kith.plan_account(kith.forget_plan) is
  'Adds everything the caller has.';

create function kith.plan_chosen(plan kith.forget_plan, target jsonb) returns kith.forget_plan
language plpgsql stable
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
  asked uuid[];
begin
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
  plan.touched := array(
    select distinct message.thread_id from public.ai_messages as message
    where message.message_id = any (plan.messages) and message.thread_id <> all (plan.threads)
    order by 1
  );
  return plan;
end
$$;
comment on function kith.plan_chosen(kith.forget_plan, jsonb) is
  'Adds the messages, threads and personas that were chosen, or that have the words of the search.';

create function kith.plan_memories(plan kith.forget_plan, target jsonb) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_search boolean := (plan.sought).patterns is not null;
  patterns text[] := (plan.sought).patterns;
  expressions text[] := (plan.sought).expressions;
  asked uuid[];
  sourced uuid[];
  observed uuid[];
  merged uuid[];
  quoted uuid[];
begin
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
    where memory.user_id = owner and memory.memory_type = 'observation' and memory.source_thread_id = any (plan.touched)
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
  return plan;
end
$$;
comment on function kith.plan_memories(kith.forget_plan, jsonb) is
  'Adds the memories: asked for, learned from it, observed, merged; then what it all says, and the memories that say it again.';

create function kith.plan_derived(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  first_key text := owner::text || ':';
  last_key text := owner::text || ';';
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  is_search boolean := (plan.sought).patterns is not null;
  patterns text[] := (plan.sought).patterns;
  expressions text[] := (plan.sought).expressions;
begin
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
  plan.titles := array(
    with named as materialized (
      select thread.thread_id, thread.title, cut.term
      from public.ai_threads as thread
      cross join lateral unnest(tsvector_to_array(kith.terms(thread.title, dictionary))) as cut (term)
      where thread.thread_id = any (plan.touched)
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
          or coalesce(entry.thread_id, message.thread_id) = any (plan.touched)
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
  return plan;
end
$$;
comment on function kith.plan_derived(kith.forget_plan) is
  'Adds what was made of it and stands with what stays: versions, lines of notes, titles, metadata.';

create function kith.plan_runs(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_search boolean := (plan.sought).patterns is not null;
  patterns text[] := (plan.sought).patterns;
  expressions text[] := (plan.sought).expressions;
  answered uuid[];
begin
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
      stored.thread_id = any (plan.touched || plan.threads)
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
        and (is_search or run.thread_id = any (plan.touched))
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
  return plan;
end
$$;
comment on function kith.plan_runs(kith.forget_plan) is
  'Adds what runs hold of it: files, receipts, snapshots, settings and failures.';

create function kith.plan_staying(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  is_search boolean := (plan.sought).patterns is not null;
  patterns text[] := (plan.sought).patterns;
  expressions text[] := (plan.sought).expressions;
  remembered text;
begin
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
comment on function kith.plan_staying(kith.forget_plan) is
  'Adds what stays and says it, too, and the words that nothing says that stays.';

-- Definer: the words of messages are looked up in their index, which row security would forbid.
create function kith.plan_forget(target jsonb) returns kith.forget_plan
language plpgsql stable security definer
-- These hold for all parts of the plan.
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
declare
  plan kith.forget_plan;
begin
  if auth.uid() is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  plan := jsonb_populate_record(null::kith.forget_plan, (
    select jsonb_object_agg(name, '[]'::jsonb)
    from unnest('{threads,messages,touched,memories,personas,versions,metadata,titles,snapshots,ended_runs,scrubbed_runs,receipts,stripped_receipts,files,renamed_files,notes,quoting_messages,used_in,quoting_personas,sayings,short_sayings,words}'::text[]) as name
  ));
  plan.reasons := '{}';
  if (target ->> 'account')::boolean then
    return kith.plan_account(plan);
  end if;
  plan := kith.plan_chosen(plan, target);
  plan := kith.plan_memories(plan, target);
  plan := kith.plan_derived(plan);
  plan := kith.plan_runs(plan);
  return kith.plan_staying(plan);
end
$$;
comment on function kith.plan_forget(jsonb) is
  'What is erased when this is forgotten, and what is concerned, for the whole owner only. target: {message_ids, memory_ids, thread_id, persona_id, query} added up, or {account: true}.';

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

revoke execute on function
  kith.files_only_in(uuid[], uuid[]), kith.plan_account(kith.forget_plan), kith.plan_chosen(kith.forget_plan, jsonb),
  kith.plan_memories(kith.forget_plan, jsonb), kith.plan_derived(kith.forget_plan), kith.plan_runs(kith.forget_plan),
  kith.plan_staying(kith.forget_plan), kith.plan_forget(jsonb), kith.fingerprint(kith.forget_plan) from public;
grant execute on function kith.files_only_in(uuid[], uuid[]) to authenticated;
