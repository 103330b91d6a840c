import { describe, expect, it } from 'vitest'
import { addedLines, withLines } from './added-lines'

describe('notes that changed while somebody was writing them', () => {
  const base = '# Running\n- Tuesday\n- Thursday\n'

  it('gives the lines that came', () => {
    expect(addedLines(base, `${base}- Left knee is sore\n`)).toEqual(['- Left knee is sore'])
  })

  it('gives a line again that came a second time', () => {
    expect(addedLines(base, `${base}- Tuesday\n`)).toEqual(['- Tuesday'])
  })

  it('gives nothing when lines only went or moved', () => {
    expect(addedLines(base, '- Thursday\n- Tuesday')).toEqual([])
  })

  it('puts them under what is being written', () => {
    expect(withLines('Half a thought\n\n', ['- Left knee is sore'])).toBe('Half a thought\n- Left knee is sore')
    expect(withLines('', ['- One'])).toBe('- One')
  })
})
