import { resolved, type SpecContent, type SpecDocument, type SpecParameter } from './document.ts'
import { type Operation, operationsOf } from './operations.ts'
import { schemasOf } from './schemas.ts'

/** A call as it came, and what was answered; the answer is null when none was sent that is to be judged. */
export interface SpecExchange {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly answer: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  } | null
}

/** A place where a specification is wrong, and how that is known. */
export interface SpecDefect {
  /** As in the specification, such as `POST /api/v1/organization`, or a pattern of several. */
  readonly operation: string | RegExp
  readonly part: 'request' | 'response'
  /** What the violation says. */
  readonly says: RegExp
  readonly why: string
}

/** A request or an answer that the specification does not allow, and why. */
export interface SpecViolation {
  readonly operation: string
  readonly part: 'request' | 'response'
  readonly says: string
}

/** What came of holding calls against a specification. */
export interface SpecReport {
  /** How many requests and answers were looked at. */
  readonly requests: number
  readonly responses: number
  readonly violations: readonly SpecViolation[]
  /** Known defects that nothing met: they are not known to be there. */
  readonly unmet: readonly SpecDefect[]
}

/** Which calls a specification speaks of, and where it is known to be wrong. */
export interface SpecCheckOptions {
  /** What stands before the specification's paths, such as `/v1`. */
  readonly basePath?: string
  /** Calls of which the specification does not speak, such as those of OAuth; matched against method and path. */
  readonly outside?: RegExp
  readonly defects?: readonly SpecDefect[]
}

/** Holds calls and their answers against an OpenAPI 3.0 document. */
export function specChecker(document: SpecDocument, options: SpecCheckOptions = {}) {
  const { basePath = '', outside, defects = [] } = options
  const operations = operationsOf(document)
  const compile = schemasOf(document)

  return function check(exchanges: readonly SpecExchange[]): SpecReport {
    const met = new Set<SpecDefect>()
    const violations: SpecViolation[] = []
    let requests = 0
    let responses = 0

    function note(operation: string, part: SpecViolation['part'], sayings: readonly string[]): void {
      for (const says of sayings) {
        const defect = defects.find((one) => isAbout(one, operation) && one.part === part && one.says.test(says))
        if (defect) met.add(defect)
        else violations.push({ operation, part, says })
      }
    }

    for (const exchange of exchanges) {
      const { pathname, searchParams } = new URL(exchange.url, 'http://spec')
      const call = `${exchange.method} ${pathname}`
      if (outside?.test(call)) continue
      const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : null
      const found = path === null ? null : find(exchange.method, path)
      requests += 1
      if (!found) {
        note(call, 'request', ['there is no such operation'])
        continue
      }
      const { operation, values } = found
      // What was refused as invalid need not be valid; that it was refused is what the answer has to say.
      const isRefused = exchange.answer?.status === 400 || exchange.answer?.status === 422
      if (!isRefused)
        note(operation.name, 'request', [
          ...wrongParameters(operation.parameters, values, searchParams),
          ...wrongRequest(operation, exchange),
        ])
      if (!exchange.answer) continue
      responses += 1
      note(operation.name, 'response', wrongResponse(operation, exchange.answer))
    }
    return { requests, responses, violations, unmet: defects.filter((defect) => !met.has(defect)) }
  }

  function find(method: string, path: string) {
    for (const operation of operations) {
      const values = operation.match(method, path)
      if (values) return { operation, values }
    }
    return null
  }

  function wrongParameters(
    parameters: readonly SpecParameter[],
    values: Readonly<Record<string, string>>,
    query: URLSearchParams,
  ): string[] {
    const known = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
    const unknown = [...new Set(query.keys())].filter((name) => !known.includes(name) && !known.includes(`${name}[]`))
    const wrong = parameters.flatMap((parameter) => {
      const { name, required, schema } = parameter
      const texts = parameter.in === 'path' ? [values[name] ?? ''] : query.getAll(name)
      if (parameter.in !== 'path' && parameter.in !== 'query') return []
      if (texts.length === 0) return required ? [`the query lacks ${name}`] : []
      if (!schema) return []
      const says = compile(schema)
      // A list may come as one value or as several.
      const readings = [texts, ...texts, ...texts.map(asJson), texts.map(asJson)]
      return readings.some((reading) => says(reading).length === 0) ? [] : [`${name} may not be ${texts.join()}`]
    })
    return [...unknown.map((name) => `the query has ${name}, of which nobody knows`), ...wrong]
  }

  function wrongRequest({ operation: { requestBody } }: Operation, { body, headers }: SpecExchange): readonly string[] {
    const form = requestBody && resolved(document, requestBody)
    if (body === '') return form?.required ? ['the body is missing'] : []
    if (!form?.content) return ['there is a body, of which nobody knows']
    return wrongBody(form.content, headers['content-type'], body)
  }

  function wrongResponse(
    { operation: { responses } }: Operation,
    { status, headers, body }: NonNullable<SpecExchange['answer']>,
  ): readonly string[] {
    const form = responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default
    if (!form) return [`the status may not be ${status}`]
    const { content } = resolved(document, form)
    if (!content || Object.keys(content).length === 0)
      return body === '' ? [] : [`${status} has a body, of which nobody knows`]
    return wrongBody(content, headers['content-type'], body).map((says) => `${status}: ${says}`)
  }

  function wrongBody(content: SpecContent, type: string | undefined, body: string): readonly string[] {
    const media = type?.split(';')[0]?.trim()
    const known = Object.entries(content).find(([name]) => name.split(';')[0] === media)
    if (!known) return [`the content type may not be ${type}`]
    const [, { schema }] = known
    if (!schema) return []
    const value =
      media === 'application/x-www-form-urlencoded' ? Object.fromEntries(new URLSearchParams(body)) : asJson(body)
    return compile(schema)(value)
  }
}

function isAbout({ operation: known }: SpecDefect, operation: string): boolean {
  return typeof known === 'string' ? known === operation : known.test(operation)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
