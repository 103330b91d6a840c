// What the contract accepts at most, where the page needs to know it too. In UTF-16 code units.

export const THREAD_TITLE_LIMIT = 200
export const WORKING_MEMORY_LIMIT = 20_000
