// By itself, so that an entry can start the data process before anything of the application is loaded.
export { default as dataProcessPath } from '../embedded/data-process?modulePath'
