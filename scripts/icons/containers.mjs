// The two formats that hold an icon in several sizes: Windows' ICO and macOS' ICNS. Both take PNG as it is.

/** Types of ICNS by the pixels of what they hold. Retina sizes are types of their own. */
const icnsTypes = [
  { type: 'icp4', size: 16 },
  { type: 'icp5', size: 32 },
  { type: 'ic11', size: 32 },
  { type: 'ic12', size: 64 },
  { type: 'ic07', size: 128 },
  { type: 'ic08', size: 256 },
  { type: 'ic13', size: 256 },
  { type: 'ic09', size: 512 },
  { type: 'ic14', size: 512 },
  { type: 'ic10', size: 1024 },
]

export const icnsSizes = [...new Set(icnsTypes.map(({ size }) => size))]
export const icoSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256]

/** @param {(size: number) => Buffer} pngOf a square PNG with that many pixels at a side */
export function icns(pngOf) {
  const entries = icnsTypes.map(({ type, size }) => {
    const png = pngOf(size)
    return Buffer.concat([Buffer.from(type, 'latin1'), uint32(png.length + 8), png])
  })
  const body = Buffer.concat(entries)
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(body.length + 8), body])
}

/** @param {(size: number) => Buffer} pngOf a square PNG with that many pixels at a side */
export function ico(pngOf) {
  const images = icoSizes.map((size) => ({ size, png: pngOf(size) }))
  const header = Buffer.alloc(6)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length + 16 * images.length
  const directory = images.map(({ size, png }) => {
    const entry = Buffer.alloc(16)
    // One byte has no room for 256, so 0 stands for it.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...directory, ...images.map(({ png }) => png)])
}

function uint32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
