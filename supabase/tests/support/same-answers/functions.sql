-- One function for every kind of argument and result. Created alike on both sides of the comparison.

create type mood as enum ('calm', 'cross');
create domain positive as integer check (value > 0);
create type point2 as (x integer, y integer);

create table books (
  id integer primary key,
  user_id uuid default auth.uid() references auth.users (id),
  title text not null check (title <> ''),
  lent_to integer references books (id) deferrable initially deferred,
  unique (user_id, title)
);
alter table books enable row level security;
create policy own on books to authenticated using (user_id = auth.uid()) with check (user_id = auth.uid());
create table closed (id integer);
revoke all on closed from anon, authenticated;

-- Results -----------------------------------------------------------------------------------------------------------

create function a_number() returns integer language sql immutable as 'select 7';
create function a_text() returns text language sql immutable as $$ select E'a "quoted" \\ line\nand \u00fc 👋 <&>' $$;
create function a_truth() returns boolean language sql immutable as 'select true';
create function a_null() returns integer language sql immutable as 'select null::integer';
create function a_mood() returns mood language sql immutable as $$ select 'cross'::mood $$;
create function a_void() returns void language sql as 'select';
create function a_json() returns json language sql immutable as $$ select '{"b" : 1,  "a": [1.50, null]}'::json $$;
create function a_jsonb() returns jsonb language sql immutable as $$ select '{"b" : 1,  "a": [1.50, null]}'::jsonb $$;
create function a_json_null() returns jsonb language sql immutable as $$ select 'null'::jsonb $$;
create function an_array() returns text[] language sql immutable as $$ select array['a', null, 'b,"c'] $$;
create function an_empty_array() returns integer[] language sql immutable as $$ select '{}'::integer[] $$;
create function a_grid() returns integer[][] language sql immutable as $$ select array[[1, 2], [3, 4]] $$;
create function a_point() returns point2 language sql immutable as $$ select row(1, 2)::point2 $$;
create function a_null_point() returns point2 language sql immutable as $$ select null::point2 $$;
create function a_book() returns books language sql immutable as $$ select row(1, null, 'one', null)::books $$;
create function a_null_book() returns books language sql immutable as $$ select null::books $$;
create function a_positive() returns positive language sql immutable as 'select 3::positive';
create function a_record() returns record language sql immutable as $$ select 1 as a, 'x'::text as b $$;
create function some_records() returns setof record language sql immutable as $$ values (1, 'x'::text) $$;
create function one_out(a integer, out twice integer) language sql immutable as 'select a * 2';
create function two_out(a integer, out twice integer, out thrice integer) language sql immutable as 'select a * 2, a * 3';
create function in_and_out(inout a integer) language sql immutable as 'select a + 1';
create function a_void_set() returns setof void language sql as 'select';

create function numbers(n integer) returns setof integer language sql immutable as 'select generate_series(1, n)';
create function documents() returns setof jsonb language sql immutable as $$ values ('{"a": 1}'::jsonb), ('[2]'), (null) $$;
create function points(n integer) returns setof point2 language sql immutable as $$
  select row(i, -i)::point2 from generate_series(1, n) i $$;
create function books_of_mine() returns setof books language sql stable as 'select * from public.books order by id';
create function pages(n integer) returns table (id integer, label text, "Odd Name" integer, extra jsonb)
  language sql immutable as $$
  select i, 'page ' || i, nullif(i % 2, 0), case when i > 1 then jsonb_build_object('at', i, 'none', null) end
  from generate_series(1, n) i $$;

