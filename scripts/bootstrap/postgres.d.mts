export function findStack(): { bin: string; postgrest: string } | { missing: string }
