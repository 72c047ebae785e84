import type { Problem } from '@tenantry/core'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { useWidget } from '../ui/widget.tsx'
import { Form } from './form.tsx'
import { TextField, type TextFieldProps } from './text-field.tsx'

export interface LineFormProps extends Pick<TextFieldProps, 'label' | 'hint' | 'inputMode'> {
  readonly initial?: string
  readonly isRight: (value: string) => boolean
  /** Says what is wrong with a value that is not right. */
  readonly fault: string
  readonly submit: string
  readonly pending: boolean
  readonly problem: Problem | null
  /** Answers true when the value was taken: then the field is empty for the next one. */
  readonly onSubmit: (value: string) => Promise<boolean | undefined>
  readonly children?: ReactNode
}

/** A field and its button, side by side where there is room. */
export function LineForm(props: LineFormProps) {
  const { initial = '', isRight, fault, submit, pending, problem, onSubmit, children, ...field } = props
  const { slot } = useWidget()
  const ref = useRef<HTMLFormElement>(null)
  const [value, setValue] = useState(initial)
  const [isWrong, setIsWrong] = useState(false)

  async function send() {
    if (pending) return
    setIsWrong(!isRight(value))
    if (!isRight(value)) ref.current?.querySelector('input')?.focus()
    else if (await onSubmit(value)) setValue((now) => (now === value ? '' : now))
  }

  return (
    <div className={slot('line')}>
      <Form formRef={ref} problem={problem} onSubmit={send}>
        <TextField
          {...field}
          name="line"
          value={value}
          error={isWrong ? fault : undefined}
          autoComplete="off"
          onChange={(typed) => {
            setValue(typed)
            setIsWrong(false)
          }}
        />
        <Button kind="primary" type="submit" pending={pending}>
          {submit}
        </Button>
        {children}
      </Form>
    </div>
  )
}
