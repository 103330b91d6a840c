// `npm run dev:supabase`: Kith on the project of `supabase start`. Finds where it answers and its publishable key, and goes
// on as `npm run dev` with them in the environment, where nothing of it is written anywhere.
import { Obstacle, root, runOrExplain, say } from './bootstrap/project.mjs'
import { supabaseStatus } from './dev-supabase/supabase-status.mjs'

await runOrExplain(async () => {
  const status = supabaseStatus({ cwd: root })
  if ('missing' in status) throw new Obstacle(status.missing)
  say(`The project of supabase start answers at ${status.url}.`)
  Object.assign(process.env, { SUPABASE_URL: status.url, SUPABASE_ANON_KEY: status.publishableKey })
  // For scripts that administer it, and never for Kith.
  delete process.env.SUPABASE_SERVICE_ROLE_KEY
  await import('./dev.mjs')
})
