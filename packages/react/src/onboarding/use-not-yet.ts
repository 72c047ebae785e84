import { useEffect } from 'react'
import { useWidget } from '../ui/widget.tsx'

/** Says to screen readers that asking anew has changed nothing. */
export function useNotYet(times: number, text: string): void {
  const { announce } = useWidget()
  useEffect(() => {
    if (times > 0) announce(text)
  }, [times, text, announce])
}
