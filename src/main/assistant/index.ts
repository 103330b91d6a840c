// The assistant: personas, the practice model, runs and what comes out of them. Providers are in `./providers`.
export type { ChosenModel } from './choose-model'
export { createAssistant } from './create-assistant'
export type { Assistant, AssistantParts } from './create-assistant'
export { createEmbeddings } from './embeddings/create-embeddings'
export type { Embeddings } from './embeddings/create-embeddings'
export { saveStarterPersonas } from './starter-personas'
export { toMessage } from './to-message'
export { memoryMetadata, remembers } from './thread-memory'
