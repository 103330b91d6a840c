// Holds one import against the table. Pure: paths are relative to the project, with forward slashes.
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { reserved, rooms, roomsOfSeparateFolders, typesOnlyInThePage } from './table.mjs'

/**
 * Whether a file may import something.
 * @param {{ file: string, specifier: string, typeOnly: boolean }} what `file` is the importing one.
 * @returns {string | null} Why not and where it belongs; null when it may.
 */
export function judge({ file, specifier, typeOnly }) {
  const room = roomOf(file)
  if (room === null || !file.startsWith('src/')) return null
  const target = specifier.startsWith('.') ? resolve(file, specifier) : null
  // Tests may reach across rooms to stand things up, but never from the page into main or back.
  if (isTest(file)) return target === null ? null : judgeTest(room, target)
  if (target === null) return judgePackage(room, specifier, typeOnly)
  return judgePath(room, file, target, typeOnly)
}

/** The name of the room a path lies in; null outside of all. */
export function roomOf(path) {
  const candidates = Object.entries(rooms).filter(([, { at }]) => path === at || path.startsWith(`${at}/`))
  const [nearest] = candidates.toSorted(([, a], [, b]) => b.at.length - a.at.length)
  return nearest?.[0] ?? null
}

function resolve(file, specifier) {
  // `?raw`, `?modulePath` and the like say how, not what.
  return posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''))
}

const isTest = (path) => /\.test(\.tsx?)?$/.test(path) || path.includes('/testing/')

function judgeTest(room, target) {
  const targetRoom = roomOf(target)
  if (targetRoom === null || sideOf(room) === sideOf(targetRoom) || sideOf(targetRoom) === 'shared') return null
  return `Tests of ${room} may not import ${targetRoom}: the page and main meet in tests/e2e only.`
}

const sideOf = (room) => room.split('/')[0]

function judgePath(room, file, target, typeOnly) {
  const targetRoom = roomOf(target)
  if (targetRoom === null) {
    if (target.startsWith('src/'))
      return `${target} lies in no room that the import table of scripts/lint/table.mjs names.`
    return `${room} may not import ${target}: nothing outside src is shipped. Test support is for tests.`
  }
  if (isTest(target)) return `${room} may not import ${target}: it is for tests and must not be shipped.`
  if (!mayKnow(room, targetRoom, typeOnly)) {
    const { types = [], belongs } = rooms[room]
    if (includes(types, targetRoom))
      return `${room} may take types from ${targetRoom} only: use \`import type\`. ${belongs}`
    return `${room} may not import ${targetRoom}: ${belongs}`
  }
  if (room === targetRoom && roomsOfSeparateFolders.includes(room) && folderOf(file) !== folderOf(target)) {
    return `${folderOf(file)} may not import ${folderOf(target)}: ${rooms[room].belongs}`
  }
  return judgeWeight(room, target, typeOnly)
}

function mayKnow(room, targetRoom, typeOnly) {
  if (sameRoom(room, targetRoom)) return true
  const { rooms: values, types = [] } = rooms[room]
  return includes(values, targetRoom) || (typeOnly && includes(types, targetRoom))
}

/** shared/domain is a part of shared that may be given alone; shared may use it and not the other way about. */
const sameRoom = (room, targetRoom) => room === targetRoom || (room === 'shared' && targetRoom === 'shared/domain')

const includes = (list, name) => list.includes(name) || (name === 'shared/domain' && list.includes('shared'))

/** The folder of a screen: `renderer/features/chat`. */
function folderOf(path) {
  return path.split('/').slice(1, 4).join('/')
}

function judgeWeight(room, target, typeOnly) {
  if (typeOnly || sideOf(room) !== 'renderer') return null
  return isHeavy(target) ? `${room} may take types from ${target} only: ${typesOnlyInThePage.belongs}` : null
}

/** Whether a file of shared, with or without its ending, brings zod along. */
export function isHeavy(target) {
  return typesOnlyInThePage.paths.some((path) =>
    path.endsWith('/') ? `${target}/`.startsWith(path) : target === path || `${target}.ts` === path,
  )
}

function judgePackage(room, specifier, typeOnly) {
  const { runsOn, packages, belongs } = rooms[room]
  if (isBuiltin(specifier)) {
    if (runsOn === 'node') return null
    return `${room} may not import ${specifier}: it does not run on Node. ${belongs}`
  }
  const rule = reserved.find((one) => one.packages.some((name) => isOf(name, specifier)))
  if (rule && !rule.rooms.includes(room)) {
    const typesAllowed = rule.types === 'everywhere' || rule.types?.includes(room)
    if (typeOnly && typesAllowed) return null
    const hint = typesAllowed ? ' but for its types' : ''
    return `${room} may not import ${specifier}${hint}. ${rule.belongs}`
  }
  if (sideOf(room) === 'renderer' && !typeOnly && typesOnlyInThePage.packages.some((name) => isOf(name, specifier))) {
    return `${room} may not import ${specifier}: ${typesOnlyInThePage.belongs}`
  }
  if (packages && !packages.some((name) => isOf(name, specifier))) {
    return `${room} may not import the package ${specifier}: ${belongs}`
  }
  return null
}

/** Whether a specifier means a package or one of its entries; a bare scope means every package in it. */
const isOf = (name, specifier) => specifier === name || specifier.startsWith(`${name}/`)
