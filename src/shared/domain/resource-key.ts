// Mastra calls the owner of a thread a resource. In Kith that is one persona of one user.

/** Stands for "no persona" wherever a key needs a persona id. */
export const NO_PERSONA = '00000000-0000-0000-0000-000000000000'

/** `user:persona`, the same as the generated column `resource_key`. */
export function makeResourceKey(userId: string, personaId: string | null): string {
  return `${userId}:${personaId ?? NO_PERSONA}`
}

/** Takes a resource key apart; null when it is not one. */
export function splitResourceKey(key: string): { userId: string; personaId: string | null } | null {
  const match = /^([0-9a-f-]{36}):([0-9a-f-]{36})$/.exec(key)
  if (!match?.[1] || !match[2]) return null
  return { userId: match[1], personaId: match[2] === NO_PERSONA ? null : match[2] }
}
