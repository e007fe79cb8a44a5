import type { Pages } from '../rule.js'

/** Pages about load balancers, their certificates, subnets and add-ons. */
export const loadBalancers = {
  'load-balancer/name': {
    why: 'AWS takes names of at most 32 characters.',
    remedy: 'Shorten load-balancer-name, or remove it: then a name is made.'
  },
  'load-balancer/pool-kept': {
    why: 'The address pool of a load balancer is chosen when it is made, and stays.',
    remedy: 'Nothing, or make a new load balancer: another scheme or another group.'
  },
  'security-groups/unknown': {
    why: 'A load balancer with fewer security groups than asked for is open, or closed, in ways that nobody meant.',
    remedy: 'Check the id or the Name tag, the VPC and the region.'
  },
  'security-groups/no-backend': {
    why: 'Rules for nodes and pods are written for the shared backend security group, which this installation does not have.',
    remedy: 'Switch the backend security group on, or remove manage-backend-security-group-rules.'
  },
  'certificates/none': {
    why: 'AWS refuses an HTTPS listener without a certificate, after the load balancer is made. So the group is refused before.',
    remedy: 'Name a certificate with certificate-arn, or give the Ingress a host for which one can be found.'
  },
  'certificates/none-for-host': {
    why: 'Without certificate-arn, certificates are looked up by the hosts of the Ingress, and none covers this one. *.example.com covers one label, not example.com itself.',
    remedy: 'Request or import one in the region of the load balancer, or name one with certificate-arn.'
  },
  'certificates/no-host': {
    why: 'A certificate is made for the hosts of an Ingress, and this one has none.',
    remedy: 'Give it a host in its rules or in spec.tls, or remove create-acm-cert.'
  },
  'certificates/unissued': {
    why: 'A certificate is to be made, and is not issued yet. Until it is, there is no HTTPS listener for it.',
    remedy: 'Request and validate it, or name an issued one with certificate-arn.'
  },
  'trust-store/unknown': {
    why: 'With mode verify, a trust store says whose client certificates count. The account has none of this name.',
    remedy: 'Check the name and the region, or give the ARN.'
  },
  'mutual-authentication/idle': {
    why: 'The entry is for a port that this Ingress does not serve with HTTPS, so clients are asked for nothing there.',
    remedy: 'Name an HTTPS port of listen-ports, or remove the entry.'
  },
  'web-acl/unknown': {
    why: 'The account has no web ACL of this name in the region. Going on without it would take protection away.',
    remedy: 'Check the name and the region; a web ACL for CloudFront is none for load balancers.'
  },
  'web-acl/taken-off': {
    why: 'An empty wafv2-acl-arn takes the web ACL off the load balancer, whoever attached it.',
    remedy: 'Write none, if that is meant. Remove the annotation to leave the web ACL as it is.'
  },
  'web-acl/unused-arn': {
    why: 'A name given by one member of the group outranks every ARN, so this web ACL is not used.',
    remedy: 'Let the group name one web ACL in one way.'
  },
  'add-on/idle': {
    why: 'The installation, the region or the account does not have the service that is asked for, so the load balancer is without it.',
    remedy: 'Switch it on, or remove the annotation, so that nobody believes in protection that is not there.'
  },
  'tags/reserved': {
    why: 'Load balancers and what belongs to them are found again by their tags. Written by somebody else, such a tag would make a resource look like that of another Ingress, of another cluster, or of a Service or Gateway, and their controller would change or delete it.',
    remedy: 'Remove the tag, or give it a key of your own.'
  },
  'tags/external': {
    why: 'The installation leaves this tag key to somebody else, and does not touch it.',
    remedy: 'Remove the key from tags.'
  },
  'subnets/unknown': {
    why: 'The load balancer is asked for in a subnet that is not there.',
    remedy: 'Check the id or the Name tag, the VPC and the region.'
  },
  'subnets/zone': {
    why: 'A load balancer has at most one subnet in a zone.',
    remedy: 'Keep one subnet for each zone.'
  },
  'subnets/ipv6': {
    why: 'A load balancer with IPv6 needs an IPv6 block in each of its subnets.',
    remedy: 'Name other subnets, or give these a block.'
  },
  'subnets/locale': {
    why: 'The subnets of one load balancer are in ordinary zones, or in one local zone, wavelength zone or outpost.',
    remedy: 'Name subnets of one sort.'
  },
  'subnets/too-few': {
    why: 'An Application Load Balancer needs subnets in two zones at least.',
    remedy: 'Name a subnet of another zone, or tag one to be found.'
  },
  'subnets/none': {
    why: 'Subnets are found by their tags, and none suits: wrong role tag, another cluster, too few addresses.',
    remedy:
      'Tag two subnets with kubernetes.io/role/elb=1 (internal-elb for internal ones), or name them with annotation subnets.'
  },
  'frontend-nlb/unread': {
    why: 'A value for the network load balancer cannot be read, and nobody reads it now. Once its port is served, the group is refused.',
    remedy: 'Correct it, or remove it.'
  },
  'frontend-nlb/unserved-port': {
    why: 'A port of the network load balancer leads to a port on which the Ingress does not listen, so it is left out.',
    remedy: 'Add the port to listen-ports, or correct the mapping.'
  },
  'frontend-nlb/closed-port': {
    why: 'The network load balancer has the security group of the load balancer behind it, which does not open this port.',
    remedy: 'Use the same port in front, or name security groups with frontend-nlb-security-groups.'
  },
  'frontend-nlb/scheme': {
    why: 'Without frontend-nlb-scheme, the default of the installation counts, and not the scheme of the load balancer behind.',
    remedy: 'Say frontend-nlb-scheme.'
  },
  'frontend-nlb/addresses': {
    why: 'Elastic IP addresses are for load balancers that are internet-facing, one for each subnet.',
    remedy: 'Give as many allocations as there are subnets, or none.'
  }
} satisfies Pages
