-- What the narrowing headers of a request take away. Restrictive policies: they hold together with the ones that let an
-- owner at the owner's rows. By white list only: kith.actor() and kith.vault() are null when headers are not understood,
-- and a comparison with null must close the door.

-- Tables with a resource_key ---------------------------------------------------------------------------------------

create policy in_vault on public.ai_threads as restrictive for all to authenticated
  using ((select kith.vault()) in ('*', resource_key)) with check ((select kith.vault()) in ('*', resource_key));
create policy owner_inserts on public.ai_threads as restrictive for insert to authenticated
  with check ((select kith.may_write()) and (select kith.actor()) = 'owner');
create policy owner_updates on public.ai_threads as restrictive for update to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner');
create policy owner_deletes on public.ai_threads as restrictive for delete to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner');

create policy in_vault on public.ai_messages as restrictive for all to authenticated
  using ((select kith.vault()) in ('*', resource_key)) with check ((select kith.vault()) in ('*', resource_key));
create policy run_inserts_answers on public.ai_messages as restrictive for insert to authenticated
  with check (
    (select kith.may_write()) and (
      (select kith.actor()) = 'owner' or (select kith.actor()) = 'assistant' and role in ('assistant', 'tool')
    )
  );
-- A finished answer is as closed to a run as the owner's own words.
create policy run_updates_its_answer on public.ai_messages as restrictive for update to authenticated
  using (
    (select kith.may_write()) and (
      (select kith.actor()) = 'owner' or (select kith.actor()) = 'assistant' and status = 'streaming'
    )
  )
  with check (
    (select kith.may_write()) and (
      (select kith.actor()) = 'owner'
      or (select kith.actor()) = 'assistant' and role in ('assistant', 'tool') and deleted_at is null
    )
  );
create policy owner_deletes on public.ai_messages as restrictive for delete to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner');

create policy in_vault_or_granted on public.ai_memory as restrictive for select to authenticated
  using (
    (select kith.vault()) in ('*', resource_key)
    or status = 'active' and deleted_at is null and exists (
      select from public.ai_grants as granted
      where granted.to_key = (select kith.vault()) and granted.from_key = ai_memory.resource_key
        and (granted.memory_type = ai_memory.memory_type or granted.memory_id = ai_memory.memory_id)
    )
  );
-- The assistant proposes, the owner decides.
create policy run_proposes on public.ai_memory as restrictive for insert to authenticated
  with check (
    (select kith.may_write()) and (select kith.vault()) in ('*', resource_key) and (
      (select kith.actor()) = 'owner' or (select kith.actor()) = 'assistant' and status = 'proposed'
    )
  );
create policy owner_updates on public.ai_memory as restrictive for update to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) in ('*', resource_key));
create policy owner_deletes on public.ai_memory as restrictive for delete to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) in ('*', resource_key));

create policy in_vault on public.ai_files as restrictive for all to authenticated
  using ((select kith.vault()) in ('*', resource_key)) with check ((select kith.vault()) in ('*', resource_key));
create policy owner_inserts on public.ai_files as restrictive for insert to authenticated
  with check ((select kith.may_write()) and (select kith.actor()) = 'owner');
create policy owner_updates on public.ai_files as restrictive for update to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner');
create policy owner_deletes on public.ai_files as restrictive for delete to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner');

create policy in_vault on public.ai_message_search as restrictive for select to authenticated
  using ((select kith.vault()) in ('*', resource_key));
create policy memory_is_visible on public.ai_memory_search as restrictive for select to authenticated
  using (
    (select kith.vault()) in ('*', resource_key)
    or exists (select from public.ai_memory as memory where memory.memory_id = ai_memory_search.memory_id)
  );

create policy in_vault on public.ai_run_snapshots as restrictive for all to authenticated
  using ((select kith.vault()) in ('*', resource_key)) with check ((select kith.vault()) in ('*', resource_key));
create policy writer_inserts on public.ai_run_snapshots as restrictive for insert to authenticated
  with check (
    (select kith.may_write()) and (select kith.actor()) in ('owner', 'assistant')
    and split_part(resource_key, ':', 1) = (select auth.uid())::text
    and (thread_id is null or exists (
      select from public.ai_threads as thread
      where thread.thread_id = ai_run_snapshots.thread_id and thread.resource_key = ai_run_snapshots.resource_key
    ))
  );
