// What a person reads when signing in or a change of an account fails. See `errors-in-words.ts`.
import type { ErrorDataOf, Failure } from './errors'
import type { ErrorInWords } from './errors-in-words'

export type AccountFailure = Extract<Failure, { code: (typeof codes)[number] }>

const codes = [
  'CREDENTIALS_REFUSED',
  'ADDRESS_NOT_CONFIRMED',
  'ADDRESS_TAKEN',
  'ADDRESS_REFUSED',
  'TOO_MANY_ATTEMPTS',
  'WEAK_PASSWORD',
  'SIGN_IN_WAY_OFF',
  'REAUTHENTICATION_NEEDED',
  'ACCOUNT_BLOCKED',
  'SIGN_IN_LINK_INVALID',
  'SIGN_IN_REFUSED',
  'LOCAL_PASSWORD_REFUSED',
] as const

export function isAccountFailure(failure: Failure): failure is AccountFailure {
  return (codes as readonly string[]).includes(failure.code)
}

export function accountErrorInWords({ code, data }: AccountFailure): ErrorInWords {
  switch (code) {
    case 'CREDENTIALS_REFUSED':
      return {
        title: 'Address and password do not match',
        detail: 'Check both. If you have forgotten the password, you can set a new one by e-mail.',
      }
    case 'ADDRESS_NOT_CONFIRMED':
      return {
        title: 'This address is not confirmed yet',
        detail: `Open the link in the e-mail to ${data.email}, or have it sent again.`,
      }
    case 'ADDRESS_TAKEN':
      return {
        title: 'There is an account with this address',
        detail: `Sign in as ${data.email}, or choose another address.`,
      }
    case 'ADDRESS_REFUSED':
      return {
        title: 'The server does not take this address',
        detail: `It cannot or may not send anything to ${data.email}. Check it, or choose another.`,
      }
    case 'TOO_MANY_ATTEMPTS':
      return {
        title: data.seconds === null ? 'Too many attempts' : `Too many attempts: wait ${data.seconds} seconds`,
        detail:
          data.seconds === null ? 'Wait a few minutes, then try again.' : 'Then try again. Nothing you typed is lost.',
      }
    case 'WEAK_PASSWORD':
      return {
        title: 'This password is not taken',
        detail: data.reasons.map((reason) => weak(reason, data.shortest)).join(' ') || 'Choose a longer one.',
      }
    case 'SIGN_IN_WAY_OFF':
      return {
        title: 'The server does not allow this way in',
        detail: data.provider ? `It is not set up for ${data.provider}. Choose another way.` : off[data.way],
      }
    case 'REAUTHENTICATION_NEEDED':
      return data.isRefused
        ? { title: 'This code is not right', detail: 'It may be mistyped or too old. Have a new one sent.' }
        : {
            title: 'The server wants to know that it is you',
            detail: 'It sends a code to your address. Enter it here.',
          }
    case 'ACCOUNT_BLOCKED':
      return {
        title: 'This account is blocked',
        detail: 'Whoever runs the server has blocked it, and can say why.',
      }
    case 'SIGN_IN_LINK_INVALID':
      return { title: 'This did not sign you in', detail: badLink[data.why] }
    case 'SIGN_IN_REFUSED':
      return { title: 'The server refused this', detail: data.reason }
    case 'LOCAL_PASSWORD_REFUSED':
      return { title: 'This password is not right', detail: 'Nothing was changed.' }
  }
}

function weak(reason: ErrorDataOf<'WEAK_PASSWORD'>['reasons'][number], shortest: number | null): string {
  switch (reason) {
    case 'length':
      return shortest === null ? 'It is too short.' : `It needs at least ${shortest} characters.`
    case 'characters':
      return 'It needs more kinds of characters: small and capital letters, digits, signs.'
    case 'leaked':
      return 'It is in lists of stolen passwords. Choose another.'
    case 'same':
      return 'It is the one you have.'
    case 'too-long':
      return 'It is longer than 72 bytes.'
  }
}

const off: Record<ErrorDataOf<'SIGN_IN_WAY_OFF'>['way'], string> = {
  password: 'It takes no passwords. Choose another way.',
  'sign-up': 'New accounts cannot be made there. Whoever runs it can invite you.',
  link: 'It sends no links. Sign in with a password.',
  anonymous: 'It wants to know who you are. Choose another way.',
  oauth: 'It is not set up for this. Choose another way.',
}

const badLink: Record<ErrorDataOf<'SIGN_IN_LINK_INVALID'>['why'], string> = {
  expired: 'The link was too old, or had been used. Begin again.',
  denied: 'It was cancelled in the browser, or the provider said no. Begin again, or choose another way.',
  'other-profile': 'It belongs to another profile than the one that is open. Open that one and begin again.',
  refused: 'The server did not take what came back. Begin again.',
}
