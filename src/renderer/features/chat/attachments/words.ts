import { ATTACHMENT_COUNT_LIMIT } from '../../../../shared/domain/attachment'
import type { LeftOutReason } from './reasons'

export const words = {
  attach: 'Attach files',
  attachHint: `Images, PDFs and texts, up to ${ATTACHMENT_COUNT_LIMIT}, 10 MB each. Paste or drop them, too.`,
  drop: 'Drop to attach',
  attached: 'Attached files',
  remove: (name: string) => `Remove ${name}`,
  reading: (name: string, percent: number) => `${name}: ${percent} %`,
  ready: (name: string) => `${name} is attached`,
  tryAgain: 'Try again',
  elsewhere: 'on its way, from another window',
  lost: 'Not attached: the page was loaded again before it was there. Choose it once more.',
  madeSmaller: 'made smaller',
  waitForFiles: 'Wait until the files are there, then send.',
  tooMany: {
    title: `One message can have ${ATTACHMENT_COUNT_LIMIT} files`,
    detail: 'The others were not attached. Send these first, or remove some.',
  },
  tooLargeTogether: {
    title: 'These files are too large together',
    detail: 'One message can have 30 MB. Remove one, or send them in parts.',
  },
  folder: 'A folder cannot be attached. Choose the files in it.',
  noImages: (model: string) =>
    `${model} does not take images. It is told their names only; choose another model to show them.`,
  practiceReadsNothing: 'The practice model reads no files. It is told their names only; connect a model to show them.',
  thisModel: 'This model',

  image: (name: string) => `Image ${name}`,
  kinds: { image: 'Image', pdf: 'PDF', text: 'Text' },
  open: 'Open',
  openNamed: (name: string) => `Open ${name}`,
  save: 'Save',
  saveNamed: (name: string) => `Save ${name}`,
  close: 'Close',
  previous: 'Previous image',
  next: 'Next image',
  placeOf: (place: number, all: number) => `${place} of ${all}`,
  loading: (name: string) => `Reading ${name}`,
  gone: 'This file is not here any more',
  broken: 'This image cannot be shown',
  goneHint: 'It was forgotten, or is not in this database.',
  cut: 'The beginning is shown. Save it to read all of it.',

  receipt: {
    title: 'Files',
    given: 'Given to the model',
    unnamed: 'A file that is not here any more',
    reasons: {
      'not taken': 'This model does not take it',
      budget: 'There was no space left',
      repeated: 'Given where it was attached again',
      gone: 'It was not here any more',
      unreadable: 'No text could be read in it',
    } satisfies Record<LeftOutReason, string>,
  },
}
