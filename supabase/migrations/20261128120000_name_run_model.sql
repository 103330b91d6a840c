-- A run that another model answers than the one it began with names the one that answers.

create function public.ai_name_run_model(run_id uuid, model jsonb) returns boolean
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  update public.ai_runs as run set model = ai_name_run_model.model
  where run.run_id = ai_name_run_model.run_id and run.status in ('running', 'suspended');
  return found;
end
$$;
comment on function public.ai_name_run_model(uuid, jsonb) is
  'Names the model that answers instead of the one a run began with. Whether it did: not for a run that is over or is not there.';
revoke execute on function public.ai_name_run_model(uuid, jsonb) from public, anon;
grant execute on function public.ai_name_run_model(uuid, jsonb) to authenticated;
