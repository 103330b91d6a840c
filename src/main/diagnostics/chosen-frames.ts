// Where an error happened, by places of Kith's own code and of the packages it uses. No other path is written down: it would
// name somebody's folders.

const most = 20
/** Chromium and Node; Firefox and Safari. */
const lines = [/^\s*at (?:(.*?) \()?([^()]*?):(\d{1,7}):(\d{1,7})\)?$/, /^(.*?)@(.*?):(\d{1,7}):(\d{1,7})$/]

/** As `function (place:line:column)`. Lines that are no frames are left out. */
export function chosenFrames(stack: string): string[] {
  const frames: string[] = []
  for (const line of stack.split('\n')) {
    const [, name = '', path = '', row, column] = lines[0]?.exec(line) ?? lines[1]?.exec(line) ?? []
    if (row === undefined) continue
    const place = placeOf(path)
    // What is called somehow elsewhere may be called anything.
    frames.push(place ? `${nameOf(name)} (${place}:${row}:${column})` : '(elsewhere)')
    if (frames.length === most) break
  }
  return frames
}

const named =
  /^(?:async )?(?:new )?[A-Za-z_$][\w$]{0,40}(?:\.(?:<anonymous>|[A-Za-z_$][\w$]{0,40})){0,3}(?: \[as [A-Za-z_$][\w$]{0,40}\])?$/

const nameOf = (name: string) => (named.test(name) ? name : '(anonymous)')

const ofNode = /^node:(?:internal\/)?[a-z_]+(?:\/[a-z_]+){0,4}$/
/** Behind the last of these a path is the same on every computer. */
const ours =
  /^.*[/\\]((?:node_modules|(?:out|src)[/\\](?:main|preload|renderer|shared))[/\\][\w@.+/\\-]{1,160}|assets[/\\][\w.-]{1,80})$/

function placeOf(path: string): string | null {
  if (ofNode.test(path)) return path
  const place = ours.exec(path)?.[1]
  return place && !place.includes('..') ? place.replaceAll('\\', '/') : null
}
