// Any conversation, played on Mastra's store and on ours at once: after every step both say the same. Moments differ, so
// that nothing depends on how ties are broken, which is the one thing they do differently here.
import type { MastraDBMessage } from '@mastra/core/agent'
import { InMemoryStore } from '@mastra/core/storage'
import type { MemoryStorage, StorageListMessagesInput, StorageListMessagesOutput } from '@mastra/core/storage'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, change, messageOf, seen, threadOf } from './making'
import { domainsOf, isOurs, stores, useWorld } from './world'

const anyTag = fc.constantFrom(null, true, false, 0, 1, '1', 'a')
const anyPlaces = fc.array(fc.nat(30), { maxLength: 4 })
// InMemoryStore returns every other role as 'user' after a change.
const anyRole = fc.constantFrom('user' as const, 'assistant' as const)
const anyList = fc.record(
  {
    perPage: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(false as const)),
    page: fc.nat(2),
    isBackwards: fc.boolean(),
    isScoped: fc.boolean(),
    from: fc.nat(40),
    until: fc.nat(40),
    tag: anyTag,
    included: anyPlaces,
    before: fc.nat(3),
    after: fc.nat(3),
  },
  { requiredKeys: ['isBackwards', 'isScoped'] },
)

// A title of nothing but spaces is none here, and InMemoryStore keeps it.
const anyTitle = fc.string().filter((title) => title === '' || title.trim() !== '')

const anyStep = fc.oneof(
  fc.record({
    do: fc.constant('say' as const),
    thread: fc.nat(2),
    tags: fc.array(anyTag, { minLength: 1, maxLength: 4 }),
    role: anyRole,
  }),
  fc.record({ do: fc.constant('say again' as const), which: anyPlaces, role: anyRole }),
  fc.record({ do: fc.constant('tag' as const), which: anyPlaces, tag: anyTag, key: fc.constantFrom('tag', 'other') }),
  fc.record({ do: fc.constant('move' as const), which: anyPlaces, thread: fc.nat(2) }),
  fc.record({ do: fc.constant('delete' as const), which: anyPlaces }),
  fc.record({
    do: fc.constant('rename' as const),
    thread: fc.nat(2),
    title: anyTitle,
    key: fc.constantFrom('a', 'b'),
    tag: anyTag,
  }),
  fc.record({ do: fc.constant('copy' as const), thread: fc.nat(2), which: anyPlaces }),
  fc.record({ do: fc.constant('list' as const), thread: fc.nat(2), list: anyList }),
)
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never

describe.each(stores.filter(isOurs))('a conversation in %s and in InMemoryStore', (name) => {
  const world = useWorld(name)

  test('is the same', async () => {
    const { memory: reference } = await domainsOf(new InMemoryStore())
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 25 }), async (steps) => {
        const play = await begin(
          [reference, world.memory],
          [await world.newResource(), await world.newResource(), await world.newResource()],
        )
        for (const step of steps) {
          const [asked, ours] = await play(step)
          expect(ours, `after ${JSON.stringify(step)}`).toEqual(asked)
        }
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })
})

