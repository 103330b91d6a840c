// What a person reads when something fails: what happened, why and what is safe. Plain, short, no jargon.
import { accountErrorInWords, isAccountFailure } from './account-errors-in-words'
import type { ErrorDataOf, Failure } from './errors'

export interface ErrorInWords {
  title: string
  /** Why, and what is safe. */
  detail: string
  /** Where it came from, for a bug report: "401 from api.openai.com". Never a secret. */
  origin?: string
}

const saved = 'Your message is saved.'

/** Puts a failure into words. */
export function errorInWords(failure: Failure): ErrorInWords {
  if (isAccountFailure(failure)) return accountErrorInWords(failure)
  const { code, data } = failure
  switch (code) {
    case 'DATABASE_FAILED':
      return { title: 'The database does not answer', detail: `What you wrote stays in the field. ${data.reason}` }
    case 'DATABASE_BUSY':
      return {
        title: 'Another Kith is using this data folder',
        detail: `${data.pid === null ? 'It' : `Process ${data.pid}`} has ${data.folder} open. Close it, or start this one with KITH_DATA set to another folder.`,
      }
    case 'DATABASE_NEWER':
      return {
        title: 'This data was made by a newer Kith',
        detail: `It is at version ${data.version}, which this Kith does not know. Nothing was changed. Update Kith, then start again.`,
      }
    case 'DATABASE_DAMAGED':
      return {
        title: 'The database is damaged',
        detail: `${data.reason} Nothing was deleted: it is still in ${data.folder}. ${
          data.backup
            ? `The newest good backup is of ${inWords(data.backup.madeAt)}; what was written after it would be missing.`
            : 'There is no backup.'
        }`,
      }
    case 'DISK_FULL':
      return {
        title: 'The disk is full',
        detail: `There is no room for ${data.folder}. What was saved is safe. Make room, then try again.`,
      }
    case 'FOLDER_NOT_WRITABLE':
      return {
        title: 'Kith cannot write in its data folder',
        detail: `${data.folder}: ${data.reason} Give your account the right to write there, or start Kith with KITH_DATA set to another folder.`,
      }
    case 'BACKUP_FAILED':
      return { title: 'The backup could not be made', detail: `Your data is as it was. ${data.reason}` }
    case 'BACKUP_UNUSABLE':
      return {
        title: 'This backup cannot be restored',
        detail: `Your data is as it was. ${data.file}: ${data.reason}`,
      }
    case 'MIGRATION_FAILED':
      return {
        title: 'Kith could not update its database',
        detail: `Nothing was changed. ${data.file}, statement ${data.statement}: ${data.reason}`,
      }
    case 'NOT_SIGNED_IN':
      return { title: 'No account is open', detail: 'Kith could not sign in to its database. Start it again.' }
    case 'ACCOUNT_UNCLEAR':
      return {
        title: 'Whose Kith is this?',
        detail: data.isRefused ? 'This password is not right.' : 'Choose your account. Kith remembers it.',
      }
    case 'NOT_ALLOWED':
      return { title: 'This is not allowed', detail: data.reason }
    case 'CONFLICT':
      return { title: 'This could not be done', detail: data.reason }
    case 'NOT_FOUND':
      return { title: `This ${data.kind} is not here any more`, detail: 'It may have been deleted in another window.' }
    case 'INVALID':
      return { title: 'This was not accepted', detail: data.reason }
    case 'MESSAGE_TOO_LONG':
      return {
        title: 'This message is too long',
        detail: `It has ${data.length.toLocaleString('en')} characters; one message can have ${data.limit.toLocaleString('en')}. Nothing was sent. Shorten it, or send it in parts.`,
      }
    case 'QUESTION_TOO_LARGE':
      return {
        title: `This message is more than ${data.model} takes at once`,
        detail: `It has about ${data.tokens.toLocaleString('en')} tokens, and there is room for ${data.room.toLocaleString('en')}. ${saved} Nothing was sent to the model. Choose one that takes more, or send it in parts.`,
      }
    case 'FILE_REFUSED':
      return { title: `${data.name} cannot be attached`, detail: whyRefused[data.why] }
    case 'THREAD_FILE_REFUSED':
      return { title: `${data.name} cannot be opened`, detail: whyNotOpened[data.why] }
    case 'THREAD_NOT_SAVED':
      return { title: 'The thread was not saved', detail: `It stays as it is in Kith. ${data.reason}` }
    case 'RUN_IN_PROGRESS':
      return { title: 'This thread is being answered', detail: 'Wait for the answer or stop it, then send again.' }
    case 'SETTINGS_NOT_SAVED':
      return { title: 'The settings could not be saved', detail: data.reason }
    case 'PROVIDER_KEY_MISSING':
      return { title: `${data.provider} needs a key`, detail: `${saved} Nothing was sent to ${data.provider}.` }
    case 'PROVIDER_KEY_REJECTED':
      return {
        title: `${data.provider} did not accept the key`,
        detail: `It may have been revoked or mistyped. ${saved.slice(0, -1)}, and nothing was charged.`,
        origin: origin(data),
      }
    case 'PROVIDER_FORBIDDEN':
      return {
        title: `${data.provider} does not allow this`,
        detail: `The key is good, and not for this model or region. ${saved.slice(0, -1)}, and nothing was charged.`,
        origin: origin(data),
      }
    case 'PROVIDER_MODEL_UNKNOWN':
      return {
        title: `${data.provider} does not know the model ${data.model}`,
        detail: `It may have another name, or the address may be of another kind. ${saved}`,
        origin: origin(data),
      }
    case 'PROVIDER_RATE_LIMITED':
      return {
        title: data.noCredit
          ? `There is no credit left at ${data.provider}`
          : data.retryAfterSeconds === null
            ? `${data.provider} asks to wait`
            : `${data.provider} asks to wait ${data.retryAfterSeconds} seconds`,
        detail: `${data.noCredit ? 'Top it up there, or choose another model.' : 'Too many requests, or no credit left.'} ${saved}`,
        origin: origin(data),
      }
    case 'PROVIDER_REFUSED':
      return { title: `${data.provider} refused the request`, detail: `${data.reason} ${saved}`, origin: origin(data) }
    case 'IMAGES_NOT_TAKEN':
      return {
        title: `${data.model} does not take these images`,
        detail: `${data.provider} says: ${data.reason} ${saved} Answer it without the images, or choose another model and try again.`,
        origin: origin(data),
      }
    case 'PROVIDER_FAILED':
      return {
        title: `${data.provider} has a problem of its own`,
        detail: `This is on their side. ${saved} Try again in a moment.`,
        origin: origin(data),
      }
    case 'PROVIDER_UNREACHABLE':
      return {
        title: `No connection to ${data.provider}${data.host ? ` at ${data.host}` : ''}`,
        detail: `${isLoopback(data.host) ? 'Is it running?' : 'Is this computer online?'} ${saved}`,
        origin: data.reason,
      }
    case 'PROVIDER_TIMEOUT':
      return {
        title: `${data.provider} did not answer`,
        detail: `Kith waited ${data.seconds} seconds. ${saved} What arrived is kept.`,
        origin: origin(data),
      }
    case 'STREAM_BROKEN':
      return { title: 'The answer broke off', detail: 'What arrived is kept.', origin: origin(data) }
    case 'STREAM_GARBLED':
      return {
        title: `${data.provider} sent something that is not an answer`,
        detail: 'What arrived before it is kept.',
        origin: origin(data),
      }
    case 'RUN_INTERRUPTED':
      return { title: 'Kith was closed while this was being answered', detail: 'What arrived is kept.' }
    case 'ANSWER_NOT_STORED':
      return {
        title: 'The answer could not be stored',
        detail: `It is on screen; copy what you want to keep before you close this. ${data.reason}`,
      }
    case 'UPDATE_FAILED':
      return { ...whyNotUpdated[data.why], ...(data.why === 'other' && { origin: data.reason }) }
    case 'DATABASE_UNREACHABLE':
      return {
        title: 'The project cannot be reached',
        detail: 'What you wrote stays in the field. Kith goes on trying.',
        origin: `${data.url}: ${data.reason}`,
      }
    case 'SCHEMA_OUTDATED':
      return data.isEmpty
        ? { title: 'This project is not set up for Kith', detail: `${data.url} has none of Kith’s tables yet.` }
        : {
            title: 'This project’s database is older than this Kith',
            detail: `${data.missing?.length === 1 ? 'One migration is' : data.missing ? `${data.missing.length} migrations are` : 'Some migrations are'} missing in ${data.url}. Nothing was changed.`,
          }
    case 'KEY_REFUSED':
      return data.why === 'secret'
        ? {
            title: 'This key opens everything',
            detail:
              'Kith takes no secret and no service_role key: whoever has it reads and changes what belongs to everybody. Use the publishable key (or anon key), and if this one has been shown anywhere, make a new one.',
          }
        : {
            title: 'The project does not know this key',
            detail: 'Copy it again from the project’s settings, API keys.',
          }
    case 'NOT_IN_THIS_PROFILE':
      return {
        title: 'Not in this profile',
        detail: 'Backups of a project are made where it is hosted; those here are of the database on this computer.',
      }
  }
}

