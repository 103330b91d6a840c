-- A title that is made up for a thread gives way to one that a person wrote, whichever comes first.

create function public.ai_title_thread(thread_id uuid, title text) returns boolean
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  update public.ai_threads as thread set title = nullif(ai_title_thread.title, '')
  where thread.thread_id = ai_title_thread.thread_id and thread.title is null and thread.deleted_at is null;
  return found;
end
$$;
comment on function public.ai_title_thread(uuid, text) is
  'Gives a thread a title while it has none. Whether it did: not when somebody named it meanwhile, nor when it is deleted.';
revoke execute on function public.ai_title_thread(uuid, text) from public, anon;
grant execute on function public.ai_title_thread(uuid, text) to authenticated;
