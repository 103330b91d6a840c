import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { fileIn } from './file-in'

test('the file an app was started with is its last argument, wherever that start was', () => {
  expect(fileIn(['kith', '--allow-file-access', '/home/ana/Tide.kith'], '/elsewhere')).toBe('/home/ana/Tide.kith')
  expect(fileIn(['kith', '.', 'Tide.KITH', '--original-process-start-time=1'], '/home/ana')).toBe(
    resolve('/home/ana', 'Tide.KITH'),
  )
})

test('the file may be given by its address', () => {
  expect(fileIn(['kith', pathToFileURL(resolve('/home/ana/Low tide.kith')).href], '/')).toBe(
    resolve('/home/ana/Low tide.kith'),
  )
  expect(fileIn(['kith', 'file://elsewhere/ana/Tide.kith'], '/')).toBeNull()
  expect(fileIn(['kith', 'file:///home/%00/Tide.kith'], '/')).toBeNull()
  expect(fileIn(['kith', 'file:///home/%2F/Tide.kith'], '/')).toBeNull()
})

test('nothing else is one', () => {
  expect(fileIn(['kith'], '/')).toBeNull()
  expect(fileIn(['a.kith'], '/')).toBeNull()
  expect(fileIn(['kith', 'a.kith', 'b.txt'], '/')).toBeNull()
  expect(fileIn(['kith', '--open=a.kith'], '/')).toBeNull()
  expect(fileIn(['kith', 'https://example.com/a.kith'], '/')).toBeNull()
  expect(fileIn(['kith', 'kith://a.kith'], '/')).toBeNull()
  expect(fileIn(['kith', `${'a'.repeat(40_000)}.kith`], '/')).toBeNull()
})
