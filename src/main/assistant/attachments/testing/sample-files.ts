// For tests: small files of every kind, made of bytes a test can read.
import { deflateSync, crc32 } from 'node:zlib'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function pngChunk(name: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A grey image. `says` replaces its size in the header: a small file that would be huge. */
export function png(width = 4, height = 3, { says = { width, height }, extra = [] as [string, Uint8Array][] } = {}) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(says.width, 0)
  head.writeUInt32BE(says.height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height, 0x80)
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      pngChunk('IHDR', head),
      ...extra.map(([name, data]) => pngChunk(name, data)),
      pngChunk('IDAT', deflateSync(rows)),
      pngChunk('IEND', new Uint8Array(0)),
    ]),
  )
}

/** The frame of a JPEG: no decoder is asked about it. `exif` is what a camera wrote. */
export function jpeg({ exif, after = new Uint8Array(0) }: { exif?: Uint8Array; after?: Uint8Array } = {}): Uint8Array {
  const segment = (marker: number, data: Uint8Array) =>
    Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data])
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      ...(exif ? [segment(0xe1, exif)] : []),
      segment(0xdb, new Uint8Array(65).fill(1)),
      segment(0xc0, Uint8Array.from([8, 0, 30, 0, 40, 1, 1, 0x11, 0])),
      segment(0xda, Uint8Array.from([1, 1, 0, 0, 63, 0])),
      Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
      Buffer.from([0xff, 0xd9]),
      after,
    ]),
  )
}

/** EXIF with an orientation and words that stand for a place. */
export function exif(orientation: number, place: string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('Exif\0\0II', 'latin1'),
      Buffer.from([42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]),
      Buffer.from(place, 'latin1'),
    ]),
  )
}

/** One page for each text. */
export function pdf(...pages: string[]): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((text, index) => {
      const stream = `BT /F1 12 Tf 72 700 Td (${text}) Tj ET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  return bytesOf(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
}
