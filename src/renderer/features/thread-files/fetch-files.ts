/** Has the browser keep what main offers at these addresses, one after the other: a browser drops some of many at once. */
export async function fetchFiles(files: readonly { name: string; address: string }[]): Promise<void> {
  for (const [at, { name, address }] of files.entries()) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, 250))
    const link = document.createElement('a')
    link.href = address
    link.download = name
    link.click()
  }
}
