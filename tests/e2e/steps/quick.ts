import type { Kith } from '../../support/kith'
import { screenOf } from './screen'
import type { Screen } from './screen'

/** One more page of this Kith, as the quick window. */
export async function openQuick(kith: Kith): Promise<Screen> {
  const page = await kith.newWindow()
  await page.setViewportSize({ width: 540, height: 520 })
  await page.evaluate("history.replaceState(null, '', '#quick')")
  await page.reload()
  const quick = screenOf(page)
  await quick.composer.waitFor()
  return quick
}
