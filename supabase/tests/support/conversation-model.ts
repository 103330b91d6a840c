// What conversations are, in memory and in the plainest way there is: messages in trees, of which one path is read. The
// property tests hold the database against it.

export interface ModelMessage {
  id: string
  threadId: string
  parent: string | null
  selected: boolean
  isDeleted: boolean
  role: 'user' | 'assistant'
  status: 'complete' | 'streaming' | 'stopped'
  text: string
  /** Milliseconds, as the client said. */
  at: number
  /** In the order in which places were given; a child's is always the larger. */
  place: number
}

export interface ModelThread {
  id: string
  isDeleted: boolean
  /** Place up to which the owner has read. */
  read: number
}

export type NewMessage = Pick<ModelMessage, 'id' | 'threadId' | 'role' | 'text' | 'at'> & { status?: 'streaming' }

export class Conversations {
  readonly threads: ModelThread[] = []
  readonly messages: ModelMessage[] = []
  #places = 0

  addThread(id: string): void {
    this.threads.push({ id, isDeleted: false, read: 0 })
  }

  message(id: string | null): ModelMessage | undefined {
    return this.messages.find((message) => message.id === id)
  }

  /** Everything of a thread, in order. */
  all(threadId: string): ModelMessage[] {
    return this.messages.filter((message) => message.threadId === threadId).toSorted((a, b) => a.place - b.place)
  }

  /** What one reads. */
  path(threadId: string): ModelMessage[] {
    return this.all(threadId).filter((message) => message.selected && !message.isDeleted)
  }

  siblings(of: ModelMessage): string[] {
    return this.all(of.threadId)
      .filter((message) => message.parent === of.parent && !message.isDeleted)
      .map(({ id }) => id)
  }

  /** Adds a message, or says it anew. What is finished is never made unfinished again. */
  save(given: NewMessage): void {
    const present = this.message(given.id)
    if (!present) return this.#add(given, this.#end(given.threadId), true)
    if (given.status === 'streaming' && present.status !== 'streaming') return
    const status = given.status ?? (present.status === 'streaming' ? 'complete' : present.status)
    Object.assign(present, { role: given.role, text: given.text, status, isDeleted: false })
    if (present.threadId !== given.threadId) this.move(present, given.threadId)
  }

  /** Off the path, unless the path ends in its parent. */
  saveBelow(given: NewMessage, parent: ModelMessage): void {
    this.#add(given, parent.id, this.#end(given.threadId) === parent.id)
  }

  /** To the end of another thread; what followed it stays. */
  move(message: ModelMessage, threadId: string): void {
    for (const child of this.messages) if (child.parent === message.id) child.parent = message.parent
    const end = this.message(this.#end(threadId))
    Object.assign(message, { threadId, parent: end?.id ?? null, selected: true })
    if (end && end.place > message.place) message.place = this.#nextPlace()
  }

  startSibling(given: NewMessage, of: ModelMessage): void {
    this.#show(of.threadId, of.parent)
    this.#add(given, of.parent, true)
  }

  selectSibling(message: ModelMessage): void {
    if (message.selected) return
    let leaf = message
    for (let next: ModelMessage | undefined = leaf; next; next = this.#newestChild(leaf)) leaf = next
    this.#show(message.threadId, leaf.id)
  }

  /** The messages from the first of a thread to this one, on whatever branch it is. */
  pathTo(message: ModelMessage): ModelMessage[] {
    const parent = this.message(message.parent)
    return [...(parent ? this.pathTo(parent) : []), message]
  }

  markRead(thread: ModelThread): void {
    thread.read = Math.max(thread.read, this.all(thread.id).at(-1)?.place ?? 0)
  }

  /** As a list of threads shows it. */
  summary(thread: ModelThread) {
    const path = this.path(thread.id)
    const finished = path.filter(({ status }) => status !== 'streaming')
    return {
      message_count: this.all(thread.id).length,
      opening: path.find(({ role }) => role === 'user')?.text ?? '',
      preview: finished.at(-1)?.text ?? '',
      unread: (finished.findLast(({ role }) => role === 'assistant')?.place ?? 0) > thread.read,
    }
  }

  #add(given: NewMessage, parent: string | null, selected: boolean): void {
    const message = { status: 'complete' as const, ...given, parent, selected, isDeleted: false }
    this.messages.push({ ...message, place: this.#nextPlace() })
  }

  #nextPlace(): number {
    this.#places += 1
    return this.#places
  }

  /** The last on the path; what is deleted keeps its place. */
  #end(threadId: string): string | null {
    return this.all(threadId).findLast(({ selected }) => selected)?.id ?? null
  }

  #newestChild(of: ModelMessage): ModelMessage | undefined {
    const children = this.all(of.threadId).filter(({ parent }) => parent === of.id)
    return children.findLast(({ isDeleted }) => !isDeleted) ?? children.at(-1)
  }

  #show(threadId: string, end: string | null): void {
    const last = this.message(end)
    const shown = new Set(last ? this.pathTo(last) : [])
    for (const message of this.all(threadId)) message.selected = shown.has(message)
  }
}
