// Everything that passes between main and the isolated world of one page: messages, answers, ports. A page that is
// loaded again gets a new world; the ports of the old one end with it.
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { CDPSession } from 'playwright-core'
import { createCodec } from '../page/codec'
import type { FromPage, ToPage } from '../page/isolated-world'
import { isolatedWorld, receiveName, sendName } from '../page/scripts'
import { MessagePortMain } from './ports'
import { record } from './stage'

export interface PageChannel {
  tell(message: ToPage): void
  /** Sends ports of main along. */
  post(channel: string, message: unknown, ports: MessagePortMain[]): void
  /** Main's end of a port that the page has sent. */
  portOf(id: number): MessagePortMain
  closePorts(): void
}

const codec = createCodec()

/** @param onMessage is told what the preload script says, except what goes through ports */
export async function openPageChannel(
  cdp: CDPSession,
  frameId: string,
  onMessage: (message: FromPage) => void,
): Promise<PageChannel> {
  const ports = new Map<number, MessagePort>()
  let world: number | undefined
  let waiting: string[] = []
  let lastOfMain = 0

  function tell(message: ToPage): void {
    const text = codec.encode(message)
    if (world === undefined) waiting.push(text)
    else deliver(text, world)
  }

  function deliver(text: string, executionContextId: number): void {
    const functionDeclaration = `(text) => ${receiveName}(text)`
    cdp.send('Runtime.callFunctionOn', { functionDeclaration, executionContextId, arguments: [{ value: text }] }).then(
      ({ exceptionDetails }) =>
        exceptionDetails && record('exception in preload', exceptionDetails.exception?.description),
      // The page went away while it was told.
      (error: unknown) => record('not delivered', String(error)),
    )
  }

  function attach(id: number, port: MessagePort): void {
    ports.set(id, port)
    port.on('message', ({ data }: { data: unknown }) => tell({ kind: 'port', id, data }))
    port.on('close', () => ports.delete(id) && tell({ kind: 'port-closed', id }))
  }

  function closePorts(): void {
    const open = [...ports.values()]
    ports.clear()
    for (const port of open) port.close()
  }

  function worldIsGone(): void {
    world = undefined
    waiting = []
    closePorts()
  }

  cdp.on('Runtime.executionContextsCleared', worldIsGone)
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId: frame } = context.auxData as { frameId: string }
    if (context.name !== isolatedWorld || frame !== frameId) return
    if (world !== undefined) worldIsGone()
    world = context.id
    for (const text of waiting.splice(0)) deliver(text, world)
  })
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== sendName || executionContextId !== world) return
    const message = codec.decode(payload) as FromPage
    if (message.kind === 'port') ports.get(message.id)?.postMessage({ data: message.data, ports: [] })
    else if (message.kind === 'port-closed') ports.get(message.id)?.close()
    else onMessage(message)
  })
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: sendName, executionContextName: isolatedWorld })

  return {
    tell,
    closePorts,
    post(channel, message, transfer) {
      const ids = transfer.map((port) => {
        const id = --lastOfMain
        attach(id, port.release())
        return id
      })
      tell({ kind: 'message', channel, args: [message], ports: ids })
    },
    portOf(id) {
      const { port1, port2 } = new MessageChannel()
      attach(id, port2)
      return new MessagePortMain(port1)
    },
  }
}
