import { useWidget } from './widget.tsx'

/** A card in the size of the real ones, for the time before anything is known. */
export function CardSkeleton() {
  const { slot } = useWidget()
  return (
    <div className={slot('card')} aria-hidden="true">
      <div className={slot('header')}>
        <Bone shape="emblem" />
        <Bone shape="title" />
        <Bone shape="text" />
      </div>
      <div className={slot('body')}>
        <FormSkeleton />
      </div>
    </div>
  )
}

/** Fields and a button in the size of the real ones. */
export function FormSkeleton() {
  const { slot } = useWidget()
  return (
    <div className={slot('form')} aria-hidden="true">
      <Bone shape="field" />
      <Bone shape="field" />
      <Bone shape="button" />
    </div>
  )
}

/** Rows in the size of the real ones. */
export function RowsSkeleton({ count }: { readonly count: number }) {
  const { slot } = useWidget()
  return (
    <div className={slot('list')} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div className={slot('row')} key={index}>
          <Bone shape="avatar" />
          <div className={slot('rowBody')}>
            <Bone shape="name" />
            <Bone shape="text" />
          </div>
        </div>
      ))}
    </div>
  )
}

function Bone({ shape }: { readonly shape: string }) {
  const { slot } = useWidget()
  return <div className={slot('skeleton')} data-shape={shape} />
}
