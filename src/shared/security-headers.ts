// Headers of every answer that carries Kith's page. Both hosts send the same ones, so that a page which works in one
// works in the other. Model output is untrusted: nothing may be fetched from, framed by or sent to anywhere else.

/**
 * @param connectTo origins the page may open connections to besides its own, such as `ws://127.0.0.1:8123`
 */
export function securityHeaders(connectTo: readonly string[] = []): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(connectTo),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}

function contentSecurityPolicy(connectTo: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    // Small font subsets are inlined by the build.
    "font-src 'self' data:",
    ["connect-src 'self'", ...connectTo].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}
