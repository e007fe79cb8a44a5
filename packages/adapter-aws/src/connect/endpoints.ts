import { unknownService } from './service-ids.js'

type Endpoints = Readonly<Record<string, string>>

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** The first thing that is wrong with endpoints by service id, if anything is. */
export const wrongEndpoint = (endpoints: Endpoints): string | undefined => {
  for (const [id, url] of Object.entries(endpoints)) {
    const unknown = unknownService(id)
    if (unknown !== undefined) return unknown
    if (!isWebAddress(url))
      return `the endpoint of ${JSON.stringify(id)} is ${JSON.stringify(url)}, and should be a URL such as https://vpce.example.com.`
  }
  return undefined
}
