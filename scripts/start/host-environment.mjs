/**
 * What the browser host is started with beside the environment of whoever starts it. Without, glibc gives each of V8's threads
 * a heap of its own and keeps what compiling needed there: 30 MB for as long as Kith runs. Other systems do not look at it.
 */
export const hostEnvironment = { MALLOC_ARENA_MAX: '2' }
