-- What is forgotten may be much more than fits into one value: its sentences are looked at part by part, and only those
-- are kept that somebody may have said again.

create type kith.text_part as (kind text, ids text[]);
comment on type kith.text_part is 'Some of the texts that go: messages, memories or versions of these.';

create function kith.text_parts(plan kith.forget_plan) returns setof kith.text_part
language plpgsql stable
set search_path = ''
as $$
begin
  return query
    select cut.kind, array_agg(cut.id)
    from (
      select
        listed.kind, listed.id,
        -- By the space it takes, packed as it is: texts are some times longer.
        sum(listed.size) over (partition by listed.kind order by listed.id) / 400000 as part
      from (
        select 'message' as kind, message.message_id::text as id, pg_column_size(message.content) as size
        from public.ai_messages as message where message.message_id = any (plan.messages)
        union all
        select 'memory', memory.memory_id::text, pg_column_size(memory.content)
        from public.ai_memory as memory where memory.memory_id = any (plan.memories)
        union all
        select 'version', version.memory_id || '/' || version.version, pg_column_size(version.content)
        from public.ai_memory_versions as version where version.memory_id = any (plan.memories)
      ) as listed
    ) as cut
    group by cut.kind, cut.part
    order by cut.kind, cut.part;
end
$$;
comment on function kith.text_parts(kith.forget_plan) is 'The messages and memories that go, in parts of some megabytes.';

create function kith.texts_of(part kith.text_part) returns kith.said[]
language plpgsql stable
set search_path = ''
as $$
begin
  return case part.kind
    when 'message' then array(
      select row(message.message_id, kith.message_text(message.content))::kith.said
      from public.ai_messages as message where message.message_id = any (part.ids::uuid[])
    )
    when 'memory' then array(
      select row(memory.memory_id, memory.content)::kith.said
      from public.ai_memory as memory where memory.memory_id = any (part.ids::uuid[])
    )
    else array(
      select row(version.memory_id || '/' || version.version, version.content)::kith.said
      from unnest(part.ids) as key
      join public.ai_memory_versions as version
        on version.memory_id = split_part(key, '/', 1)::uuid and version.version = split_part(key, '/', 2)::integer
    )
  end;
end
$$;
comment on function kith.texts_of(kith.text_part) is 'What this part says.';

create function kith.marks_nearby(plan kith.forget_plan, sayings text[]) returns kith.mark[]
language plpgsql stable
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  likely text;
begin
  -- Whatever has a saying has its longest word: of few, titles that may have them are found sooner than compared.
  if cardinality(sayings) <= 200 then
    likely := coalesce((
      select string_agg(distinct longest.word, '|')
      from unnest(sayings) as saying
      cross join lateral (
        select word from unnest(string_to_array(saying, ' ')) as word order by length(word) desc, word limit 1
      ) as longest
      where longest.word ~ '^[[:alnum:]]+$'
    ), '^$');
  end if;
  return array(
    select marked::kith.mark
    from kith.marks_of(owner, array(
      select row(thread.thread_id, thread.title)::kith.said from public.ai_threads as thread
      where thread.user_id = owner
        and thread.resource_key >= owner::text || ':' and thread.resource_key < owner::text || ';'
        and length(thread.title) >= 12 and thread.thread_id <> all (plan.threads)
        -- A quotation has four words.
        and (thread.title like '% % % %' or octet_length(thread.title) <> length(thread.title))
        and (likely is null or lower(thread.title) ~ likely or thread.title ~ ('[' || kith.variants() || ']'))
      union all
      select row(persona.id, concat_ws(E'\n', persona.name, persona.instructions, kith.strings_of(persona.settings)))::kith.said
      from public.ai_personas as persona where persona.user_id = owner and persona.id <> all (plan.personas)
      union all
      select row(entry.metadata_id, kith.strings_of(entry.value))::kith.said from kith.metadata_nearby(plan) as entry
      union all
      select row(run.run_id, concat_ws(E'\n', kith.strings_of(run.failure), kith.strings_of(run.settings)))::kith.said
      from kith.runs_nearby(plan) as run
      union all
      select row(stored.workflow_name || '/' || stored.run_key, kith.strings_of(stored.snapshot))::kith.said
      from public.ai_run_snapshots as stored where stored.user_id = owner
    )) as marked
  );
end
$$;
comment on function kith.marks_nearby(kith.forget_plan, text[]) is
  'The marks of everything that stays and may quote these sayings, but memories, of which there is an index.';

