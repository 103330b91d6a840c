-- Erasing, anew: the words are looked for as typed, and the proof of an account survives the account.

-- The row of the preview stays, for a day, so that a call that is repeated answers the same: once the account is gone
-- there is nothing else that could.
create function kith.erase_account(plan kith.forget_plan, token uuid) returns void
language plpgsql volatile
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  owned record;
begin
  -- First what would be looked at again with every message that goes.
  delete from kith.words where user_id = owner;
  delete from kith.unindexed_messages where user_id = owner;
  delete from kith.message_openings where user_id = owner;
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
  delete from public.ai_forget_previews as preview where preview.user_id = owner and preview.token <> erase_account.token;
  for owned in
    select attribute.attrelid::regclass as place
    from pg_catalog.pg_attribute as attribute
    join pg_catalog.pg_class as class on class.oid = attribute.attrelid
    where class.relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and class.relkind in ('r', 'p')
      and attribute.attname = 'user_id' and not attribute.attisdropped
      and class.oid <> 'public.ai_forget_previews'::regclass
  loop
    execute format('delete from %s where user_id = $1', owned.place) using owner;
  end loop;
end
$$;
comment on function kith.erase_account(kith.forget_plan, uuid) is
  'Erases everything the caller has, but the preview with this token, which will hold the proof.';

create function kith.shorten_notes(plan kith.forget_plan, keep_note_lines text[]) returns void
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  notes record;
  shortened kith.forgotten_lines;
  loses_json boolean;
begin
  for notes in
    select given.memory_id, given.before, given.hits, memory.content_json
    from jsonb_to_recordset(plan.notes) as given (memory_id uuid, before text, hits text[])
    join public.ai_memory as memory using (memory_id)
  loop
    shortened := kith.without_sentences(notes.before, notes.hits, keep_note_lines);
    loses_json := 'json' = any (notes.hits) and notes.content_json::text <> all (coalesce(keep_note_lines, '{}'));
    continue when shortened.removed = '{}' and not loses_json;
    perform kith.refuse_saying(memory.resource_key, line)
    from public.ai_memory as memory, unnest(shortened.removed) as line
    where memory.memory_id = notes.memory_id;
    update public.ai_memory as memory
    set content = shortened.content, content_json = case when loses_json then null else memory.content_json end
    where memory.memory_id = notes.memory_id;
    -- The trigger has just kept what is to be forgotten.
    delete from public.ai_memory_versions as version using public.ai_memory as memory
    where version.memory_id = notes.memory_id and memory.memory_id = notes.memory_id
      and version.version = memory.version - 1;
  end loop;
end
$$;
comment on function kith.shorten_notes(kith.forget_plan, text[]) is
  'Takes the sentences that go out of the notes, but those that are kept.';

create function kith.erase_runs(plan kith.forget_plan) returns void
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
begin
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
  where snapshot.user_id = auth.uid() and snapshot.workflow_name || '/' || snapshot.run_key = any (plan.snapshots);
  update public.ai_receipts as receipt
  set item_version = null, score = null, parts = null, tokens = null, reason = 'forgotten'
  where receipt.receipt_id = any (plan.receipts);
  update public.ai_receipts as receipt
  set parts = null,
    reason = case when kith.folded(receipt.reason) ~ all ((plan.wanted).expressions) then null else receipt.reason end
  where receipt.receipt_id = any (plan.stripped_receipts);
end
$$;
comment on function kith.erase_runs(kith.forget_plan) is
  'Takes what goes out of the runs that stay: settings, failures, snapshots and receipts.';

create function kith.erase_plan(plan kith.forget_plan, keep_note_lines text[]) returns void
language plpgsql volatile
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
begin
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
  perform kith.shorten_notes(plan, keep_note_lines);
  perform kith.erase_runs(plan);
  delete from public.ai_metadata as entry where entry.metadata_id = any (plan.metadata);
  update public.ai_threads as thread set title = null where thread.thread_id = any (plan.titles);
  update public.ai_files as file set name = '' where file.file_id = any (plan.renamed_files);

  perform kith.erase_messages(plan.messages);
  delete from public.ai_memory as memory where memory.memory_id = any (plan.memories) and memory.user_id = owner;
  delete from public.ai_threads as thread where thread.thread_id = any (plan.threads) and thread.user_id = owner;
  delete from public.ai_files as file where file.file_id = any (plan.files) and file.user_id = owner;
  delete from public.ai_personas as persona where persona.id = any (plan.personas) and persona.user_id = owner;
  delete from kith.refusals as refusal
  where refusal.user_id = owner and split_part(refusal.resource_key, ':', 2) = any (plan.personas::text[]);
  -- Nothing has it any more, as a word.
  delete from kith.words as known
  where known.user_id = owner and known.word = (plan.wanted).words[1] and cardinality((plan.wanted).words) = 1;
end
$$;
comment on function kith.erase_plan(kith.forget_plan, text[]) is 'Erases what a plan says, but the sentences of notes that are kept.';

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
  wanted kith.wanted_words;
  before kith.table_count[];
  after public.ai_forget_proof[];
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
    perform kith.erase_account(plan, forget.token);
  else
    perform kith.erase_plan(plan, forget.keep_note_lines);
    -- Previews hold what they show.
    delete from public.ai_forget_previews as preview
    where preview.user_id = owner and preview.token <> forget.token and preview.proof is null;
  end if;
  update public.ai_forget_previews as preview
  set target = '{}', thread_ids = '{}', message_ids = '{}', memory_ids = '{}', persona_ids = '{}', version_keys = '{}',
    metadata_ids = '{}', title_ids = '{}', snapshot_keys = '{}', run_ids = '{}', receipt_ids = '{}', file_ids = '{}',
    notes = '[]'
  where preview.token = forget.token;

  wanted := plan.wanted;
  if wanted.words is null and cardinality(plan.words) > 0 then
    wanted := kith.want_words(plan.words, false, ('pg_catalog.' || kith.search_config(owner))::regconfig);
  end if;
  after := array(
    select row(
      now_there.table_name, earlier.row_count, now_there.row_count, earlier.vector_count, now_there.vector_count,
      now_there.found_count
    )::public.ai_forget_proof
    from kith.census(wanted) as now_there
    left join unnest(before) as earlier using (table_name)
  );
  update public.ai_forget_previews as preview set proof = to_jsonb(after) where preview.token = forget.token;
  return query select proven.* from unnest(after) as proven;
end
$$;
comment on function kith.forget(uuid, text[]) is 'Erases what the preview showed, if that is still all there is, and counts what is left.';

revoke execute on function
  kith.erase_account(kith.forget_plan, uuid), kith.shorten_notes(kith.forget_plan, text[]),
  kith.erase_runs(kith.forget_plan), kith.erase_plan(kith.forget_plan, text[]), kith.forget(uuid, text[]) from public;
grant execute on function kith.forget(uuid, text[]) to authenticated;
