-- Metadata lies in the vault of what it is about. Copied by trigger, like a message's: a policy that looked up four kinds
-- of targets would be planned with every query that touches metadata, and every list of threads does.

alter table public.ai_metadata add column resource_key text collate "C";
comment on column public.ai_metadata.resource_key is 'Of the thread, message, memory or persona it is about. Set by trigger.';

-- Definer: what is somebody else's, or in another vault, must sound like what is not there.
create function kith.place_metadata() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  vault text := kith.vault();
begin
  if new.user_id is distinct from auth.uid() and (auth.uid() is not null or auth.role() in ('anon', 'authenticated')) then
    perform kith.refuse_missing('target');
  end if;
  -- PostgREST hands over a JSON null as none.
  new.value := coalesce(new.value, 'null');
  new.resource_key := case
    when new.thread_id is not null then (
      select thread.resource_key from public.ai_threads as thread
      where thread.thread_id = new.thread_id and thread.user_id = new.user_id
    )
    when new.message_id is not null then (
      select message.resource_key from public.ai_messages as message
      where message.message_id = new.message_id and message.user_id = new.user_id
    )
    when new.memory_id is not null then (
      select memory.resource_key from public.ai_memory as memory
      where memory.memory_id = new.memory_id and memory.user_id = new.user_id
    )
    else (
      select persona.user_id::text || ':' || persona.id::text from public.ai_personas as persona
      where persona.id = new.persona_ref and persona.user_id = new.user_id
    )
  end;
  if num_nonnulls(new.thread_id, new.message_id, new.memory_id, new.persona_ref) = 1
    and (new.resource_key is null or (vault in ('*', new.resource_key)) is not true) then
    perform kith.refuse_missing('target');
  end if;
  return new;
end
$$;
comment on function kith.place_metadata() is 'Trigger: puts metadata into the vault of what it is about, and refuses what is not the caller''s.';
create trigger place_metadata
before insert or update of user_id, thread_id, message_id, memory_id, persona_ref, resource_key, value on public.ai_metadata
for each row execute function kith.place_metadata();
revoke execute on function kith.place_metadata() from public;

alter table public.ai_metadata disable trigger touch_updated_at;
update public.ai_metadata as entry set resource_key = null;
alter table public.ai_metadata enable trigger touch_updated_at;
alter table public.ai_metadata alter column resource_key set not null;
