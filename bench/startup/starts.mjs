// Starts as a person has them: the first of all, and those of every day.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrowser } from './browser.mjs'
import { liveOnce } from './live-once.mjs'
import { dropPageCache } from './page-cache.mjs'
import { measurePeer } from './peer.mjs'

/**
 * @typedef {Awaited<ReturnType<typeof liveOnce>>} Sample
 * @param {{ main: string, rounds: number, isCold: boolean }} start main: path of the built entry
 * @returns {Promise<{ first: Sample[], later: Sample[], peers: number[] }>} peers: milliseconds
 */
export async function measureStarts({ main, rounds, isCold }) {
  const first = []
  const later = []
  const peers = []
  for (let round = 0; round < rounds; round += 1) {
    await inNewFolder(async ({ browser, data }) => {
      const start = () => startOnce({ browser, data, main, isCold })
      first.push(await start())
      // The second start writes what it compiled; those that follow are what a person has every day.
      await start()
      later.push(await start())
      peers.push(await measurePeer(browser))
    })
  }
  return { first, later, peers }
}

/** A browser that has seen nothing, and a folder without data: the first start finds nothing, a later one what it has left. */
export async function inNewFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  const browser = await openBrowser(join(folder, 'browser'))
  try {
    return await work({ browser, data: join(folder, 'data') })
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
}

export async function startOnce({ browser, data, main, isCold }) {
  if (isCold) dropPageCache()
  return liveOnce({ browser, folder: data, main })
}
