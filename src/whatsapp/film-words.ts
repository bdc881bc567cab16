import type { Film } from './film.ts'

/** What keeps WhatsApp from taking a film, or what may go wrong with it on some phones. Source: Cloud API media page. */
export function explainFilm(film: Film): { refusal?: string; remarks: string[] } {
  const refusal = refuseFilm(film)
  return refusal ? { refusal, remarks: [] } : { remarks: remarkOnFilm(film) }
}

function refuseFilm({ video, audio }: Film): string | undefined {
  if (video.length === 0) return 'There is no picture in this video, only sound. Choose another one.'
  const picture = video.map((codec) => UNPLAYABLE[codec]).find((name) => name !== undefined)
  if (picture) return `This video is coded as ${picture}. WhatsApp takes H.264: export it as MP4 with H.264.`
  const sound = audio.map((codec) => UNHEARD[codec]).find((name) => name !== undefined)
  if (sound) return `The sound of this video is ${sound}. WhatsApp takes AAC: export it with AAC sound.`
  if (audio.length > 1)
    return `This video has ${audio.length} sound tracks. WhatsApp takes one: export it with one alone.`
  return undefined
}

function remarkOnFilm({ hasReorderedHigh, startsFast }: Film): string[] {
  const high =
    'Some Android phones do not play this kind of H.264 (High profile with B-frames). Main or Baseline is safer.'
  const slow =
    'It begins to play only when all of it has loaded. Export it for the web ("fast start") to mend that.'
  return [...(hasReorderedHigh ? [high] : []), ...(startsFast ? [] : [slow])]
}

// Sample entry codes as registered with the MP4 Registration Authority; what is not listed is let through.
const UNPLAYABLE: Record<string, string> = {
  hvc1: 'H.265 (HEVC)',
  hev1: 'H.265 (HEVC)',
  dvh1: 'Dolby Vision',
  dvhe: 'Dolby Vision',
  av01: 'AV1',
  mp4v: 'MPEG-4 Part 2 (DivX)',
  s263: 'H.263',
  h263: 'H.263',
  vp08: 'VP8',
  vp09: 'VP9',
  apcn: 'ProRes',
  apch: 'ProRes',
}

const UNHEARD: Record<string, string> = {
  'ac-3': 'Dolby Digital',
  'ec-3': 'Dolby Digital',
  Opus: 'Opus',
  fLaC: 'FLAC',
  alac: 'Apple Lossless',
}
