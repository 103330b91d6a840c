import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../bootstrap/project.mjs'
import { isHeavy, judge } from './judge.mjs'

/** `type` in front of a specifier stands for `import type`. */
function verdict(file: string, written: string) {
  const typeOnly = written.startsWith('type ')
  return judge({ file: `src/${file}`, specifier: written.replace(/^type /, ''), typeOnly })
}

const mayNot = (room: string) => new RegExp(`^${room.replace('.', '\\.')} may (not import|take types from)`)

// [importing file, what it may import, what it may not]
const table: [string, string[], string[]][] = [
  [
    'shared/contract/chat.ts',
    ['zod', '@orpc/contract', '../errors', '../domain/message', './base'],
    ['node:crypto', '@orpc/server', '../../main/app', 'react', '../../renderer/lib/dates'],
  ],
  [
    'shared/domain/message.ts',
    ['zod', './resource-key'],
    ['../contract/chat', '../errors', '@orpc/contract', 'node:fs'],
  ],
  [
    'main/index.ts',
    ['./app', './shell', './files/data-folder', '../shared/errors', 'electron', 'node:path'],
    ['./host/start-browser-host', './router', './embedded/open-database', 'type ./database/call', 'ws'],
  ],
  [
    'main/browser-host.ts',
    ['./app', './host/start-browser-host', '../shared/errors'],
    ['./shell', './assistant', 'electron', 'ws', './settings'],
  ],
  [
    'main/app/index.ts',
    [
      '../router',
      '../api',
      '../assistant',
      '../store',
      '../database',
      '../embedded/data-process?modulePath',
      '../settings',
      '../files/data-folder',
      '../../shared/errors',
      'node:path',
      'type @mastra/core',
    ],
    [
      '../shell',
      '../host/doors',
      'type ../host/doors',
      'electron',
      'ws',
      '@supabase/supabase-js',
      '@mastra/core/agent',
    ],
  ],
  [
    'main/shell/index.ts',
    [
      '../app',
      '../diagnostics/log',
      '../files/page-files',
      '../../shared/security-headers',
      'electron',
      'electron-updater',
    ],
    ['../host/doors', '../router', '../settings', '../database', 'ws', '@orpc/server/message-port'],
  ],
  [
    'main/host/accept-sockets.ts',
    ['../app', '../files/page-files', '../../shared/security-headers', 'ws', 'node:http'],
    ['../shell', '../router/serve', 'type ../settings', 'electron', '@orpc/server/ws'],
  ],
  [
    'main/router/chat.ts',
    ['../assistant', '../database/call', '../settings', '../../shared/contract', '@orpc/server', 'type @mastra/core'],
    ['../store', '../embedded/protocol', '../app', 'type ../app/host', '@mastra/core', '@orpc/client', 'hono'],
  ],
  [
    'main/api/index.ts',
    ['../assistant', '../database/call', 'hono', '@hono/node-server', '@orpc/server'],
    ['../router', 'ws'],
  ],
  [
    'main/assistant/agent.ts',
    [
      '../store',
      '../database/call',
      '../settings',
      '../../shared/errors',
      '@mastra/core/agent',
      '@ai-sdk/openai',
      'ai',
    ],
    ['../router', '../app', '../embedded/protocol', '@supabase/supabase-js', '@electric-sql/pglite', 'electron'],
  ],
  [
    'main/store/threads.ts',
    [
      '../../shared/domain/resource-key',
      'type ../database/call',
      '@mastra/core/storage',
      '@mastra/memory',
      'node:crypto',
    ],
    ['../database/call', '../../shared/errors', 'type ../settings', '../assistant', '@ai-sdk/openai', 'lodash'],
  ],
  [
    'main/database/open.ts',
    ['../../shared/errors', '@supabase/supabase-js', './database.types'],
    ['../embedded/open-database', 'type ../embedded/protocol', '../settings', '@mastra/core', 'jose'],
  ],
  [
    'main/embedded/open-database.ts',
    [
      '../../shared/errors',
      '@electric-sql/pglite',
      '@electric-sql/pglite/contrib/pg_trgm',
      'jose',
      'bcryptjs',
      './bootstrap.sql?raw',
      '../../../supabase/migrations/20260101000000_first.sql?raw',
      'node:worker_threads',
    ],
    ['../database/call', '../diagnostics/log', 'type ../settings', 'electron', '@supabase/supabase-js', '@mastra/core'],
  ],
  [
    'main/settings/index.ts',
    ['../../shared/contract', '../files/write-atomically', 'type ../app/host', 'zod', 'node:fs'],
    ['../app/host', '../database', '../assistant', 'type ../router/context', 'electron'],
  ],
  [
    'main/files/data-folder.ts',
    ['../../shared/errors', 'node:fs', 'zod'],
    ['../diagnostics/log', '../settings', 'electron', 'ws'],
  ],
  ['preload/index.ts', ['electron'], ['../shared/errors', '../main/app', 'zod', 'node:fs', '../renderer/wire/connect']],
  [
    'renderer/start.tsx',
    ['./wire/connect', './state/session', './features/chat/Chat', './ui/Button', './lib/dates', './app/App', 'react'],
    ['../main/app', 'type ../main/router/context', '../preload', 'electron', 'node:path', '@orpc/client', 'zod'],
  ],
  [
    'renderer/features/chat/Chat.tsx',
    ['../../state/session', '../../ui/Button', '../../lib/dates', '../../wire/query', './Message', 'streamdown'],
    [
      '../threads/ThreadList',
      'type ../threads/ThreadList',
      '../../main',
      '@orpc/client',
      'type ../../../main/app/host',
    ],
  ],
  [
    'renderer/state/session.ts',
    ['../lib/dates', '../wire/connect', 'type ../../shared/contract', '../../shared/errors-in-words', 'zustand'],
    ['../features/chat/Chat', '../ui/Button', '../../shared/contract', '../../shared/errors', '@orpc/client'],
  ],
  [
    'renderer/ui/Button.tsx',
    ['../lib/keyboard', 'radix-ui', 'lucide-react', './Spinner'],
    ['../state/session', '../wire/connect', 'type ../../shared/contract', '../features/chat/Chat', 'node:util'],
  ],
  [
    'renderer/lib/dates.ts',
    ['./locale', '../../shared/domain/resource-key', 'react'],
    [
      '../ui/Button',
      '../state/session',
      '../wire/connect',
      '../../shared/domain/message',
      'type ../../shared/contract',
    ],
  ],
  [
    'renderer/wire/connect.ts',
    ['@orpc/client', '@orpc/client/websocket', '@orpc/tanstack-query', 'type ../../shared/contract', '../lib/delay'],
    [
      '../../shared/contract',
      '../../shared/contract/index',
      '../state/session',
      '@orpc/server',
      'type ../../main/router',
    ],
  ],
]

