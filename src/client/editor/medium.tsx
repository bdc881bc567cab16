import { useController, useWatch } from 'react-hook-form'
import type { MediaKind } from '#whatsapp/media.ts'
import { describeMediaTypes, fileNameFromLink, refuseMediaLink, warnAboutMediaLink } from '#whatsapp/media.ts'
import type { MessageForm } from '../form.ts'
import { registerText, useMessageForm } from '../form.ts'
import { Field } from '../ui/field.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { pasteAsOneLine } from './paste.ts'
import { Remark } from './remark.tsx'
import { isGivenName } from './upload/upload-record.ts'

const UploadField = lazyPart(
  async () => (await import('./upload/upload-field.tsx')).UploadField,
  <div className="h-20" />,
)

const SOURCES = [
  { value: 'link', label: 'Link' },
  { value: 'upload', label: 'Upload' },
  { value: 'id', label: 'Media ID' },
] as const

/** Where the picture, video or document comes from, and for a document the name that the customer sees. */
export function MediumFields({ kind }: { kind: MediaKind }) {
  const { control } = useMessageForm()
  const { field } = useController({ control, name: `header.${kind}.source` })
  return (
    <>
      <Segmented
        label="Media source"
        look="underline"
        value={field.value}
        options={SOURCES}
        onChange={field.onChange}
      />
      <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3">
        {field.value === 'link' && <LinkField kind={kind} />}
        {field.value === 'upload' && <UploadField kind={kind} />}
        {field.value === 'id' && <IdField kind={kind} />}
        {kind === 'document' && <FileNameField />}
      </div>
    </>
  )
}

function LinkField({ kind }: { kind: MediaKind }) {
  const form = useMessageForm()
  const { control, trigger, getValues } = form
  const name = `header.${kind}.link` as const
  const lastLink = useWatch({ control, name })
  const field = registerText(form, name, {
    onChange: () => {
      const link = getValues(name)
      // A link is checked as soon as it has a host: a wrong ending shows while it can still be mended in one go.
      if (/^[a-z]+:\/\/[^/]+\.[^/]+\//i.test(link)) void trigger(name)
      if (kind === 'document') followLink(form, lastLink, link)
    },
  })
  return (
    <Field name={name} label="Media link" labelHidden note={<LinkNote kind={kind} />}>
      {(control) => (
        <input
          {...control}
          {...field}
          type="url"
          dir="ltr"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          className="control"
          placeholder={`https://example.com/${EXAMPLE[kind]}`}
          onPaste={pasteAsOneLine}
        />
      )}
    </Field>
  )
}

/** The name is that of the link, or of the file, until somebody writes another: at once, as the next thing done may be to write one. */
function followLink(form: MessageForm, last: string, link: string): void {
  const { filename, id } = form.getValues('header.document')
  if (!isGivenName(filename, { link: last, id })) return
  form.setValue('header.document.filename', fileNameFromLink(link.trim()), {
    shouldDirty: true,
    shouldValidate: true,
  })
}

const EXAMPLE = { image: 'photo.jpg', video: 'clip.mp4', document: 'price-list.pdf' }
const MOST = { image: '5 MB', video: '16 MB', document: '100 MB' }

function LinkNote({ kind }: { kind: MediaKind }) {
  const { control } = useMessageForm()
  const link = useWatch({ control, name: `header.${kind}.link` }).trim()
  const warning = warnAboutMediaLink(kind, link)
  if (warning) return <Remark>{warning}</Remark>
  const fits = link !== '' && refuseMediaLink(kind, link) === undefined
  const types = `${describeMediaTypes(kind)}, ${MOST[kind]} at most`
  return (
    <p className="col-span-full mt-1 text-[13px] text-faint">
      {fits ? `WhatsApp fetches this itself when you send: ${types}.` : `The https:// address of ${types}.`}
    </p>
  )
}

function IdField({ kind }: { kind: MediaKind }) {
  const form = useMessageForm()
  const name = `header.${kind}.id` as const
  return (
    <Field name={name} label="Media ID" labelHidden note={<IdNote kind={kind} />}>
      {(control) => (
        <input
          {...control}
          {...registerText(form, name)}
          type="text"
          dir="ltr"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          className="control font-mono text-[14px]"
          placeholder="1037543291543636"
          onPaste={pasteAsOneLine}
        />
      )}
    </Field>
  )
}

function IdNote({ kind }: { kind: MediaKind }) {
  const { control } = useMessageForm()
  const id = useWatch({ control, name: `header.${kind}.id` }).trim()
  if (id !== '' && !/^\d+$/.test(id)) return <Remark>Media IDs are digits only. Check this one.</Remark>
  return (
    <p className="col-span-full mt-1 text-[13px] text-faint">
      The number that an upload to WhatsApp gave you. It works for 30 days, from the same sending number.
    </p>
  )
}

function FileNameField() {
  const form = useMessageForm()
  return (
    <Field name="header.document.filename" label="File name" note={<FileNameNote />}>
      {(control) => (
        <input
          {...control}
          {...registerText(form, 'header.document.filename')}
          type="text"
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          className="control"
          placeholder="price-list.pdf"
          onPaste={pasteAsOneLine}
        />
      )}
    </Field>
  )
}

function FileNameNote() {
  const { control } = useMessageForm()
  const filename = useWatch({ control, name: 'header.document.filename' })
  if (filename.trim() === '')
    return <Remark>Without a file name the customer’s phone shows “Untitled”.</Remark>
  return (
    <p className="col-span-full mt-1 text-[13px] text-faint">
      Your customer sees this name. Its ending chooses the icon.
    </p>
  )
}
