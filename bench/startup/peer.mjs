// The least there can be: a bare Node server with one page, to the first paint of it in the same browser.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'

const program = `
  require('node:http').createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Peer</title><p>Hello')
  }).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port) })`

/** Milliseconds from the start of its process. */
export async function measurePeer(browser) {
  const page = await browser.newPage()
  const begun = performance.timeOrigin + performance.now()
  const server = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [address] = await once(server.stdout.setEncoding('utf8'), 'data')
    await page.goto(address.trim())
    const painted = await page.evaluate(`new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(performance.timeOrigin + list.getEntries()[0].startTime))
        .observe({ type: 'paint', buffered: true })
    })`)
    return painted - begun
  } finally {
    await page.close()
    server.kill()
  }
}
