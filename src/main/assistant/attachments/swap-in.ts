// Where a prompt leaves: each mark becomes what it stands for.
import type { ProcessLLMRequestArgs } from '@mastra/core/processors'
import type { Gathered, Given, GivenPart } from './gather'

type Prompt = ProcessLLMRequestArgs['prompt']
type UserMessage = Extract<Prompt[number], { role: 'user' }>
type UserPart = UserMessage['content'][number]

export function swapIn(prompt: Prompt, gathered: Gathered): Prompt {
  if (gathered.size === 0) return prompt
  return prompt.map((message) => {
    if (message.role !== 'user' || !message.content.some((part) => isMark(part, gathered))) return message
    const content = message.content.flatMap((part): UserPart[] => {
      const given = part.type === 'text' ? gathered.get(part.text) : undefined
      return given ? given.parts.map(asPart) : [part]
    })
    return { ...message, content: withJoinedTexts(content) }
  })
}

/** The same without the marks, to be counted. */
export function withoutMarks(prompt: Prompt, gathered: Gathered): Prompt {
  if (gathered.size === 0) return prompt
  return prompt.map((message) =>
    message.role === 'user'
      ? { ...message, content: message.content.filter((part) => !isMark(part, gathered)) }
      : message,
  )
}

/** What a prompt shows. */
export function filesIn(prompt: Prompt, gathered: Gathered): Given[] {
  return prompt.flatMap(({ role, content }) =>
    role === 'user' ? content.flatMap((part) => (part.type === 'text' ? (gathered.get(part.text) ?? []) : [])) : [],
  )
}

function isMark(part: UserPart, gathered: Gathered): boolean {
  return part.type === 'text' && gathered.has(part.text)
}

function asPart(part: GivenPart): UserPart {
  return part.type === 'text' ? { type: 'text', text: part.text } : part
}

/** Not every endpoint takes several texts. */
function withJoinedTexts(content: readonly UserPart[]): UserPart[] {
  const joined: UserPart[] = []
  for (const part of content) {
    const last = joined.at(-1)
    if (part.type === 'text' && last?.type === 'text')
      joined[joined.length - 1] = { ...last, text: `${last.text}\n\n${part.text}` }
    else joined.push(part)
  }
  return joined
}
