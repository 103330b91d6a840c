import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { chunksOfStart, preloadStart } from './scripts/build/page-start.mjs'
import { unbundled } from './scripts/package/contents.mjs'
import { leaveOutElk, leaveOutOldFonts } from './scripts/shipped/leave-out.mjs'
import { shippedLicences } from './scripts/shipped/licences.mjs'

const licences = shippedLicences()
/** A build to be packaged: scripts/package/stage.mjs. */
const isRelease = process.env.KITH_RELEASE === '1'

/** Packages of main, in a build that is not to be packaged. */
const loadedAtEveryStart = [
  '@orpc/client',
  '@orpc/contract',
  '@orpc/server',
  '@supabase/supabase-js',
  'bcryptjs',
  'jose',
  'tar',
  'tokenx',
  'ws',
  'zod',
]

export default defineConfig({
  main: {
    build: {
      // Mastra and PGlite stay imports, so that builds take seconds. What every start loads is part of the bundle: finding and
      // reading its two hundred files would take longer than running them. A release is one bundle, and brings along only
      // what it runs.
      externalizeDeps: isRelease ? false : { exclude: loadedAtEveryStart },
      sourcemap: !isRelease,
      rolldownOptions: {
        ...(isRelease && { external: unbundled }),
        input: {
          index: resolve('src/main/index.ts'),
          // A release has no browser host; bench/startup measures with one.
          ...((!isRelease || process.env.KITH_RELEASE_HOST === '1') && {
            'browser-host': resolve('src/main/browser-host.ts'),
          }),
          ...(!isRelease && {
            'prepare-database': resolve('src/main/embedded/prepare-database.ts'),
          }),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Names stay readable in the stack trace of a report. The licences are shipped beside it.
          comments: !isRelease,
          minify: isRelease && { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but electron, so all else is bundled, as CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      minify: true,
      // Single grammars and Mermaid are that large, and are fetched when the first of their kind is seen. What the page
      // loads first has a limit of its own, in preloadStart.
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: {
        input: resolve('src/renderer/index.html'),
        output: { codeSplitting: { groups: chunksOfStart(resolve('src/renderer')) } },
      },
    },
    resolve: {
      alias: Object.fromEntries(
        ['rehype-raw', 'rehype-sanitize', 'rehype-harden'].map((name) => [
          name,
          resolve('src/renderer/ui/markdown/absent/html-parser.ts'),
        ]),
      ),
    },
    // What reads code fetches one grammar at a time, too.
    worker: { format: 'es', plugins: () => [licences.forWorkers()] },
    plugins: [react(), tailwindcss(), leaveOutOldFonts(), leaveOutElk(), licences.forPage, preloadStart()],
  },
})
