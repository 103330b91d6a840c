// docs/api.md is right: what it tells people to type does what it says.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { onApi } from './testing/api-under-test'
import { makeKey } from './testing/keys'

const kith = onApi()
const page = readFileSync(join(import.meta.dirname, '../../../docs/api.md'), 'utf8')

it('has lines that work as they are written', async () => {
  await kith.api.setPort(0)
  const { state } = await kith.api.setOn(true)
  if (state.kind !== 'on') throw new Error(`it is ${state.kind}`)
  const blocks = [...page.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, lines = '']) => lines)
  expect(blocks.length).toBeGreaterThan(8)
  const script = blocks.join('\n').replaceAll('localhost:8787', new URL(state.address).host)
  const { secret } = await makeKey(kith)
  const folder = mkdtempSync(join(tmpdir(), 'kith-curl-'))
  const said = await run(script, folder, {
    EMAIL: kith.owner.email,
    PASSWORD: 'correct horse',
    USER_ID: kith.owner.userId,
    KITH_KEY: secret,
  })
  expect(said).toMatchObject({ code: 0 })
  expect(readFileSync(join(folder, 'stream.txt'), 'utf8')).toContain('"type":"text-delta"')
  rmSync(folder, { recursive: true })
})

it('has a line for every route, as the API describes itself', async () => {
  const { paths } = await kith.get<{ paths: Record<string, object> }>('/api/openapi.json')
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const told = [...page.matchAll(/^\| `([A-Z]+ [^?`]+)(?:\?[^`]*)?` \|/gm)].map(([, route = '']) => route)
  expect(told.toSorted()).toEqual(routes.toSorted())
})

function run(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const bash = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd,
      env: { PATH: process.env.PATH ?? '', ...env },
    })
    let output = ''
    bash.stdout.on('data', (data) => (output += String(data)))
    bash.stderr.on('data', (data) => (output += String(data)))
    bash.on('error', reject)
    bash.on('close', (code) => resolve({ code, output }))
  })
}
