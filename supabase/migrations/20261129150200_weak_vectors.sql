-- The nearest is not near: where nothing in a vault has to do with a question, what is least far from it was recalled all
-- the same. What is less alike than a tenth (cosine) says nothing. That is below what models give texts of one subject, also
-- across languages; of the stand-in of `npm run bench -- retrieval`, 97 of 100 unrelated messages are below it, and among
-- those that answer and are found by meaning, 5.
do $$
declare
  change record;
  routine oid;
  before text;
begin
  for change in
    select * from (values
      (
        'find_messages',
        $was$  vector_weight constant float8 := coalesce((settings ->> 'vector')::float8, 0.4);
$was$,
        $now$  vector_weight constant float8 := coalesce((settings ->> 'vector')::float8, 0.4);
  vector_floor constant float8 := coalesce((settings ->> 'floor')::float8, 0.1);
$now$
      ),
      (
        'find_messages',
        $was$        excluded_thread, excluded_from, 400, recalls
      ) as found
$was$,
        $now$        excluded_thread, excluded_from, 400, recalls
      ) as found
      where found.distance <= 1 - vector_floor
$now$
      ),
      (
        'find_memories',
        $was$  vector_weight constant float8 := coalesce((settings ->> 'vector')::float8, 0.4);
$was$,
        $now$  vector_weight constant float8 := coalesce((settings ->> 'vector')::float8, 0.4);
  vector_floor constant float8 := coalesce((settings ->> 'floor')::float8, 0.1);
$now$
      ),
      (
        'find_memories',
        $was$            ) as memory
          ) as found
        ) as near
$was$,
        $now$            ) as memory
          ) as found
          where found.distance <= 1 - $10
        ) as near
$now$
      ),
      (
        'find_memories',
        $was$    using owner, in_vault, statuses, granted, since, until, embedding, find_memories.embedding_model, max_rows;
$was$,
        $now$    using owner, in_vault, statuses, granted, since, until, embedding, find_memories.embedding_model, max_rows,
      vector_floor;
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
