-- What goes when something is forgotten, then: what was made of it and stands with what stays.

create function kith.plan_derived(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_search boolean := (plan.wanted).words is not null;
begin
  plan.versions := array(
    select id from kith.quoting(
      array(
        select row(
          version.memory_id || '/' || version.version,
          concat_ws(E'\n', version.content, kith.strings_of(version.content_json))
        )::kith.said
        from unnest(plan.near_versions) as key
        join public.ai_memory_versions as version
          on version.memory_id = split_part(key, '/', 1)::uuid and version.version = split_part(key, '/', 2)::integer
        where version.memory_id <> all (plan.memories)
      ),
      plan.sayings, plan.short_sayings
    ) as id
    order by 1
  );
  plan.titles := array(
    select kith.unexplained_titles(plan)
    union
    select id::uuid from kith.quoting(
      array(
        select row(thread.thread_id::text, thread.title)::kith.said
        from public.ai_threads as thread
        where thread.thread_id::text = any (plan.near_others) and thread.user_id = owner
      ),
      plan.sayings, null
    ) as id
    order by 1
  );
  plan.metadata := array(
    select id::uuid from kith.quoting(
      array(
        select row(entry.metadata_id::text, kith.strings_of(entry.value))::kith.said
        from kith.metadata_nearby(plan) as entry where entry.metadata_id::text = any (plan.near_others)
      ),
      plan.sayings, plan.short_sayings
    ) as id
    order by 1
  );
  if is_search then
    plan.versions := plan.versions || array(
      select found.id
      from kith.rows_having('public.ai_memory_versions', plan.wanted, kith.stays('public.ai_memory_versions'), plan) as found
      order by 1
    );
    plan.titles := plan.titles || array(
      select found.id::uuid
      from kith.rows_having('public.ai_threads', plan.wanted, kith.stays('public.ai_threads'), plan) as found
      join public.ai_threads as thread on thread.thread_id = found.id::uuid
      where kith.folded(thread.title) ~ all ((plan.wanted).expressions)
      order by 1
    );
    plan.metadata := plan.metadata || array(
      select found.id::uuid
      from kith.rows_having('public.ai_metadata', plan.wanted, kith.stays('public.ai_metadata'), plan) as found
      order by 1
    );
  end if;
  plan.notes := kith.shortened_notes(plan);
  return plan;
end
$$;
comment on function kith.plan_derived(kith.forget_plan) is
  'Adds what was made of it and stands with what stays: versions, lines of notes, titles, metadata.';

create function kith.unexplained_titles(plan kith.forget_plan) returns setof uuid
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  dictionary regconfig := ('pg_catalog.' || kith.search_config(auth.uid()))::regconfig;
begin
  return query
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
    select distinct named.thread_id
    from named join gone using (thread_id, term)
    where not exists (
      select from public.ai_message_search as row
      where row.thread_id = named.thread_id and row.message_id <> all (plan.messages)
        and row.terms @@ kith.word_query(named.term)
    );
end
$$;
comment on function kith.unexplained_titles(kith.forget_plan) is
  'Threads that stay, with a title that has a word which only what goes has there.';

create function kith.shortened_notes(plan kith.forget_plan) returns jsonb
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  notes uuid[];
begin
  notes := plan.near_memories;
  if (plan.wanted).words is not null then
    notes := notes || array(
      select found.id::uuid from kith.rows_having('public.ai_memory', plan.wanted, kith.stays('public.ai_memory'), plan) as found
    );
  end if;
  return (
    with note as materialized (
      select memory.memory_id, memory.persona_id, memory.content, memory.content_json
      from public.ai_memory as memory
      where memory.memory_id = any (notes) and memory.memory_id <> all (plan.memories)
        and memory.memory_type = 'working' and memory.status = 'active'
    ),
    sentence as materialized (
      select note.memory_id, cut.line || ':' || cut.part as place, cut.said
      from note cross join lateral kith.sentences_of(note.content) as cut
      union all
      -- What stands with the notes, and is not written in sentences, goes as a whole.
      select note.memory_id, 'json', kith.strings_and_keys_of(note.content_json) from note where note.content_json is not null
    ),
    hit as (
      select split_part(id, '/', 1)::uuid as memory_id, split_part(id, '/', 2) as place
      from kith.quoting(
        array(select row(sentence.memory_id || '/' || sentence.place, sentence.said)::kith.said from sentence),
        plan.sayings, plan.short_sayings
      ) as id
      union
      select sentence.memory_id, sentence.place from sentence
      where kith.folded(sentence.said) ~ all ((plan.wanted).expressions)
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'memory_id', note.memory_id, 'persona_id', note.persona_id, 'before', note.content, 'hits', to_jsonb(found.places),
      'after', shortened.content,
      'removed', to_jsonb(
        shortened.removed || case when 'json' = any (found.places) then array[note.content_json::text] else '{}' end
      )
    ) order by note.memory_id), '[]')
    from (select hit.memory_id, array_agg(hit.place order by hit.place) as places from hit group by hit.memory_id) as found
    join note using (memory_id)
    cross join lateral kith.without_sentences(note.content, found.places, null) as shortened
  );
