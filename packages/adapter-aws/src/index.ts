export { type Connected, connect } from './connect/connect.js'
export { unknownService } from './connect/service-ids.js'
export type { AwsSettings, CallTold, WaitTold } from './connect/settings.js'
export { defaultThrottles, parseThrottles, type Throttle, type Throttles } from './connect/throttle.js'