create function kith.metadata_nearby(plan kith.forget_plan) returns setof public.ai_metadata
language plpgsql stable
set search_path = ''
as $$
begin
  return query
    select entry.* from public.ai_metadata as entry
    left join public.ai_messages as message on message.message_id = entry.message_id
    where entry.user_id = auth.uid()
      and coalesce(entry.thread_id, message.thread_id, entry.user_id) <> all (plan.threads)
      and coalesce(entry.message_id, entry.user_id) <> all (plan.messages)
      and coalesce(entry.memory_id, entry.user_id) <> all (plan.memories)
      and coalesce(entry.persona_ref, entry.user_id) <> all (plan.personas)
      and (
        (plan.wanted).words is not null or entry.memory_id is not null or entry.persona_ref is not null
        or coalesce(entry.thread_id, message.thread_id) = any (plan.touched)
      );
end
$$;
comment on function kith.metadata_nearby(kith.forget_plan) is 'Metadata that stays, of what is concerned.';

create function kith.runs_nearby(plan kith.forget_plan) returns setof public.ai_runs
language plpgsql stable
set search_path = ''
as $$
begin
  return query
    select run.* from public.ai_runs as run
    where run.user_id = auth.uid() and run.thread_id <> all (plan.threads) and run.message_id <> all (plan.messages)
      and ((plan.wanted).words is not null or run.thread_id = any (plan.touched))
      and num_nonnulls(run.failure, run.settings) > 0;
end
$$;
comment on function kith.runs_nearby(kith.forget_plan) is 'Runs that stay, where something is forgotten, and hold more than numbers.';

create function kith.memories_marked(plan kith.forget_plan, marks bigint[]) returns kith.said[]
language plpgsql stable
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
begin
  return array(
    select row(coalesce(memory.memory_id::text, version.memory_id || '/' || version.version), concat_ws(
      E'\n', coalesce(memory.content, version.content), kith.strings_of(coalesce(memory.content_json, version.content_json))
    ))::kith.said
    -- Some hundred at a time: the index compares each of those it is asked for with all the others.
    from (
      select array_agg(listed.mark) as marks from unnest(marks) with ordinality as listed (mark, n) group by listed.n / 500
    ) as batch
    cross join lateral (
      select true as is_current, hit.memory_id, null::integer as version from public.ai_memory as hit
      where kith.marks(hit.user_id, hit.content, hit.content_json) && batch.marks
      union all
      select false, hit.memory_id, hit.version from public.ai_memory_versions as hit
      where kith.marks(hit.user_id, hit.content, hit.content_json) && batch.marks
    ) as found
    left join public.ai_memory as memory on found.is_current and memory.memory_id = found.memory_id
    left join public.ai_memory_versions as version
      on version.memory_id = found.memory_id and version.version = found.version
    where coalesce(memory.user_id, version.user_id) = owner and found.memory_id <> all (plan.memories)
  );
end
$$;
comment on function kith.memories_marked(kith.forget_plan, bigint[]) is
  'Memories that stay, and versions of these, with one of the marks, and what they say. The same one more than once.';

create function kith.messages_to_read(plan kith.forget_plan, openings bigint[], known bigint[]) returns uuid[]
language plpgsql stable
set search_path = ''
as $$
begin
  return array(
    -- Something of them is said again, perhaps.
    select message.message_id
    from kith.message_openings as message cross join lateral unnest(message.openings) as opening
    where message.message_id = any (plan.messages)
      and opening in (
        select unnest(messages_to_read.openings) intersect select unnest(messages_to_read.known)
      )
    union
    -- Of these it is not known.
    select message.message_id from public.ai_messages as message
    where message.message_id = any (plan.messages) and (message.status = 'streaming' or kith.is_very_long(message.content))
    union
    -- Longest sentences are looked for in the longest.
    select longest.message_id
    from (
      select message.message_id, sum(pg_column_size(message.content)) over (
        order by pg_column_size(message.content) desc, message.message_id
      ) as size
      from public.ai_messages as message where message.message_id = any (plan.messages)
    ) as longest
    where longest.size < 100000
  );
end
$$;
comment on function kith.messages_to_read(kith.forget_plan, bigint[], bigint[]) is
  'Which of the messages that go have to be read for their sentences, when these openings are theirs and these marks are known of what stays.';

