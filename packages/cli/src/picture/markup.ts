const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

// XML has no place for some characters, however they are written.
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** Foreign text as it may stand between tags, and between the quotation marks of an attribute, of HTML and XML. */
export const markup = (text: string): string =>
  text.replace(unwritable, '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? '')

const most = 58

/** Foreign text as long as there is room for it. */
export const cut = (text: string): string =>
  text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…` : text
