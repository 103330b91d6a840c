// What the rules of accessibility that a program can judge say about a page.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** None of axe's rules is broken but these, in the light theme and in the dark one. */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(except).analyze()
    const said = violations.map(({ id, nodes }) => `${colorScheme}, ${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    // One run shows what is wrong everywhere.
    expect.soft(said).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
