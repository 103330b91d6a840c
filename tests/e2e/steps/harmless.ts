import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Nothing in the page is an element a text has made. Forms and fields are the page's own, but for those in a text. */
export async function expectHarmless(page: Page): Promise<void> {
  const found: string[] = await page.evaluate(`[...document.body.querySelectorAll('*')]
    .filter((element) =>
      element.matches('main script, iframe, object, embed, base, meta, link, audio, video, [action], [formaction], portal, math a, [srcdoc], main image, .markdown input, .markdown form') ||
      element.getAttributeNames().some((name) => name.startsWith('on')) ||
      /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data|file):/i.test(element.getAttribute('href') ?? '') ||
      (element.matches('img') && !element.src.startsWith('blob:')))
    .map((element) => element.outerHTML.slice(0, 200))`)
  expect(found).toEqual([])
}