end
$$;
comment on function kith.shortened_notes(kith.forget_plan) is
  'Notes that lose sentences: [{memory_id, persona_id, before, hits, after, removed}].';

create function kith.plan_runs(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_search boolean := (plan.wanted).words is not null;
begin
  plan.files := kith.files_only_in(plan.messages, plan.memories);
  plan.files := array(
    select unnest(plan.files)
    union
    select file.file_id from public.ai_files as file where file.user_id = owner and file.persona_id = any (plan.personas)
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
  plan.stripped_receipts := array(
    select receipt.receipt_id
    from public.ai_messages as answer
    join public.ai_runs as run using (message_id)
    join public.ai_receipts as receipt using (run_id)
    where answer.parent_message_id = any (plan.messages) and answer.message_id <> all (plan.messages)
      and run.user_id = owner and receipt.parts is not null
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
    )
    union
    select id from kith.quoting(
      array(
        select row(stored.workflow_name || '/' || stored.run_key, kith.strings_of(stored.snapshot))::kith.said
        from public.ai_run_snapshots as stored
        where stored.user_id = owner and stored.workflow_name || '/' || stored.run_key = any (plan.near_others)
      ),
      plan.sayings, null
    ) as id
    order by 1
  );
  plan.scrubbed_runs := array(
    select id::uuid from kith.quoting(
      array(
        select row(run.run_id::text, concat_ws(E'\n', kith.strings_of(run.failure), kith.strings_of(run.settings)))::kith.said
        from kith.runs_nearby(plan) as run where run.run_id::text = any (plan.near_others)
      ),
      plan.sayings, plan.short_sayings
    ) as id
    order by 1
  );
  if is_search then
    plan.renamed_files := array(
      select found.id::uuid
      from kith.rows_having('public.ai_files', plan.wanted, kith.stays('public.ai_files'), plan) as found order by 1
    );
    plan.stripped_receipts := plan.stripped_receipts || array(
      select found.id::uuid
      from kith.rows_having('public.ai_receipts', plan.wanted, kith.stays('public.ai_receipts'), plan) as found order by 1
    );
    plan.snapshots := plan.snapshots || array(
      select found.id
      from kith.rows_having('public.ai_run_snapshots', plan.wanted, kith.stays('public.ai_run_snapshots'), plan) as found
      order by 1
    );
    plan.scrubbed_runs := plan.scrubbed_runs || array(
      select found.id::uuid
      from kith.rows_having('public.ai_runs', plan.wanted, kith.stays('public.ai_runs'), plan) as found order by 1
    );
  end if;
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
  return plan;
end
$$;
comment on function kith.plan_runs(kith.forget_plan) is
  'Adds what runs hold of it: files, receipts, snapshots, settings and failures.';

revoke execute on function
  kith.plan_derived(kith.forget_plan), kith.unexplained_titles(kith.forget_plan),
  kith.shortened_notes(kith.forget_plan), kith.plan_runs(kith.forget_plan) from public;
