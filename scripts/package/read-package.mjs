// What is in a package, read back from it, and what of it should not be so.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { at } from '../bootstrap/project.mjs'
import { budget, desktopName, packages } from './contents.mjs'

/** Without these it does not start, or not as it should. */
const needed = [
  'package.json',
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/licences.json',
  'out/database/prepared.tar.zst',
]

/** For whoever builds, and for nobody else. */
const unwanted = /\.(?:map|[cm]?tsx?)$|(?:^|\/)(?:\.env|README\.md)$|\.test\./

/** Set as electron-builder.config.mjs says. The others are left as Electron has them. */
const fuses = {
  RunAsNode: '0',
  EnableCookieEncryption: '1',
  EnableNodeOptionsEnvironmentVariable: '0',
  EnableNodeCliInspectArguments: '0',
  EnableEmbeddedAsarIntegrityValidation: '1',
  OnlyLoadAppFromAsar: '1',
  LoadBrowserProcessSpecificV8Snapshot: '0',
  GrantFileProtocolExtraPrivileges: '0',
}

/**
 * @param {string} folder of an unpacked package for Linux
 * @returns {Promise<{ archive: string, sizes: Sizes, complaints: string[] }>}
 *
 * @typedef {{ archive: number, unpacked: number, installed: number, files: number, packed: number }} Sizes
 *   in bytes: the archive, what lies unpacked beside it, all that is installed and not Electron's; and how many files these are on
 *   disk, and in the archive
 */
export async function readPackage(folder) {
  const archive = join(folder, 'resources/app.asar')
  const files = listPackage(archive, { isPack: true }).map(readEntry)
  const folders = new Set(files.map(({ path }) => dirname(path)))
  // Electron brings along nothing here that a package keeps.
  const installed = sizesOf(join(folder, 'resources'))
  const sizes = {
    archive: statSync(archive).size,
    unpacked: sum(sizesOf(`${archive}.unpacked`)),
    installed: sum(installed),
    files: installed.length,
    packed: files.filter(({ path, isUnpacked }) => !isUnpacked && !folders.has(path)).length,
  }
  const inside = new Set(files.map(({ path }) => path))
  return {
    archive,
    sizes,
    complaints: [
      ...needed.filter((path) => !inside.has(path)).map((path) => `${path} is missing.`),
      ...files.filter(({ path }) => unwanted.test(path)).map(({ path }) => `${path} is only for building.`),
      ...misplaced(files),
      ...namedOtherwise(archive),
      ...wrongPackages(archive, files),
      ...(await wrongFuses(join(folder, 'kith'))),
      ...(statSync(join(folder, 'resources/licences.txt')).size === 0 ? ['licences.txt is empty.'] : []),
      ...tooLarge(sizes),
    ],
  }
}

function readEntry(line) {
  const [, kind, path] = /^(unpack|pack) *: [\\/](.*)$/.exec(line)
  return { isUnpacked: kind === 'unpack', path: path.replaceAll('\\', '/') }
}

/** Code outside the archive would be outside the check of its integrity. */
function misplaced(files) {
  return files
    .filter(({ path, isUnpacked }) => isUnpacked !== /^node_modules\/@electric-sql\/.*\.(?:wasm|data|gz)$/.test(path))
    .map(({ path, isUnpacked }) => `${path} is ${isUnpacked ? 'beside' : 'in'} the archive.`)
}

function namedOtherwise(archive) {
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString())
  return manifest.desktopName === desktopName ? [] : [`It calls itself ${manifest.desktopName} on Linux.`]
}

/** By name and version, as package-lock.json has them: nothing more, and nothing less. */
function wrongPackages(archive, files) {
  const manifests = files.filter(({ path }) => /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path))
  const there = manifests.map(({ path }) => {
    const { name, version } = JSON.parse(extractFile(archive, path).toString())
    return `${name}@${version}`
  })
  const locked = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  const wanted = Object.keys(packages).map((name) => `${name}@${locked[`node_modules/${name}`].version}`)
  return [
    ...wanted.filter((one) => !there.includes(one)).map((one) => `${one} is missing.`),
    ...there.filter((one) => !wanted.includes(one)).map((one) => `${one} is shipped beside the bundle.`),
  ]
}

async function wrongFuses(executable) {
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(fuses)
    .filter(([name, value]) => String.fromCharCode(wire[FuseV1Options[name]]) !== value)
    .map(([name, value]) => `The fuse ${name} is not ${value}.`)
}

function tooLarge({ archive, unpacked }) {
  return archive + unpacked > budget ? [`It is larger than ${budget / 1_000_000} MB.`] : []
}

/** Of each file under it. */
function sizesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size)
}

function sum(numbers) {
  return numbers.reduce((before, each) => before + each, 0)
}
