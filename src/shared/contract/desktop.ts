// What Kith does beside its windows: the tray, the quick window, notifications, opening at login, spelling. And what main asks
// of one page: what was chosen from a menu, or clicked on the desktop.
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { route, uuid } from './base'

/** A code of a language as the spell checker has it: `en-GB`. */
const spellingLanguage = z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/)

export const desktopChoice = z.object({
  tray: z.boolean(),
  /** Whether Kith stays there when its last window is closed. On macOS the dock does that. */
  staysInTray: z.boolean(),
  quickWindow: z.boolean(),
  /** What opens it from anywhere, as the page writes keys: `ctrl+shift+space`. `mod` is Command on a Mac and Control elsewhere. */
  quickKeys: z
    .string()
    .max(60)
    .regex(/^(?:[a-z]+\+)+\S+$/),
  /** Tells of an answer that took long while nobody looked. */
  notifies: z.boolean(),
  /** Whether it shows how the answer begins. */
  notifiesWithWords: z.boolean(),
  opensAtLogin: z.boolean(),
  checksSpelling: z.boolean(),
  spellingLanguages: z.array(spellingLanguage).max(10),
})
export type DesktopChoice = z.infer<typeof desktopChoice>

/** How it stands with the keys of the quick window; `taken`: the system has refused them. */
export const quickState = z.enum(['off', 'on', 'taken'])

export const loginState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('on') }),
  /** macOS waits for its owner to allow it in the system settings. */
  z.object({ kind: z.literal('to-approve') }),
  /** Kith runs from its source: what the system would start is Electron, and not this. */
  z.object({ kind: z.literal('from-source') }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
])

/** What the desktop Kith runs on makes of the choice. */
export const desktopPresent = z.object({
  system: z.enum(['macos', 'windows', 'linux']),
  /** There no program knows where the pointer is, and the desktop has the last word on keys. */
  isWayland: z.boolean(),
  quick: quickState,
  login: loginState,
  canNotify: z.boolean(),
  /** Languages that can be checked; empty where the system does it and knows them by itself. */
  spelling: z.array(spellingLanguage),
  /** Those whose dictionary could not be fetched. */
  spellingFailed: z.array(z.string()),
})
export type DesktopPresent = z.infer<typeof desktopPresent>

/** `present` is null where a browser shows Kith: then the browser has windows, keys and spelling. */
export const desktopView = z.object({ choice: desktopChoice, present: desktopPresent.nullable() })
export type DesktopView = z.infer<typeof desktopView>

/** Where a window of Kith can be. */
export const place = z.object({
  page: z.enum(['conversation', 'settings', 'memory', 'search', 'personas']),
  threadId: uuid.nullable(),
  personaId: uuid.nullable(),
  messageId: uuid.optional(),
})
export type Place = z.infer<typeof place>

/** Of an answer that is over. */
export const answerNote = z.object({
  threadId: uuid,
  personaId: uuid.nullable(),
  messageId: uuid,
  /** Null without a persona. */
  persona: z.string().nullable(),
  /** `asks`: it waits for its owner's word. */
  outcome: z.enum(['complete', 'failed', 'asks']),
  /** Its first line, where its owner lets it be shown. */
  line: z.string().nullable(),
})
export type AnswerNote = z.infer<typeof answerNote>

/** What the menus of the system offer, by the ids the page knows them under. */
export const menuAction = z.enum([
  'threads.new',
  'threadFiles.save',
  'threadFiles.print',
  'search.open',
  'memory.open',
  'personas.gallery',
  'settings.open',
  'palette.open',
  'shortcuts.show',
  'help.report',
  'view.sidebar',
  'view.inspector',
])
export type MenuAction = z.infer<typeof menuAction>

export const desktopCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('do'), action: menuAction }),
  z.object({ kind: z.literal('open'), place }),
  /** The quick window came up. What the clipboard holds was read just now, and goes nowhere unless its owner takes it. */
  z.object({ kind: z.literal('shown'), clipboard: z.string().nullable() }),
  /** For a browser, which shows it by itself. */
  z.object({ kind: z.literal('tell'), note: answerNote }),
])
export type DesktopCommand = z.infer<typeof desktopCommand>

export const desktop = {
  /** How it stands at once, then whenever that changes. */
  watch: route.output(eventIterator(desktopView)),
  /** What is not given stays as it is. Throws SETTINGS_NOT_SAVED; then everything is as it was. */
  choose: route.input(desktopChoice.partial()).output(z.void()),
  /** What main asks of this page, from now on; what was asked while nobody listened comes first. */
  commands: route.output(eventIterator(desktopCommand)),
  /** Opens this in a window of Kith, in front. Does nothing where a browser shows Kith. */
  openInKith: route.input(place).output(z.void()),
  /** Puts the quick window away; whatever had the focus before has it again. */
  closeQuick: route.output(z.void()),
}
