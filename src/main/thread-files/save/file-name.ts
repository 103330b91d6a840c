// A name every system takes: Windows knows the fewest letters, and some names of its own.

const LONGEST = 80

/** @param ending with its dot */
export function fileNameOf(title: string, ending: string): string {
  const plain = title
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const short = Array.from(plain)
    .slice(0, LONGEST)
    .join('')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
  const name = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(short) || short === '' ? `Kith ${short}`.trim() : short
  return name + ending
}

/** The same names, told apart by numbers where two are the same to a system that ignores case. */
export function toldApart(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const dot = name.lastIndexOf('.')
    let free = name
    for (let count = 2; taken.has(free.toLowerCase()); count++) {
      free = `${name.slice(0, dot)} (${count})${name.slice(dot)}`
    }
    taken.add(free.toLowerCase())
    return free
  })
}
