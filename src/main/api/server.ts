// The port of the local API, on 127.0.0.1 alone.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { ApiFetch } from './create-api'

export interface ApiServer {
  port: number
  /** Lets go of everybody. */
  close(): Promise<void>
}

const LIMITS = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  /** A body has less, and is answered in words: see read-body.ts. This is for what never becomes a request. */
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 5_000,
}
const MOST_CONNECTIONS = 1_024

/** @param port 0 for any. Rejects with the system's error when it cannot be had. */
export async function listenForApi(fetch: ApiFetch, port: number): Promise<ApiServer> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false, serverOptions: LIMITS }) as Server
  server.maxConnections = MOST_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
