import { openThreadFiles } from '../../state/thread-files'

/** Asks for a file to open. Whoever thinks better of it leaves everything as it was. */
export function chooseThreadFile(): void {
  const field = document.createElement('input')
  field.type = 'file'
  field.accept = '.kith'
  field.multiple = true
  field.addEventListener('change', () => {
    openThreadFiles([...(field.files ?? [])].map((file) => ({ kind: 'here', file })))
  })
  field.click()
}