create function kith.plan_sayings(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  -- As marks_of has it.
  seed constant bigint := hashtextextended(owner::text, 0);
  read kith.forget_plan := plan;
  openings bigint[];
  nearby kith.mark[];
  nearby_marks bigint[];
  parts kith.text_part[];
  part kith.text_part;
  cut kith.saying[];
  sayings text[];
  short_sayings text[];
  memories kith.said[];
  known bigint[];
begin
  openings := array(
    select distinct opening
    from kith.message_openings as message cross join lateral unnest(message.openings) as opening
    where message.message_id = any (plan.messages)
  );
  if cardinality(openings) > 200 then
    nearby := kith.marks_nearby(plan, null);
    nearby_marks := array(select other.mark from unnest(nearby) as other);
    read.messages := kith.messages_to_read(plan, openings, nearby_marks || array(
      select found.mark from kith.marks_of(owner, kith.memories_marked(plan, openings)) as found
    ));
  end if;
  parts := array(select listed from kith.text_parts(read) as listed);
  foreach part in array parts loop
    cut := array(select said from kith.sayings_of(kith.texts_of(part)) as said);
    sayings := array(select distinct said.content from unnest(cut) as said where said.is_quotable);
    -- Of a memory, what is too short to be a quotation counts where it is somebody's whole sentence.
    short_sayings := case when part.kind = 'message' then '{}' else array(
      select string_agg(said.content, ' ' order by said.n)
      from unnest(cut) with ordinality as said (id, content, is_quotable, n) group by said.id
      union
      select said.content from unnest(cut) as said where not said.is_quotable and strpos(said.content, ' ') > 0
    ) end;
    if nearby is null then
      nearby := kith.marks_nearby(plan, case when cardinality(parts) = 1 then sayings || short_sayings end);
      nearby_marks := array(select other.mark from unnest(nearby) as other);
    end if;
    memories := kith.memories_marked(plan, array(
      select hashtextextended(left(saying, 12), seed) from unnest(sayings) as saying
      union
      select hashtextextended('=' || saying, seed) from unnest(short_sayings) as saying
    ));
    known := nearby_marks || array(select distinct found.mark from kith.marks_of(owner, memories) as found);
    plan.near_memories := plan.near_memories || array(
      select memory.id::uuid from unnest(memories) as memory where strpos(memory.id, '/') = 0
    );
    plan.near_versions := plan.near_versions || array(
      select memory.id from unnest(memories) as memory where strpos(memory.id, '/') > 0
    );
    plan.sayings := array(
      select unnest(plan.sayings)
      union
      select saying from unnest(sayings) as saying where hashtextextended(left(saying, 12), seed) in (select unnest(known))
    );
    plan.short_sayings := array(
      select unnest(plan.short_sayings)
      union
      select saying from unnest(short_sayings) as saying where hashtextextended('=' || saying, seed) in (select unnest(known))
    );
    plan.longest_sayings := array(
      select saying from unnest(plan.longest_sayings || sayings) as saying
      group by saying order by length(saying) desc, saying limit 100
    );
    if cardinality(plan.telling_words) < 60 then
      plan.telling_words := array(
        select word
        from (
          select unnest(plan.telling_words) as word
          union
          select unnest(string_to_array(said.content, ' ')) from unnest(cut) as said where said.content ~ '[[:alpha:]]{4}'
        ) as listed
        where length(word) between 4 and 40 and word ~ '^[[:alpha:]]+$'
        order by length(word) desc, word limit 60
      );
    end if;
  end loop;
  plan.near_others := array(
    select distinct other.id from unnest(nearby) as other
    where other.mark in (
      select hashtextextended(left(saying, 12), seed) from unnest(plan.sayings) as saying
      union all
      select hashtextextended('=' || saying, seed) from unnest(plan.short_sayings) as saying
    )
  );
  return plan;
end
$$;
comment on function kith.plan_sayings(kith.forget_plan) is
  'Adds what may be quoted of what goes, what stays and may do so, and the longest words and sentences of it.';

revoke execute on function
  kith.text_parts(kith.forget_plan), kith.texts_of(kith.text_part), kith.marks_nearby(kith.forget_plan, text[]),
  kith.metadata_nearby(kith.forget_plan), kith.runs_nearby(kith.forget_plan),
  kith.memories_marked(kith.forget_plan, bigint[]), kith.messages_to_read(kith.forget_plan, bigint[], bigint[]),
  kith.plan_sayings(kith.forget_plan)
  from public;
