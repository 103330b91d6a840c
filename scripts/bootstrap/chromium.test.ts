import { expect, test } from 'vitest'
import { wellKnownPlaces } from './chromium.mjs'

test('a browser is looked for where its installers put it', () => {
  expect(wellKnownPlaces('linux', { PATH: '/snap/bin' })).toContain('/usr/bin/chromium')
  expect(wellKnownPlaces('linux', { PATH: '/snap/bin' })).toContain('/snap/bin/chromium')
  expect(wellKnownPlaces('darwin', { HOME: '/Users/ada' })).toEqual(
    expect.arrayContaining([
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium',
    ]),
  )
  const windows = { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\Ada\\AppData\\Local' }
  expect(wellKnownPlaces('win32', windows)).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe')
})

test('a folder the system does not name is not looked into', () => {
  expect(wellKnownPlaces('win32', {})).toEqual([])
  expect(wellKnownPlaces('linux', {})).not.toContain('chromium')
})
