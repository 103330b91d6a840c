// The import table: which room may know which. A room is a folder of src; the longest `at` that fits a file is its
// room. Tests, tools and benchmarks outside src belong to no room and are not judged.
//
//   rooms     rooms it may import, besides itself
//   types     rooms it may import with `import type` only
//   packages  the only packages it may import; absent: every package that is not reserved below
//   runsOn    'node' may import Node's own modules; 'page' and 'anywhere' may not
//   belongs   what to do instead, said when an import is refused

const everyRoomOfTheApplication = [
  'main/router',
  'main/api',
  'main/assistant',
  'main/store',
  'main/accounts',
  'main/database',
  'main/embedded',
  'main/settings',
  'main/profiles',
  'main/files',
  'main/trace',
  'main/diagnostics',
  'main/thread-files',
  'shared',
]

/** @type {Record<string, Room>} */
export const rooms = {
  shared: {
    at: 'src/shared',
    runsOn: 'anywhere',
    rooms: [],
    packages: ['zod', '@orpc/contract'],
    belongs: 'shared runs in the page too: what needs more than zod belongs to a room of main or of the renderer.',
  },
  'shared/domain': {
    at: 'src/shared/domain',
    runsOn: 'anywhere',
    rooms: [],
    packages: ['zod'],
    belongs: 'domain is plain types and pure functions; what speaks of the contract belongs to shared/contract.',
  },

  'shared/markdown': {
    at: 'src/shared/markdown',
    runsOn: 'anywhere',
    rooms: [],
    packages: ['micromark-util-types'],
    belongs:
      'how Markdown of strangers is read, on the page and in files; how it is drawn belongs to whoever draws it.',
  },

  'shared/highlight': {
    at: 'src/shared/highlight',
    runsOn: 'anywhere',
    rooms: [],
    packages: ['@shikijs'],
    belongs: 'how code is taken apart into words of a kind, in a worker; how these look belongs to whoever shows them.',
  },

  'main/index.ts': {
    at: 'src/main/index.ts',
    runsOn: 'node',
    rooms: ['main/app', 'main/shell', 'main/files', 'main/trace', 'main/diagnostics', 'shared'],
    ...entry(),
  },
  'main/browser-host.ts': {
    at: 'src/main/browser-host.ts',
    runsOn: 'node',
    // Its database is a thread of the same process, and how V8 compiles is set for all of that.
    rooms: ['main/app', 'main/host', 'main/embedded', 'main/files', 'main/diagnostics', 'shared'],
    ...entry(),
  },
  'main/app': {
    at: 'src/main/app',
    runsOn: 'node',
    rooms: everyRoomOfTheApplication,
    belongs: 'app is the same for both hosts: what one of them does comes in through the Host it is given.',
  },
  'main/shell': {
    at: 'src/main/shell',
    runsOn: 'node',
    rooms: ['main/app', 'main/files', 'main/diagnostics', 'shared', 'build/tray'],
    belongs: 'shell only shows windows: what the application does is reached through main/app.',
  },
  'main/host': {
    at: 'src/main/host',
    runsOn: 'node',
    rooms: ['main/app', 'main/files', 'main/diagnostics', 'shared'],
    belongs: 'host only serves the page: what the application does is reached through main/app.',
  },
  'main/router': { at: 'src/main/router', runsOn: 'node', ...thinFront() },
  'main/api': { at: 'src/main/api', runsOn: 'node', ...thinFront() },
  'main/assistant': {
    at: 'src/main/assistant',
    runsOn: 'node',
    rooms: ['main/store', 'main/database', 'main/settings', 'shared'],
    belongs: 'main/app gives the assistant what it needs from elsewhere as an argument.',
  },
  'main/thread-files': {
    at: 'src/main/thread-files',
    runsOn: 'node',
    rooms: ['main/assistant', 'main/database', 'shared', 'shared/markdown', 'shared/highlight'],
    packages: [
      'katex',
      'mdast-util-from-markdown',
      'mdast-util-gfm',
      'micromark-extension-gfm',
      'micromark-util-types',
      'remark-math',
      'zod',
    ],
    belongs: 'a thread as a file and back; where the file lies is the business of the host, through main/app.',
  },
  'main/store': {
    at: 'src/main/store',
    runsOn: 'node',
    rooms: ['shared/domain'],
    types: ['main/database'],
    packages: ['@mastra/core', '@mastra/memory', 'zod'],
    belongs: 'store can be lifted out into other projects: it receives `call` as an argument.',
  },
  'main/database': {
    at: 'src/main/database',
    runsOn: 'node',
    rooms: ['shared'],
    packages: ['@supabase/supabase-js', 'zod'],
    belongs: 'database cannot tell embedded from remote: `fetch` and the session come in as arguments from main/app.',
  },
  'main/accounts': {
    at: 'src/main/accounts',
    runsOn: 'node',
    rooms: ['main/database', 'shared'],
    packages: ['zod'],
    belongs:
      'accounts begins and ends ways to sign in; which database is open, and what follows, is the business of main/app.',
  },
  'main/embedded': {
    at: 'src/main/embedded',
    runsOn: 'node',
    rooms: ['shared', 'supabase'],
    packages: ['@electric-sql', 'jose', 'bcryptjs', 'tar', 'zod'],
    belongs: 'embedded is a process of its own and knows nothing above it; main/app talks to it over a port.',
  },
  'main/settings': {
    at: 'src/main/settings',
    runsOn: 'node',
    rooms: ['main/files', 'shared'],
    types: ['main/app'],
    belongs: 'main/app gives settings what they need from elsewhere as an argument.',
  },
  'main/profiles': {
    at: 'src/main/profiles',
    runsOn: 'node',
    rooms: ['main/files', 'shared'],
    types: ['main/app'],
    packages: ['zod'],
    belongs: 'profiles only know which databases there are and whether one answers; main/app opens them.',
  },
  'main/trace': {
    at: 'src/main/trace',
    runsOn: 'node',
    rooms: ['shared'],
    packages: [],
    belongs: 'trace only takes down when what happened: whoever goes through a phase says so.',
  },
  'main/files': {
    at: 'src/main/files',
    runsOn: 'node',
    rooms: ['shared'],
    packages: ['zod'],
    belongs: 'files only reads and writes files; what they mean belongs to the room that asks.',
  },
  'main/diagnostics': {
    at: 'src/main/diagnostics',
    runsOn: 'node',
    rooms: ['main/files', 'shared'],
    packages: ['zod'],
    belongs: 'diagnostics writes down what it is told; what a fact means, and who is asked for it, is main/app’s.',
  },

  preload: {
    at: 'src/preload',
    runsOn: 'page',
    rooms: [],
    packages: ['electron'],
    belongs: 'preload hands a port over and never grows; everything else goes through the contract.',
  },

  renderer: {
    at: 'src/renderer',
    runsOn: 'page',
    rooms: ['renderer/wire', 'renderer/state', 'renderer/features', 'renderer/ui', 'renderer/lib', 'shared'],
    belongs: 'the page reaches main through the contract alone: add a route to shared/contract and call it.',
  },
  'renderer/features': {
    at: 'src/renderer/features',
    runsOn: 'page',
    rooms: ['renderer/state', 'renderer/ui', 'renderer/lib', 'renderer/wire', 'shared'],
    belongs: 'what several screens share belongs to renderer/state (data), renderer/ui (looks) or renderer/lib (pure).',
  },
  'renderer/state': {
    at: 'src/renderer/state',
    runsOn: 'page',
    rooms: ['renderer/lib', 'renderer/wire', 'shared'],
    belongs: 'state holds data and actions; what draws belongs to a feature.',
  },
  'renderer/ui': {
    at: 'src/renderer/ui',
    runsOn: 'page',
    rooms: ['renderer/lib', 'shared/markdown', 'shared/highlight'],
    belongs: 'ui knows nothing of Kith: it gets everything as props from a feature.',
  },
  'renderer/lib': {
    at: 'src/renderer/lib',
    runsOn: 'page',
    rooms: ['shared/domain'],
    belongs: 'lib is small pure functions; what knows the application belongs to renderer/state or a feature.',
  },
  'renderer/wire': {
    at: 'src/renderer/wire',
    runsOn: 'page',
    rooms: ['renderer/lib', 'shared'],
    belongs: 'wire only carries calls; what is done with the answers belongs to renderer/state.',
  },

  // Not a room of src, but embedded reads the migrations.
  supabase: { at: 'supabase', runsOn: 'anywhere', rooms: [], belongs: '' },
  // Pictures that `npm run icons` renders; the build takes them along.
  'build/tray': { at: 'build/tray', runsOn: 'anywhere', rooms: [], belongs: '' },
}

