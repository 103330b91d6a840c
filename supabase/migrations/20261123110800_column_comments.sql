-- What the columns are, where their own migration does not say.

comment on column public.ai_file_chunks.bytes is 'The chunk itself.';
comment on column public.ai_file_chunks.file_id is 'Of which file.';
comment on column public.ai_file_chunks.user_id is 'The owner.';

comment on column public.ai_files.created_at is 'When it was begun.';
comment on column public.ai_files.file_id is 'Made by the client: messages name it as kith-file:<file_id>.';
comment on column public.ai_files.media_type is 'As in HTTP, such as image/png.';
comment on column public.ai_files.name is 'What the owner called it; empty for none.';
comment on column public.ai_files.persona_id is 'In whose vault it is. Null: of no persona.';
comment on column public.ai_files.resource_key is 'user:persona, with the zero uuid for no persona.';
comment on column public.ai_files.user_id is 'The owner.';

comment on column public.ai_grants.created_at is 'Since when.';
comment on column public.ai_grants.grant_id is 'Made by the client.';
comment on column public.ai_grants.user_id is 'The owner of both personas.';

comment on column public.ai_memory.content is 'What is known, in words.';
comment on column public.ai_memory.content_json is 'The same for programs, or null.';
comment on column public.ai_memory.created_at is 'When it was proposed or written.';
comment on column public.ai_memory.embedding_model is 'Which model made content_embedding.';
comment on column public.ai_memory.importance is 'low, normal, high or critical; weighs in recall.';
comment on column public.ai_memory.memory_id is 'Made by the client.';
comment on column public.ai_memory.persona_id is 'Who knows it. Null: no persona. Cannot be changed.';
comment on column public.ai_memory.pinned is 'The owner wants it first.';
comment on column public.ai_memory.resource_key is 'user:persona, with the zero uuid for no persona.';
comment on column public.ai_memory.source_thread_id is 'The thread it was learned in.';
comment on column public.ai_memory.updated_at is 'Kept by trigger; every change is later than the one before.';
comment on column public.ai_memory.user_id is 'The owner.';

comment on column public.ai_memory_versions.content is 'What it said.';
comment on column public.ai_memory_versions.content_json is 'The same for programs, or null.';
comment on column public.ai_memory_versions.importance is 'How important it was.';
comment on column public.ai_memory_versions.memory_id is 'Of which memory.';
comment on column public.ai_memory_versions.memory_type is 'Of which kind it was.';
comment on column public.ai_memory_versions.pinned is 'Whether it was pinned.';
comment on column public.ai_memory_versions.status is 'Whether it was proposed, active or archived.';
comment on column public.ai_memory_versions.user_id is 'The owner.';

comment on column public.ai_messages.embedding_model is 'Which model made message_embedding. Vectors of two models are never compared.';
comment on column public.ai_messages.message_id is 'Made by the client, so that sending twice is sending once.';
comment on column public.ai_messages.role is 'Who speaks: user, assistant, system, tool or signal.';
comment on column public.ai_messages.thread_id is 'In which thread.';
comment on column public.ai_messages.user_id is 'The owner.';

comment on column public.ai_metadata.created_at is 'When it was first set.';
comment on column public.ai_metadata.key is 'Once for each target.';
comment on column public.ai_metadata.memory_id is 'The memory this is about.';
comment on column public.ai_metadata.message_id is 'The message this is about.';
comment on column public.ai_metadata.metadata_id is 'Made by the database or the client.';
comment on column public.ai_metadata.thread_id is 'The thread this is about.';
comment on column public.ai_metadata.updated_at is 'Kept by trigger.';
comment on column public.ai_metadata.user_id is 'The owner.';
comment on column public.ai_metadata.value is 'Any JSON.';

comment on column public.ai_personas.created_at is 'Orders the list.';
comment on column public.ai_personas.id is 'Made by the client.';
comment on column public.ai_personas.name is 'What the owner calls it.';
comment on column public.ai_personas.updated_at is 'Kept by trigger.';

comment on column public.ai_receipts.created_at is 'When it was written: with the answer.';
comment on column public.ai_receipts.kind is 'What kind of thing went into the prompt.';
comment on column public.ai_receipts.receipt_id is 'Made by the database.';
comment on column public.ai_receipts.run_id is 'For which answer.';
comment on column public.ai_receipts.score is 'What recall thought of it.';
comment on column public.ai_receipts.user_id is 'The owner.';

comment on column public.ai_run_snapshots.created_at is 'When it was first suspended. Saving it again does not change it.';
comment on column public.ai_run_snapshots.snapshot is 'Mastra''s, as the store hands it over: the store has taken the secrets out.';
comment on column public.ai_run_snapshots.status is 'As Mastra names it, such as suspended.';
comment on column public.ai_run_snapshots.thread_id is 'In which thread, if in one; it goes with the thread.';
comment on column public.ai_run_snapshots.updated_at is 'Kept by trigger.';
comment on column public.ai_run_snapshots.user_id is 'The owner.';
comment on column public.ai_run_snapshots.workflow_name is 'Mastra''s name of the workflow.';

comment on column public.ai_runs.finished_at is 'When it ended, however it ended.';
comment on column public.ai_runs.run_id is 'Made by the client, so that starting twice is starting once.';
comment on column public.ai_runs.started_at is 'When it was started.';
comment on column public.ai_runs.thread_id is 'In which thread.';
comment on column public.ai_runs.user_id is 'The owner.';

comment on column public.ai_threads.archived is 'In no list, and nothing of it is lost.';
comment on column public.ai_threads.created_at is 'As the client said it.';
comment on column public.ai_threads.pinned is 'The owner wants it first.';
comment on column public.ai_threads.thread_id is 'Made by the client.';
comment on column public.ai_threads.updated_at is 'Kept by trigger; every change is later than the one before.';

comment on column kith.refusal_keys.key is 'Random, 32 bytes.';
comment on column kith.refusal_keys.user_id is 'The owner.';

comment on column kith.refusals.created_at is 'When it was refused.';
comment on column kith.refusals.hash is 'Of the normalised words, with the key of the owner.';
comment on column kith.refusals.resource_key is 'Whose assistant is not to propose it.';
comment on column kith.refusals.user_id is 'The owner.';