for (const [file, allowed, forbidden] of table) {
  describe(file, () => {
    test.each(allowed)('may import %s', (written) => {
      expect(verdict(file, written)).toBeNull()
    })
    test.each(forbidden)('may not import %s', (written) => {
      expect(verdict(file, written)).toMatch(/ may (not import|take types from) /)
    })
  })
}

describe('what is said of a refused import', () => {
  test('names both rooms and where the line belongs', () => {
    expect(verdict('main/router/chat.ts', '../embedded/open-database')).toMatch(mayNot('main/router'))
    expect(verdict('main/router/chat.ts', '../embedded/open-database')).toMatch(
      /main\/embedded: .*belongs to main\/assistant/,
    )
  })

  test('says when a type would be allowed', () => {
    expect(verdict('main/store/threads.ts', '../database/call')).toContain('use `import type`')
    expect(verdict('renderer/state/session.ts', '../../shared/errors')).toContain('zod')
    expect(verdict('main/app/index.ts', '@mastra/core')).toContain('but for its types')
  })

  test('names a folder that the table has forgotten', () => {
    expect(verdict('main/app/index.ts', '../novelties/thing')).toContain('src/main/novelties/thing lies in no room')
  })
})

describe('tests', () => {
  test('may stand up what they need on their side', () => {
    expect(verdict('main/store/threads.test.ts', '../embedded/open-database')).toBeNull()
    expect(verdict('main/store/threads.test.ts', '@electric-sql/pglite')).toBeNull()
    expect(verdict('main/assistant/runs.test.ts', '../../../tests/support/model-server')).toBeNull()
  })

  test('may not join the page and main', () => {
    expect(verdict('renderer/state/session.test.ts', '../../main/router')).toMatch(/tests\/e2e/)
    expect(verdict('main/router/chat.test.ts', '../../renderer/wire/connect')).toMatch(/tests\/e2e/)
  })

  test('lend nothing to what is shipped', () => {
    expect(verdict('main/embedded/open-database.ts', './testing/memory-database')).toContain('must not be shipped')
    expect(verdict('renderer/ui/Button.tsx', './Spinner.test')).toContain('must not be shipped')
    expect(verdict('main/assistant/agent.ts', '../../../tests/support/model-server')).toContain('nothing outside src')
  })
})

test('every file of shared that brings zod along is on the list of those the page takes types from', () => {
  const folder = join(root, 'src/shared')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  )
  const heavy = files.filter((name) =>
    /^(import|export) (?!type).*from '(zod|@orpc\/contract)'/m.test(readFileSync(join(folder, name), 'utf8')),
  )
  expect(heavy.length).toBeGreaterThan(0)
  expect(heavy.filter((name) => !isHeavy(`src/shared/${name.replaceAll('\\', '/')}`))).toEqual([])
})

test('files outside src are not judged', () => {
  expect(judge({ file: 'tests/e2e/chat.test.ts', specifier: 'electron', typeOnly: false })).toBeNull()
  expect(judge({ file: 'scripts/start.mjs', specifier: '../src/main/app', typeOnly: false })).toBeNull()
})
