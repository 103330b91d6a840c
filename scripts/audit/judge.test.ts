import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgeAudit } from './judge.mjs'

const url = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc'
const via = { source: 1, name: 'left', dependency: 'left', title: 'It leaks', severity: 'high', url, range: '<2' }
const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: {} })
const one = report({ left: { name: 'left', via: [via] }, right: { name: 'right', via: ['left', via] } })
const accepted = { id: 'GHSA-aaaa-bbbb-cccc', reason: 'not reached', until: '2026-12-31' }

test('an advisory nobody looked at is open, once, however many packages bring it', () => {
  const verdict = judgeAudit(one, [], '2026-11-30')
  expect(verdict).toMatchObject({ kind: 'judged', accepted: [], idle: [] })
  expect(verdict).toMatchObject({ open: [{ id: 'GHSA-aaaa-bbbb-cccc', package: 'left', severity: 'high', url }] })
})

test('an accepted one is named until its day, and open after it', () => {
  expect(judgeAudit(one, [accepted], '2026-12-31')).toMatchObject({ open: [], accepted: [{ package: 'left' }] })
  expect(judgeAudit(one, [accepted], '2027-01-01')).toMatchObject({ open: [{ package: 'left' }], accepted: [] })
})

test('what is accepted and not there any more is named', () => {
  expect(judgeAudit(report({}), [accepted], '2026-11-30')).toMatchObject({ open: [], idle: [accepted] })
})

test.each([
  [
    'a registry without an audit endpoint',
    JSON.stringify({ message: '405 Method Not Allowed - POST', error: {} }),
    '405',
  ],
  ['no network', JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'request failed' } }), 'request failed'],
  ['words instead of JSON', 'npm error audit endpoint returned an error\nmore', 'npm error audit endpoint'],
  ['nothing', '', 'npm said nothing'],
  ['an older form', JSON.stringify({ auditReportVersion: 1, advisories: {} }), 'auditReportVersion'],
])('%s is no good report', (_, output, why) => {
  expect(judgeAudit(output, [], '2026-11-30')).toEqual({ kind: 'not-asked', why: expect.stringContaining(why) })
})

test('whatever is accepted has a reason and a day', () => {
  const list = JSON.parse(readFileSync(join(import.meta.dirname, 'accepted.json'), 'utf8')) as unknown[]
  for (const entry of list) {
    expect(entry).toEqual({
      id: expect.stringMatching(/\S/),
      reason: expect.stringMatching(/\S+ \S+/),
      until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    })
  }
})
