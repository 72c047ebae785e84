import { useEffect } from 'react'
import { useWidget } from '../ui/widget.tsx'

/** Says to screen readers that asking anew has changed nothing. */
export function useNotYet(returns: number, text: string): void {
  const { announce } = useWidget()
  useEffect(() => {
    if (returns > 0) announce(text)
  }, [returns, text, announce])
}
