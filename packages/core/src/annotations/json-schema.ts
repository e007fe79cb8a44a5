import { type AnnotationPage, pages } from './catalogue.js'

interface PropertySchema {
  readonly type: 'string'
  readonly description: string
  readonly examples?: ReadonlyArray<string>
}

/** A JSON Schema for `metadata.annotations` of an Ingress or a Service, for editors that complete and check while one writes. */
export interface AnnotationsSchema {
  readonly $schema: string
  readonly title: string
  readonly type: 'object'
  readonly properties: Readonly<Record<string, PropertySchema>>
  readonly patternProperties: Readonly<Record<string, PropertySchema>>
  readonly additionalProperties: { readonly type: 'string' }
}

const propertyOf = ({ summary, format, on, valid }: AnnotationPage): PropertySchema => ({
  type: 'string',
  description: `${summary} On ${on.join(' and ')}. Takes ${format}.`,
  ...(valid.length > 0 ? { examples: valid } : {})
})

const escaped = (text: string): string => text.replace(/[.\\+*?[^\]$(){}=!<>|:/-]/g, '\\$&')

// The variable part is whatever comes after the dot.
const patternOf = ({ fullKey }: AnnotationPage): string => `^${escaped(fullKey.slice(0, fullKey.indexOf('<')))}.+$`

/** The schema of all annotations, for editors. Families are patterns. */
export const annotationsSchema: AnnotationsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Annotations of alb-ingress',
  type: 'object',
  properties: Object.fromEntries(
    pages.filter(({ variable }) => variable === undefined).map((page) => [page.fullKey, propertyOf(page)])
  ),
  patternProperties: Object.fromEntries(
    pages.filter(({ variable }) => variable !== undefined).map((page) => [patternOf(page), propertyOf(page)])
  ),
  // Kubernetes takes annotations that are texts, and no others.
  additionalProperties: { type: 'string' }
}
