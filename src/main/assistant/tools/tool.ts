// What a model can use. Kith's own tools and those of MCP servers are the same to everybody but who makes them.

export type JsonSchema = { type: 'object'; [keyword: string]: unknown }

export interface Tool {
  /** As the model calls it. */
  name: string
  /** Under which its owner's permission is kept; stays what it is when others come and go. */
  key: string
  title: string
  description: string
  inputSchema: JsonSchema
  /** The MCP server it belongs to; null: Kith's own. */
  server: { id: string; name: string } | null
  /** Changes nothing, tells nobody anything: used without asking, unless its owner says otherwise. */
  isHarmless: boolean
  /** Changes whenever the tool becomes another: what was allowed for good was allowed for the one before. */
  fingerprint: string
  /** Rejects with words for the model. What it gives is text of others unless `isHarmless`. */
  run(args: Record<string, unknown>, signal: AbortSignal): Promise<unknown>
}

/** What the owner of a persona said of a tool. Without a word, a harmless one is used and any other asks. */
export type Permission = 'ask' | 'always' | 'never'
