export { openSettings } from './settings'
export type { Connection, Settings } from './settings'
export { targetOf } from './mcp-servers'
export type { McpServers, ServerAccess } from './mcp-servers'
