-- What goes when something is forgotten, first: what was chosen or has the words, and what was learned from it.
--
--   * Erased with messages and threads: the memories learned from them (their source), observations of their threads,
--     and what quotes them. Erased with a memory: what was merged into it, and what quotes it.
--   * What quotes goes as a whole: memories, proposals, versions, metadata of the threads, messages, memories and
--     personas concerned, snapshots. Of the notes of a persona only the sentences go. The title of a thread goes when it
--     has a word that only forgotten messages of this thread explain.
--   * Other messages that quote (where very much is forgotten: its hundred longest sentences) are named, and stay: they
--     are somebody's words in another place. So are messages and memories that have the words of a search only in other
--     forms. The owner may add them to what is to be forgotten.

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
comment on function kith.plan_account(kith.forget_plan) is 'Adds everything the caller has.';

create function kith.plan_chosen(plan kith.forget_plan, target jsonb) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  asked uuid[];
begin
  if target ->> 'query' is not null then
    plan.words := coalesce(kith.words_to_forget(target ->> 'query', dictionary), '{}');
    if cardinality(plan.words) not between 1 and 20 then
      raise exception 'Say in 1 to 20 words what is to be forgotten.' using errcode = '22023';
    end if;
    plan.wanted := kith.want_words(plan.words, true, dictionary);
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
    where thread.thread_id = (target ->> 'thread_id')::uuid and thread.user_id = owner
    union
    select thread.thread_id from public.ai_threads as thread
    where thread.persona_id = any (plan.personas) and thread.user_id = owner
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
    order by 1
  );
  if cardinality(asked) > 0 and not asked && plan.messages then
    perform kith.refuse_missing('message');
  end if;
  if (plan.wanted).words is not null then
    plan := kith.find_messages_having(plan, plan.wanted);
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

create function kith.plan_learned(plan kith.forget_plan, target jsonb) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  asked uuid[];
  sourced uuid[];
  observed uuid[];
  merged uuid[];
  quoting uuid[];
begin
  asked := array(select id::uuid from jsonb_array_elements_text(coalesce(target -> 'memory_ids', '[]')) as id);
  if cardinality(asked) > 0 then
    asked := array(
      select memory.memory_id from public.ai_memory as memory
      where memory.memory_id = any (asked) and memory.user_id = owner
    );
    if asked = '{}' then
      perform kith.refuse_missing('memory');
    end if;
  end if;
  asked := asked || array(
    select memory.memory_id from public.ai_memory as memory
    where memory.persona_id = any (plan.personas) and memory.user_id = owner
  );
  if (plan.wanted).words is not null then
    asked := asked || array(
      select found.id::uuid
      from kith.rows_having(
        'public.ai_memory', plan.wanted, 'not (row.memory_type = ''working'' and row.status = ''active'')'
      ) as found
    );
  end if;
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
  plan := kith.plan_sayings(plan);
  quoting := array(
    select id::uuid from kith.quoting(
      array(
        select row(memory.memory_id::text, concat_ws(E'\n', memory.content, kith.strings_of(memory.content_json)))::kith.said
        from public.ai_memory as memory
        where memory.memory_id = any (plan.near_memories)
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
      union all select unnest(quoting), 'quotes', 5
    ) as one
    order by one.memory_id, one.turn
  ) as listed;
  return plan;
end
$$;
comment on function kith.plan_learned(kith.forget_plan, jsonb) is
  'Adds the memories: asked for, learned from it, observed, merged; then what of it is said again, and the memories that do.';

revoke execute on function
  kith.plan_account(kith.forget_plan), kith.plan_chosen(kith.forget_plan, jsonb),
  kith.plan_learned(kith.forget_plan, jsonb) from public;
