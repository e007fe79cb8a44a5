import type { Pages } from '../rule.js'

/** Pages about bindings: who fills a target group, and which way requests take to the targets. */
export const bindings = {
  'binding/not-its-own': {
    why: 'Whoever may write a TargetGroupBinding could put targets of his own into the target group of somebody else, and get the requests that are meant for others.',
    remedy: 'Make a target group for the Service, or forward to the Service from an Ingress of that group.'
  },
  'binding/taken': {
    why: 'Each binding takes out the targets that it does not know, so two of one target group would undo each other for ever. The older one goes on.',
    remedy: 'Delete one of them, or set spec.multiClusterTargetGroup in both.'
  },
  'binding/target-group-missing': {
    why: 'The account has no target group of this ARN or name, in the region and in the account that is asked.',
    remedy: 'Create it, correct the ARN or the name, or name the role that may see it.'
  },
  'binding/backend-not-found': {
    why: 'The Service, or its port, does not exist. Targets that were registered for it are taken out, so that nobody sends requests to what is not there.',
    remedy: 'Create the Service with that port, or correct spec.serviceRef.'
  },
  'binding/backend-unfit': {
    why: 'Targets of type instance are reached through a node port, which only Services of type NodePort and LoadBalancer have.',
    remedy: 'Change the type of the Service, or use target type ip.'
  },
  'binding/node-unfit': {
    why: 'A node is registered by the id of its EC2 instance, which its provider ID ends in. The other nodes go on without this one.',
    remedy:
      'See why the cloud provider has not named the machine, or exclude the node from load balancers by its label.'
  },
  'binding/targets-capped': {
    why: 'The flag max-targets-per-target-group says how many targets a target group may hold, and there are more endpoints.',
    remedy: 'Raise the flag and the quota of the account, or run fewer Pods behind the Service.'
  },
  'binding/targets-declined': {
    why: 'AWS declines a whole call where one target of it is not to be had: a machine that has been stopped is a node for some minutes more. Those that it names are left out for a minute, so that the others are registered.',
    remedy: 'See whether the machines run, and whether they and the target group are in one VPC.'
  },
  'binding/fact-unavailable': {
    why: 'What the targets depend on could not be read from the account, so nothing of this target group is changed. Others go on.',
    remedy: 'See the fault that is told with it: a missing right is to be granted, everything else is asked again.'
  },
  'network/no-interface': {
    why: 'Rules on nodes and Pods are written on the security group of their network interface, and the account shows none with this address.',
    remedy: 'See whether node and Pod are in the VPC of the installation.'
  },
  'network/ambiguous-group': {
    why: 'Opening the wrong one of several security groups would open other machines, so one of them must be marked for the cluster.',
    remedy: 'Tag exactly one of them with kubernetes.io/cluster/NAME, NAME being the name of the cluster.'
  },
  'network/port-name': {
    why: 'A port that is given by name is looked up in the containers of the Pods, and some of them have none of this name.',
    remedy: 'Give the number of the port, or name it in every Pod of the Service.'
  },
  'network/source': {
    why: 'A rule says who may send requests: a security group, or a range of addresses. Without one of them nothing is opened.',
    remedy: 'Write securityGroup.groupID, or ipBlock.cidr such as 10.0.0.0/8.'
  },
  'network/revokes-too-many': {
    why: 'When many rules are to go at once, somebody has probably deleted or hidden more than was meant, and taking the rules back would cut off what still runs.',
    remedy: 'See whether endpoints or bindings are missing. If it is meant, raise max-revoked-share for one pass.'
  }
} as const satisfies Pages
