// `session`: its permission handlers are kept and never asked, because Chromium asks nobody when it is headless.
import { EventEmitter } from 'node:events'
import { protocol } from './protocol'
import { strict } from './strict'

class Session extends EventEmitter {
  readonly protocol = protocol
  readonly handlers: Record<string, unknown> = {}
  setPermissionRequestHandler(handler: unknown): void {
    this.handlers.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: unknown): void {
    this.handlers.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: unknown): void {
    this.handlers.devicePermission = handler
  }
}

export const session = strict('session', {
  defaultSession: strict('session.defaultSession', new Session()),
  fromPartition: (name: string): Session => strict(`session ${name}`, new Session()),
})
