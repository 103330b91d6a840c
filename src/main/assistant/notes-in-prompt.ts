// How a persona's notes stand in a prompt: written and read here, nowhere else.

export const PROPOSE_TOOL = 'propose_working_memory'

const BEGINNING = 'These are your notes about the person you are talking to.'
const OPENING = '<notes>\n'
const CLOSING = '\n</notes>'

/** The system message that carries the notes. */
export function renderNotes(notes: string, template = ''): string {
  const body = notes.trim() === '' ? withoutNotes(template) : `${OPENING}${notes}${CLOSING}`
  return `${BEGINNING} They wrote or approved every line of them, and can see and change them at any time. Use what is relevant.

${body}

You cannot change the notes yourself. When the person tells you something about themselves that will matter in other conversations, or asks you to remember something, call ${PROPOSE_TOOL} with one short sentence. The person then decides whether it is added.`
}

function withoutNotes(template: string): string {
  if (template.trim() === '') return 'There are no notes yet.'
  return `There are no notes yet. This is what they are to be about:\n\n${template.trim()}`
}

/** Whether a system message is the one that carries the notes, be they empty. */
export function isNotes(systemMessage: string): boolean {
  return systemMessage.startsWith(BEGINNING)
}

/** The notes in a system message; null when it carries none. */
export function readNotes(systemMessage: string): string | null {
  const start = systemMessage.indexOf(OPENING)
  const end = systemMessage.lastIndexOf(CLOSING)
  return start === -1 || end < start + OPENING.length ? null : systemMessage.slice(start + OPENING.length, end)
}
