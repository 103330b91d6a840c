// A name every system takes: Windows knows the fewest letters, and some names of its own. Linux counts bytes, macOS and Windows
// count letters.

const LONGEST = 80
/** Of the 255 of most disks: what tells names apart and the ending are added. */
const MOST_BYTES = 210

/** @param ending with its dot, of at most 16 bytes */
export function fileNameOf(title: string, ending: string): string {
  const plain = title
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const short = beginningOf(plain).replaceAll(/^[.\s]+|[.\s]+$/g, '')
  return (short === '' || kept.test(short) ? `Kith ${short}`.trim() : short) + ending
}

/** Devices of Windows, which are those whatever stands behind a dot. */
const kept = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(?:\.|$)/i

function beginningOf(text: string): string {
  let beginning = ''
  for (const sign of Array.from(text).slice(0, LONGEST)) {
    if (Buffer.byteLength(beginning + sign) > MOST_BYTES) break
    beginning += sign
  }
  return beginning
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
