// Which links of the documentation lead nowhere. Pages are looked at as they lie on the disk; nothing is fetched.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { readPage } from './read-page.mjs'

const notOurs = ['node_modules', 'out', 'dist', '.cache', '.git']
const codeEnding = /\.(?:ts|tsx|mjs|mts|sql|css)$/

/** Where names in backticks begin: at the project, as in docs/architecture.md at a room, or at the page itself. */
const bases = ['', 'src', 'src/main', 'src/renderer', 'src/shared', 'tests']

/** First folders that also are the data folder's, or of another project in docs/connector.md. */
const alsoElsewhere = ['database', 'profiles', 'lib', 'out', 'dist']

/**
 * Looks at every page for links to files and headings that are not there, and for names in backticks that look like files
 * of this project and are none.
 * @param {string} root The folder of the project.
 * @returns {{ page: string, line: number, target: string, why: string }[]}
 */
export function brokenLinks(root) {
  const files = filesOf(root)
  const known = { root, files, names: new Set(files.map((file) => basename(file))), pages: new Map() }
  const pages = files.filter((file) => file.endsWith('.md'))
  for (const page of pages) known.pages.set(page, readPage(readFileSync(join(root, page), 'utf8')))
  return pages.flatMap((page) => {
    const { links, names } = known.pages.get(page)
    const wrong = (reference, why) => (why ? [{ page, line: reference.line, target: reference.text, why }] : [])
    return [
      ...links.flatMap((link) => wrong(link, whyBroken(page, link.text, known))),
      ...names.flatMap((name) => wrong(name, whyNoFile(page, name.text, known))),
    ]
  })
}

function filesOf(root) {
  const all = globSync('**/*', { cwd: root, exclude: ({ name }) => notOurs.includes(name), withFileTypes: true })
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function whyBroken(page, target, { root, pages }) {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return null
  const [path, anchor] = target.split('#')
  const goal = path === '' ? page : join(dirname(page), decodeURI(path)).split(sep).join('/')
  if (goal.startsWith('..')) return 'leads out of the project'
  if (!existsSync(join(root, goal))) return 'is not there'
  if (anchor === undefined || !goal.endsWith('.md')) return null
  return pages.get(goal).anchors.has(anchor) ? null : `${goal} has no such heading`
}

/** Names such as `src/main/store`, `assistant/recall`, `tests/e2e/*.test.ts`, `durable-files.ts`. */
function whyNoFile(page, name, { root, files, names }) {
  if (!/^[\w@.*{},/-]+$/.test(name)) return null
  if (!name.includes('/')) {
    return !codeEnding.test(name) || /[*{]/.test(name) || names.has(name) ? null : 'is no file of this project'
  }
  const [first] = name.split('/')
  if (alsoElsewhere.includes(first) && !codeEnding.test(name)) return null
  const places = [...bases, dirname(page)].filter((base) => first !== '' && existsSync(join(root, base, first)))
  if (places.length === 0) return null
  const isThere = places.some((base) => isFileOrFolder(join(base, name).split(sep).join('/'), root, files))
  return isThere ? null : 'is no file of this project'
}

function isFileOrFolder(path, root, files) {
  if (/[*{]/.test(path)) return globSync(path, { cwd: root }).length > 0
  return existsSync(join(root, path)) || files.some((file) => file.startsWith(`${path}.`))
}
