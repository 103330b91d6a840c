-- What stays when something is forgotten, and says it, too; and the plan as a whole.

create function kith.messages_quoting(plan kith.forget_plan) returns uuid[]
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  likely kith.forget_plan := kith.empty_plan();
  likely_sayings text[];
begin
  select array_agg(hit.message_id), array_agg(looked_for.saying)
  into likely.messages, likely_sayings
  from (
    select
      saying,
      case
        -- The longest words are the rarest, mostly: more of them only take more time.
        when octet_length(saying) = length(saying) then (
          select plainto_tsquery(dictionary, string_agg(longest.word, ' '))
          from (
            select word from unnest(string_to_array(saying, ' ')) as word
            group by word order by length(word) desc, word limit 4
          ) as longest
        )
        else kith.saying_query(saying, dictionary)
      end as query
    from unnest(plan.longest_sayings) as saying offset 0
  ) as looked_for
  cross join lateral (
    select row.message_id from public.ai_message_search as row
    where row.user_id = owner and row.terms @@ looked_for.query and row.message_id <> all (plan.messages)
    limit 1000
  ) as hit
  where numnode(looked_for.query) > 0;
  if likely.messages is null then
    return '{}';
  end if;
  return array(
    select distinct likely_one.message_id
    from kith.text_parts(likely) as part
    cross join lateral kith.sayings_of(kith.texts_of(part)) as said
    join unnest(likely.messages, likely_sayings) as likely_one (message_id, saying) on likely_one.message_id = said.id::uuid
    where strpos(' ' || said.content || ' ', ' ' || likely_one.saying || ' ') > 0
    order by 1
  );
end
$$;
comment on function kith.messages_quoting(kith.forget_plan) is
  'Messages that stay and have one of the longest sentences of what goes.';

