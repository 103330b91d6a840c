import { number } from '../../lib/numbers'

export const words = {
  close: 'Close',
  cancel: 'Cancel',
  saveTitle: (name: string) => `Save “${name}”`,
  saveMany: (count: number) => `Save ${number(count)} threads`,
  as: 'As',
  kinds: {
    markdown: { name: 'Markdown', detail: 'Text for other programs. Attachments are named, and not in it.' },
    html: {
      name: 'Web page',
      detail:
        'One file for any browser, with up to 48 MB of pictures; other attachments are named. Nothing in it runs or loads.',
    },
    kith: {
      name: 'Kith file (JSON)',
      detail:
        'To be opened in Kith again: all versions, and attachments as far as 96 MB go. No memories, notes or keys.',
    },
  },
  shownOnly: 'Saves what is shown: of several versions, the one you see.',
  receipts: 'What each answer was made of',
  receiptsHint: 'Memories and earlier messages that were used then stand below it, for everybody to read.',
  save: 'Save',
  saved: (place: string) => `Saved: ${place}`,
  leftOut: {
    title: (count: number) =>
      count === 1 ? 'Saved, but one attachment is not in it' : `Saved, but ${number(count)} attachments are not in it`,
    noRoom: {
      kith: (names: string) => `There was no room for ${names}: a Kith file can have 96 MB. In Kith they stay.`,
      html: (names: string) => `There was no room for ${names}: a page can have 48 MB of pictures. In Kith they stay.`,
    },
    gone: (names: string) => `Not in Kith either: ${names}.`,
    others: (count: number) => `${number(count)} more`,
  },
  downloading: (count: number) => (count === 1 ? 'The file is on its way' : `${number(count)} files are on their way`),

  openTitle: 'Open a Kith file',
  sending: 'Reading the file',
  progress: (percent: number) => `${percent} percent`,
  noTitle: 'without a title',
  facts: {
    thread: 'Thread',
    persona: 'With',
    noPersona: 'no persona',
    said: 'Said',
    messages: 'Messages',
    attachments: 'Attachments',
    saved: 'Saved',
  },
  between: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  messages: (shown: number, others: number) =>
    others === 0 ? number(shown) : `${number(shown)}, and ${number(others)} in other versions`,
  attachments: (count: number, missing: number) =>
    missing === 0 ? number(count) : `${number(count)}, ${number(missing)} of them not in the file`,
  savedWith: (time: string, version: string) => `${time}, by Kith ${version}`,
  stranger: 'Anybody can write such a file, and anything into it. Nothing of it is stored yet.',
  bringTo: 'Bring it to',
  noPersona: 'No persona',
  search: 'Find a persona',
  nothing: 'No persona is called that.',
  recall: 'Answers elsewhere may recall it',
  recallHint: 'Otherwise memory is off in it, until you turn it on. Nothing is kept as a memory of it by itself.',
  bringIn: 'Bring it in',
  broughtIn: 'The thread was brought in',
  tryAgain: 'Try again',

  printing: 'Preparing the pages',
  couldNotPrint: 'The thread could not be printed',

  commands: {
    open: 'Open a Kith file…',
    openAlias: 'import bring in thread',
    save: 'Save this thread as…',
    saveAlias: 'export Markdown HTML JSON file download',
    print: 'Print this thread…',
    printAlias: 'paper PDF',
  },
}
