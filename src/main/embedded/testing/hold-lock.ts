// Owns a folder until it is killed.
import { takeOwnerLock } from '../owner-lock'

takeOwnerLock(process.argv[2] ?? '')
process.stdout.write('owner\n')
setInterval(() => {}, 60_000)
