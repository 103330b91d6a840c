// Where `supabase start` answers, in the words of the Supabase CLI.
import { spawnSync } from 'node:child_process'

/**
 * @param {{ cwd: string, command?: string }} options `command`: the CLI; the one of the path
 * @returns {{ url: string, publishableKey: string } | { missing: string }}
 */
export function supabaseStatus({ cwd, command = process.env.KITH_SUPABASE_CLI || 'supabase' }) {
  const env = { ...process.env, SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  const ran = spawnSync(command, ['status', '-o', 'env'], { cwd, env, encoding: 'utf8', timeout: 60_000 })
  if (ran.error && 'code' in ran.error && ran.error.code === 'ENOENT') {
    return {
      missing:
        'The Supabase CLI is not here. Install it (https://supabase.com/docs/guides/local-development), run `supabase start` in this folder, then try again.',
    }
  }
  if (ran.status !== 0) {
    const said = `${ran.stderr ?? ''}${ran.error ? ran.error.message : ''}`.trim().split('\n').at(-1) ?? ''
    return {
      missing: `Supabase is not running here. Run \`supabase start\` in this folder, which needs Docker. ${said}`,
    }
  }
  return readStatus(ran.stdout)
}

/**
 * Of `supabase status -o env`: lines `NAME="value"`. Newer ones say PUBLISHABLE_KEY, older ones ANON_KEY.
 * @param {string} text
 * @returns {{ url: string, publishableKey: string } | { missing: string }}
 */
export function readStatus(text) {
  const values = new Map(
    [...text.matchAll(/^([A-Z_]+)="?([^"\n]*)"?$/gmu)].map(([, name, value]) => [name ?? '', value ?? '']),
  )
  const url = values.get('API_URL')
  const publishableKey = values.get('PUBLISHABLE_KEY') || values.get('ANON_KEY')
  if (!url || !publishableKey) return { missing: '`supabase status` named no API_URL or no ANON_KEY.' }
  return { url, publishableKey }
}
