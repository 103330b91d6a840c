import { KithError } from '../../../shared/errors'
import type { Json } from '../../database/database.types'
import type { FakeMessage, FakeMessages } from './fake-messages'
import type { FakeThreads } from './fake-threads'
import { clock, missing, text, textOr } from './wire'
import type { Args, Functions } from './wire'

export interface FakeRun {
  run_id: string
  thread_id: string
  message_id: string
  device: string
  status: string
  model: Json
  usage: Json | null
  cost: Json | null
  settings: Json | null
  failure: Json | null
}

export function createFakeRuns(threads: FakeThreads, messages: FakeMessages) {
  const runs = new Map<string, FakeRun>()

  const functions: Functions = {
    ai_start_run(args) {
      const { run_id, thread_id, answer_id, message_id, parent_message_id, replaces } = args
      const threadId = text(thread_id)
      if ((message_id === undefined) === (parent_message_id === undefined)) {
        throw new KithError('INVALID', { reason: 'a run answers either a new message or a stored one' })
      }
      if (replaces !== undefined && message_id === undefined) {
        throw new KithError('INVALID', { reason: 'only a new message can replace another' })
      }
      if (message_id !== undefined && replaces === undefined && !threads.has(threadId)) {
        threads.make(threadId, args['persona_id'])
      }
      if (!threads.visible(threadId)) missing('thread')
      if (!runs.has(text(run_id))) begin(args, threadId)
      return messages
        .rows()
        .filter((one) => one.message_id === message_id || one.message_id === answer_id)
        .map(messages.view)
    },
    ai_say_waiting(args) {
      const { run_id, thread_id, answer_id, message_id, device, others_follow } = args
      const said = messages.waiting.get(text(message_id))
      const run = runs.get(text(run_id))
      if (said) {
        begin({ ...args, message_content: said.content }, text(thread_id))
        const behind = messages.waitingIn(thread_id).filter((one) => one.waits_for === said.waits_for)
        if (others_follow) for (const one of behind) one.waits_for = said.message_id
      } else if (run && run.device !== device && run.status === 'running') {
        throw new KithError('RUN_IN_PROGRESS', { runId: run.run_id })
      } else if (run?.device !== device) missing('message')
      return messages
        .rows()
        .filter((one) => one.message_id === message_id || one.message_id === answer_id)
        .map(messages.view)
    },
    ai_continue_answer(args) {
      const { run_id, thread_id, answer_id } = args
      const threadId = text(thread_id)
      if (!threads.visible(threadId)) missing('thread')
      const answer = messages.path(threadId).find((one) => one.message_id === answer_id)
      if (runs.get(text(run_id))?.message_id !== answer_id) goOn(args, threadId, answer)
      return answer ? [messages.view(answer)] : []
    },
    ai_save_answer({ message_id, content }) {
      const message = messages.get(message_id)
      if (message?.status !== 'streaming') return false
      message.content = content ?? null
      return true
    },
    ai_name_run_model({ run_id, model }) {
      const run = runs.get(text(run_id))
      if (run?.status !== 'running') return false
      run.model = model ?? null
      return true
    },
    ai_finish_answer({ run_id, message_id, content, status, usage, failure, cost }) {
      const run = runs.get(text(run_id))
      if (!run || run.message_id !== message_id || !threads.has(run.thread_id)) missing('run')
      if (run.status === 'running') {
        Object.assign(run, { status, usage: usage ?? null, failure: failure ?? null, cost: cost ?? null })
        const message = messages.get(message_id)
        if (message?.status === 'streaming') Object.assign(message, { content, status })
      }
      return messages
        .rows()
        .filter((one) => one.message_id === message_id)
        .map(messages.view)
    },
    ai_interrupt_runs({ device }) {
      const ended = [...runs.values()].filter((run) => run.device === device && run.status === 'running')
      for (const run of ended) {
        Object.assign(run, { status: 'failed', failure: { code: 'RUN_INTERRUPTED', data: {} } })
        const message = messages.get(run.message_id)
        if (message?.status !== 'streaming') continue
        const content = message.content as { parts: object[] }
        const error = { type: 'error', error: { name: 'RUN_INTERRUPTED', message: '', data: {} } }
        Object.assign(message, { status: 'failed', content: { ...content, parts: [...content.parts, error] } })
      }
      return ended.length
    },
  }

  function refuseWhileAnswered(threadId: string): void {
    const running = [...runs.values()].find((run) => run.thread_id === threadId && run.status === 'running')
    if (running) throw new KithError('RUN_IN_PROGRESS', { runId: running.run_id })
  }

  function addRun(args: Args, threadId: string): void {
    runs.set(text(args['run_id']), {
      run_id: text(args['run_id']),
      thread_id: threadId,
      message_id: text(args['answer_id']),
      device: text(args['device']),
      status: 'running',
      model: args['model'] ?? null,
      usage: null,
      cost: null,
      settings: args['settings'] ?? null,
      failure: null,
    })
  }

  function goOn(args: Args, threadId: string, answer: FakeMessage | undefined): void {
    refuseWhileAnswered(threadId)
    if (!answer) return missing('message')
    const isLast = messages.path(threadId).at(-1) === answer
    if (!isLast || answer.role !== 'assistant' || !['stopped', 'failed'].includes(answer.status ?? '')) {
      throw new KithError('INVALID', { reason: 'It cannot be continued.' })
    }
    const content = answer.content as { parts: { type: string }[] }
    const parts = content.parts.filter(({ type }) => type !== 'error')
    Object.assign(answer, { status: 'streaming', content: { ...content, parts } })
    addRun(args, threadId)
  }

  function begin(args: Args, threadId: string): void {
    const { answer_id, message_id, parent_message_id, replaces } = args
    refuseWhileAnswered(threadId)
    const replaced = replaces === undefined ? undefined : replaceable(threadId, replaces)
    const isNew = message_id !== undefined && !messages.get(message_id)
    if (isNew) {
      if (replaced) messages.showBranch(threadId, replaced.parent_message_id)
      messages.add({
        message_id: text(message_id),
        thread_id: threadId,
        parent_message_id: replaced?.parent_message_id ?? null,
        role: 'user',
        content: args['message_content'] ?? null,
        status: 'complete',
        created_at: textOr(args['message_created_at'], clock()),
      })
    }
    const question = messages.path(threadId).find((one) => one.message_id === (message_id ?? parent_message_id))
    if (!question) return missing('message')
    const next = (question.depth ?? 0) + 1
    const isLater = (one: FakeMessage) => one.role === 'user' && (one.depth ?? 0) >= next
    if (!isNew && messages.path(threadId).some(isLater)) {
      throw new KithError('INVALID', { reason: 'There is a later message in this thread.' })
    }
    if (messages.get(answer_id)) throw new KithError('INVALID', { reason: 'answer_id is taken' })
    messages.unselect(threadId, next)
    messages.add({
      message_id: text(answer_id),
      thread_id: threadId,
      parent_message_id: question.message_id,
      role: 'assistant',
      content: { format: 2, parts: [] },
      status: 'streaming',
      created_at: text(args['answer_created_at']),
    })
    addRun(args, threadId)
  }

  function replaceable(threadId: string, id: Json): FakeMessage {
    const message = messages.get(id)
    if (message?.thread_id !== threadId) return missing('message')
    if (message.role !== 'user') throw new KithError('INVALID', { reason: 'It cannot be written anew.' })
    return message
  }

  return { functions, rows: () => [...runs.values()] }
}
