// `npm run check:package`: makes a package for Linux, on any machine, reads it back, and drives what is in it from an empty
// folder, where nothing else can be found. Where Electron is not, a stub of it is packed. `--record`: its sizes go into
// docs/performance.md.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { ensureChromium } from './bootstrap/chromium.mjs'
import { Obstacle, at, runOrExplain, say, step } from './bootstrap/project.mjs'
import { ensureToolchain } from './bootstrap/toolchain.mjs'
import { runProject } from './checks/projects.mjs'
import { budget } from './package/contents.mjs'
import { pack } from './package/pack.mjs'
import { readPackage } from './package/read-package.mjs'
import { stageApp } from './package/stage.mjs'
import { writeStubElectron } from './package/stub-electron.mjs'
import { recordFigures } from './performance/figures.mjs'

/** One that writes, reads and remembers, and the one about updates: they load what the bundle loads late. */
const specs = ['tests/e2e/first-start.test.ts', 'tests/e2e/updates.test.ts']

await runOrExplain(async () => {
  const node = await ensureToolchain()
  await stageApp(node)
  await step('Packing it', 'about 15 s', async () => {
    const electron = at('dist/electron')
    writeStubElectron(electron)
    pack(node, ['--linux', 'dir', '--publish', 'never'], { KITH_ELECTRON_DIST: electron })
  })

  const { archive, sizes, complaints } = await readPackage(at('dist/packages/linux-unpacked'))
  say(`The archive has ${inMegabytes(sizes.archive)}, beside it lie ${inMegabytes(sizes.unpacked)}.`)
  if (complaints.length > 0) throw new Obstacle(['The package is not as it should be.', ...complaints].join('\n'))

  const folder = mkdtempSync(join(tmpdir(), 'kith-package-'))
  try {
    extractAll(archive, folder)
    refuseStrangers(folder)
    const environment = {
      KITH_E2E_APP: folder,
      KITH_E2E_TARGET: 'standin',
      KITH_CHROMIUM: await ensureChromium(node),
    }
    const { failed, passed } = await runProject(node, 'e2e', specs, environment)
    if (failed > 0 || passed === 0) throw new Obstacle('What is in the package does not do what it should.')
    say(`The package is whole: ${passed} tests passed on it.`)
    if (process.argv.includes('--record')) recordSizes(sizes)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function recordSizes({ archive, unpacked, installed, files, packed }) {
  const inMillions = (what, bytes) => ({ what, value: bytes / 1e6, unit: 'MB' })
  recordFigures('package', {
    command: 'npm run check:package',
    figures: [
      inMillions('Archive', archive),
      inMillions('Unpacked beside it: the engine of the database', unpacked),
      { ...inMillions('Both', archive + unpacked), aim: budget / 1e6 },
      inMillions('All that is installed without Electron, licences included', installed),
      { what: 'Files of that on disk', value: files, unit: '' },
      { what: 'Files in the archive', value: packed, unit: '' },
    ],
  })
}

/** A package that lacks one would find it in a node_modules further up, and nobody would know. */
function refuseStrangers(folder) {
  for (let up = join(folder, '..'); up !== join(up, '..'); up = join(up, '..')) {
    if (existsSync(join(up, 'node_modules')))
      throw new Obstacle(`${up} has a node_modules. Set TMPDIR to another place.`)
  }
}

function inMegabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
