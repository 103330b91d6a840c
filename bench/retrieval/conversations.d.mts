export interface Message {
  role: 'user' | 'assistant'
  text: string
  createdAt: string
  label: string | undefined
}

export interface Thread {
  title: string
  messages: Message[]
}

export interface Question {
  block: string
  text: string
  labels: string[]
}

export interface ConversationRows {
  threads: { thread_id: string; title: string }[]
  messages: {
    message_id: string
    thread_id: string
    role: string
    content: unknown
    text: string
    created_at: string
  }[]
  byLabel: Map<string, string>
}

export function readThreads(): Thread[]
export function readQuestions(): Question[]
export function conversationRows(threads?: Thread[]): ConversationRows
