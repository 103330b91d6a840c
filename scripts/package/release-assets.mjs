// What lies in a release before people see it.

const systems = [
  { files: ['.exe'], update: '' },
  { files: ['.dmg', '.zip'], update: '-mac' },
  { files: ['.AppImage', '.deb'], update: '-linux' },
]

/**
 * A system whose job failed to upload something looks like one that is done.
 * @param {readonly { name: string, size: number }[]} assets
 * @param {string} version
 * @returns {string[]} what is not as it should be
 */
export function wrongAssets(assets, version) {
  const whole = assets.filter(({ size }) => size > 0).map(({ name }) => name)
  return systems.flatMap(({ files, update }) => [
    ...files.flatMap((ending) => {
      const found = whole.filter((name) => name.endsWith(ending) && name.includes(version))
      return found.length === 1 ? [] : [`There are ${found.length} files *${ending} of ${version}.`]
    }),
    // Of a beta, too: on GitHub it is the release that is marked as one.
    ...(whole.includes(`latest${update}.yml`) ? [] : [`latest${update}.yml is missing, and with it updates.`]),
  ])
}
