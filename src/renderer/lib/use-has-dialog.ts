import { useSyncExternalStore } from 'react'

/** Whether a dialog or a sheet is open. Each stands in the body, beside the page. */
export const useHasDialog = () => useSyncExternalStore(listen, hasDialog)

const hasDialog = () => document.querySelector('[role=dialog], [role=alertdialog]') !== null

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.body, { childList: true })
  return () => observer.disconnect()
}
