// Whether every link, anchor, picture and file name in the documentation leads somewhere. Part of `npm run check`.
import { root } from './bootstrap/project.mjs'
import { brokenLinks } from './docs/broken-links.mjs'

const broken = brokenLinks(root)
for (const { page, line, target, why } of broken) console.error(`${page}:${line}: ${target} ${why}`)
if (broken.length > 0) process.exitCode = 1
