/** Loads Mastra and what uses it, once. Nothing of it is loaded before somebody asks. */
export async function loadAgent() {
  // Read while Mastra loads. Library use sends nothing today; this keeps it so, whatever the environment says.
  process.env['MASTRA_TELEMETRY_DISABLED'] = '1'
  process.env['MASTRA_OFFLINE'] = '1'
  return import('./agent')
}
