import { locale } from '../../lib/language'
import { counted, number } from '../../lib/numbers'

export const words = {
  email: 'E-mail',
  password: 'Password',
  newPassword: 'New password',
  presentPassword: 'Present password',
  name: 'Name',
  optional: 'Can be left empty.',
  cancel: 'Cancel',
  tryAgain: 'Try again',

  signIn: {
    title: (profile: string) => `Sign in to ${profile}`,
    ended: {
      expired: 'Your last session there has come to its end. Sign in again; nothing is lost.',
      elsewhere: 'You were signed out on another device. Nothing is lost.',
      refused: 'The server did not renew your session. Sign in again; nothing is lost.',
    },
    signIn: 'Sign in',
    forgotten: 'Forgotten the password?',
    create: 'Create an account',
    link: 'Sign in with a link by e-mail',
    back: 'Back to the password',
    backToSignIn: 'Back to signing in',
    anonymous: 'Try it without an account',
    anonymousHint: 'What you write is kept under an account without a name. You can give it an address later.',
    or: 'Or',
    with: (provider: string) => `Continue with ${provider}`,
    offline: 'The server cannot be reached',
    offlineDetail: (host: string) => `${host} does not answer. Is this computer online? What you typed stays here.`,
    sendAgain: 'Send the link again',
    noWay: 'This server offers no way to sign in that Kith knows.',
  },
  create: {
    title: 'Create an account',
    act: 'Create account',
    closed: 'New accounts cannot be made on this server.',
  },
  link: {
    title: 'Sign in with a link',
    detail: 'You get an e-mail with a link that signs you in. It is good once.',
    act: 'Send the link',
  },
  forgotten: {
    title: 'Forgotten the password',
    detail: 'You get an e-mail with a link. Open it, then choose a new password here.',
    act: 'Send the link',
  },

  awaited: {
    titles: {
      'sign-up': 'Look into your inbox',
      link: 'Look into your inbox',
      recovery: 'Look into your inbox',
      'email-change': 'Look into your inbox',
      oauth: 'Go on in your browser',
    },
    details: {
      'sign-up': (email: string) => `A link to confirm ${email} is on its way. Open it on this computer.`,
      link: (email: string) => `A link to sign in is on its way to ${email}. Open it on this computer.`,
      recovery: (email: string) =>
        `If there is an account for ${email}, a link is on its way. Open it on this computer, then choose a new password.`,
      'email-change': (email: string) => `A link to confirm ${email} is on its way. Until then your old address holds.`,
      oauth: (provider: string) => `${provider} asks you there whether Kith may know who you are.`,
    },
    again: 'Send it again',
    againIn: (seconds: number) => `Send it again in ${number(seconds)} s`,
    sent: 'It has been sent again.',
    openAgain: 'Open the page again',
    stop: 'Do something else',
    nothing: 'Nothing has come?',
    reasons: [
      'It can take some minutes. Look into the folder for unwanted mail, too.',
      'Is the address right? If it is not, do something else and begin again.',
      'There may be an account with this address already. Then sign in, or have a new password set.',
      'The server sends only a few e-mails an hour. Whoever runs it can see why one was not sent.',
    ],
  },

  setPassword: {
    title: 'Choose a new password',
    detail: 'You came in by the link for a forgotten password.',
    act: 'Set the password',
    later: 'Later',
  },

  account: {
    loading: 'Reading your account',
    save: 'Save',
    saved: 'Saved',
    change: 'Change',
    noEmail: 'None',
    waitsFor: (email: string) => `${email} waits to be confirmed. Open the link in the e-mail.`,
    emailHint: 'The server sends a link to the new address, and often to the old one, too.',
    emailChanged: 'The address is changed.',
    setPassword: 'Set a password',
    changePassword: 'Change password',
    removePassword: 'Take the password away',
    passwordIsSet: 'There is one. Kith asks for it when this account is opened.',
    passwordIsNone: 'None. Whoever uses this computer account opens it.',
    passwordOnServer: 'Other devices stay signed in, unless the server ends their sessions.',
    passwordChanged: 'The password is changed.',
    passwordRemoved: 'There is no password any more.',
    localHint: 'It keeps others out of Kith, not out of the files on this disk.',
    code: 'Code',
    codeHint: 'From the e-mail the server has sent you.',
    sendCode: 'Send the code',
    codeSent: 'The code is on its way.',

    keep: 'Keep this account',
    keepDetail:
      'You are here without an address. If this session ends, nobody can open the account again. Give it an address and a password: everything stays where it is.',
    keepAct: 'Keep this account',
    kept: 'This account is yours now.',

    sessions: 'Sessions',
    noList: 'This server keeps no list of open sessions that you could read.',
    thisOne: 'This one',
    opened: (time: string) => `Opened ${time}`,
    lastUsed: (time: string) => `last used ${time}`,
    methods: {
      password: 'With a password',
      local: 'On this computer',
      anonymous: 'Without an account',
      other: 'Session',
    },

    signOut: 'Sign out',
    signOutHere: 'Sign out here',
    signOutElsewhere: 'Sign out everywhere else',
    signOutEverywhere: 'Sign out everywhere',
    signedOutElsewhere: 'Every other session is over.',
    signOutDetail: 'What you have written stays in the project.',
    anonymousTitle: 'Sign out of an account without an address?',
    anonymousDetail:
      'Nobody can open it again: everything in it is out of reach for good. Give it an address first to keep it.',
    stay: 'Stay signed in',
  },

  local: {
    title: 'Accounts here',
    detail: 'Each has personas, conversations and a memory of its own. None sees another’s.',
    open: 'Open',
    isOpen: 'open now',
    hasPassword: 'with password',
    lastUsed: (time: string) => `last used ${time}`,
    neverUsed: 'not used yet',
    nameless: 'Without a name',
    add: 'Add an account',
    addAct: 'Add account',
    added: (name: string) => `${name} is here now.`,
    remove: 'Delete',
    openTitle: (name: string) => `Open ${name}`,
    removeTitle: (name: string) => `Delete ${name} and everything in it?`,
    removeContents: (counts: {
      personas: number
      threads: number
      messages: number
      memories: number
      files: number
    }) =>
      `These go with it: ${new Intl.ListFormat(locale).format([
        counted(counts.personas, 'persona', 'personas'),
        counted(counts.threads, 'conversation', 'conversations'),
        counted(counts.messages, 'message', 'messages'),
        counted(counts.memories, 'memory', 'memories'),
        counted(counts.files, 'file', 'files'),
      ])}. This cannot be undone. Backups made before still have them until newer ones take their place.`,
    typeName: (name: string) => `Type ${name} to confirm`,
    removeNext: 'Go on',
    removeAct: 'Delete for good',
    keep: 'Keep it',
    removed: (name: string) => `${name} is deleted.`,
  },
}
