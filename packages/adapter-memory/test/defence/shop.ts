import { ingressManifest, type Manifest, serviceManifest } from '@alb-ingress/core/testing'

/** One Ingress of class `alb` with one Service behind it, in a namespace of its own. */
const served = (key: string, annotations: Readonly<Record<string, string>> = {}): ReadonlyArray<Manifest> => {
  const [namespace = ''] = key.split('/')
  return [ingressManifest(key, { class: 'alb', services: ['web'], annotations }), serviceManifest(`${namespace}/web`)]
}

/** Ingress shop/web with these annotations. */
export const servedBy = (annotations: Readonly<Record<string, string>> = {}): ReadonlyArray<Manifest> =>
  served('shop/web', annotations)
