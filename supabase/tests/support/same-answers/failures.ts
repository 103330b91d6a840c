import { rpc, rpcAs } from './questions'
import type { NamedQuestion } from './questions'

const raised = (state: string, about: string = state): NamedQuestion => [
  `raised: ${about}`,
  rpc('fail', { state, message: 'what is said', detail: 'more of it', hint: 'what to do' }),
]

/** What data, rights and functions themselves refuse. */
export const failures: NamedQuestion[] = [
  ['a row is written', rpc('add_book', { id: 10, title: 'ten' })],
  ['a row is written, and wanted as one', rpc('add_book', { id: 11, title: 'eleven' }, (call) => call.single())],
  ['a key that is taken', rpc('add_book', { id: 1, title: 'again' })],
  ['a pair that is taken', rpc('add_book', { id: 12, title: 'one' })],
  ['a key that somebody else has taken', rpc('add_book', { id: 2, title: 'again' })],
  ['a check', rpc('add_book', { id: 13, title: '' })],
  ['null where there must be something', rpc('add_book', { id: 14, title: null })],
  ['null for a key', rpc('add_book', { id: null, title: 'x' })],
  ['a reference to nothing, found at the end', rpc('add_book', { id: 15, title: 'lent', lent_to: 999 })],
  [
    'an owner who is not there',
    rpcAs('server', 'add_book_of', { id: 16, owner: '6a1f2f2c-0000-4000-8000-00000000dead' }),
  ],
  ['a row for somebody else', rpc('add_book_of', { id: 17, owner: '6a1f2f2c-0000-4000-8000-00000000000b' })],
  ['a row of nobody', rpcAs(null, 'add_book', { id: 18, title: 'nobody' })],
  ['a change of a row of somebody else', rpc('rename_book', { id: 2, title: 'mine now' })],
  ['a change that a check refuses', rpc('rename_book', { id: 1, title: '' })],
  ['rows of somebody else', rpcAs('ben', 'books_of_mine')],
  ['rows of nobody', rpcAs(null, 'books_of_mine')],
  ['a reader that writes', rpc('quietly_add_book', { id: 19 })],
  ['nothing of what failed is kept', rpc('books_of_mine', {}, (call) => call.select('id,title'))],

  ['raised without a state', rpc('fail_plainly')],
  ['raised with a column', rpc('fail_about_a_column')],
  ['raised without detail and hint', rpc('fail', { state: 'P0001' })],
  ['raised: an assertion', rpc('fail_to_assert')],
  ['raised: no row', rpc('find_strictly', { n: 0 })],
  ['raised: several rows', rpc('find_strictly', { n: 2 })],
  ...['PT400', 'PT401', 'PT402', 'PT403', 'PT404', 'PT409', 'PT418', 'PT429', 'PT500'].map((state) => raised(state)),
  raised('PTABC', 'PT without a number'),
  ...['P0001', 'P0002', 'P0003', 'P0004', '22023', '22P02', '23502', '23503', '23505', '23514', '23P01'].map((state) =>
    raised(state),
  ),
  ...['08006', '09000', '0A000', '0L000', '0P000', '21000', '25006', '25P02', '28000', '2BP01', '2D000'].map((state) =>
    raised(state),
  ),
  ...['38000', '39000', '3B000', '3F000', '42501', '42601', '42703', '42883', '42P01', '42P10', '44000'].map((state) =>
    raised(state),
  ),
  ...['53000', '53300', '53400', '54000', '55000', '55P03', '57014', '58000', 'F0000', 'HV000', 'XX000', 'ZZ123'].map(
    (state) => raised(state),
  ),
  ['raised: 42501 to nobody', rpcAs(null, 'fail', { state: '42501' })],
  ['raised: PT401 to nobody', rpcAs(null, 'fail', { state: 'PT401' })],
  [
    'raised: PGRST',
    rpc('fail', {
      state: 'PGRST',
      message: '{"code":"K1","message":"m","details":"d","hint":"h"}',
      detail: '{"status":418,"headers":{"x-from-sql":"tea"}}',
    }),
  ],
  ['raised: PGRST in words', rpc('fail', { state: 'PGRST', message: 'words', detail: 'more words' })],
  ['a division by zero', rpc('divide', { a: 1, b: 0 })],
  ['a table that is missing', rpc('read_what_is_missing')],
  ['a function that is missing', rpc('call_what_is_missing')],
  ['a table nobody may read', rpc('read_what_is_closed')],
  ['a table nobody may read, to nobody', rpcAs(null, 'read_what_is_closed')],
  ['a result of the wrong type', rpc('misread')],
  ['a status and a header set in SQL', rpc('answer_with', { status: '202', headers: '[{"x-from-sql": "set"}]' })],
  ['a status set in SQL that has no body', rpc('answer_with', { status: '204', headers: '[]' })],
  ['a status set in SQL that is none', rpc('answer_with', { status: 'many', headers: '[]' })],
  ['headers set in SQL that are none', rpc('answer_with', { status: '200', headers: 'many' })],

  ['for accounts, to one', rpc('for_accounts')],
  ['for accounts, to nobody', rpcAs(null, 'for_accounts')],
  ['for nobody, to an account', rpc('for_nobody')],
  ['for nobody, to nobody', rpcAs(null, 'for_nobody')],
  ['for nobody, to the server', rpcAs('server', 'for_nobody')],
]