/** Three threads, two of one resource; copies, whose ids differ, go to the third. What is returned plays one step on both stores and gives what each says then. */
async function begin(memories: MemoryStorage[], resources: string[]) {
  const threads = [0, 1, 2].map((number) => threadOf(resources[number % 2]!, { title: String(number) }))
  for (const memory of memories) for (const thread of threads) await memory.saveThread({ thread: { ...thread } })
  const messages: MastraDBMessage[] = []
  let made = 0

  const onBoth = <T>(work: (memory: MemoryStorage) => Promise<T>) => Promise.all(memories.map(work))
  const chosen = (places: number[] = []) =>
    places.flatMap((place) => (messages.length ? [messages[place % messages.length]!] : []))
  const ids = (places?: number[]) => chosen(places).map(({ id }) => id)

  async function play(step: Step): Promise<unknown[]> {
    const thread = threads['thread' in step ? step.thread : 0]!
    switch (step.do) {
      case 'say': {
        const said = step.tags.map((tag) => {
          // Each moment once, and not in the order of arrival.
          const number = made++
          const moment = (number * 7) % 41
          const message = messageOf(thread, `message ${number}`, {
            role: step.role,
            createdAt: at(moment * 100 + number),
          })
          message.content.metadata = { tag }
          return message
        })
        messages.push(...said)
        return onBoth(async (memory) =>
          (await memory.saveMessages({ messages: structuredClone(said) })).messages.map(seen),
        )
      }
      case 'say again': {
        const found = await memories[0]!.listMessagesById({ messageIds: ids(step.which) })
        const again = found.messages.map((message) => ({
          ...messageOf({ id: message.threadId!, resourceId: message.resourceId! }, 'said again'),
          id: message.id,
          createdAt: message.createdAt,
          role: step.role,
        }))
        return onBoth(async (memory) =>
          (await memory.saveMessages({ messages: structuredClone(again) })).messages.map(seen),
        )
      }
      case 'tag': {
        const changes = [...new Set(ids(step.which))].map((id) => ({
          id,
          content: { metadata: { [step.key]: step.tag } },
        }))
        return onBoth(async (memory) => sorted(await change(memory, ...structuredClone(changes))))
      }
      case 'move': {
        const changes = [...new Set(ids(step.which))].map((id) => ({
          id,
          threadId: thread.id,
          resourceId: thread.resourceId,
        }))
        return onBoth(async (memory) => sorted(await change(memory, ...structuredClone(changes))))
      }
      case 'delete': {
        const gone = ids(step.which)
        await onBoth((memory) => memory.deleteMessages(gone))
        messages.splice(0, messages.length, ...messages.filter(({ id }) => !gone.includes(id)))
        return onBoth((memory) => memory.listMessagesById({ messageIds: gone }))
      }
      case 'rename':
        return onBoth(async (memory) => {
          const metadata = { [step.key]: step.tag }
          const { updatedAt: _, ...rest } = await memory.updateThread({ id: thread.id, title: step.title, metadata })
          return { ...rest, metadata: { ...rest.metadata } }
        })
      case 'copy':
        return onBoth(async (memory) => {
          const options = { messageFilter: { messageIds: ids(step.which) } }
          const { clonedMessages, messageIdMap = {} } = await memory.cloneThread({
            sourceThreadId: thread.id,
            resourceId: resources[2],
            options,
          })
          const first = new Map(Object.entries(messageIdMap).map(([from, to]) => [to, from]))
          return clonedMessages.map((message) => ({ ...seen(message), id: first.get(message.id), threadId: thread.id }))
        })
      case 'list':
        return onBoth(async (memory) => [
          shown(
            await memory.listMessages({
              ...optionsOf(step.list),
              threadId: thread.id,
              resourceId: step.list.isScoped ? thread.resourceId : undefined,
            }),
          ),
          shown(
            await memory.listMessages({
              ...optionsOf(step.list),
              threadId: threads.map(({ id }) => id),
              include: undefined,
            }),
          ),
          (
            await memory.listMessagesByResourceId({ ...optionsOf(step.list), resourceId: thread.resourceId })
          ).messages.map(seen),
        ])
    }
  }

  function optionsOf(list: Extract<Step, { do: 'list' }>['list']): Partial<StorageListMessagesInput> {
    const { perPage, page = 0, isBackwards, from, until, tag, included } = list
    return {
      ...(perPage !== undefined && { perPage }),
      page: perPage === false ? 0 : page,
      orderBy: { field: 'createdAt', direction: isBackwards ? 'DESC' : 'ASC' },
      include:
        included &&
        ids(included).map((id) => ({ id, withPreviousMessages: list.before, withNextMessages: list.after })),
      filter: {
        dateRange: {
          start: from === undefined ? undefined : at(from * 100),
          end: until === undefined ? undefined : at(until * 100),
        },
        ...(tag !== undefined && { metadata: { tag } }),
      },
    }
  }

  return play
}

const shown = ({ messages, ...rest }: StorageListMessagesOutput) => ({ ...rest, messages: messages.map(seen) })

/** In which order changed messages are returned is nobody's promise. */
const sorted = (messages: MastraDBMessage[]) => messages.map(seen).toSorted((a, b) => (a.id < b.id ? -1 : 1))
