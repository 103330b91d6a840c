// The desktop app in the stand-in for Electron.
import { startStandIn } from '../electron/attach'
import { appFolder, watchPage, windowSize, type RunningKith, type Setting } from './target'

export async function startInStandIn({ env }: Setting): Promise<RunningKith> {
  const { program, context, ask, windows, stop } = await startStandIn(appFolder, env)
  const known = new Set(await windows(1))
  for (const page of known) watchPage(page, program.log)
  const [page] = known
  if (!page) throw new Error(`No window opened:\n${program.logs()}`)
  await page.setViewportSize(windowSize)

  return {
    page,
    async newWindow() {
      const open = [...known].filter((page) => !page.isClosed())
      await ask({ ask: 'choose from menu', id: 'new-window' })
      const window = (await windows(open.length + 1)).find((page) => !known.has(page))
      if (!window) throw new Error('No new window opened')
      known.add(watchPage(window, program.log))
      await window.setViewportSize(windowSize)
      return window
    },
    async stop() {
      const code = await stop()
      if (code !== 0 && code !== null) throw new Error(`Kith ended with ${code}:\n${program.logs()}`)
    },
    kill: async () => {
      await program.kill()
      await context.browser()?.close()
    },
    logs: () => program.logs(),
    rss: () => program.rss(),
  }
}
