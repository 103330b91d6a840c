// What the built app brings along, and whose it is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Licence } from '../../src/shared/contract/about'
import { root } from '../support/targets/target'

interface Locked {
  /** Of a package that is installed under another name. */
  name?: string
  version: string
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
}

const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as unknown

describe('the list of licences', () => {
  const list = read('out/renderer/licences.json') as Licence[]

  test('has everything that main runs with, in the version of the lockfile, and Electron', () => {
    const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
    const shipped = Object.entries(packages).filter(
      ([path, { dev, devOptional, optional }]) => path.startsWith('node_modules/') && !dev && !devOptional && !optional,
    )
    expect(shipped.length).toBeGreaterThan(100)
    const listed = new Set(list.map(({ name, version }) => `${name}@${version}`))
    const named = ([path, { name, version }]: [string, Locked]) =>
      `${name ?? path.replace(/^.*node_modules\//, '')}@${version}`
    expect(shipped.map(named).filter((one) => !listed.has(one))).toEqual([])
    expect(list.map(({ name }) => name)).toContain('electron')
  })

  test('has what the page is made of, and a licence for each', () => {
    expect(list.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'react-dom', 'katex', 'mermaid']))
    expect(list.filter(({ licence }) => !licence)).toEqual([])
  })
})
