// `net`: Node's own requests, which speak as Electron's do as far as an updater listens. `autoUpdater`, which would be the
// system's, only hears what it is told.
import { EventEmitter } from 'node:events'
import { request as requestHttp } from 'node:http'
import type { RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { strict } from './strict'

export const net = strict('net', {
  request: (options: RequestOptions) => (options.protocol === 'http:' ? requestHttp : requestHttps)(options),
})

export const autoUpdater = strict('autoUpdater', new EventEmitter())
