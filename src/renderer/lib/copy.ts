/** Puts text on the clipboard. Rejects when neither way is allowed here. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch (cause) {
    // The page may not be allowed to use the clipboard by itself; a copy command of the person's own click may.
    if (!copyBySelection(text)) throw new Error('This window may not write to the clipboard.', { cause })
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.style.cssText = 'position: fixed; inset: 0; opacity: 0'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}
