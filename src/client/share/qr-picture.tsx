import { toQrCode } from './qr.ts'

/** The link for a camera. Black on white in any light, as some cameras read nothing else. */
export function QrPicture({ link, hint }: { link: string; hint: string }) {
  const code = toQrCode(link)
  if (!code)
    return (
      <p className="mt-3 text-[13px] text-faint">For a QR code the link is too long. Copied, it works.</p>
    )
  return (
    <figure className="mt-4 flex flex-wrap items-center gap-4">
      <svg
        role="img"
        aria-label="QR code of the link"
        viewBox={`0 0 ${code.size} ${code.size}`}
        className="w-full max-w-60 rounded-md border border-line"
        shapeRendering="crispEdges"
      >
        <path fill="#fff" d={`M0 0h${code.size}v${code.size}H0z`} />
        <path fill="#000" d={code.path} />
      </svg>
      <figcaption className="max-w-52 text-[13px] text-soft">{hint}</figcaption>
    </figure>
  )
}
