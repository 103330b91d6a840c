// `BaseWindow`: a window without a page. Nothing of it is played but that it is there.
import { EventEmitter } from 'node:events'
import { app } from './app'
import { openWindows } from './open-windows'
import { record } from './stage'
import { strict } from './strict'

export class BaseWindow extends EventEmitter {
  readonly id = openWindows.nextId()
  constructor(options: object = {}) {
    super()
    app.mustBeReady('BaseWindow')
    record('window without a page', options)
    openWindows.add(this)
    return strict('BaseWindow', this)
  }
  close(): void {
    openWindows.remove(this.id)
    this.emit('closed')
  }
}
