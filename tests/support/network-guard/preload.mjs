// Loaded into a Kith under test before anything of its own, in every thread: writes down whom it connects to, what names
// it looks up and which programs it starts. It stops nothing. Sockets are where fetch, WebSocket, http and tls all end.
import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { isMainThread } from 'node:worker_threads'

const file = process.env.KITH_NETWORK_RECORD
const thread = isMainThread ? 'main' : 'thread'
const write = (what, to) => appendFileSync(file, `${JSON.stringify({ what, to, thread })}\n`)

/** Puts a note before a function of somebody else's. */
function note(owner, name, whatOf) {
  const original = owner[name]
  if (typeof original !== 'function') return
  const noted = function (...args) {
    const said = whatOf(args)
    if (said) write(...said)
    return Reflect.apply(original, this, args)
  }
  // `promisify.custom` and the like belong to the function.
  owner[name] = Object.defineProperties(noted, Object.getOwnPropertyDescriptors(original))
}

note(net.Socket.prototype, 'connect', (args) => {
  // Node hands what it has sorted already over as one list, marked by a symbol.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object' && first !== null) {
    const { path, host = 'localhost', port } = first
    return path ? ['pipe', String(path)] : ['connect', `${host}:${port}`]
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return ['pipe', first]
  return ['connect', `${typeof second === 'string' ? second : 'localhost'}:${first}`]
})
for (const name of ['connect', 'send']) note(dgram.Socket.prototype, name, () => ['datagram', name])

// A number is no name: nobody is asked about it.
const asked = ([name]) => (typeof name === 'string' && net.isIP(name) === 0 ? ['look up', name] : null)
const askers = [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]
for (const asker of askers) {
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(asker))) {
    if (name === 'lookup' || name.startsWith('resolve') || name === 'reverse') note(asker, name, asked)
  }
}

for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
  note(childProcess, name, ([program]) => ['start', String(program)])
}

syncBuiltinESMExports()
write('watching', thread)
