// Which receipts are open in this window: who follows one to its source and comes back finds it as it was.
const open = new Set<string>()

export const isReceiptOpen = (messageId: string): boolean => open.has(messageId)

export function keepReceiptOpen(messageId: string, isOpen: boolean): void {
  if (isOpen) open.add(messageId)
  else open.delete(messageId)
}
