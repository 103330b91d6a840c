import { describe, expect, test } from 'vitest'
import { explainNpmFailure, wordsOf } from './npm-failure.mjs'

const offline = `npm error code ECONNREFUSED
npm error syscall connect
npm error errno ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:9/zwitch failed, reason: connect ECONNREFUSED 127.0.0.1:9
npm error     at ClientRequest.emit (node:events:524:28)
npm error     at process.processTicksAndRejections (node:internal/process/task_queues:83:21) {
npm error   code: 'ECONNREFUSED',
npm error   port: 9,
npm error }
npm error
npm error If you are behind a proxy, please make sure that the 'proxy' config is set properly.  See: 'npm help config'
`

const outOfSync = `npm warn Unknown user config "nodedir".
npm error code EUSAGE
npm error
npm error \`npm ci\` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with \`npm install\` before continuing.
npm error
npm error Invalid: lock file's zod@4.6.7 does not satisfy zod@4.6.6
npm error
npm error Clean install a project
npm error
npm error Options:
npm error [--no-audit] [--no-fund]
`

const full = `npm error code ENOSPC
npm error syscall write
npm error errno -28
npm error nospc ENOSPC: no space left on device, write
npm error nospc There appears to be insufficient space on your system to finish.
`

describe('why npm failed', () => {
  test.each([
    ['network', offline],
    ['network', 'npm error code ENOTFOUND\nnpm error network This is a problem related to network connectivity.'],
    ['network', 'npm error code EAI_AGAIN\nnpm error errno EAI_AGAIN'],
    ['network', 'npm error code ERR_SOCKET_TIMEOUT\nnpm error network Socket timeout'],
    ['network', 'npm error code E503\nnpm error 503 Service Unavailable'],
    ['lockfile', outOfSync],
    ['lockfile', 'npm error code EUSAGE\nnpm error Missing: @tailwindcss/oxide-android-arm64@ from lock file'],
    ['disk full', full],
    ['integrity', 'npm error code EINTEGRITY\nnpm error sha512-... integrity checksum failed'],
    ['certificate', 'npm error code SELF_SIGNED_CERT_IN_CHAIN'],
    ['refused', 'npm error code E403\nnpm error 403 403 Forbidden - GET http://127.0.0.1/zwitch'],
    ['not in registry', 'npm error code ETARGET\nnpm error notarget No matching version found for zod@99'],
    ['permission', 'npm error code EPERM\nnpm error syscall unlink'],
    ['unknown', 'npm error Cannot read properties of undefined'],
  ])('is told as "%s"', (kind, output) => {
    expect(explainNpmFailure(output).kind).toBe(kind)
  })

  test('a full disk is not taken for a network failure that it also caused', () => {
    expect(explainNpmFailure(`${offline}${full}`).kind).toBe('disk full')
  })

  test('only what may pass by itself is tried again', () => {
    expect(explainNpmFailure(offline).mayPass).toBe(true)
    expect(explainNpmFailure('something new').mayPass).toBe(true)
    expect(explainNpmFailure(outOfSync).mayPass).toBe(false)
    expect(explainNpmFailure(full).mayPass).toBe(false)
  })

  test('each advice names something to do', () => {
    expect(explainNpmFailure(offline).advice).toContain('npm config get registry')
    expect(explainNpmFailure(outOfSync).advice).toContain('npm install')
    expect(explainNpmFailure(full).advice).toContain('make room')
  })
})

describe('the words of npm that are shown', () => {
  test('leave out stacks and the page of usage', () => {
    expect(wordsOf(offline)).not.toMatch(/at ClientRequest|port: 9/)
    expect(wordsOf(offline)).toContain('reason: connect ECONNREFUSED 127.0.0.1:9')
    expect(wordsOf(outOfSync)).toContain("lock file's zod@4.6.7 does not satisfy zod@4.6.6")
    expect(wordsOf(outOfSync)).not.toMatch(/--no-audit|nodedir/)
  })

  test('are all there is when npm died without an error line', () => {
    expect(wordsOf('Segmentation fault\n')).toBe('Segmentation fault')
    expect(wordsOf('')).toBe('')
  })
})
