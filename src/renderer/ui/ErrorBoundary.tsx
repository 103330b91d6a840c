import { Component } from 'react'
import type { ReactNode } from 'react'

interface ErrorBoundaryProps {
  /** What stands in the place of what could not be drawn. `tryAgain` draws it once more. */
  renderFallback(error: unknown, tryAgain: () => void): ReactNode
  /** What is in it, for whoever is told of its errors. */
  where?: string
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
 * Keeps what fails while it is drawn or loaded from taking the window with it. React tells its root of each error that is
 * caught here, once.
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
    return thrown ? this.props.renderFallback(thrown.error, () => this.setState({ thrown: null })) : this.props.children
  }
}
