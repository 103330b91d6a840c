import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { at } from '../bootstrap/project.mjs'
import { icns, icnsSizes, ico, icoSizes } from './containers.mjs'
import { template } from './drawings.mjs'
import { staleIcons } from './rendered.mjs'

const pngOf = (size: number) => Buffer.from(`png of ${size}`)

describe('the icons', () => {
  test('are those of the drawings; `npm run icons` renders them', () => {
    expect(staleIcons()).toEqual([])
  })

  test.each(['icon.ico', 'tray/kith.ico'])('hold every size that Windows asks for: %s', (path) => {
    const file = readFileSync(at('build', path))
    const entries = Array.from({ length: file.readUInt16LE(4) }, (_, index) => 6 + 16 * index)
    expect(entries.map((at) => file.readUInt8(at) || 256)).toEqual(icoSizes)
    for (const at of entries)
      expect(widthOfPng(file.subarray(file.readUInt32LE(at + 12)))).toBe(file.readUInt8(at) || 256)
  })

  test('hold every size that macOS asks for', () => {
    const file = readFileSync(at('build/icon.icns'))
    expect(file.readUInt32BE(4)).toBe(file.length)
    const sizes = []
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) sizes.push(widthOfPng(file.subarray(at + 8)))
    expect([...new Set(sizes)]).toEqual(icnsSizes)
  })
})

describe('a container', () => {
  test('gives back what was put into it', () => {
    const file = ico(pngOf)
    const last = 6 + 16 * (icoSizes.length - 1)
    const begin = file.readUInt32LE(last + 12)
    expect(file.subarray(begin, begin + file.readUInt32LE(last + 8)).toString()).toBe('png of 256')
    expect(icns(pngOf).subarray(8, 12).toString()).toBe('icp4')
  })
})

test('what the menu bar shows has one colour and no ground', () => {
  for (const size of [18, 36]) expect(template(size)).not.toMatch(/#(?!fff|000|thread)/)
  expect(template(36)).toContain('#000')
})

function widthOfPng(png: Buffer): number {
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return png.readUInt32BE(16)
}
