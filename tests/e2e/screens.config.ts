// `npm run screens`, after a build: pictures of every screen for docs/screens.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/e2e/screens.ts', 'tests/e2e/screens-of-projects.ts', 'tests/e2e/screens-of-desktop.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 90_000,
  },
})
