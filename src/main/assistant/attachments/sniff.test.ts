import { describe, expect, it } from 'vitest'
import { FILE_SIZE_LIMIT, storableFileName } from '../../../shared/domain/attachment'
import { imageSizeOf } from '../../../shared/domain/image-size'
import { KithError } from '../../../shared/errors'
import { sniff } from './sniff'
import { bytesOf, exif, jpeg, pdf, png } from './testing/sample-files'

const typeOf = (bytes: Uint8Array, name = 'file') => sniff(bytes, name).mediaType
function whyRefused(bytes: Uint8Array, name = 'file'): unknown {
  try {
    return `taken as ${sniff(bytes, name).mediaType}`
  } catch (error) {
    return error instanceof KithError && error.code === 'FILE_REFUSED' ? (error.data as { why: string }).why : error
  }
}

describe('what a file is', () => {
  it('is said by its bytes, not by its name', () => {
    expect(typeOf(png(), 'notes.txt')).toBe('image/png')
    expect(typeOf(jpeg(), 'song.mp3')).toBe('image/jpeg')
    expect(typeOf(bytesOf('Hello'), 'picture.png')).toBe('text/plain')
    expect(typeOf(pdf('x'), 'picture.png')).toBe('application/pdf')
    expect(typeOf(bytesOf('GIF89a\u0001\u0000\u0001\u0000'))).toBe('image/gif')
  })

  it('is text for everything a page could run', () => {
    expect(typeOf(bytesOf('<svg onload="alert(1)"/>'), 'a.svg')).toBe('text/plain')
    expect(typeOf(bytesOf('<script>alert(1)</script>'), 'a.html')).toBe('text/plain')
  })

  it('is refused where it is none of the kinds', () => {
    expect(whyRefused(new Uint8Array(0))).toBe('empty')
    expect(whyRefused(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0]))).toBe('kind')
    expect(whyRefused(bytesOf('a\u0000b'))).toBe('kind')
    expect(whyRefused(Uint8Array.from([0x47, 0x72, 0xfc, 0xdf, 0x65]))).toBe('encoding')
    expect(whyRefused(png().subarray(0, 20))).toBe('damaged')
    expect(whyRefused(png(1, 1, { says: { width: 60_000, height: 60_000 } }))).toBe('too-many-pixels')
    expect(whyRefused(new Uint8Array(FILE_SIZE_LIMIT + 1))).toBe('too-large')
  })

  it('is UTF-8 when it was UTF-16', () => {
    const wide = Uint8Array.from([0xff, 0xfe, ...Buffer.from('Grüße', 'utf16le')])
    expect(Buffer.from(sniff(wide, 'a.txt').bytes).toString()).toBe('Grüße')
  })
})

describe('an image', () => {
  it('loses where it was taken and keeps how it is turned', () => {
    const cleaned = sniff(
      jpeg({ exif: exif(6, 'GPS 52.5 13.4'), after: bytesOf('GPS in the film behind it') }),
      'a.jpg',
    ).bytes
    expect(Buffer.from(cleaned).toString('latin1')).not.toContain('GPS')
    expect(Buffer.from(cleaned).indexOf(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBeGreaterThan(0)
    expect(imageSizeOf(cleaned)).toEqual({ width: 40, height: 30 })
    expect(cleaned.slice(-2)).toEqual(Uint8Array.of(0xff, 0xd9))
  })

  it('with nothing of the kind stays as it is, byte for byte', () => {
    expect(sniff(jpeg(), 'a.jpg').bytes).toEqual(jpeg())
    expect(sniff(png(), 'a.png').bytes).toEqual(png())
  })

  it('of PNG loses its words, too', () => {
    const noted = png(4, 3, {
      extra: [
        ['tEXt', bytesOf('Comment\0GPS')],
        ['eXIf', bytesOf('GPS')],
      ],
    })
    expect(sniff(noted, 'a.png').bytes).toEqual(png())
  })

  it('broken anywhere is refused or taken, and nothing else happens', () => {
    for (const whole of [png(), jpeg({ exif: exif(6, 'GPS') })]) {
      for (let length = 0; length < whole.length; length++)
        expect(whyRefused(whole.subarray(0, length))).toEqual(expect.any(String))
    }
  })
})

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ana\\a.txt', 'a.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\u0000b\n.txt', 'ab.txt'],
    ['..', 'file'],
    ['', 'file'],
    ['lone \ud800.txt', 'lone \ufffd.txt'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(115)}….png`],
  ])('%j is stored as %j', (given, stored) => expect(storableFileName(given)).toBe(stored))
})
