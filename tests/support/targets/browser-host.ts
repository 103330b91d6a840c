// The browser host, opened by its link in a browser that keeps its profile between starts, as a person's does.
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumArguments, chromiumPath } from '../chromium'
import { runProgram } from '../running-program'
import { root, watchPage, windowSize, type RunningKith, type Setting } from './target'

export async function startBrowserHost({ profile, env }: Setting): Promise<RunningKith> {
  const program = runProgram([join(root, 'out/main/browser-host.js')], env, root)
  const [, link = ''] = await program.line(/^\[kith\] Open (\S+)$/m)
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: [...chromiumArguments],
    viewport: windowSize,
  })
  const [first] = browser.pages()
  const page = watchPage(first ?? (await browser.newPage()), program.log)
  await page.goto(link)

  return {
    page,
    async newWindow() {
      const window = watchPage(await browser.newPage(), program.log)
      await window.goto(new URL(link).origin)
      return window
    },
    async stop() {
      const code = await program.stop()
      await browser.close()
      if (code !== 0 && code !== null) throw new Error(`Kith ended with ${code}:\n${program.logs()}`)
    },
    kill: () => program.kill(),
    logs: () => program.logs(),
    rss: () => program.rss(),
  }
}
