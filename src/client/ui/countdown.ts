import { useEffect, useState } from 'react'

/** Seconds left, on a clock that nobody can set; begins anew whenever `seconds` is another number. */
export function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const end = performance.now() + seconds * 1000
    const tell = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)))
    tell()
    if (seconds <= 0) return
    const timer = setInterval(tell, 250)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}

/** A time to wait for, in words. */
export function inWords(seconds: number): string {
  if (seconds >= 7200) return `${Math.ceil(seconds / 3600)} hours`
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} minutes`
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}
