// Pictures of a screen for docs/screens: in both themes, and as narrow as a phone.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { patience } from './conversation'
import { smallPng } from './small-png'

const folder = join(import.meta.dirname, '../../../docs/screens')

const looks = {
  light: { colorScheme: 'light', size: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', size: { width: 1280, height: 800 } },
  narrow: { colorScheme: 'light', size: { width: 480, height: 800 } },
} as const

export type Look = keyof typeof looks

/** Takes away the pictures with the numbers from `first` to `last`, so that none of a screen that is gone remains. */
export async function clearPictures(first: number, last: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const number = Number.parseInt(name, 10)
    if (number >= first && number <= last) await rm(join(folder, name))
  }
}

/** @param whole what has to be there before the first one is taken */
export async function takePictures(page: Page, name: string, which: readonly Look[], whole: string): Promise<void> {
  for (const look of which) {
    const { colorScheme, size } = looks[look]
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate('document.fonts.ready')
    await page.locator(whole).first().waitFor()
    await expect.poll(() => page.locator('div[aria-busy=true] > .sr-only').count(), patience).toBe(0)
    // What lies over a page finds its place again.
    await page.waitForTimeout(250)
    await writeFile(join(folder, `${name}-${look}.png`), smallPng(await page.screenshot()))
  }
  await page.setViewportSize(looks.light.size)
  await page.emulateMedia({ colorScheme: 'light' })
}
