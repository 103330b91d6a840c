// What is measured inside the page, where no message to the browser and back is part of it.

/** Takes down long tasks and the time between pictures from now on. */
export async function observeTasks(page) {
  await page.evaluate(`{
    window.benchTasks = []
    window.benchFrames = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) benchTasks.push([entry.startTime, entry.duration])
    }).observe({ type: 'longtask' })
    let last = performance.now()
    const frame = (now) => {
      benchFrames.push([now, now - last])
      last = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }`)
}

/** What was slow since a moment of the page's own clock; without one, only what that says now. */
export function tasksSince(page, from = Infinity) {
  return page.evaluate(`(() => {
    const from = ${from}
    const tasks = benchTasks.filter(([at]) => at >= from).map(([, length]) => length)
    const frames = benchFrames.filter(([at]) => at >= from).map(([, length]) => length)
    const at = performance.now()
    return {
      at, milliseconds: at - from, longTasks: tasks.length, longestTask: Math.max(0, ...tasks), frames: frames.length,
      slowFrames: frames.filter((length) => length > 50).length, slowestFrame: Math.max(0, ...frames),
    }
  })()`)
}

/** Milliseconds from an act to the picture in which this message is in view. */
export function untilPicture(page, act, messageId) {
  return page.evaluate(`new Promise((resolve, reject) => {
    const begun = performance.now()
    ${act}
    const look = () => {
      const log = document.querySelector('[role=log]')?.getBoundingClientRect()
      const turn = document.querySelector('[data-message-id="${messageId}"]')
      const box = turn?.getBoundingClientRect()
      const isThere = log && box && box.bottom > log.top && box.top < log.bottom && getComputedStyle(turn).visibility === 'visible'
      if (isThere) requestAnimationFrame(() => resolve(performance.now() - begun))
      else if (performance.now() - begun > 20_000) reject(new Error('it is never in view'))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)
}

/** Bytes of JavaScript that are still held. */
export async function heapAfterCollection(page) {
  const session = await page.context().newCDPSession(page)
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
