// By itself, so that tests can give another.
export { default as writingThreadPath } from './writing-thread?modulePath'
