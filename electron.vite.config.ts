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

export default defineConfig({
  main: {
    build: {
      // One bundle, here as in a release: as packages, main would find and read two thousand files, most of them of Mastra,
      // and hold 70 MB more.
      externalizeDeps: false,
      sourcemap: !isRelease,
      rolldownOptions: {
        external: unbundled,
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
          minify: isRelease && { compress: true, mangle: false, codegen: { removeWhitespace: true } },
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
