import { expect, test } from 'vitest'
import { splitStatements } from './sql-statements'

const texts = (sql: string) => splitStatements(sql).map((statement) => statement.text)

test('ends a statement only at semicolons outside quotes, dollar quotes and comments', () => {
  expect(
    texts(`
      select ';', "a;b", E'it\\';s', 'it''s;';
      select $$ ; $$, $body$ $$ ; $$ $body$; -- no; end
      select /* ; /* ; */ ; */ 1
    `),
  ).toEqual([
    `select ';', "a;b", E'it\\';s', 'it''s;'`,
    'select $$ ; $$, $body$ $$ ; $$ $body$',
    '-- no; end\n      select /* ; /* ; */ ; */ 1',
  ])
})

test('keeps the body of a BEGIN ATOMIC function together', () => {
  const sql = `create function f(a int) returns int language sql begin atomic
    select case when a > 1 then 2 else 3 end;
    select 4;
  end`
  expect(texts(`${sql}; select 1;`)).toEqual([sql, 'select 1'])
})

test('takes a dollar inside a name and a parameter for what they are', () => {
  expect(texts('select a$b$c, $1; select 2')).toEqual(['select a$b$c, $1', 'select 2'])
})

test('finds no statement in comments and empty statements', () => {
  expect(texts('-- nothing\n;; /* here */ ;')).toEqual([])
})

test('gives two statements the same meaning when only comments and layout differ', () => {
  const [one] = splitStatements("-- why\ncreate  table t (\n  a text default 'x  y' -- note\n);")
  const [other] = splitStatements("create table t ( a text default 'x  y' )")
  const [third] = splitStatements("create table t ( a text default 'x y' )")
  expect(one?.meaning).toBe(other?.meaning)
  expect(one?.meaning).not.toBe(third?.meaning)
})
