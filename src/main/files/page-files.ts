// Finds the files of the built page for whoever serves them, and nothing outside their folder.
import { realpath, stat } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'

export interface PageFile {
  path: string
  size: number
  /** Content type and how long it may be kept. */
  headers: Record<string, string>
}

/**
 * @param folder absolute path of the built page
 * @param pathname as it stands in the address, still percent-encoded; `/` is the page itself
 * @returns null when there is no such file, or when it would lie outside the folder
 */
export async function findPageFile(folder: string, pathname: string): Promise<PageFile | null> {
  const path = pathInside(folder, pathname === '/' ? '/index.html' : pathname)
  if (!path) return null
  const found = await stat(path).catch(missing)
  if (!found?.isFile()) return null
  // A link that somebody put into the folder leads nowhere.
  if (!isInside(await realpath(folder), await realpath(path))) return null
  return {
    path,
    size: found.size,
    headers: {
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      // The build puts a hash of the content into the name of everything under assets.
      'cache-control': path.startsWith(resolve(folder, 'assets') + sep)
        ? 'private, max-age=31536000, immutable'
        : 'no-cache',
    },
  }
}

function pathInside(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  // No file of the page has such a name; Windows would take the first for a folder and the second for a drive or stream.
  if (/[\\:\0]/.test(decoded)) return null
  const path = resolve(folder, `.${sep}${decoded}`)
  return isInside(resolve(folder), path) ? path : null
}

function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder + sep)
}

// A name can be too long, or go through something that is no folder: there is no such file, all the same.
function missing(error: NodeJS.ErrnoException): null {
  if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes(error.code ?? '')) return null
  throw error
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
}
