-- Working memory by consent: the assistant proposes, the owner decides.
begin;
select plan(19);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');
set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select public.ai_save_persona('00000000-0000-4000-8000-0000000000a1', 'Coach', '', 'pine');

create function pg_temp.propose(id text, line text) returns setof public.ai_proposal_view
language sql as $$
  select * from public.ai_propose_memory(
    ('00000000-0000-4000-8000-0000000000' || id)::uuid, line, '00000000-0000-4000-8000-0000000000a1')
$$;
create function pg_temp.notes() returns text
language sql as $$
  select content from public.ai_get_working_memory('00000000-0000-4000-8000-0000000000a1')
$$;

select is_empty($$select public.ai_get_working_memory()$$, 'nothing is known at first');
select results_eq($$select content from pg_temp.propose('b1', 'Has a dog called Max.')$$, array['Has a dog called Max.'],
  'the assistant proposes');
select is(pg_temp.notes(), null, 'a proposal is not a note');
select results_eq($$select content from pg_temp.propose('b1', 'Has a dog called Max.')$$, array['Has a dog called Max.'],
  'the same proposal again is the same proposal');
select is_empty($$select pg_temp.propose('b2', '  has a DOG called  max')$$, 'what is already asked is not asked again');
select is(
  (select content from public.ai_accept_proposal('00000000-0000-4000-8000-0000000000b1')), 'Has a dog called Max.',
  'the owner agrees, and it is a note'
);
select is(
  (select content from public.ai_accept_proposal('00000000-0000-4000-8000-0000000000b1')), 'Has a dog called Max.',
  'agreeing twice notes it once'
);
select is_empty($$select public.ai_list_proposals('00000000-0000-4000-8000-0000000000a1')$$, 'nothing waits any more');
select is_empty($$select pg_temp.propose('b3', '- has a dog called Max')$$, 'what is known is not asked again');
select isnt_empty($$select pg_temp.propose('b4', 'Runs on Tuesday.')$$, 'something new is');
select is(
  (select content from public.ai_accept_proposal('00000000-0000-4000-8000-0000000000b4', 'Runs on Thursday.')),
  E'Has a dog called Max.\n\nRuns on Thursday.', 'the owner''s wording counts'
);
select is(
  (select content from public.ai_save_working_memory('00000000-0000-4000-8000-0000000000a1', 'Only this.')), 'Only this.',
  'the owner writes the notes directly'
);
select is(
  (select content from public.ai_save_working_memory('00000000-0000-4000-8000-0000000000a1', metadata => '{"k": 1}')),
  'Only this.', 'metadata alone leaves them'
);
select isnt_empty($$select pg_temp.propose('b5', 'Likes tea.')$$, 'another proposal');
select public.ai_reject_proposal('00000000-0000-4000-8000-0000000000b5');
select is_empty($$select from public.ai_memory where content = 'Likes tea.'$$, 'a rejected proposal leaves nothing');
select throws_ok(
  $$select public.ai_accept_proposal('00000000-0000-4000-8000-0000000000b5')$$, 'PT404', 'memory not found',
  'and cannot be accepted later'
);

select public.ai_save_working_memory('00000000-0000-4000-8000-0000000000a1', repeat('x', 19990));
select isnt_empty($$select pg_temp.propose('b6', 'Likes coffee more.')$$, 'a proposal that does not fit any more');
select throws_ok(
  $$select public.ai_accept_proposal('00000000-0000-4000-8000-0000000000b6')$$, '22023',
  'The notes are full: they hold 20,000 characters. Shorten them, then remember this.', 'is refused in words'
);
select isnt_empty($$select from public.ai_memory where content = 'Likes coffee more.' and status = 'proposed'$$,
  'and still waits');

select * from finish();
rollback;
