export { isPartial, type Written, writtenOf } from '../kubernetes/written.js'
