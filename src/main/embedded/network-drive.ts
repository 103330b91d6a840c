// A database on a network drive is not safe: locks may not hold there, and what was synced may be lost. It is said, and
// not refused: some home folders are on one, and many get along.
import { readFileSync } from 'node:fs'
import { realpath } from 'node:fs/promises'

/** The kind of network drive a folder lies on (`nfs4`, `cifs`), or null: on none, as far as can be told here. */
export async function networkDriveOf(folder: string): Promise<string | null> {
  return networkDriveIn(await realpath(folder), process.platform, process.platform === 'linux' ? mounts() : '')
}

// `fuse.*` are programs; these bring a computer elsewhere.
const NETWORK =
  /^(nfs\d?|cifs|smb\d?|smbfs|9p|afs|ncpfs|ceph|glusterfs|lustre|beegfs|davfs|fuse\.(sshfs|rclone|davfs2?|glusterfs|s3fs|gvfsd-fuse))$/

/** @param mounts as in /proc/self/mounts */
export function networkDriveIn(folder: string, platform: NodeJS.Platform, mounts: string): string | null {
  // \\server\share, also with the prefix for long paths.
  if (platform === 'win32') return /^\\\\(?:\?\\UNC\\)?[^?.\\]/.test(folder) ? 'network share' : null
  const [nearest] = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, point = '', type = '']) => ({ point: unescaped(point), type }))
    .filter(({ point }) => point !== '' && isInside(folder, point))
    // A later mount on the same point hides the earlier one.
    .toReversed()
    .toSorted((one, other) => other.point.length - one.point.length)
  return nearest && NETWORK.test(nearest.type) ? nearest.type : null
}

const isInside = (folder: string, point: string) => point === '/' || folder === point || folder.startsWith(`${point}/`)

// Spaces in mount points are written as octal numbers.
const unescaped = (text: string) =>
  text.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

function mounts(): string {
  try {
    return readFileSync('/proc/self/mounts', 'utf8')
  } catch {
    return ''
  }
}
