import { errorInWords } from '../../shared/errors-in-words'
import type { ShellWords } from './words'

export const english: ShellWords = {
  menu: {
    file: 'File',
    newThread: 'New Thread',
    newWindow: 'New Window',
    quickWindow: 'Quick Window',
    saveThread: 'Save Thread As…',
    printThread: 'Print Thread…',
    settings: 'Settings…',
    edit: 'Edit',
    search: 'Search Everything',
    view: 'View',
    palette: 'Go to or Do…',
    memory: 'Memory',
    personas: 'Personas',
    sidebar: 'Show or Hide Personas and Threads',
    inspector: 'Show or Hide What Is Known',
    window: 'Window',
    help: 'Help',
    documentation: 'Documentation',
    shortcuts: 'Keyboard Shortcuts',
    report: 'Report for Whoever Helps…',
  },
  roles: {},
  target: {
    openLink: 'Open link',
    copyAddress: 'Copy link address',
    copyMailAddress: 'Copy email address',
    copyImage: 'Copy image',
  },
  spelling: { noSuggestions: 'No suggestions', addToDictionary: 'Add to dictionary' },
  tray: {
    open: 'Open Kith',
    newThread: 'New thread',
    quickWindow: 'Quick window',
    quit: 'Quit Kith',
    answering: (count) =>
      count === 0
        ? 'No answer is being written'
        : count === 1
          ? '1 answer is being written'
          : `${count} answers are being written`,
  },
  note: {
    nobody: 'Kith',
    outcomes: {
      complete: 'The answer is there.',
      failed: 'The answer could not be finished.',
      asks: 'Waits for your word before going on.',
    },
  },
  cannotStart: 'Kith cannot start',
  folderNotMade: (folder, reason) => `The folder ${folder} cannot be made: ${reason}`,
  stopped: (reason) => ({
    title: 'Kith had to stop',
    detail: `Something happened that Kith did not expect: ${reason}\n\nWhat was stored is still there. Start Kith again; under Troubleshooting in the settings there is a report of it to look at.`,
  }),
  windowStopped: {
    message: 'This window stopped working',
    detail: 'Nothing you wrote or received is lost, and answers being written go on.',
  },
  windowSilent: {
    message: 'This window does not answer',
    detail: 'It may come back by itself. Answers being written go on either way.',
  },
  stoppedWays: {
    reopen: 'Open it again',
    wait: 'Wait',
    withoutThread: 'Open it without the last thread',
    copyReport: 'Copy report',
    quit: 'Quit Kith',
  },
  reportCopied:
    'The report is on the clipboard: which Kith this is, what it runs on, and what went wrong last. Nothing that you or Kith wrote is in it.',
  reportNotCopied: 'The report could not be copied. The folder “logs” in the data folder says the same.',
  error: errorInWords,
}
