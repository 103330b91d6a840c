-- A thread has two unique keys, and an insert that names one of them waits for whoever has just put the same id into the
-- other. He then changes his row, finds the half insert of the one who waits, and waits for it: a deadlock. Without a name
-- both keys are looked at first, and nobody waits with a half insert in hand. What is inserted and answered stays the same.
do $$
declare
  function_id oid;
begin
  for function_id in
    select routine.oid from pg_catalog.pg_proc as routine
    where routine.pronamespace = 'public'::regnamespace
      and routine.prosrc like '%on conflict on constraint ai_threads_pkey do nothing%'
  loop
    execute replace(
      pg_catalog.pg_get_functiondef(function_id),
      'on conflict on constraint ai_threads_pkey do nothing',
      'on conflict do nothing'
    );
  end loop;
end
$$;
