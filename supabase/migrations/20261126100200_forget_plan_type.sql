-- The plan of what is to be forgotten, anew: it is made from parts of what is stored, and looks for words as typed.

drop function
  kith.preview_forget(jsonb), kith.forget(uuid, text[]), kith.census(kith.sought), kith.fingerprint(kith.forget_plan),
  kith.plan_forget(jsonb), kith.plan_account(kith.forget_plan), kith.plan_chosen(kith.forget_plan, jsonb),
  kith.plan_memories(kith.forget_plan, jsonb), kith.plan_derived(kith.forget_plan), kith.plan_runs(kith.forget_plan),
  kith.plan_staying(kith.forget_plan), kith.seek(text[], boolean, regconfig), kith.split_words(text, regconfig);
drop type kith.forget_plan;
drop type kith.sought;

create type kith.forget_plan as (
  threads uuid[],
  messages uuid[],
  likely_messages uuid[],
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
  alike_messages uuid[],
  alike_memories uuid[],
  near_memories uuid[],
  near_versions text[],
  near_others text[],
  sayings text[],
  short_sayings text[],
  longest_sayings text[],
  telling_words text[],
  wanted kith.wanted_words,
  words text[]
);
comment on type kith.forget_plan is
  'Everything that goes, and everything that stays and is concerned. likely_messages: what looks like having the words of a search, beside the index; touched: threads that stay and lose messages; alike: what has the words of a search only in other forms; near: what stays and may quote; sayings: sentences of it that may be said again where something stays; longest_sayings: by which messages that quote are found; telling_words: its longest words; wanted: the words of a search; words: by which it can be shown that nothing is left.';

create function kith.empty_plan() returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_populate_record(null::kith.forget_plan, (
    select jsonb_object_agg(field.attname, case field.attname when 'reasons' then '{}'::jsonb else '[]' end)
    from pg_catalog.pg_attribute as field
    join pg_catalog.pg_class as class on class.oid = field.attrelid
    where class.relname = 'forget_plan' and class.relnamespace = 'kith'::regnamespace and field.attname <> 'wanted'
  ));
end
$$;
comment on function kith.empty_plan() is 'A plan in which nothing goes.';

create function kith.stays(relation regclass) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return case (select class.relname from pg_catalog.pg_class as class where class.oid = relation)
    when 'ai_messages' then 'row.message_id <> all (($3).messages)'
    -- How they begin and go on is in their messages.
    when 'ai_threads' then
      'row.thread_id <> all (($3).threads || ($3).titles) and (octet_length(row.title) <> length(row.title)'
      ' or lower(row.title collate "C") like any (($2).patterns))'
    when 'ai_memory' then 'row.memory_id <> all (($3).memories)'
    when 'ai_memory_versions' then
      'row.memory_id <> all (($3).memories) and row.memory_id || ''/'' || row.version <> all (($3).versions)'
    when 'ai_metadata' then
      'coalesce(row.thread_id, $1) <> all (($3).threads) and coalesce(row.message_id, $1) <> all (($3).messages)'
      ' and coalesce(row.memory_id, $1) <> all (($3).memories) and coalesce(row.persona_ref, $1) <> all (($3).personas)'
      ' and row.metadata_id <> all (($3).metadata)'
    when 'ai_personas' then 'row.id <> all (($3).personas)'
    when 'ai_files' then 'row.file_id <> all (($3).files || ($3).renamed_files)'
    when 'ai_runs' then
      'row.thread_id <> all (($3).threads) and row.message_id <> all (($3).messages)'
      ' and row.run_id <> all (($3).scrubbed_runs)'
    when 'ai_receipts' then
      'row.receipt_id <> all (($3).receipts || ($3).stripped_receipts) and not exists ('
      'select from public.ai_runs as run where run.run_id = row.run_id'
      ' and (run.thread_id = any (($3).threads) or run.message_id = any (($3).messages)))'
    when 'ai_run_snapshots' then 'row.workflow_name || ''/'' || row.run_key <> all (($3).snapshots)'
  end;
end
$$;
comment on function kith.stays(regclass) is
  'Which rows of a table a plan leaves as they are, as SQL over "row", with the owner as $1, wanted words as $2 and the plan as $3. Of threads, those with a title that may have one of the words.';

revoke execute on function kith.empty_plan(), kith.stays(regclass) from public;