/** Rooms whose folders are worlds of their own: one screen may not import another. */
export const roomsOfSeparateFolders = ['renderer/features']

/**
 * Packages with one importer. `types` are rooms (or every room) that may take types from it.
 * @type {{ packages: string[], rooms: string[], types?: 'everywhere' | string[], belongs: string }[]}
 */
export const reserved = [
  {
    packages: ['electron', 'electron-updater'],
    rooms: ['main/shell', 'main/index.ts', 'preload'],
    belongs: 'What needs Electron belongs to main/shell; the rest of Kith also runs in a browser.',
  },
  { packages: ['ws'], rooms: ['main/host'], belongs: 'Sockets belong to main/host.' },
  {
    packages: ['@supabase'],
    rooms: ['main/database'],
    belongs: 'Everything else calls a SQL function through the `call` of main/database.',
  },
  {
    packages: ['@electric-sql', 'bcryptjs', 'tar'],
    rooms: ['main/embedded'],
    belongs: 'The embedded database and its sign-in belong to main/embedded.',
  },
  {
    packages: ['jose'],
    rooms: ['main/embedded', 'main/api'],
    belongs: 'Tokens are made in main/embedded and looked at in main/api.',
  },
  {
    packages: ['@mastra'],
    rooms: ['main/assistant', 'main/store'],
    types: 'everywhere',
    belongs: 'Agents belong to main/assistant, their storage to main/store.',
  },
  {
    packages: ['@ai-sdk', 'ai'],
    rooms: ['main/assistant', 'main/store'],
    types: 'everywhere',
    belongs: 'Providers belong to main/assistant.',
  },
  {
    packages: ['@orpc/server'],
    rooms: ['main/router', 'main/api'],
    belongs: 'Answering calls belongs to main/router.',
  },
  { packages: ['hono', '@hono'], rooms: ['main/api'], belongs: 'The local HTTP interface belongs to main/api.' },
  {
    packages: ['@orpc/client', '@orpc/tanstack-query'],
    rooms: ['renderer/wire'],
    belongs: 'Calls to main belong to renderer/wire, which hands out a typed client.',
  },
]

