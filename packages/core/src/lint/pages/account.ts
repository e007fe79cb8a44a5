import type { Pages } from '../rule.js'

const assumed = (what: string, remedy: string) => ({
  why: `With --assume-missing, ${what} that nobody wrote down is taken to be there, so that the rest can be looked at. In a cluster and account without it, the result is another.`,
  remedy
})

/** Pages about the account, its file, and what was assumed of it. */
export const account = {
  'fact/unread': {
    why: 'Something that the group has in the account could not be read, so nobody can say what would have to change. Only this group waits.',
    remedy: 'See the fault that is told with it: a missing right is to be granted, everything else is read again.'
  },
  'plan/foreign': {
    why: 'A saved plan is a file, and whoever can write the file could ask for anything. A step that this installation would never plan is refused.',
    remedy: 'Make the plan anew with plan --out FILE, and keep the file where nobody else can write it.'
  },
  'recording/unreadable': {
    why: 'A recording is read like any other input: where it was changed by hand, or written by another version, nobody can say what was seen then.',
    remedy: 'Record it anew with --record FILE, or replay it with the version that wrote it.'
  },
  'resource/untagged': {
    why: 'A resource is found again by its tags. One that lacks the tag of its place belongs to nobody: it is not changed and not deleted.',
    remedy: 'Tag it as its siblings are, or delete it by hand.'
  },
  'former/left-over': {
    why: 'AWS ALB Ingress Controller 1.x made it, and its Ingress has another load balancer now. It still costs money.',
    remedy: 'Delete it by hand once nothing uses it.'
  },
  'former/name': {
    why: 'It has the tags of AWS ALB Ingress Controller 1.x and not the name that goes with them, so somebody else may have made it. It is not taken over.',
    remedy: 'If it is the right one, say with alb-name-prefix what its name began with; else take the tags off.'
  },
  'former/several': {
    why: 'Several load balancers of AWS ALB Ingress Controller 1.x could be the one that is meant. Taking over the wrong one would cut off its users.',
    remedy: 'Delete those that are not meant, or take their tags off.'
  },
  'former/target-group': {
    why: 'It does not say for which Service it is, so it cannot be told from others, and a new one takes its place.',
    remedy: 'Nothing: targets are registered before requests go to the new one. Delete the old one by hand then.'
  },
  'former/instance-group': {
    why: 'AWS ALB Ingress Controller 1.x attached a security group to nodes or pods, which opens them still.',
    remedy: 'Take it off them once this controller serves the load balancer.'
  },
  'account/field': {
    why: 'A part of the account file that cannot be read leaves the account unknown.',
    remedy: 'Correct the member that is named.'
  },
  'account/schema': {
    why: 'The file was written in a schema that this version does not know, and could be misread.',
    remedy: 'Use the version that wrote it, or write the file anew.'
  },
  'account/member': {
    why: 'A member that nobody reads is probably misspelt, and what it says is missing.',
    remedy: 'Write the name that is proposed.'
  },
  'account/flag': {
    why: 'A setting that nobody knows would be ignored, and the default would count.',
    remedy: 'Write the name of the flag without dashes in front.'
  },
  'account/former-flag': {
    why: 'The flag comes from AWS ALB Ingress Controller 1.x, and has another name today.',
    remedy: 'Write the flag of today.'
  },
  'account/idle-flag': {
    why: 'The flag is understood, and makes no difference here.',
    remedy: 'Remove it.'
  },
  'account/flag-value': {
    why: 'A setting with a value that cannot be used would leave the installation undefined.',
    remedy: 'Write a value as the message says.'
  },
  'account/gate': {
    why: 'A feature gate that nobody knows, or that is neither true nor false, would leave the installation undefined.',
    remedy: 'Write Name=true or Name=false, with a name that is known.'
  },
  'assumed/account': assumed('an account', 'Give the account with --account.'),
  'assumed/class': assumed('an IngressClass', 'Add the IngressClass to the files.'),
  'assumed/class-parameters': assumed('an IngressClassParams', 'Add the IngressClassParams to the files.'),
  'assumed/namespace': assumed('a Namespace', 'Add the Namespaces with their labels to the files.'),
  'assumed/service': assumed('a Service', 'Add the Service to the files.'),
  'assumed/node-port': assumed('a node port', 'Nothing: the API server gives one.'),
  'assumed/secret': assumed('a Secret', 'Add a Secret of that name to the files; its values make no difference.'),
  'assumed/subnet': assumed('a subnet', 'Add the subnets to the account file.'),
  'assumed/security-group': assumed('a security group', 'Add it to the account file.'),
  'assumed/certificate': assumed('a certificate', 'Add it to the account file, or name one with certificate-arn.'),
  'assumed/target-group': assumed('a target group', 'Add it to the account file.'),
  'assumed/trust-store': assumed('a trust store', 'Add it to the account file.'),
  'assumed/web-acl': assumed('a web ACL', 'Add it to the account file.'),
  'assumed/shield': assumed('a subscription', 'Say in the account file whether there is one.'),
  'fact/unavailable': {
    why: 'The account could not answer, so nobody knows whether what is there still fits. The group keeps its last good state, and is asked again.',
    remedy: 'Give the credentials the right that is named, or wait until AWS answers.'
  }
} satisfies Pages
