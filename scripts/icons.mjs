// `npm run icons`: renders build/kith.svg and build/kith-small.svg into every file that packages and the tray need.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { chromium } from 'playwright-core'
import { ensureChromium } from './bootstrap/chromium.mjs'
import { nodePath } from './bootstrap/node.mjs'
import { at, runOrExplain, say } from './bootstrap/project.mjs'
import { renderFiles } from './icons/files.mjs'
import { lockOf, lockPath } from './icons/rendered.mjs'

await runOrExplain(async () => {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(nodePath()),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const page = await browser.newPage()
    const files = await renderFiles((drawing, size) => render(page, drawing, size))
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(at('build', path)), { recursive: true })
      writeFileSync(at('build', path), content)
    }
    writeFileSync(lockPath, lockOf(files))
    say(`${Object.keys(files).length} files are rendered.`)
  } finally {
    await browser.close()
  }
})

async function render(page, drawing, size) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  )
  return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } })
}
