// By itself, so that tests can give another.
export { default as readingThreadPath } from './reading-thread?modulePath'
