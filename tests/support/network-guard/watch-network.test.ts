import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { passingFolder } from '../passing-folder'
import { runProgram } from '../running-program'
import { watchNetwork } from './watch-network'

/** Speaks in every way that a library could, to names and ports nobody has. */
const talkative = `
  import dgram from 'node:dgram'
  import { resolve4 } from 'node:dns/promises'
  import { execFile } from 'node:child_process'
  import https from 'node:https'
  import net, { connect } from 'node:net'
  import tls from 'node:tls'
  import { Worker } from 'node:worker_threads'
  const quiet = (emitter) => emitter.on('error', () => {})
  await fetch('http://127.0.0.1:50001').catch(() => {})
  new WebSocket('ws://127.0.0.1:50002').onerror = () => {}
  quiet(https.get('https://127.0.0.1:50003'))
  quiet(tls.connect(50004, '127.0.0.1'))
  quiet(connect({ port: 50005, host: '127.0.0.1' }))
  quiet(new net.Socket()).connect(50006)
  await resolve4('posthog.invalid').catch(() => {})
  quiet(https.get('https://telemetry.invalid/'))
  const datagrams = dgram.createSocket('udp4')
  datagrams.send('x', 50007, '127.0.0.1', () => datagrams.close())
  execFile('/there/is/no/such/program', () => {})
  new Worker(new URL('thread.mjs', import.meta.url))
`

it('writes down whom a program speaks to, whichever way and in whichever thread', async () => {
  const network = watchNetwork()
  const folder = passingFolder('talkative')
  writeFileSync(join(folder, 'main.mjs'), talkative)
  writeFileSync(join(folder, 'thread.mjs'), `fetch('http://127.0.0.1:50008').catch(() => {})`)
  const program = runProgram([join(folder, 'main.mjs')], network.env)
  await program.ended
  expect(network.spokenTo().toSorted()).toEqual([
    '127.0.0.1:50001',
    '127.0.0.1:50002',
    '127.0.0.1:50003',
    '127.0.0.1:50004',
    '127.0.0.1:50005',
    '127.0.0.1:50008',
    'datagram send',
    'localhost:50006',
    'look up localhost',
    'look up posthog.invalid',
    'look up telemetry.invalid',
    'start /there/is/no/such/program',
    'telemetry.invalid:443',
  ])
  expect(network.uses().find(({ to }) => to === '127.0.0.1:50008')?.thread).toBe('thread')
})
