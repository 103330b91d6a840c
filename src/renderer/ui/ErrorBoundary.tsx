import { Component } from 'react'
import type { ReactNode } from 'react'

interface ErrorBoundaryProps {
  /** What stands in the place of what could not be drawn. */
  renderFallback(error: unknown): ReactNode
  /** Once this is another, drawing is tried again. */
  attempt?: unknown
  children: ReactNode
}

interface ErrorBoundaryState {
  /** Wrapped, because anything can be thrown, nothing included. */
  thrown: { error: unknown } | null
  attempt: unknown
}

/**
 * Keeps what fails while it is drawn or loaded from taking the window with it. React writes each error it catches here
 * to the console, once.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { thrown: null, attempt: this.props.attempt }

  static getDerivedStateFromError(error: unknown): Pick<ErrorBoundaryState, 'thrown'> {
    return { thrown: { error } }
  }

  static getDerivedStateFromProps(
    { attempt }: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    return attempt === state.attempt ? null : { thrown: null, attempt }
  }

  override render(): ReactNode {
    const { thrown } = this.state
    return thrown ? this.props.renderFallback(thrown.error) : this.props.children
  }
}
