-- A message of files alone says nothing, and its thread had a list entry without words. What it shows has a name.

create function kith.shown_as(content jsonb) returns text
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
  said text := kith.message_text(content);
begin
  if said <> '' or jsonb_typeof(content -> 'parts') is distinct from 'array' then
    return said;
  end if;
  return coalesce((
    select string_agg(coalesce(nullif(part ->> 'filename', ''), part ->> 'mimeType'), ', ' order by position)
    from jsonb_array_elements(content -> 'parts') with ordinality as listed (part, position)
    where part ->> 'type' = 'file'
  ), '');
end
$$;
comment on function kith.shown_as(jsonb) is
  'What stands for a message in a list: its words or, where it has none, the names of its files, and the kind of one without a name.';
revoke execute on function kith.shown_as(jsonb) from public;

create or replace function kith.touch_thread() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  -- What is added to the path is its end.
  update public.ai_threads as thread
  set
    last_message_seq = greatest(thread.last_message_seq, newest.seq),
    last_message_at = greatest(thread.last_message_at, newest.created_at),
    message_count = thread.message_count + newest.count,
    opening = case when thread.opening = '' then left(kith.shown_as(newest.first), 120) else thread.opening end,
    preview = case when newest.last is null then thread.preview else left(kith.shown_as(newest.last), 160) end,
    last_answer_seq = coalesce(newest.answer_seq, thread.last_answer_seq)
  from (
    select
      added.thread_id, max(added.seq) as seq, max(added.created_at) as created_at, count(*) as count,
      (array_agg(added.content order by added.seq) filter (where shown.on_path and added.role = 'user'))[1] as first,
      (array_agg(added.content order by added.seq desc) filter (where shown.finished))[1] as last,
      max(added.seq) filter (where shown.finished and added.role = 'assistant') as answer_seq
    from added
    cross join lateral (
      select
        added.selected and added.deleted_at is null as on_path,
        added.selected and added.deleted_at is null and added.status <> 'streaming' and added.role in ('user', 'assistant')
          as finished
    ) as shown
    where added.user_id = coalesce(auth.uid(), added.user_id)
    group by added.thread_id
  ) as newest
  where thread.thread_id = newest.thread_id;
  return null;
end
$$;

create or replace function kith.summarise_threads(thread_ids uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.ai_threads as thread
  set opening = path.opening, preview = path.preview, last_answer_seq = path.answer_seq
  from (
    select
      listed.thread_id,
      coalesce((
        select left(kith.shown_as(first.content), 120) from public.ai_messages as first
        where first.thread_id = listed.thread_id and first.selected and first.deleted_at is null and first.role = 'user'
        order by first.depth limit 1
      ), '') as opening,
      coalesce((
        select left(kith.shown_as(last.content), 160) from public.ai_messages as last
        where last.thread_id = listed.thread_id and last.selected and last.deleted_at is null
          and last.role in ('user', 'assistant') and last.status <> 'streaming'
        order by last.depth desc limit 1
      ), '') as preview,
      (
        select answer.seq from public.ai_messages as answer
        where answer.thread_id = listed.thread_id and answer.selected and answer.deleted_at is null
          and answer.role = 'assistant' and answer.status <> 'streaming'
        order by answer.depth desc limit 1
      ) as answer_seq
    from unnest(thread_ids) as listed (thread_id)
    offset 0
  ) as path
  where thread.thread_id = path.thread_id and thread.user_id = coalesce(auth.uid(), thread.user_id)
    and (thread.opening, thread.preview, thread.last_answer_seq)
      is distinct from (path.opening, path.preview, path.answer_seq);
end
$$;

-- Nothing was said in those that are there, so nobody changed them now.
alter table public.ai_threads disable trigger touch_updated_at;
select kith.summarise_threads(array_agg(thread.thread_id)) from public.ai_threads as thread
where thread.opening = '' and thread.message_count > 0;
alter table public.ai_threads enable trigger touch_updated_at;
