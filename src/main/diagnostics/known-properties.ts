// Names in code that may be said: of the language, and of what Kith's own rows and answers consist of. Any other may be a key of
// somebody's data, and somebody's word.

const ofTheLanguage = [
  Object,
  Function,
  Array,
  String,
  Number,
  Promise,
  Map,
  Set,
  Date,
  RegExp,
  Error,
  Symbol,
  JSON,
  Math,
  ArrayBuffer,
  Uint8Array,
  ReadableStream,
  Response,
  Headers,
  URL,
  AbortSignal,
  AbortController,
  EventTarget,
].flatMap((one) => [
  ...Object.getOwnPropertyNames(one),
  ...('prototype' in one ? Object.getOwnPropertyNames(one.prototype) : []),
])

const ofKith = `
  rows row data id ids kind title text parts part content message messages thread threads threadId persona personas personaId
  memory memories item items value values result results error errors cause code status phase state step provider providers
  model models settings profile profiles account database call calls query params input output context services client session
  user type types file files path folder port ports host url body json signal next first last total limit embedding usage
  tokens tool tools toolInvocation args current props children ref style target element node parent document window kith
  navigator location history localStorage classList dataset querySelector addEventListener removeEventListener focus
  getBoundingClientRect render useState useEffect require module exports process Buffer electron ipcMain postMessage
`

const known = new Set([...ofTheLanguage, ...ofKith.trim().split(/\s+/)])

/** As `a.b.c`: what is not known of it becomes `…`. What a bundler has made short says nothing of anybody. */
export function knownProperties(path: string): string {
  return path
    .split('.')
    .map((name) => (name.length <= 2 || known.has(name) ? name : '…'))
    .join('.')
}
