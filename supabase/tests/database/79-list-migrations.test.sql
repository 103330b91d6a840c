-- What a Kith that works with a project asks it: which migrations it has.
begin;
select plan(5);

insert into supabase_migrations.schema_migrations (version, name, statements)
values ('99990101000000', 'shop', array['create table shop (id int)']),
       ('99990102000000', 'later', array['create function public.ai_later()']);

set local role anon;
select throws_ok('select * from public.ai_list_migrations()', '42501', null, 'nobody learns it without an account');

set local role authenticated;
set local request.jwt.claims = '{"sub": "11111111-1111-4111-8111-111111111111", "role": "authenticated"}';
select throws_ok('select * from supabase_migrations.schema_migrations', '42501', null, 'the list itself is closed');
select is(
  (select count(*) from public.ai_list_migrations() where version < '99990101000000' and is_of_kith),
  (select count(*) from public.ai_list_migrations() where version < '99990101000000'),
  'every migration of this project speaks of Kith'
);
select is((select is_of_kith from public.ai_list_migrations() where version = '99990101000000'), false, 'one of others does not');
select is((select is_of_kith from public.ai_list_migrations() where version = '99990102000000'), true, 'one of a newer Kith does');

select * from finish();
rollback;