const whyNotUpdated: Record<ErrorDataOf<'UPDATE_FAILED'>['why'], { title: string; detail: string }> = {
  unreachable: {
    title: 'New versions cannot be reached',
    detail: 'Kith goes on as it is. Look at the connection of this computer, then try again.',
  },
  unpublished: {
    title: 'No version is published there',
    detail: 'Kith goes on as it is. It may be that one is being published just now; try again later.',
  },
  untrusted: {
    title: 'The update is not what was published',
    detail: 'It broke off or was changed on its way, and was thrown away. Kith goes on as it is; try again.',
  },
  other: { title: 'The update did not work', detail: 'Kith goes on as it is. Try again.' },
}

const whyRefused: Record<ErrorDataOf<'FILE_REFUSED'>['why'], string> = {
  'too-large': 'It is larger than 10 MB. Attach a part of it, or a smaller copy.',
  empty: 'There is nothing in it.',
  kind: 'Kith takes images (PNG, JPEG, GIF, WebP), PDFs and plain text of any kind. Save it as one of these.',
  encoding: 'It looks like text in an encoding Kith does not know. Save it as UTF-8.',
  damaged: 'It is an image that breaks off. Save it again where it comes from.',
  'too-many-pixels': 'It has more than 50 million pixels. Save a smaller copy.',
}

const whyNotOpened: Record<ErrorDataOf<'THREAD_FILE_REFUSED'>['why'], string> = {
  'too-large': 'It is larger than 96 MB, which Kith never saves. Nothing of it was read.',
  'not-kith': 'It is no thread that was saved by Kith. Nothing was changed.',
  newer: 'It was saved by a newer Kith. Update Kith, then open it again.',
  damaged: 'It is not whole or was changed, and Kith opens none of it. Save the thread again where it comes from.',
  'too-many-messages': 'It has more than 20,000 messages. Nothing of it was stored.',
  unreadable: 'The system does not let Kith read it. It may have been moved, or belong to somebody else.',
}

function origin(data: { host?: string | undefined; status?: number | undefined }): string | undefined {
  if (!data.host) return data.status === undefined ? undefined : String(data.status)
  return data.status === undefined ? data.host : `${data.status} from ${data.host}`
}

function inWords(time: string): string {
  return new Date(time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
}

function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.|\[?::1)/.test(host)
}
