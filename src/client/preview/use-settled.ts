import { useEffect, useState } from 'react'

/** The value once it has stayed the same for `quiet` milliseconds; what it is at first counts at once. */
export function useSettled<T>(value: T, quiet: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quiet)
    return () => clearTimeout(timer)
  }, [value, quiet])
  return settled
}
