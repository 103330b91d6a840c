-- What is known or refused is not asked again in slightly other words, and its opposite is.
begin;
select plan(24);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_person(id text, headers jsonb default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', id, 'role', 'authenticated')::text, true),
    set_config('request.headers', headers::text, true)
$$;
create function pg_temp.as_ana() returns void language sql as
$$ select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001') $$;
create function pg_temp.as_coach() returns void language sql as $$
  select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001',
    jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1')))
$$;
-- Whether the coach may ask for this; nothing stays of it.
create function pg_temp.asks(saying text) returns boolean language plpgsql as $$
declare
  asked uuid;
begin
  perform pg_temp.as_coach();
  select memory_id into asked
  from public.ai_propose_memory(gen_random_uuid(), saying, pg_temp.id('a1'), memory_type => 'fact');
  perform pg_temp.as_ana();
  delete from public.ai_memory where memory_id = asked;
  return asked is not null;
end
$$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_personas (id, name) values (pg_temp.id('a1'), 'Coach'), (pg_temp.id('a2'), 'Cook');
select public.ai_save_memory(pg_temp.id('b1'), 'Has a dog called Max.', pg_temp.id('a1'));
select public.ai_save_memory(pg_temp.id('b2'), 'Takes the pills before breakfast.', pg_temp.id('a1'));
select public.ai_save_working_memory(pg_temp.id('a1'), E'- Likes green tea\n- Runs on Thursdays');

select is(kith.gist('The user has a dog named Max!'), 'dog max', 'the gist of a saying is its telling words');
select is(kith.gist('The'), 'the', 'a saying of nothing else is itself');
select is(kith.gist('She doesn''t like running'), kith.gist('does NOT like to run'), 'and their stems');
select isnt(kith.gist('Programs in C'), kith.gist('Programs in C++'), 'what is no letter may tell, too');
select isnt(kith.gist('喜欢茶'), kith.gist('不喜欢茶'), 'in every script');

select ok(not pg_temp.asks('The person has the dog Max'), 'what a memory says is not asked in other words');
select ok(not pg_temp.asks('has a dog, named "Max"'), 'nor with other marks');
select ok(not pg_temp.asks('She really likes the green tea'), 'nor what the notes say');
select ok(not pg_temp.asks('Run on Thursday'), 'nor another form of it');
select ok(pg_temp.asks('Does not have a dog called Max'), 'its opposite is asked');
select ok(pg_temp.asks('Had a dog called Max'), 'and what is over');
select ok(pg_temp.asks('Takes the pills after breakfast.'), 'and what only a small word turns round');
select ok(pg_temp.asks('Has a dog called Moritz.'), 'and what is about another');

-- Refused.
select pg_temp.as_coach();
select public.ai_propose_memory(pg_temp.id('c1'), 'Is afraid of spiders.', pg_temp.id('a1'), memory_type => 'fact');
select throws_ok($$select public.ai_reject_proposal(pg_temp.id('c1'))$$, 'PT403', null, 'only the owner refuses');
select pg_temp.as_ana();
create temporary table refused as select * from public.ai_reject_proposal(pg_temp.id('c1'));
select ok(not pg_temp.asks('Is afraid of spiders.'), 'what was refused is not asked again');
select ok(not pg_temp.asks('The user is very afraid of a spider'), 'nor lightly reworded');
select ok(pg_temp.asks('Is not afraid of spiders.'), 'its opposite is');
select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001',
  jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a2')));
select isnt_empty($$select public.ai_propose_memory(gen_random_uuid(), 'Is afraid of spiders.', pg_temp.id('a2'), memory_type => 'fact')$$,
  'another persona asks for itself');
select pg_temp.as_ana();
select isnt_empty($$select public.ai_restore_proposal((select to_jsonb(refused) from refused))$$, 'a refusal is taken back');
select ok(not pg_temp.asks('User afraid of spiders'), 'then it waits, and is not asked a second time');
select public.ai_accept_proposal(pg_temp.id('c1'));
select public.ai_delete_memory(pg_temp.id('c1'));
select ok(not pg_temp.asks('Is afraid of spiders'), 'what was deleted has been decided upon');
select public.ai_save_memory(pg_temp.id('c2'), 'Was afraid of spiders.', pg_temp.id('a1'));
select ok(not pg_temp.asks('Afraid of spiders.'), 'and stays so');

-- The helpers are nobody's way in.
select throws_ok($$select kith.refusal_hashes('x')$$, '42501', null, 'no hash is handed out');
reset role;
select is((select count(*)::integer from kith.refusals where octet_length(hash) <> 32), 0, 'a refusal is only a hash');
select * from finish();
rollback;