create policy writer_updates on public.ai_run_snapshots as restrictive for update to authenticated
  using ((select kith.may_write()) and (select kith.actor()) in ('owner', 'assistant'))
  with check (
    split_part(resource_key, ':', 1) = (select auth.uid())::text
    and (thread_id is null or exists (
      select from public.ai_threads as thread
      where thread.thread_id = ai_run_snapshots.thread_id and thread.resource_key = ai_run_snapshots.resource_key
    ))
  );
create policy writer_deletes on public.ai_run_snapshots as restrictive for delete to authenticated
  using ((select kith.may_write()) and (select kith.actor()) in ('owner', 'assistant'));

-- Personas, grants, metadata and settings: a narrowed request could widen itself through them ---------------------

create policy in_vault on public.ai_personas as restrictive for select to authenticated
  using ((select kith.vault()) in ('*', user_id::text || ':' || id::text));
create policy whole_owner_inserts on public.ai_personas as restrictive for insert to authenticated
  with check ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) = '*');
create policy whole_owner_updates on public.ai_personas as restrictive for update to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) = '*');
create policy whole_owner_deletes on public.ai_personas as restrictive for delete to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) = '*');

create policy in_vault on public.ai_grants as restrictive for select to authenticated
  using ((select kith.vault()) in ('*', from_key, to_key));
create policy whole_owner_inserts on public.ai_grants as restrictive for insert to authenticated
  with check ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) = '*');
create policy whole_owner_updates on public.ai_grants as restrictive for update to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) = '*');
create policy whole_owner_deletes on public.ai_grants as restrictive for delete to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) = '*');

create policy in_vault on public.ai_metadata as restrictive for all to authenticated
  using ((select kith.vault()) in ('*', resource_key)) with check ((select kith.vault()) in ('*', resource_key));
-- What is said of a persona is its settings, too.
create policy owner_inserts on public.ai_metadata as restrictive for insert to authenticated
  with check (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and (persona_ref is null or (select kith.vault()) = '*')
  );
create policy owner_updates on public.ai_metadata as restrictive for update to authenticated
  using (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and (persona_ref is null or (select kith.vault()) = '*')
  );
create policy owner_deletes on public.ai_metadata as restrictive for delete to authenticated
  using (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and (persona_ref is null or (select kith.vault()) = '*')
  );

create policy understood on public.ai_search_settings as restrictive for select to authenticated
  using ((select kith.vault()) is not null);

-- Rows about others: visible with what they are about. A foreign key asks nobody's permission, so it is no check. -----

create policy memory_is_in_vault on public.ai_memory_versions as restrictive for select to authenticated
  using (
    (select kith.vault()) = '*'
    or exists (
      select from public.ai_memory as memory
      where memory.memory_id = ai_memory_versions.memory_id and memory.resource_key = (select kith.vault())
    )
  );

create policy thread_is_visible on public.ai_runs as restrictive for select to authenticated
  using (
    (select kith.vault()) = '*'
    or exists (select from public.ai_threads as thread where thread.thread_id = ai_runs.thread_id)
  );
create policy owner_inserts on public.ai_runs as restrictive for insert to authenticated
  with check (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (
      select from public.ai_messages as message
      where message.message_id = ai_runs.message_id and message.thread_id = ai_runs.thread_id
    )
  );
create policy run_updates_itself on public.ai_runs as restrictive for update to authenticated
  using (
    (select kith.may_write()) and (
      (select kith.actor()) = 'owner'
      or (select kith.actor()) = 'assistant' and status in ('running', 'suspended')
    ) and (
      (select kith.vault()) = '*'
      or exists (select from public.ai_threads as thread where thread.thread_id = ai_runs.thread_id)
    )
  )
  with check (
    exists (
      select from public.ai_messages as message
      where message.message_id = ai_runs.message_id and message.thread_id = ai_runs.thread_id
    )
  );
