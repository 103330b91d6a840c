// The phases of a start, by the process that goes through them, in the order they usually come. What the start-up trace
// (KITH_TRACE=1) says of each; no screen shows them.

const main = {
  'database-ahead': 'the database process is started, before anything else',
  modules: 'its modules are loaded',
  listening: 'pages can ask for files (Electron: it is ready)',
  window: 'a window is made',
  application: 'settings and profiles are read, calls can be answered',
  'database-started': 'the database process is told what to open',
  connected: 'a page is connected',
  'signed-in': 'an account is signed in',
  session: 'everything is ready for the page',
  warmed: 'the assistant (Mastra) is loaded',
}

const database = {
  'database-loaded': 'its modules are loaded, opening begins',
  'files-there': 'its files are there (first start: unpacked)',
  'engine-open': 'the engine is open',
  bootstrapped: 'roles and schemas are as they should be',
  migrated: 'migrations are checked',
  'database-ready': 'calls can be answered',
}

const page = {
  'page-asked': 'the page is asked for',
  'page-html': 'its HTML is there',
  'first-paint': 'first paint',
  'page-scripts': 'its scripts run',
  'page-connected': 'it is connected to main',
  'first-data': 'the first data is there',
  'first-contentful-paint': 'something to read is painted',
  usable: 'the composer can be written in',
}

const answer = {
  asked: 'a question is asked',
  stored: 'it is stored',
  prompt: 'what the prompt is made of is read',
  sent: 'the prompt leaves',
  'first-word': 'the first word arrives',
  whole: 'the answer is stored',
}

/** What is said of each phase, by lane. */
export const startPhases = { main, database, page, answer }

export type Lane = keyof typeof startPhases
export type MainPhase = keyof typeof main
export type DatabasePhase = keyof typeof database
export type PagePhase = keyof typeof page
export type AnswerPhase = keyof typeof answer
export type StartPhase = MainPhase | DatabasePhase | PagePhase | AnswerPhase

/** For the contract, which checks what a page reports. */
export const pagePhases = Object.keys(page) as [PagePhase, ...PagePhase[]]
