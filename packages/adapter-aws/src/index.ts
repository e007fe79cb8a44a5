export { type Connected, connect } from './connect/connect.js'
export { wrongEndpoint } from './connect/endpoints.js'
export type { AwsSettings, CallTold, WaitTold } from './connect/settings.js'
export { defaultThrottles, parseThrottles, type Throttle, type Throttles } from './connect/throttle.js'
