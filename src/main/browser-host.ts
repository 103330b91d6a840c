// `node out/main/browser-host.js`: Kith in a browser, for computers where Electron cannot run. What can go on beside this
// begins first: the database, in a thread of its own, takes longest until one can write.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { dataProcessPath } from './app/data-process-path'
import { optimiseEngineLate } from './embedded/optimise-engine-late'
import { keepCompiled } from './files/compile-cache'
import { dataFolder } from './files/data-folder'
import { startDataThreadAhead } from './host/data-thread'

const folder = dataFolder({ platform: process.platform, env: process.env, home: homedir() })
optimiseEngineLate()
keepCompiled({ dataFolder: folder, entry: import.meta.filename })
const aheadAt = performance.timeOrigin + performance.now()
startDataThreadAhead(dataProcessPath)

const { runBrowserHost } = await import('./host/run-browser-host')
const code = await runBrowserHost({
  environment: process.env,
  dataFolder: folder,
  pageFolder: join(import.meta.dirname, '../renderer'),
  aheadAt,
})
process.exit(code)
