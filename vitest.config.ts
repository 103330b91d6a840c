import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Vitest would leave a core free, and with two that is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/{shared,main,preload}/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/support/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        plugins: [react()],
        test: { name: 'renderer', include: ['src/renderer/**/*.test.{ts,tsx}'], environment: 'node' },
      },
      {
        // The database on its real engines: migrations, RLS and functions, pgTAP files, and the connector's contract.
        test: {
          name: 'database',
          include: ['supabase/tests/**/*.test.ts', 'tests/conformance/**/*.test.ts', 'examples/**/*.test.ts'],
          globalSetup: ['supabase/tests/support/global-setup.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The built app in a real browser. Two files at a time: each starts a whole Kith, and much of it is waiting.
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
