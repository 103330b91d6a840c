import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readPdf } from './read-pdf'
import { bytesOf, pdf } from './testing/sample-files'

describe('reading a PDF', () => {
  it('gives its pages', async () => {
    expect(await readPdf(pdf('One', 'Two'))).toEqual({ pages: ['One', 'Two'], pageCount: 2 })
  }, 30_000)

  it('gives nothing for what is none, and leaves the caller its bytes', async () => {
    const bytes = bytesOf('%PDF-1.7 nothing')
    expect(await readPdf(bytes)).toBeNull()
    expect(bytes.length).toBeGreaterThan(0)
  }, 30_000)

  it('ends what takes too long', async () => {
    expect(await readPdf(pdf('Slow'), 0)).toBeNull()
  }, 30_000)

  it('ends what unpacks to more than anybody can read, and nothing else', async () => {
    expect(await readPdf(bomb(), 3_000)).toBeNull()
  }, 60_000)
})

/** One page whose content unpacks to 300 MB. */
function bomb(): Uint8Array {
  const once = deflateSync(Buffer.alloc(300_000_000, '(a) Tj '), { level: 9 })
  const head = Buffer.from(
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
      '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n' +
      `4 0 obj\n<< /Length ${once.length} /Filter /FlateDecode >>\nstream\n`,
  )
  return new Uint8Array(
    Buffer.concat([head, once, Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF')]),
  )
}