/**
 * What the page may take as types only, so that zod stays out of what it loads: files of shared that import zod.
 * Folders end with a slash.
 */
export const typesOnlyInThePage = {
  paths: [
    'src/shared/contract/',
    'src/shared/errors.ts',
    'src/shared/account-errors.ts',
    'src/shared/domain/message.ts',
    'src/shared/domain/model-choice.ts',
    'src/shared/domain/persona-settings.ts',
    'src/shared/domain/thread-file.ts',
    'src/shared/domain/without.ts',
  ],
  packages: ['zod', '@orpc/contract'],
  belongs: 'it would bring zod into the page. Use `import type`, or move the value to a file of shared without zod.',
}

function entry() {
  return { belongs: 'an entry only wires: what it needs belongs to main/app or to its host’s room.' }
}

function thinFront() {
  return {
    rooms: [
      'main/accounts',
      'main/assistant',
      'main/database',
      'main/settings',
      'main/profiles',
      'main/thread-files',
      'shared',
    ],
    belongs: 'a handler is three lines: the work belongs to main/assistant or to a SQL function.',
  }
}

/**
 * @typedef {{
 *   at: string, runsOn: 'node' | 'page' | 'anywhere', rooms: string[], types?: string[], packages?: string[],
 *   belongs: string,
 * }} Room
 */