create policy owner_deletes on public.ai_runs as restrictive for delete to authenticated
  using (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (select from public.ai_threads as thread where thread.thread_id = ai_runs.thread_id)
  );

create policy run_is_visible on public.ai_receipts as restrictive for select to authenticated
  using (
    (select kith.vault()) = '*'
    or exists (select from public.ai_runs as run where run.run_id = ai_receipts.run_id)
  );
create policy writer_inserts on public.ai_receipts as restrictive for insert to authenticated
  with check (
    (select kith.may_write()) and (select kith.actor()) in ('owner', 'assistant')
    and exists (
      select from public.ai_runs as run
      where run.run_id = ai_receipts.run_id
        and ((select kith.actor()) = 'owner' or run.status in ('running', 'suspended'))
    )
    and case
      when item_id is null then true
      when kind = 'message' then exists (
        select from public.ai_messages as message where message.message_id = ai_receipts.item_id
      )
      when kind in ('memory', 'working_memory') then exists (
        select from public.ai_memory as memory where memory.memory_id = ai_receipts.item_id
      )
      when kind = 'attachment' then exists (
        select from public.ai_files as file where file.file_id = ai_receipts.item_id
      )
      else false
    end
  );

create policy file_is_visible on public.ai_file_chunks as restrictive for select to authenticated
  using (
    (select kith.vault()) = '*'
    or exists (select from public.ai_files as file where file.file_id = ai_file_chunks.file_id)
  );
create policy owner_inserts on public.ai_file_chunks as restrictive for insert to authenticated
  with check (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (select from public.ai_files as file where file.file_id = ai_file_chunks.file_id and not file.complete)
  );
create policy owner_updates on public.ai_file_chunks as restrictive for update to authenticated
  using (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (select from public.ai_files as file where file.file_id = ai_file_chunks.file_id and not file.complete)
  );
create policy owner_deletes on public.ai_file_chunks as restrictive for delete to authenticated
  using (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (select from public.ai_files as file where file.file_id = ai_file_chunks.file_id)
  );

-- Memories point at where they come from and what they went into: only at what the caller sees. What pointed somewhere
-- before may stay so, also when the thread has moved to another persona since; hence a trigger for changes.
create policy source_is_visible on public.ai_memory as restrictive for insert to authenticated
  with check (
    (source_thread_id is null or exists (
      select from public.ai_threads as thread where thread.thread_id = ai_memory.source_thread_id
    ))
    and (source_message_id is null or exists (
      select from public.ai_messages as message where message.message_id = ai_memory.source_message_id
    ))
  );
create function kith.check_memory_references() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.merged_into is not null and (tg_op = 'INSERT' or new.merged_into is distinct from old.merged_into)
    and not exists (
      select from public.ai_memory as memory
      where memory.memory_id = new.merged_into and memory.memory_id <> new.memory_id
        and memory.user_id = new.user_id and memory.persona_id is not distinct from new.persona_id
    )
  then
    perform kith.refuse_missing('memory');
  end if;
  if tg_op = 'UPDATE' then
    if new.source_thread_id is not null and new.source_thread_id is distinct from old.source_thread_id
      and not exists (select from public.ai_threads as thread where thread.thread_id = new.source_thread_id)
    then
      perform kith.refuse_missing('thread');
    end if;
    if new.source_message_id is not null and new.source_message_id is distinct from old.source_message_id
      and not exists (select from public.ai_messages as message where message.message_id = new.source_message_id)
    then
      perform kith.refuse_missing('message');
    end if;
  end if;
  return new;
end
$$;
comment on function kith.check_memory_references() is
  'Trigger: a memory comes from what its writer sees, and is merged into one of the same persona.';
create trigger check_memory_references before insert or update of merged_into, source_thread_id, source_message_id
on public.ai_memory for each row execute function kith.check_memory_references();

-- The helpers of the first migrations, too, are nobody's but the API's callers'.
revoke execute on all functions in schema kith from public;
grant execute on function
  kith.message_text(jsonb), kith.refuse_missing(text), kith.merge_thread_metadata(uuid, jsonb), kith.resource_key(uuid),
  kith.same_saying(text) to authenticated;
revoke all on sequence public.ai_messages_seq_seq from anon, authenticated;
