import type { Pages } from '../rule.js'

/** Pages about files, objects, classes and groups. */
export const documents = {
  'document/unreadable': {
    why: 'What cannot be read is not known: the objects in it may ask for anything. The other documents of the file are read all the same.',
    remedy:
      'Correct the document at the place that is shown. Templates of Helm are rendered first: helm template . | alb-ingress lint -'
  },
  'document/no-object': {
    why: 'A folder often holds YAML that is no Kubernetes object: values of a chart, a kustomization. It is left out.',
    remedy: 'Nothing, if that is what it is. Else give it apiVersion, kind and metadata.name.'
  },
  'document/duplicate-key': {
    why: 'Of two equal keys in one map the later counts, and the value of the other is lost without a word. load-balancer-attributes given twice does not add up.',
    remedy:
      'Keep one key, and join the values with commas. If all of an object stands twice, a line --- between two objects is missing.'
  },
  'document/same-object-twice': {
    why: 'Two objects of one kind, namespace and name are one object: the last that is applied replaces the others.',
    remedy: 'Remove one of them, give it another name, or lint what Kustomize makes of base and overlay.'
  },
  'plan/unreadable': {
    why: 'A saved plan is carried out as it was reviewed, or not at all. One that was changed, or written by another version, could mean something else.',
    remedy: 'Make the plan anew.'
  },
  'object/field': {
    why: 'The API server refuses an object with a field of the wrong type. In annotations everything is text: 10, true and [] need quotes.',
    remedy: 'Write the field as the message says.'
  },
  'object/former-version': {
    why: 'Kubernetes serves extensions/v1beta1 and networking.k8s.io/v1beta1 no longer since 1.22. The manifest is understood here, and refused by any cluster of today.',
    remedy:
      'Write networking.k8s.io/v1: backends with service.name and service.port, defaultBackend, and a pathType for each path.'
  },
  'class/missing': {
    why: 'The class says who serves an Ingress. While it does not exist nobody knows, and the Ingress is left alone.',
    remedy: 'Create the IngressClass with controller ingress.k8s.aws/alb, or name one that exists.'
  },
  'class/parameters': {
    why: 'Parameters outrank annotations. While they cannot be used, nobody knows what is asked for, and the group keeps its last good state.',
    remedy:
      'Refer to an IngressClassParams of elbv2.k8s.aws that exists, and whose namespaceSelector takes the namespace.'
  },
  'class/several-defaults': {
    why: 'With several default classes, an Ingress that names none could belong to any of them.',
    remedy:
      'Leave the annotation ingressclass.kubernetes.io/is-default-class on one class, or name a class in the Ingress.'
  },
  'class/unreadable': {
    why: 'Nobody knows whose an Ingress is while its class, or the parameters of the class, cannot be read.',
    remedy: 'Correct the class or its parameters.'
  },
  'class/none-any-more': {
    why: 'An Ingress without a class was served by the controller of old, and is served by nobody now, as no class is the default.',
    remedy: 'Set spec.ingressClassName, or mark a class as default.'
  },
  'class/not-counted': {
    why: 'Some parameters count for the whole group, and then only those in the class of the first member do. What another class says is not used.',
    remedy: 'Say it in the class of the first member, or put the Ingress first with group.order.'
  },
  'group/name': {
    why: 'The name of a group becomes a part of names and tags in AWS. With an invalid one the Ingress belongs to no group, and is not served.',
    remedy: 'Use 1 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit first and last.'
  },
  'group/order': {
    why: 'Without a place in the order nobody knows which rules come first, so the group keeps its last good state.',
    remedy: 'Write a whole number between -1000 and 1000, in quotes. The lowest comes first.'
  },
  'group/member': {
    why: 'An Ingress that holds the finalizer of a group may still want its rules. Until it can be read, or has a valid class, the group does not go on without it.',
    remedy: 'Correct that Ingress, or its class.'
  },
  'group/service': {
    why: 'A Service that cannot be read may have any ports and any annotations, so the group keeps its last good state.',
    remedy: 'Correct the Service.'
  },
  'group/deletion-protected': {
    why: 'The Ingress is to go, and its own annotation protects the load balancer from deletion. Both cannot be.',
    remedy: 'Set deletion_protection.enabled=false in load-balancer-attributes before deleting it.'
  },
  'group/disagree': {
    why: 'Members of a group share one load balancer, which can have one value of such a setting. None of them is preferred, so nothing changes until they agree.',
    remedy: 'Write the same value on both, on one of them only, or move one of them to another group.'
  },
  'group/default-backends': {
    why: 'A listener has one default action, and several members of the group ask for one.',
    remedy: 'Keep spec.defaultBackend in one member, or let the members listen on different ports.'
  }
} satisfies Pages
