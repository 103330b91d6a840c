import { describe, expect, it } from 'vitest'
import { acceleratorOf } from './accelerator'

describe('keys for all programs', () => {
  it.each([
    ['mod+shift+space', 'CommandOrControl+Shift+Space'],
    ['ctrl+alt+k', 'Control+Alt+K'],
    ['meta+arrowup', 'Super+Up'],
    ['ctrl+plus', 'Control+Plus'],
    ['alt+f12', 'Alt+F12'],
    ['ctrl+,', 'Control+,'],
  ])('%s is %s to the system', (written, accelerator) => {
    expect(acceleratorOf(written)).toBe(accelerator)
  })

  it.each(['k', 'space', 'shift+a', 'ctrl+', 'ctrl+escape', 'hyper+k', 'ctrl+ä', ''])(
    '%j is none that could be taken from all programs',
    (written) => {
      expect(acceleratorOf(written)).toBeNull()
    },
  )
})