create function kith.plan_alike(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  wanted kith.wanted_words := plan.wanted;
  most constant integer := 100;
begin
  plan.alike_messages := array(
    select message_id
    from (
      (
        select row.message_id, row.said_at from public.ai_message_search as row
        where row.user_id = owner and row.terms @@ wanted.query and row.message_id <> all (plan.messages)
        order by row.said_at desc limit most
      )
      union
      -- What tools were asked and have answered: its keys may be somebody's words.
      select message.message_id, message.created_at from public.ai_messages as message
      where message.message_id = any (plan.likely_messages) and message.message_id <> all (plan.messages)
        and kith.folded(concat_ws(E'\n', kith.strings_of(message.content), kith.tool_keys_of(message.content)))
          ~ all (wanted.expressions)
    ) as alike
    order by said_at desc, message_id limit most
  );
  plan.alike_memories := array(
    select memory.memory_id
    from public.ai_memory_search as row
    join public.ai_memory as memory using (memory_id)
    where row.user_id = owner and row.terms @@ wanted.query and memory.memory_id <> all (plan.memories)
      and not (memory.memory_type = 'working' and memory.status = 'active')
    order by memory.created_at desc, memory.memory_id limit most
  );
  return plan;
end
$$;
comment on function kith.plan_alike(kith.forget_plan) is
  'Adds the messages and memories, the latest hundred, that have the words of a search in other forms: search would find them, and they stay.';

create function kith.rare_words(plan kith.forget_plan) returns text[]
language plpgsql stable
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  places constant regclass[] := '{public.ai_messages,public.ai_memory,public.ai_memory_versions,public.ai_threads,'
    'public.ai_metadata,public.ai_personas,public.ai_files,public.ai_runs,public.ai_receipts,public.ai_run_snapshots}';
  words text[];
  wanted kith.wanted_words;
  place regclass;
  condition text;
  said text;
begin
  words := array(
    select rare.word
    from (
      select telling.word, plainto_tsquery(dictionary, telling.word) as query
      from unnest(plan.telling_words) with ordinality as telling (word, n) order by telling.n
    ) as rare
    where numnode(rare.query) > 0 and not exists (
      select from (
        select row.message_id from public.ai_message_search as row
        where row.user_id = owner and row.terms @@ rare.query offset 0
      ) as hit
      where hit.message_id <> all (plan.messages)
    )
    limit 5
  );
  -- What stays, by the rule by which the proof will look.
  foreach place in array places loop
    exit when words = '{}';
    wanted := kith.want_words(words, false, dictionary);
    condition := kith.stays(place) || case
      when place = 'public.ai_messages'::regclass then ' and row.message_id in (select kith.found_beside_index($1, ($2).lexemes))'
      when place = 'public.ai_memory'::regclass then
        ' and row.memory_id not in (select note.memory_id from jsonb_to_recordset(($3).notes) as note (memory_id uuid))'
      else ''
    end;
    for said in
      select found.content from kith.rows_having(place, wanted, condition, plan) as found
      union all
      select note.after from jsonb_to_recordset(plan.notes) as note (after text) where place = 'public.ai_memory'::regclass
    loop
      words := array(
        select listed.word
        from unnest(wanted.words, wanted.expressions) as listed (word, expression)
        where listed.word = any (words) and kith.folded(said) !~ listed.expression
      );
    end loop;
  end loop;
  return words;
end
$$;
comment on function kith.rare_words(kith.forget_plan) is
  'Long words of what goes that nothing has that stays: by which it can be shown that nothing is left.';

create function kith.plan_staying(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_search boolean := (plan.wanted).words is not null;
begin
  -- By itself: inside the query, the planner would call it once more.
  plan.quoting_messages := kith.messages_quoting(plan);
  plan.quoting_messages := array(
    select unnest(plan.quoting_messages)
    union
    -- Where an erased memory came from.
    select memory.source_message_id from public.ai_memory as memory
    where memory.memory_id = any (plan.memories) and memory.source_message_id <> all (plan.messages)
    order by 1
  );
  plan.quoting_personas := array(
    select id::uuid from kith.quoting(
      array(
        select row(persona.id::text, concat_ws(E'\n', persona.name, persona.instructions, kith.strings_of(persona.settings)))::kith.said
        from public.ai_personas as persona
        where persona.id::text = any (plan.near_others) and persona.user_id = owner
      ),
      plan.sayings, plan.short_sayings
    ) as id
    order by 1
  );
  if is_search then
    plan.quoting_personas := array(
      select unnest(plan.quoting_personas)
      union
      select found.id::uuid
      from kith.rows_having('public.ai_personas', plan.wanted, kith.stays('public.ai_personas'), plan) as found
      order by 1
    );
    return kith.plan_alike(plan);
  end if;
  plan.words := kith.rare_words(plan);
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
  plan kith.forget_plan := kith.empty_plan();
begin
  if auth.uid() is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  if (target ->> 'account')::boolean then
    return kith.plan_account(plan);
  end if;
  plan := kith.plan_chosen(plan, target);
  plan := kith.plan_learned(plan, target);
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
    -- What it all says is part of what was agreed to.
    (
      select sum(hashtextextended(message.message_id::text, jsonb_hash_extended(message.content, 0)))
      from public.ai_messages as message where message.message_id = any (plan.messages)
    ),
    (
      select string_agg(memory.memory_id || '/' || memory.version, ',' order by memory.memory_id)
      from public.ai_memory as memory where memory.memory_id = any (plan.memories)
    ),
    (
      select string_agg(concat_ws('/', thread.thread_id, thread.title), ',' order by thread.thread_id)
      from public.ai_threads as thread where thread.thread_id = any (plan.threads || plan.titles)
    ),
    (
      select string_agg(concat_ws('/', persona.id, persona.name, persona.instructions), ',' order by persona.id)
      from public.ai_personas as persona where persona.id = any (plan.personas)
    ),
    (
      select sum(hashtextextended(entry.metadata_id::text, jsonb_hash_extended(entry.value, 0)))
      from public.ai_metadata as entry where entry.metadata_id = any (plan.metadata)
    )
  ));
end
$$;
comment on function kith.fingerprint(kith.forget_plan) is 'The same for the same plan, and the same words in it.';

revoke execute on function
  kith.messages_quoting(kith.forget_plan), kith.plan_alike(kith.forget_plan), kith.rare_words(kith.forget_plan),
  kith.plan_staying(kith.forget_plan), kith.plan_forget(jsonb), kith.fingerprint(kith.forget_plan) from public;
