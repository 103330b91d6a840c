-- A name of spaces, or of characters nobody sees, is no name, whichever door it comes through. A persona and a metadata key
-- need one; a thread and a file can do without, and then have none.

create function kith.shows(content text) returns boolean
language sql immutable parallel safe
set search_path = ''
as $$
  select content ~ '[^[:space:][:cntrl:]\u00a0\u00ad\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]'
$$;
comment on function kith.shows(text) is 'Whether there is anything to see in a text. Null of null.';

create function kith.need_name() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise exception '%', case tg_table_name
      when 'ai_personas' then 'A persona needs a name.'
      when 'ai_memory' then 'Say what kind of memory this is.'
      else 'A metadata key needs a character one can see.'
    end
    using errcode = '23514';
end
$$;
comment on function kith.need_name() is 'Trigger: what is called nothing is refused.';
create trigger need_name before insert or update of name on public.ai_personas
for each row when (not kith.shows(new.name)) execute function kith.need_name();
create trigger need_name before insert or update of key on public.ai_metadata
for each row when (not kith.shows(new.key)) execute function kith.need_name();
create trigger need_name before insert or update of memory_type on public.ai_memory
for each row when (not kith.shows(new.memory_type)) execute function kith.need_name();

create function kith.drop_title() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.title := null;
  return new;
end
$$;
comment on function kith.drop_title() is 'Trigger: a title of nothing is none.';
create trigger drop_title before insert or update of title on public.ai_threads
for each row when (not kith.shows(new.title)) execute function kith.drop_title();

create function kith.drop_file_name() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.name := '';
  return new;
end
$$;
comment on function kith.drop_file_name() is 'Trigger: a file that is called nothing has no name.';
create trigger drop_file_name before insert or update of name on public.ai_files
for each row when (not kith.shows(new.name)) execute function kith.drop_file_name();

create or replace function kith.require_words(content text) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if kith.shows(content) is not true then
    raise exception 'There is nothing in it to remember.' using errcode = '22023';
  end if;
end
$$;

create or replace function kith.check_metadata_key(key text) returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if key is null or length(key) not between 1 and 128 then
    raise exception 'a metadata key has 1 to 128 characters' using errcode = '22023';
  end if;
  if not kith.shows(key) then
    raise exception 'A metadata key needs a character one can see.' using errcode = '22023';
  end if;
  if starts_with(key, 'mastra.') then
    raise exception 'keys that begin with "mastra." belong to the Mastra store'
      using errcode = '22023', hint = 'ai_update_thread and ai_save_working_memory change its metadata.';
  end if;
end
$$;

revoke execute on function kith.shows(text), kith.need_name(), kith.drop_title(), kith.drop_file_name() from public;
grant execute on function kith.shows(text) to authenticated;
