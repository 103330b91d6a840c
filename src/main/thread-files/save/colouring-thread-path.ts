// By itself, so that tests can give another.
export { default as colouringThreadPath } from './colouring-thread?modulePath'
