import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { networkDriveIn, networkDriveOf } from './network-drive'

const mounts = `proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/homes /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/ada/disk ext4 rw 0 0
//nas/data /mnt/my\\040data cifs rw 0 0
me@far: /home/ada/far fuse.sshfs rw 0 0
/dev/fuse /home/ada/vault fuse.gocryptfs rw 0 0
tmpfs /mnt/over tmpfs rw 0 0
other:/x /mnt/over nfs rw 0 0`

test.each([
  ['/var/lib/kith', null],
  ['/home/ada/.local/share/kith/database', 'nfs4'],
  ['/home/ada/disk/kith', null],
  ['/home/ada/diskette', 'nfs4'],
  ['/mnt/my data/kith', 'cifs'],
  ['/home/ada/far/kith', 'fuse.sshfs'],
  ['/home/ada/vault/kith', null],
  ['/mnt/over', 'nfs'],
])('on Linux, %s lies on %s', (folder, drive) => {
  expect(networkDriveIn(folder, 'linux', mounts)).toBe(drive)
})

test.each([
  ['C:\\Users\\ada\\AppData\\Roaming\\Kith', null],
  ['\\\\nas\\homes\\ada', 'network share'],
  ['\\\\?\\UNC\\nas\\homes', 'network share'],
  ['\\\\?\\C:\\Users\\ada', null],
])('on Windows, %s lies on %s', (folder, drive) => {
  expect(networkDriveIn(folder, 'win32', '')).toBe(drive)
})

test('says nothing where nothing can be told', async () => {
  expect(networkDriveIn('/Users/ada', 'darwin', '')).toBeNull()
  expect(await networkDriveOf(tmpdir())).toBeNull()
})
