import { type CliOption, count, pairs, path, text, yes } from './option.js'

// The names of AWS Load Balancer Controller 3.5, where it has the option.

export const awsVpcTags: CliOption<Readonly<Record<string, string>>> = {
  name: 'aws-vpc-tags',
  placeholder: 'key=value,...',
  type: pairs,
  help: 'On AWS: the VPC with all of these tags, where --aws-vpc-id does not name it.'
}

export const awsMaxRetries: CliOption<number> = {
  name: 'aws-max-retries',
  placeholder: 'number',
  type: count(100),
  help: 'On AWS: how often a call is tried.',
  shownFallback: '10'
}

export const awsApiEndpoints: CliOption<Readonly<Record<string, string>>> = {
  name: 'aws-api-endpoints',
  placeholder: 'id=url,...',
  type: pairs,
  help: 'On AWS: other endpoints, by the id of the service.'
}

export const awsApiThrottle: CliOption<string> = {
  name: 'aws-api-throttle',
  placeholder: 'id:pattern=rate:burst,...',
  type: text,
  help: 'On AWS: how many calls a second, by the id of the service.'
}

export const kubeconfig: CliOption<string> = {
  name: 'kubeconfig',
  placeholder: 'file',
  type: path,
  help: 'Read this cluster, alone or with --manifests laid over it.'
}

export const context: CliOption<string> = {
  name: 'context',
  placeholder: 'name',
  type: text,
  help: 'Read the cluster of this context of the kubeconfig.'
}

export const inCluster: CliOption<boolean> = {
  name: 'in-cluster',
  type: yes,
  help: 'Read the cluster in which this program runs as a Pod.'
}

/** How to get to AWS and to a cluster. */
export const reaching: ReadonlyArray<CliOption<unknown>> = [
  awsVpcTags,
  awsMaxRetries,
  awsApiEndpoints,
  awsApiThrottle,
  kubeconfig,
  context,
  inCluster
]

export const record: CliOption<string> = {
  name: 'record',
  placeholder: 'file',
  type: path,
  isFlagOnly: true,
  help: 'Save all that was seen in this file, for --replay; what is in Secrets is left out.'
}

export const replay: CliOption<string> = {
  name: 'replay',
  placeholder: 'file',
  type: path,
  isFlagOnly: true,
  help: 'See what was recorded in this file, and no account and no cluster.'
}

/** How to keep what was seen, and to see it again. */
export const recording: ReadonlyArray<CliOption<unknown>> = [record, replay]
