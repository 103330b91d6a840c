import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { at } from '../bootstrap/project.mjs'
import { toolPath } from '../checks/tools.mjs'
import { startPacked } from './installed.mjs'
import { wrongAssets } from './release-assets.mjs'
import { notesOf, withDirections } from './release-notes.mjs'

describe('the notes of a release', () => {
  test('are what the changelog says of it, and nothing of another version', () => {
    const changelog = '# kith\n\n## 0.2.0\n\n### Minor Changes\n\n- It updates itself.\n\n## 0.2.0-beta.1\n\n- Older\n'
    expect(notesOf(changelog, '0.2.0')).toBe('### Minor Changes\n\n- It updates itself.')
    expect(notesOf(changelog, '0.2.0-beta.1')).toBe('- Older')
    expect(notesOf(changelog, '0.2')).toBe(null)
  })

  test('lead to how it is installed, as it was in that version', () => {
    const notes = withDirections('- New', { owner: 'somebody', repo: 'kith' }, 'v0.2.0')
    expect(notes).toContain('- New\n\n[Which file to take')
    expect(notes).toContain('(https://github.com/somebody/kith/blob/v0.2.0/docs/guide/install.md)')
    expect(existsSync(at('docs/guide/install.md'))).toBe(true)
    expect(withDirections('- New', null, 'v0.2.0')).toBe('- New')
  })

  test('name no commit, and a line ends where a thought does', () => {
    const changelog = [
      '## 0.2.0',
      '- 1a2b3c4: What goes wrong is',
      '  in a report.',
      '',
      '  A second thought',
      '  of two lines:',
      '  - one',
      '    of them',
      '  - cafe: no commit',
      '',
      '  ```',
      '  npm start',
      '  npm test',
      '  ```',
    ].join('\n')
    expect(notesOf(changelog, '0.2.0')?.split('\n')).toEqual([
      '- What goes wrong is in a report.',
      '',
      '  A second thought of two lines:',
      '  - one of them',
      '  - cafe: no commit',
      '',
      '  ```',
      '  npm start',
      '  npm test',
      '  ```',
    ])
  })
})

describe('a release is whole', () => {
  const names = (version: string) => [
    `Kith-Setup-${version}.exe`,
    `Kith-Setup-${version}.exe.blockmap`,
    `Kith-${version}-universal.dmg`,
    `Kith-${version}-universal-mac.zip`,
    `Kith-${version}.AppImage`,
    `kith_${version}_amd64.deb`,
    'latest.yml',
    'latest-mac.yml',
    'latest-linux.yml',
  ]
  const assets = (names: string[]) => names.map((name) => ({ name, size: 1 }))

  test('with one package of each kind, and the files by which updates are found', () => {
    expect(wrongAssets(assets(names('0.2.0')), '0.2.0')).toEqual([])
    expect(wrongAssets(assets(names('0.2.0-beta.1')), '0.2.0-beta.1')).toEqual([])
  })

  test('and not without one of them, with an empty one, or with one of an earlier attempt', () => {
    const all = names('0.2.0')
    for (const name of all.filter((name) => !name.endsWith('.blockmap'))) {
      const missing = assets(all.filter((other) => other !== name))
      expect(wrongAssets(missing, '0.2.0')).toHaveLength(1)
      expect(wrongAssets([...missing, { name, size: 0 }], '0.2.0')).toHaveLength(1)
    }
    expect(wrongAssets(assets([...all, 'Kith-0.2.0-arm64.AppImage']), '0.2.0')).toEqual([
      'There are 2 files *.AppImage of 0.2.0.',
    ])
  })
})

describe.runIf(process.platform !== 'win32')('what is packed is started', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kith-program-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** A program that writes this trace, notes its folder, and does what is left. */
  function program(phases: string[], then: string): string {
    const path = join(folder, 'program')
    const trace = JSON.stringify({ traceEvents: phases.map((name) => ({ name })) })
    writeFileSync(
      path,
      `#!/bin/sh\necho "$KITH_TRACE $KITH_DATA" > '${folder}/seen'\necho '${trace}' > "$KITH_DATA/startup-trace.json"\n${then}\n`,
    )
    chmodSync(path, 0o755)
    return path
  }

  test('in a folder of its own, until it can be used', async () => {
    await startPacked(program(['modules', 'window', 'usable'], 'exec sleep 60'))
    const [isTraced, data = ''] = readFileSync(join(folder, 'seen'), 'utf8').trim().split(' ')
    expect(isTraced).toBe('1')
    expect(existsSync(data)).toBe(false)
  })

  test('and is refused when it ends, never can be used, or is not there', async () => {
    const ends = startPacked(program(['modules'], 'echo the archive was changed >&2; exit 3'))
    await expect(ends).rejects.toThrow(/ended by itself \(3\)[^]*the archive was changed/)
    await expect(startPacked(program(['window'], 'exec sleep 60'), [], 600)).rejects.toThrow('it came to: window')
    await expect(startPacked(join(folder, 'nothing'))).rejects.toThrow('is not there')
  })
})

test('changesets run under the Node that Kith brings along, whichever started npm', () => {
  expect(existsSync(toolPath('changeset'))).toBe(true)
  const { scripts } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  expect(scripts.changeset).toBe('node scripts/with-node.mjs changeset')
  expect(scripts.links).toBe('node scripts/with-node.mjs scripts/check-links.mjs')
})
