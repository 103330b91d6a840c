// A Mastra project in miniature: one agent that talks with the signed-in people of a Supabase project. Nothing in it is
// about storage but the three lines that make the store; with `LibSQLStore` or `PostgresStore` the rest would be the same.
import { Agent } from '@mastra/core/agent'
import type { MastraModelConfig } from '@mastra/core/llm'
import { Memory } from '@mastra/memory'
import { createCall, makeResourceId, SupabaseStore } from '../../src/main/store'

export interface Visitor {
  userId: string
  /** Their JWT; asked for with every call, so that a renewed one is used. */
  getToken: () => string | Promise<string>
}

export interface Project {
  url: string
  key: string
  fetch?: typeof globalThis.fetch
}

/** The coach as this visitor meets it. Making it costs nothing: one for each request is fine. */
export function makeCoach(project: Project, { userId, getToken }: Visitor, model: MastraModelConfig): Agent {
  const call = createCall({ ...project, getToken })
  const storage = new SupabaseStore({ call, userId })
  const memory = new Memory({ storage, options: { lastMessages: 20 } })
  return new Agent({ id: 'coach', name: 'Coach', instructions: 'You are a running coach.', model, memory })
}

/** Says something to the coach in a thread, which is made when it is new. @returns what it answers */
export async function say(coach: Agent, visitor: Visitor, threadId: string, words: string): Promise<string> {
  const answer = await coach.stream(words, { memory: { thread: threadId, resource: makeResourceId(visitor.userId) } })
  const text = await answer.text
  // A save that failed is told here and nowhere else.
  if ((await answer.finishReason) === 'error') throw new Error('The coach could not answer.', { cause: answer.error })
  return text
}
