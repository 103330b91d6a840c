// A list of many threads: keys in it, and the same keys in a plain list of as many rows in the same page.

/** Milliseconds from a key to the picture in which the row it leads to has the focus. */
function untilFocused(page, key, list) {
  return page.evaluate(`new Promise((resolve, reject) => {
    const list = ${list}
    const before = document.activeElement
    const begun = performance.now()
    before.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true }))
    const look = () => {
      const now = document.activeElement
      if (now !== before && list.contains(now)) requestAnimationFrame(() => resolve(performance.now() - begun))
      else if (performance.now() - begun > 20_000) reject(new Error('the focus stays'))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)
}

const threads = `document.querySelector('[role=listbox][aria-label=Threads]')`

export async function measureThreadList({ page, screen, rounds }) {
  await screen.thread('Thread 00002').click()
  // A thread that opens takes the focus when it is there.
  await page.waitForTimeout(2_000)
  await screen.thread('Thread 00002').focus()
  const keys = []
  for (let round = 0; round < rounds; round += 1) {
    keys.push(await untilFocused(page, 'PageDown', threads))
    await page.waitForTimeout(30)
  }
  // Then it rests, and what it has reached opens.
  const rested = await page.evaluate(`new Promise((resolve) => {
    const wanted = document.activeElement.dataset.value
    const begun = performance.now()
    const look = () =>
      document.querySelector('[role=option][data-value="' + wanted + '"].selected-thread')
        ? requestAnimationFrame(() => resolve(performance.now() - begun))
        : requestAnimationFrame(look)
    look()
  })`)
  return { keys, rested, nodes: await page.evaluate(`${threads}.querySelectorAll('*').length`) }
}

/** Rows with the same words and size, all of them drawn, in a list as short as ours. */
export async function measurePlainList({ page, count, rounds }) {
  await page.evaluate(`{
    const list = document.createElement('div')
    list.id = 'bench-list'
    list.style.cssText = 'position:fixed;inset:0 auto 0 0;width:264px;overflow:auto;background:white;z-index:99'
    for (let place = 1; place <= ${count}; place += 1) {
      const row = document.createElement('div')
      row.tabIndex = -1
      row.style.height = '48px'
      row.innerHTML = '<span>Thread ' + place + '</span><time>14 Nov</time><span>What was asked under Thread ' + place + '</span>'
      list.append(row)
    }
    list.addEventListener('keydown', (event) => {
      let row = document.activeElement
      for (let step = 0; step < 10; step += 1) row = row.nextElementSibling ?? row
      row.focus()
      event.stopPropagation()
    })
    document.body.append(list)
    list.firstElementChild.focus()
  }`)
  const keys = []
  for (let round = 0; round < rounds; round += 1) {
    keys.push(await untilFocused(page, 'PageDown', `document.querySelector('#bench-list')`))
    await page.waitForTimeout(30)
  }
  await page.evaluate(`document.querySelector('#bench-list').remove()`)
  return keys
}
