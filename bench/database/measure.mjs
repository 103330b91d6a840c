// Times one case: the same call with other inputs each time, and now and then its peer with the same input.
import { performance } from 'node:perf_hooks'

const WARM_UP = 3
/** Slow cases stop here, after at least some calls. */
const SECONDS = 20
const AT_LEAST = 10
/** A peer is a yardstick; some of them take a second. */
const PEER_CALLS = 10

/**
 * @param {(index: number) => Promise<{ call: () => Promise<unknown>, peer?: () => Promise<unknown> }>} prepare
 *   Makes the input of one call; not timed.
 * @param {number} calls
 * @param {() => number | null} cpu What the database has used so far: does not depend on what else the machine is doing.
 * @returns {Promise<{ least: number, p50: number, p95: number, cpu: number | null, calls: number, peer: number | null }>} In milliseconds.
 */
export async function measure(prepare, calls, cpu) {
  const times = []
  const cpuTimes = []
  const peerTimes = []
  const begun = performance.now()
  for (let index = 0; index < WARM_UP + calls; index += 1) {
    const { call, peer } = await prepare(index)
    const isWarm = index >= WARM_UP
    const usesPeer = peer && peerTimes.length < PEER_CALLS
    // Whoever comes second finds the pages in memory, so they take turns.
    if (usesPeer && index % 2 === 0) await time(peer, peerTimes, isWarm)
    const cpuBefore = cpu()
    await time(call, times, isWarm)
    if (isWarm && cpuBefore !== null) cpuTimes.push(cpu() - cpuBefore)
    if (usesPeer && index % 2 === 1) await time(peer, peerTimes, isWarm)
    if (times.length >= AT_LEAST && performance.now() - begun > SECONDS * 1_000) break
  }
  return {
    least: Math.min(...times),
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    cpu: cpuTimes.length > 0 ? quantile(cpuTimes, 0.5) : null,
    calls: times.length,
    peer: peerTimes.length > 0 ? quantile(peerTimes, 0.5) : null,
  }
}

async function time(work, times, counts) {
  const begun = performance.now()
  await work()
  if (counts) times.push(performance.now() - begun)
}

export function quantile(times, share) {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
