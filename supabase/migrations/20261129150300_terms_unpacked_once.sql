-- The terms of a message are stored packed. Where each of a dozen words is looked for in them, they were unpacked a dozen
-- times; appending nothing unpacks them once. What is found stays the same.
do $$
declare
  change record;
  routine oid;
  before text;
begin
  for change in
    select * from (values
      -- Which words are common.
      (
        'find_messages',
        $was$          select row.terms, row.length from public.ai_message_search as row
          where row.thread_id = thread.thread_id$was$,
        $now$          select row.terms || ''::tsvector as terms, row.length from public.ai_message_search as row
          where row.thread_id = thread.thread_id$now$
      ),
      -- What is scored.
      (
        'find_messages',
        $was$      row.message_id, row.thread_id, row.seq, near.place, near.away, row.role, row.said_at, row.length,
      row.is_question, row.has_time, row.terms
$was$,
        $now$      row.message_id, row.thread_id, row.seq, near.place, near.away, row.role, row.said_at, row.length,
      row.is_question, row.has_time, row.terms || ''::tsvector as terms
$now$
      ),
      (
        'find_messages',
        $was$      row.message_id, row.thread_id, row.seq, best.place, 0, row.role, row.said_at, row.length, row.is_question,
      row.has_time, row.terms
$was$,
        $now$      row.message_id, row.thread_id, row.seq, best.place, 0, row.role, row.said_at, row.length, row.is_question,
      row.has_time, row.terms || ''::tsvector
$now$
      )
    ) as listed (name, was, becomes)
  loop
    select named.oid into strict routine from pg_catalog.pg_proc as named
    where named.pronamespace = 'kith'::regnamespace and named.proname = change.name;
    before := pg_catalog.pg_get_functiondef(routine);
    if strpos(before, change.was) = 0 then
      raise exception '% is not as it was thought to be', change.name;
    end if;
    execute replace(before, change.was, change.becomes);
  end loop;
end
$$;
