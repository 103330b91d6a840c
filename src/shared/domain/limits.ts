// What the contract accepts at most, where the page needs to know it too. In UTF-16 code units.

export const THREAD_TITLE_LIMIT = 200
export const WORKING_MEMORY_LIMIT = 20_000
export const PERSONA_NAME_LIMIT = 80
export const INSTRUCTIONS_LIMIT = 100_000
export const NOTES_TEMPLATE_LIMIT = 4_000
/** One memory, as the database keeps it. */
export const MEMORY_LIMIT = 20_000
export const TAG_LIMIT = 60
export const TAGS_LIMIT = 30
/** Characters of a key of metadata. */
export const METADATA_KEY_LIMIT = 128
/** Bytes of a value of metadata, as the database writes it. */
export const METADATA_VALUE_LIMIT = 1_000_000
/** How many arrays and objects of it may lie in one another: deeper than anybody writes, and shallow enough for every reader. */
export const METADATA_NESTING_LIMIT = 100
/** A `.kith` file, in bytes. What Kith saves is never larger: files that would not fit are named and left out. */
export const THREAD_FILE_LIMIT = 96 * 1024 * 1024
/** Pictures in a thread that is saved or printed as a page, in bytes together. Those beyond are named. */
export const PAGE_PICTURES_LIMIT = 48 * 1024 * 1024
/** Messages of a thread that is brought in from a file, all versions counted. The database has the same limit. */
export const THREAD_FILE_MESSAGES_LIMIT = 20_000
/** Threads that are saved at once. */
export const SAVED_AT_ONCE_LIMIT = 100
