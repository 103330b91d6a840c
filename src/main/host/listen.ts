// The port of the browser host, on loopback alone.
import { readFileSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { log } from '../diagnostics/log'
import { CannotStart } from './environment'

/**
 * Listens on 127.0.0.1. What the page keeps in the browser, such as drafts, belongs to an address with its port; so
 * when any port will do, the one of the last start is taken if it is free.
 *
 * @param port 0 for any
 * @param memory absolute path of the file that remembers the port
 * @returns the port it was given. Throws CannotStart when the one that was asked for cannot be had.
 */
export async function listen(server: Server, port: number, memory: string): Promise<number> {
  if (port !== 0) return listenOn(server, port)
  const last = readLastPort(memory)
  // When it is taken, another Kith has it and comes back to it: its drafts are there, so the memory stays as it is.
  if (last !== 0) return listenOn(server, last).catch(() => listenOn(server, 0))
  const given = await listenOn(server, 0)
  remember(memory, given)
  return given
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (cause: NodeJS.ErrnoException): void => {
      const why = cause.code === 'EADDRINUSE' ? 'is used by another program' : `cannot be used (${cause.code})`
      const words = `Port ${port} ${why}. Choose another with KITH_PORT, or leave KITH_PORT out to get a free one.`
      reject(new CannotStart(words, { cause }))
    }
    server.once('error', onError)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function remember(memory: string, port: number): void {
  try {
    writeFileSync(memory, JSON.stringify({ port }), { mode: 0o600 })
  } catch (error) {
    log.error('the port could not be remembered', error)
  }
}

const remembered = z.object({ port: z.number().int().min(1024).max(65_535) })

/** 0 when there is none, or none that can be read: any other port will do. */
function readLastPort(memory: string): number {
  try {
    return remembered.parse(JSON.parse(readFileSync(memory, 'utf8'))).port
  } catch {
    return 0
  }
}
