// What the palette finds in the settings, apart from the page's own words: those are read when the page is opened.
export const words = {
  alias: 'settings preferences options',
  parts: {
    model: 'Choose the model that answers',
    memory: 'Memory settings',
    data: 'Where your data lies',
    'local-api': 'Let programs ask Kith: the local API',
    licences: 'Licences',
    desktop: 'Tray, quick window, notifications, spelling',
  },
  settings: {
    size: { words: 'Change the size of everything', alias: 'zoom larger smaller text font' },
    motion: { words: 'Change how much moves', alias: 'animation reduced motion' },
    contrast: { words: 'Change the contrast', alias: 'high contrast' },
    list: { words: 'Change what the thread list shows', alias: 'previews titles' },
    acceptedKinds: { words: 'Choose what is remembered without asking', alias: 'accept automatically proposals facts' },
    recall: { words: 'Choose how much is recalled', alias: 'budget tokens memory' },
    newThreads: { words: 'Choose whether new threads remember', alias: 'memory on off incognito private' },
    folder: { words: 'Open the folder of your data', alias: 'path files disk size location' },
    keys: { words: 'Where keys are kept', alias: 'api key keychain secret' },
    bringIn: { words: 'Bring in what a Mastra project has stored', alias: 'import migrate' },
    updates: { words: 'Look for a newer version', alias: 'update upgrade channel beta release' },
    apiKeys: { words: 'Make a key for a program', alias: 'local api http token rest' },
    apiAccesses: { words: 'See which programs came', alias: 'local api access log requests' },
    versions: { words: 'See the versions', alias: 'about update electron node' },
  },
}