create function every_type() returns table (
  small smallint, big bigint, exact numeric, digits numeric(12, 4), single real, double float8, endless float8, bytes bytea,
  span interval, day date, noon time, noon_there timetz, moment timestamp, instant timestamptz, id uuid, vec vector(3),
  half halfvec(2), bits bit(3), address inet, range int4range, letters char(4), xml_like text, nested jsonb, spot point2,
  spots point2[], money_like numeric, year_before timestamptz, forever timestamptz
) language sql stable as $$
  select 7::smallint, 9007199254740993, 12345678901234567890.123456789, 1.5::numeric(12, 4), 0.1::real,
    0.1::float8 + 0.2, 'Infinity'::float8, '\xdeadbeef'::bytea, '1 year 2 days 03:04:05.6'::interval, '2026-02-28'::date,
    '12:00'::time, '12:00+02'::timetz, '2026-01-02 03:04:05.678901'::timestamp, '2026-01-02T03:04:05.678901Z'::timestamptz,
    '6a1f2f2c-0000-4000-8000-000000000001'::uuid, '[1,2.5,-3]'::vector, '[1,0.5]'::halfvec, '101'::bit(3), '10.0.0.1/8'::inet,
    '[1,5)'::int4range, 'ab'::char(4), '<a href="x">&</a>', '{"deep": {"er": [{}]}}'::jsonb, row(1, 2)::public.point2,
    array[row(1, 2), row(3, null)]::public.point2[], 1e-10::numeric, '0044-03-15 12:00:00+00 BC'::timestamptz,
    'infinity'::timestamptz $$;

-- Arguments -----------------------------------------------------------------------------------------------------------

create function add(a integer, b integer default 10) returns integer language sql immutable as 'select a + b';
create function greet(name text default 'you') returns text language sql immutable as $$ select 'Hello ' || name $$;
create function total(variadic xs integer[]) returns bigint language sql immutable as 'select sum(x) from unnest(xs) x';
create function total_or_none(variadic xs integer[] default '{}') returns integer language sql immutable as
  'select cardinality(xs)';
create function whole(json) returns json language sql immutable as 'select $1';
create function whole_jsonb(jsonb) returns jsonb language sql immutable as 'select $1';
create function whole_text(text) returns text language sql immutable as 'select $1';
create function odd_names("First Name" text, "select" text default null) returns text language sql immutable as
  $$ select "First Name" || coalesce("select", '') $$;
create function unnamed_number(integer) returns integer language sql immutable as 'select $1';

create function give_texts(value text[]) returns text[] language sql immutable as 'select value';
create function give_json(value json) returns json language sql immutable as 'select value';
create function give_jsonb(value jsonb) returns jsonb language sql immutable as 'select value';
create function give_jsonbs(value jsonb[]) returns jsonb[] language sql immutable as 'select value';
create function give_mood(value mood) returns mood language sql immutable as 'select value';
create function give_date(value date) returns date language sql immutable as 'select value';
create function give_instant(value timestamptz) returns timestamptz language sql stable as 'select value';
create function give_bigint(value bigint) returns bigint language sql immutable as 'select value';
create function give_numeric(value numeric) returns numeric language sql immutable as 'select value';
create function give_float(value float8) returns float8 language sql immutable as 'select value';
create function give_interval(value interval) returns interval language sql immutable as 'select value';
create function give_bytes(value bytea) returns bytea language sql immutable as 'select value';
create function give_vector(value vector(3)) returns vector language sql immutable as 'select value';
create function give_uuid(value uuid) returns uuid language sql immutable as 'select value';
create function give_truth(value boolean) returns boolean language sql immutable as 'select value';
create function give_bits(value bit varying) returns bit varying language sql immutable as 'select value';
create function give_letters(value char(3)) returns text language sql immutable as $$ select value || '|' $$;
create function give_point(value point2) returns point2 language sql immutable as 'select value';
create function give_points(value point2[]) returns point2[] language sql immutable as 'select value';
create function give_positive(value positive) returns positive language sql immutable as 'select value';
create function length_of(value text) returns integer language sql immutable as 'select length(value)';

create function pick(a integer) returns text language sql immutable as $$ select 'one' $$;
create function pick(a integer, b integer) returns text language sql immutable as $$ select 'two' $$;
create function pick(a integer, c text default '') returns text language sql immutable as $$ select 'one and a default' $$;
create function pick(words text[]) returns text language sql immutable as $$ select 'words' $$;
create function pick() returns text language sql immutable as $$ select 'nothing' $$;
create function pick_body(a integer) returns text language sql immutable as $$ select 'a' $$;
create function pick_body(jsonb) returns text language sql immutable as $$ select 'body' $$;
create function twin(a integer) returns text language sql immutable as $$ select 'integer' $$;
create function twin(a text) returns text language sql immutable as $$ select 'text' $$;

