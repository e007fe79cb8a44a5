import { sha256Hex } from './sha256.js'

// A group name has at most 255 characters: 12 for the prefix, 10 for the hash and one for the dash before it.
const roomForCluster = 232

/** The AWS name of the security group that all load balancers of a cluster share. The reference gives it the same one. */
export const backendSecurityGroupName = (clusterName: string): string => {
  const readable = clusterName.replace(/[^0-9A-Za-z]/g, '').slice(0, roomForCluster)
  return `k8s-traffic-${readable}-${sha256Hex(clusterName).slice(0, 10)}`
}
