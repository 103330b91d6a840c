import { describe, expect, it } from 'vitest'
import { ErrorBoundary } from './ErrorBoundary'

const renderFallback = (error: unknown) => `instead of ${String(error)}`

// What React does with a boundary: its props are looked at before each drawing, and an error that was caught after.
function boundary(attempt: unknown) {
  let instance = new ErrorBoundary({ renderFallback, attempt, children: 'the page' })
  return {
    fail: (error: unknown) => {
      instance.state = { ...instance.state, ...ErrorBoundary.getDerivedStateFromError(error) }
    },
    draw: (attempt: unknown) => {
      const { state } = instance
      const props = { renderFallback, attempt, children: 'the page' }
      instance = new ErrorBoundary(props)
      instance.state = { ...state, ...ErrorBoundary.getDerivedStateFromProps(props, state) }
      return instance.render()
    },
  }
}

describe('an error boundary', () => {
  it('shows what it holds', () => {
    expect(boundary(1).draw(1)).toBe('the page')
  })

  it.each([new Error('chunk'), undefined])('shows the fallback once %s was thrown, and goes on showing it', (error) => {
    const page = boundary(1)
    page.fail(error)
    expect(page.draw(1)).toBe(renderFallback(error))
    expect(page.draw(1)).toBe(renderFallback(error))
  })

  it('tries again when it is given something else to draw', () => {
    const page = boundary('half')
    page.fail(new Error('half'))
    expect(page.draw('whole')).toBe('the page')
  })
})
