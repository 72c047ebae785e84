import type { ResolveTxt } from '../src/domains/look-up.ts'

type Records = Awaited<ReturnType<ResolveTxt>>

/** A DNS that knows what it was told, and answers as `resolveTxt` of `node:dns/promises` does. */
export function fakeDns() {
  const answers = new Map<string, () => Promise<Records>>()
  const asked: string[] = []
  return {
    /** Every name that was asked for, in order. */
    asked,
    /** Puts TXT records at a name, each as the strings it is made of. */
    answer: (name: string, records: Records) => void answers.set(name, async () => records),
    /** Lets a name fail with a code of `node:dns`. */
    fail: (name: string, code: string) =>
      void answers.set(name, async () => {
        throw Object.assign(new Error(`queryTxt ${code} ${name}`), { code })
      }),
    /** Lets whoever asks for a name wait. */
    answerLater: (name: string, records: Promise<Records>) => void answers.set(name, () => records),
    forget: (name: string) => void answers.delete(name),
    resolveTxt: (async (name) => {
      asked.push(name)
      const answer = answers.get(name)
      if (!answer) throw Object.assign(new Error(`queryTxt ENOTFOUND ${name}`), { code: 'ENOTFOUND' })
      return answer()
    }) satisfies ResolveTxt,
  }
}
