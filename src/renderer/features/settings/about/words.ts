import type { UpdateChannel, UpdateState } from '../../../../shared/contract/updates'

type How = Extract<UpdateState, { phase: 'elsewhere' }>['how']

const channels: Record<UpdateChannel, string> = { stable: 'Finished versions', beta: 'Versions being tried out, too' }
const channelHints: Record<UpdateChannel, string> = {
  stable: 'What is published for everybody.',
  beta: 'Earlier, and with mistakes nobody has found yet. A backup is made before the database changes.',
}
const elsewhere: Record<How, string> = {
  source:
    'This Kith runs from its source and does not update itself. A new version comes with git pull; the next npm start builds it.',
  'by-hand': 'This Kith does not update itself. Put a new version in its place; your data stays.',
}

export const words = {
  updates: 'Updates',
  elsewhere,
  notAsked: 'Nobody has asked for a newer version since Kith started.',
  current: (time: string) => `This is the newest version, as of ${time}.`,
  checking: 'Asking for a newer version.',
  available: (version: string) => `Kith ${version} is there.`,
  downloading: (version: string, percent: number) => `Kith ${version} is being fetched: ${percent} %.`,
  downloaded: (version: string) => `Kith ${version} is ready. It is installed when you quit Kith, or now.`,
  waiting: (version: string) => `Kith ${version} is installed as soon as no answer is being written.`,
  progress: 'Fetching the new version',
  checkNow: 'Ask now',
  download: 'Fetch it',
  install: 'Install and start again',
  postpone: 'Not now',
  tryAgain: 'Try again',
  look: 'Look for them',
  looking: { daily: 'Once a day', asked: 'Only when I ask' },
  lookHint:
    'Kith asks the place it was published at, which learns what kind of computer this is and nothing about you.',
  channel: 'Which',
  channels,
  channelHints,
}
