// Resources: what is known of whoever talks, as working memory and metadata.
import { describe, expect, test } from 'vitest'
import { at, everyJsonType, numbered } from './making'
import { isOurs, stores, useWorld } from './world'

const unknown = '11111111-1111-4111-8111-111111111111'

describe.each(stores)('a resource in %s', (name) => {
  const world = useWorld(name)

  const get = (resourceId: string) => world.memory.getResourceById({ resourceId })

  test('is null until something is known', async () => {
    for (const resourceId of [await world.newResource(), 'user-1', '', ' ', `${unknown}:${unknown}`]) {
      expect(await get(resourceId)).toBeNull()
    }
  })

  test('comes back as it was saved, with metadata of every JSON type', async () => {
    const id = await world.newResource()
    const saved = {
      id,
      workingMemory: '# Ana\n- Dog: Max',
      metadata: everyJsonType,
      createdAt: at(1),
      updatedAt: at(2),
    }
    const dates = { createdAt: expect.any(Date), updatedAt: expect.any(Date) }
    expect(await world.memory.saveResource({ resource: { ...saved } })).toEqual({ ...saved, ...dates })
    expect(await get(id)).toEqual({ ...saved, ...dates })
    await world.memory.saveResource({ resource: { ...saved, workingMemory: '- Dog: Moritz', updatedAt: at(3) } })
    expect(await get(id)).toEqual({ ...saved, workingMemory: '- Dog: Moritz', ...dates })
  })

  test('is made by changing it', async () => {
    const [one, two] = [await world.newResource(), await world.newResource()]
    const made = await world.memory.updateResource({ resourceId: one, workingMemory: 'known' })
    expect(made).toMatchObject({ id: one, workingMemory: 'known', createdAt: expect.any(Date) })
    expect(await get(one)).toMatchObject({ id: one, workingMemory: 'known' })
    await world.memory.updateResource({ resourceId: two, metadata: { a: 1 } })
    const found = await get(two)
    expect(found).toMatchObject({ id: two, metadata: { a: 1 } })
    expect(found?.workingMemory ?? '').toBe('')
  })

  test('changed in part keeps the rest, and says when', async () => {
    const resourceId = await world.newResource()
    const made = await world.memory.updateResource({
      resourceId,
      workingMemory: 'one',
      metadata: { a: 1, deep: { b: 1 } },
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    await world.memory.updateResource({ resourceId, metadata: { deep: { c: 2 }, d: null } })
    expect(await get(resourceId)).toMatchObject({
      workingMemory: 'one',
      metadata: { a: 1, deep: { c: 2 }, d: null },
      createdAt: made.createdAt,
    })
    const changed = await world.memory.updateResource({ resourceId, workingMemory: 'two' })
    expect(changed).toMatchObject({ workingMemory: 'two', metadata: { a: 1, deep: { c: 2 }, d: null } })
    expect(changed.updatedAt.getTime()).toBeGreaterThan(made.updatedAt.getTime())
    expect(await get(resourceId)).toEqual(changed)
  })

  test('can know nothing, which is not the same as having said nothing', async () => {
    const resourceId = await world.newResource()
    await world.memory.updateResource({ resourceId, workingMemory: 'one' })
    await world.memory.updateResource({ resourceId, workingMemory: '' })
    expect((await get(resourceId))?.workingMemory ?? '').toBe('')
    expect(await get(resourceId)).not.toBeNull()
    await world.memory.updateResource({ resourceId, workingMemory: 'two' })
    expect((await get(resourceId))?.workingMemory).toBe('two')
  })

  test('keeps long and strange notes', async () => {
    const resourceId = await world.newResource()
    const notes = ['- é́ 👩‍👩‍👧‍👦\r\n\t\u202e{"a": [1]}', `  # ${'Line of notes. '.repeat(1000)}\n\n`]
    for (const workingMemory of notes) {
      await world.memory.updateResource({ resourceId, workingMemory })
      expect((await get(resourceId))?.workingMemory).toBe(workingMemory)
    }
  })

  test('changed in different parts at once loses nothing, from two computers', async () => {
    const resourceId = await world.newResource()
    const other = await world.anotherComputer()
    const keys = numbered(20).map((number) => `key_${number}`)
    await Promise.all([
      world.memory.updateResource({ resourceId, workingMemory: 'meanwhile' }),
      ...keys.map((key, index) =>
        (index % 2 ? world : other).memory.updateResource({ resourceId, metadata: { [key]: index } }),
      ),
    ])
    expect(await get(resourceId)).toMatchObject({
      workingMemory: 'meanwhile',
      metadata: Object.fromEntries(keys.map((key, index) => [key, index])),
    })
    expect(await other.memory.getResourceById({ resourceId })).toEqual(await get(resourceId))
  })

  test('is given as a copy, and apart from others', async () => {
    const [one, two] = [await world.newResource(), await world.newResource()]
    await world.memory.updateResource({ resourceId: one, workingMemory: 'one', metadata: { a: 1 } })
    await world.memory.updateResource({ resourceId: two, workingMemory: 'two' })
    const mine = await get(one)
    Object.assign(mine!, { workingMemory: 'changed by the reader' })
    Object.assign(mine!.metadata!, { a: 2 })
    expect(await get(one)).toMatchObject({ workingMemory: 'one', metadata: { a: 1 } })
    expect((await get(two))?.workingMemory).toBe('two')
  })

  test('is not taken away with its threads', async () => {
    const thread = await world.newThread()
    await world.memory.updateResource({ resourceId: thread.resourceId, workingMemory: 'stays' })
    await world.memory.deleteThread({ threadId: thread.id })
    expect((await get(thread.resourceId))?.workingMemory).toBe('stays')
  })

  test.runIf(isOurs(name))(
    'of nobody, or somebody else, cannot be written (InMemoryStore knows no owners)',
    async () => {
      const userId = (await world.newResource()).split(':')[0]!
      for (const id of ['', 'user-1', `${unknown}:${unknown}`, `${userId}:${unknown}`, `${userId}:x`]) {
        const resource = { id, workingMemory: 'x', createdAt: at(0), updatedAt: at(0) }
        for (const call of [
          () => world.memory.saveResource({ resource }),
          () => world.memory.updateResource({ resourceId: id, workingMemory: 'x' }),
          () => world.memory.updateResource({ resourceId: id, metadata: { a: 1 } }),
        ]) {
          expect(await world.outcomeOf(call()), `with ${id}`).toBe('refused')
        }
        expect(await get(id)).toBeNull()
      }
    },
  )
})
