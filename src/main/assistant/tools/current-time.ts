import type { Tool } from './tool'

/** The clock of this computer, in its own time zone. */
export function createCurrentTime(now: () => Date = () => new Date()): Tool {
  return {
    name: 'current_time',
    key: 'current_time',
    title: 'Current time',
    description: 'Tells the date and time where the person is.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    server: null,
    isHarmless: true,
    fingerprint: 'current_time 1',
    async run() {
      const at = now()
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
      const words = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long', timeZone }).format(at)
      return { iso: isoIn(at), timeZone, words }
    },
  }
}

/** With the offset of the computer's own zone, where `toISOString` would say it in UTC. */
function isoIn(at: Date): string {
  const offset = -at.getTimezoneOffset()
  const local = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, 19)
  const pad = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.abs(offset)
  return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}
