import { describe, expect, it } from 'vitest'
import { ageOf, dayName, shortDate } from './dates'

const now = new Date(2026, 10, 23, 9, 30)

describe('the age of a thread', () => {
  it('goes by the calendar, so one minute before midnight was yesterday', () => {
    expect(ageOf(new Date(2026, 10, 23, 0, 0), now)).toBe('today')
    expect(ageOf(new Date(2026, 10, 22, 23, 59), now)).toBe('week')
  })

  it('counts six days before today as this week and the seventh as earlier', () => {
    expect(ageOf(new Date(2026, 10, 17, 0, 1), now)).toBe('week')
    expect(ageOf(new Date(2026, 10, 16, 23, 59), now)).toBe('earlier')
  })

  it('is today when the clock of the computer was set back', () => {
    expect(ageOf(new Date(2026, 10, 24, 8, 0), now)).toBe('today')
  })

  it('is not thrown off by a day with 25 hours', () => {
    const afterClocksWentBack = new Date(2026, 9, 26, 0, 30)
    expect(ageOf(new Date(2026, 9, 25, 0, 30), afterClocksWentBack)).toBe('week')
  })
})

describe('a short date', () => {
  it('says only what is needed to tell it apart', () => {
    expect(shortDate(new Date(2026, 10, 23, 9, 4), now)).toBe('09:04')
    expect(shortDate(new Date(2026, 10, 22, 9, 4), now)).toBe('Sun')
    expect(shortDate(new Date(2026, 8, 3, 9, 4), now)).toBe('3 Sep')
    expect(shortDate(new Date(2025, 10, 3, 9, 4), now)).toBe('3 Nov 2025')
  })

  it('writes midnight as 00:00', () => {
    expect(shortDate(new Date(2026, 10, 23, 0, 0), now)).toBe('00:00')
  })
})

describe('the name of a day', () => {
  it('is today, yesterday, a weekday of this year, or a date', () => {
    expect(dayName(new Date(2026, 10, 23, 0, 0), now)).toBe('Today')
    expect(dayName(new Date(2026, 10, 22, 23, 59), now)).toBe('Yesterday')
    expect(dayName(new Date(2026, 10, 9), now)).toBe('Monday 9 November')
    expect(dayName(new Date(2025, 10, 3), now)).toBe('3 November 2025')
  })

  it('is a date when the clock of the computer was set back', () => {
    expect(dayName(new Date(2026, 10, 25), now)).toBe('Wednesday 25 November')
  })
})
