// `npx vitest run --config tests/e2e/screens.config.ts`, after a build: pictures of the main states for docs/screens.
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['tests/e2e/screens.ts'], testTimeout: 120_000, hookTimeout: 90_000 } })
