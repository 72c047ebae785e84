// A page of 500 people weighs half a megabyte.
const MAXIMUM_BYTES = 8 * 1024 * 1024

/** Why an answer cannot be read. */
export class Unreadable extends Error {}

/** Reads the JSON of an answer, up to 8 MiB of it; undefined where there is no body. @throws Unreadable */
export async function readAnswer(response: Response): Promise<unknown> {
  const text = await textOf(response)
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Unreadable('the answer is not JSON', { cause })
  }
}

async function textOf({ body }: Response): Promise<string> {
  if (!body) return ''
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let bytes = 0
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.length
    if (bytes > MAXIMUM_BYTES) {
      await reader.cancel()
      throw new Unreadable('the answer is larger than 8 MiB')
    }
    text += decoder.decode(value, { stream: true })
  }
}
