import type { Area } from '../annotations/annotation.js'
import { type AnnotationPage, pages } from '../annotations/catalogue.js'

/** Whose values count, as a phrase. */
const scopes: Readonly<Record<Area, string>> = {
  Group: 'each Ingress for itself',
  Ingress: 'each Ingress for itself',
  CreatedCertificate: 'each Ingress for itself, read only where feature gate EnableCertificateManagement is on',
  LoadBalancer: 'all members of the group together',
  WebAcl: 'all members of the group together',
  Capacity: 'all members of the group together, read only where feature gate LBCapacityReservation is on',
  BackendRules: 'all members of the group together, read only where security-groups is given',
  Listener: 'the members on each port together',
  Tls: 'the members on each HTTPS port together',
  Rule: 'each Ingress for itself',
  Authentication: 'each Ingress for itself, and the Service where it is the only one behind the action',
  TargetGroup: 'each pair of Ingress and Service for itself',
  Nodes: 'each pair of Ingress and Service for itself, read only for instance targets',
  FrontendSwitch: 'all members of the group together',
  Frontend: 'all members of the group together',
  FrontendPorts: 'each Ingress for itself',
  FrontendListener: 'the members on each port of the network load balancer together'
}

const mergeWords = ({ merge, configures }: AnnotationPage): string => {
  const counted = [...new Set(configures.map((area) => scopes[area]))].join('; ')
  if (!/together/.test(counted)) return counted
  return merge === 'perKey'
    ? `${counted}: maps are joined, and one key with two values is refused`
    : `${counted}: those who say something must say the same`
}

const lookupWords: Readonly<Record<AnnotationPage['lookup'], string>> = {
  ingress: '',
  serviceFirst: "A Service's value replaces that of the Ingress as a whole.",
  servicePerKey: "A Service's entries outrank those of the Ingress key by key.",
  either: 'True on either of them counts.'
}

const classWords = ({ classField, classCounts }: AnnotationPage): string => {
  if (classField === undefined) return 'none'
  return classCounts === 'first'
    ? `\`${classField}\` of the class of the first member, which then counts for the group`
    : `\`${classField}\`, which outranks the annotation`
}

const code = (text: string): string => `\`\`${text === '' ? ' ' : ` ${text} `}\`\``

const examples = (title: string, texts: ReadonlyArray<string>): ReadonlyArray<string> =>
  texts.length === 0
    ? []
    : [`${title} ${texts.map((text) => (text === '' ? 'an empty text' : code(text))).join(' · ')}`]

/** The page of one annotation as Markdown, under a heading of the given level. */
export const annotationPage = (page: AnnotationPage, level = 3): string =>
  [
    `${'#'.repeat(level)} ${page.key}`,
    '',
    page.summary,
    '',
    `- **On** ${page.on.join(' and ')}${lookupWords[page.lookup] === '' ? '' : `. ${lookupWords[page.lookup]}`}`,
    `- **Type** ${page.type}: ${page.format}`,
    `- **Counts** ${mergeWords(page)}`,
    `- **IngressClassParams** ${classWords(page)}`,
    ...(page.flag === undefined ? [] : [`- **Default** by flag \`${page.flag}\``]),
    ...(page.formerKey === undefined
      ? []
      : [`- **Formerly** \`${page.formerKey}\`, still read where the key itself is absent`]),
    ...(page.variable === undefined ? [] : [`- **Variable part** ${page.variable}`]),
    `- **Sets** ${page.sets.map((field) => `\`${field}\``).join(', ')}`,
    ...examples('- **Such as**', page.valid),
    ...examples('- **Not**', page.invalid)
  ].join('\n')

/** All annotations as one Markdown document. */
export const annotationReference = (): string =>
  [
    '# Annotations',
    '',
    'Every key stands behind the prefix `alb.ingress.kubernetes.io/`. Generated from the declarations by `alb-ingress reference`; do not edit.',
    '',
    ...pages.map(({ key, summary }) => `- [\`${key}\`](#${key.toLowerCase().replace(/[^a-z0-9_-]/g, '')}): ${summary}`),
    '',
    ...pages.flatMap((page) => [annotationPage(page, 2), ''])
  ].join('\n')
