import { fault, TE } from '@alb-ingress/core'
import type { Connections } from './connections.js'

export const connectToAws =
  (_version: string): Connections['aws'] =>
  () =>
    TE.left(fault('unavailable', 'NotConnected', 'connect to AWS', 'the adapter is not there yet'))
