import { describe, expect, test } from 'vitest'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { groupsOfSubject } from '../../src/groups/subject.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { E } from '../../src/prelude.js'
import { classManifest, ingressManifest } from '../../testing/manifests.js'

const grouped = (name: string) => ({ 'alb.ingress.kubernetes.io/group.name': name })

const cluster = clusterFrom(
  { ingressClass: 'alb' },
  [
    classManifest('alb'),
    classManifest('nginx', { controller: 'k8s.io/ingress-nginx' }),
    ingressManifest('shop/web', { class: 'alb' }),
    ingressManifest('shop/cart', { class: 'alb', annotations: grouped('front') }),
    ingressManifest('shop/wrong', { class: 'alb', annotations: grouped('No Name') }),
    ingressManifest('shop/nginx', { class: 'nginx' })
  ].map(decodeObject)
)

const meant = (subject: string) => {
  const found = groupsOfSubject(cluster, subject)
  return E.isLeft(found) ? found.left : [...found.right]
}

describe('which groups a name means', () => {
  test.each([
    { subject: 'front', means: 'the group of that name', groups: ['front'] },
    { subject: 'shop/cart', means: 'the group that the Ingress is in', groups: ['front'] },
    { subject: 'shop/web', means: 'the group that the Ingress is alone in', groups: ['shop/web'] }
  ])('$subject: $means', ({ subject, groups }) => {
    expect(meant(subject)).toEqual(groups)
  })

  test.each([
    { subject: 'shop/wep', says: 'Did you mean shop/web?' },
    { subject: 'something/else-entirely', says: 'alb-ingress model lists them.' },
    { subject: 'shop/nginx', says: 'Ingress shop/nginx is not served, as ' },
    { subject: 'shop/wrong', says: 'asks for the group "No Name"' }
  ])('$subject means none: $says', ({ subject, says }) => {
    expect(meant(subject)).toContain(says)
  })
})
