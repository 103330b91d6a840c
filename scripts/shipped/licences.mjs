// The licences of everything Kith is shipped with, read from the packages as they are built: those the page is made of, those
// main runs with, and Electron. A build with a package whose licence nobody has looked at yet ends here.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { partsOf } from './engine.mjs'

// Not of this file: the build bundles it into its configuration.
const root = process.cwd()

/** They ask for their text to be shipped, and for nothing else that Kith would have to do. */
const looked = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unicode-3.0',
  'Unlicense',
])

/** Of these nothing has to be shipped. */
const withoutDuty = new Set(['0BSD', 'CC0-1.0', 'Unlicense'])

/** Of two, the one that is taken. */
const chosen = {
  '(AFL-2.1 OR BSD-3-Clause)': 'BSD-3-Clause',
  '(MIT OR CC0-1.0)': 'MIT',
  '(MPL-2.0 OR Apache-2.0)': 'Apache-2.0',
  'MIT OR Apache-2.0': 'MIT',
}

/** Their file says it, and their package.json does not. */
const unsaid = { khroma: 'MIT' }

/**
 * Writes `licences.json` beside the page. `forWorkers` goes where workers are built: they are bundled by themselves.
 * @returns {{ forPage: import('vite').Plugin, forWorkers: () => import('vite').Plugin }}
 */
export function shippedLicences() {
  /** @type {Set<string>} */
  const folders = new Set()
  const collect = (ids) => {
    for (const id of ids) {
      const folder = folderOf(id)
      if (folder) folders.add(folder)
    }
  }
  return {
    forWorkers: () => ({
      name: 'kith:licences-of-workers',
      generateBundle() {
        collect(this.getModuleIds())
      },
    }),
    forPage: {
      name: 'kith:licences',
      apply: 'build',
      generateBundle() {
        collect(this.getModuleIds())
        const all = licencesOf([...folders, ...foldersOfMain(), join(root, 'node_modules/electron')])
        this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(all) })
      },
    },
  }
}

/** @param {string} id of a module */
function folderOf(id) {
  const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/@]+)\//.exec(id.split('?')[0] ?? '') ?? []
  return folder
}

/** What "dependencies" bring along, as package-lock.json has it: they stay packages, beside the bundle of main. */
export function foldersOfMain() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path.startsWith('node_modules/') && !dev && !devOptional)
    .map(([path]) => join(root, path))
    .filter((folder) => existsSync(join(folder, 'package.json')))
}

/**
 * By name; the same version twice counts once.
 * @param {readonly string[]} folders of packages
 */
export function licencesOf(folders) {
  const all = new Map()
  for (const folder of folders) {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const { name, version } = manifest
    if (!name || !version || name === 'kith') continue
    const licence = licenceOf(manifest)
    all.set(`${name}@${version}`, {
      name,
      version,
      ...licence,
      address: addressOf(manifest),
      text: requiredText({ name, ...licence, text: textIn(folder) ?? keptText(name) }),
    })
    for (const part of partsOf[name] ?? []) {
      all.set(`${part.name} in ${name}`, {
        ...part,
        version: `in ${name} ${version}`,
        text: requiredText({ ...part, text: keptText(part.name) }),
      })
    }
  }
  return [...all.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** @param {{ name: string, license?: unknown, licenses?: { type?: string }[] }} manifest */
export function licenceOf({ name, license, licenses }) {
  const said = typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type ?? unsaid[name] ?? '')
  const licence = chosen[said] ?? said
  if (!looked.has(licence)) {
    throw new Error(
      `${name} is under ${licence || 'no licence it names'}. Whether Kith may be shipped with it, somebody has to look: scripts/shipped/licences.mjs.`,
    )
  }
  return { licence, ...(licence !== said && { offered: said }) }
}

function addressOf({ homepage, repository }) {
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? ''
  const plain = address
    .replace(/^git\+/, '')
    .replace(/^git:\/\//, 'https://')
    .replace(/\.git$/, '')
  return /^https?:\/\//.test(plain) ? plain : null
}

/**
 * Nearly every licence wants its own words to be shipped with what it is for.
 * @param {{ name: string, licence: string, text: string | null }} one
 * @returns {string | null} null where it does not matter
 */
export function requiredText({ name, licence, text }) {
  if (text === null && !withoutDuty.has(licence)) {
    throw new Error(
      `${name} came without the text of its licence, ${licence}. Put the one of its authors into scripts/shipped/texts/${name}.txt.`,
    )
  }
  return text
}

/** Of a package whose authors keep it elsewhere, and of what is compiled into one. */
function keptText(name) {
  const path = join(root, `scripts/shipped/texts/${name}.txt`)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

/** Null where the package came without. */
function textIn(folder) {
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|copying|notice)\b/i.test(name))
  const texts = files.toSorted().flatMap((name) => {
    const path = join(folder, name)
    return /\.(?:html|js|json)$/i.test(name) ? [] : [readFileSync(path, 'utf8').trim()]
  })
  return texts.length > 0 ? texts.join('\n\n') : null
}
