import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { Obstacle, at, root, step } from '../../scripts/bootstrap/project.mjs'
import { toolPath } from '../../scripts/checks/tools.mjs'

/** The bundle of a release, with the browser host beside Electron's entry. @returns path of its entry */
export async function buildRelease() {
  const out = at('dist/measured/out')
  await step('Building the release', 'about 30 s', () => {
    const { status } = spawnSync(
      process.execPath,
      [toolPath('electron-vite'), 'build', '--outDir', out, '--logLevel', 'warn'],
      { cwd: root, stdio: 'inherit', env: { ...process.env, KITH_RELEASE: '1', KITH_RELEASE_HOST: '1' } },
    )
    if (status !== 0) throw new Obstacle('The release was not built. The lines above say where.')
  })
  cpSync(at('out/database'), at('dist/measured/out/database'), { recursive: true })
  cpSync(at('package.json'), at('dist/measured/package.json'))
  return at('dist/measured/out/main/browser-host.js')
}
