// dist/app: exactly what a package has in its archive, with a package.json and node_modules of its own.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { spawnSync } from 'node:child_process'
import { ensureBuild } from '../bootstrap/build.mjs'
import { Obstacle, at, root, step } from '../bootstrap/project.mjs'
import { toolPath } from '../checks/tools.mjs'
import { desktopName, isTaken, packages } from './contents.mjs'
import { licencesInWords } from './licences-in-words.mjs'

/** @param {string} node Path of the Node to build with. */
export async function stageApp(node) {
  // Its prepared database is the same in every build.
  await ensureBuild(node)
  rmSync(at('dist/app'), { recursive: true, force: true })
  await step('Building the release', 'about 30 s', () => bundle(node))
  cpSync(at('out/database'), at('dist/app/out/database'), { recursive: true })
  for (const name of Object.keys(packages)) copyPackage(name)
  writeFileSync(at('dist/app/package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
  const licences = JSON.parse(readFileSync(at('dist/app/out/renderer/licences.json'), 'utf8'))
  writeFileSync(at('dist/licences.txt'), licencesInWords(licences))
}

function bundle(node) {
  // In full: the page's own root is another one.
  const args = [toolPath('electron-vite'), 'build', '--outDir', at('dist/app/out'), '--logLevel', 'warn']
  const { status, error } = spawnSync(node, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, KITH_RELEASE: '1' },
  })
  if (error || status !== 0) throw new Obstacle('The release was not built. The lines above say where.')
}

function copyPackage(name) {
  const from = at('node_modules', name)
  const paths = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)))
  for (const path of paths.filter((path) => isTaken(name, path.replaceAll(sep, '/')))) {
    const to = at('dist/app/node_modules', name, path)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(from, path), to)
  }
}

function manifest() {
  const { name, productName, version, description, license, type, main, dependencies } = JSON.parse(
    readFileSync(at('package.json'), 'utf8'),
  )
  const kept = Object.fromEntries(Object.keys(packages).map((name) => [name, dependencies[name]]))
  return { name, productName, version, description, license, type, main, desktopName, dependencies: kept }
}
