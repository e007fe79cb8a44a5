import { schemaOf } from '../schema/json-schema.js'
import { shapeOf } from '../schema/shape.js'
import { TestFile } from './declaration.js'

/** What editors know of a test file, as JSON Schema: generated, and committed under `docs/`. */
export const testFileSchema: Readonly<Record<string, unknown>> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Tests of manifests, for alb-ingress test',
  ...schemaOf(shapeOf(TestFile))
}
