// The list of licences lies beside the built page: scripts/shipped/licences.mjs writes it.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { licence } from '../../shared/contract/about'
import type { Licence } from '../../shared/contract/about'

/** Read when somebody wants to see them; none where there is no list, as in a program that was not built whole. */
export async function readLicences(path: string): Promise<Licence[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  return z.array(licence).parse(JSON.parse(text))
}
