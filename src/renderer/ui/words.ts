export const words = {
  copied: 'Copied',
  couldNotCopy: 'Could not copy',
  copyDetails: 'Copy details',
}