-- Writing and failing -------------------------------------------------------------------------------------------------

create function add_book(id integer, title text, lent_to integer default null) returns setof books language sql as $$
  insert into public.books (id, title, lent_to) values (add_book.id, add_book.title, add_book.lent_to) returning * $$;
create function add_book_of(id integer, owner uuid) returns void language sql as $$
  insert into public.books (id, user_id, title) values (add_book_of.id, owner, 'theirs') $$;
create function rename_book(id integer, title text) returns integer language plpgsql as $$
  declare renamed integer;
  begin
    update public.books set title = rename_book.title where books.id = rename_book.id;
    get diagnostics renamed = row_count;
    return renamed;
  end $$;
create function quietly_add_book(id integer) returns text language sql stable as $$
  select title from public.add_book(id, 'written by a reader') $$;
create function wait(seconds float8) returns text language sql as $$ select 'waited' from pg_sleep(seconds) $$;

create function fail(state text, message text default 'said', detail text default null, hint text default null)
returns void language plpgsql as $$
  begin
    raise exception using errcode = state, message = message, detail = coalesce(detail, ''), hint = coalesce(hint, '');
  end $$;
create function fail_plainly() returns void language plpgsql as $$ begin raise exception 'plainly %', 'said'; end $$;
create function fail_about_a_column() returns void language plpgsql as $$
  begin raise exception using errcode = '23514', message = 'm', column = 'c', constraint = 'k', table = 't'; end $$;
create function fail_to_assert() returns void language plpgsql as $$ begin assert false, 'not so'; end $$;
create function find_strictly(n integer) returns integer language plpgsql as $$
  declare found integer;
  begin select i into strict found from generate_series(1, n) i; return found; end $$;
create function divide(a integer, b integer) returns integer language sql immutable as 'select a / b';
create function read_what_is_missing() returns text language plpgsql as $$
  begin return (select x from public.missing); end $$;
create function call_what_is_missing() returns text language plpgsql as $$ begin return public.missing(1); end $$;
create function read_what_is_closed() returns setof closed language sql stable as 'select * from public.closed';
create function misread() returns integer language plpgsql as $$ begin return 'abc'; end $$;
create function answer_with(status text, headers text) returns integer language sql volatile as $$
  select set_config('response.status', status, true);
  select set_config('response.headers', headers, true);
  select 1 $$;

-- Who asks ------------------------------------------------------------------------------------------------------------

create function who() returns jsonb language sql volatile as $$
  select jsonb_build_object(
    'user', current_user, 'uid', auth.uid(), 'role', auth.role(), 'email', auth.email(),
    'claims', current_setting('request.jwt.claims', true)::jsonb - '{iat,exp}'::text[]) $$;
create function what_was_asked() returns jsonb language sql volatile as $$
  select jsonb_build_object(
    'method', current_setting('request.method', true), 'path', current_setting('request.path', true),
    'headers', (select jsonb_object_agg(key, value) from jsonb_each(current_setting('request.headers', true)::jsonb)
      where key like 'x-kith%' or key in ('content-type', 'prefer')),
    'cookies', nullif(current_setting('request.cookies', true), ''), 'search', current_schemas(false)) $$;
create function transaction_of_a_writer() returns jsonb language sql volatile as $$
  select jsonb_build_object('isolation', current_setting('transaction_isolation'),
    'read only', current_setting('transaction_read_only')) $$;
create function transaction_of_a_reader() returns jsonb language sql stable as $$
  select jsonb_build_object('isolation', current_setting('transaction_isolation'),
    'read only', current_setting('transaction_read_only')) $$;
create function for_accounts() returns text language sql as $$ select 'done' $$;
revoke execute on function for_accounts() from public, anon;
create function for_nobody() returns text language sql as $$ select 'done' $$;
revoke execute on function for_nobody() from public, anon, authenticated;
create function kith.out_of_reach() returns text language sql as $$ select 'done' $$;
create function of_a_trigger() returns trigger language plpgsql as $$ begin return new; end $$;
create procedure a_procedure() language sql as 'select';
create aggregate an_aggregate(integer) (sfunc = int4pl, stype = integer);
