import { useEffect, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import type { FieldPath } from '#whatsapp/fields.ts'
import type { Message, MessageDraft } from '#whatsapp/message.ts'
import { exampleDraft } from '#whatsapp/samples.ts'
import type { EarlyTyping } from './early-typing.ts'
import { putEarlyTyping } from './early-typing.ts'
import { Editor } from './editor/editor.tsx'
import { GoToFieldContext } from './go-to-field.tsx'
import { DraftNotices } from './library/draft-bar.tsx'
import { Output } from './output/output.tsx'
import { Overlays } from './overlays.tsx'
import { Preview } from './preview/preview.tsx'
import { ActionBar } from './send/action-bar.tsx'
import { KeyListener } from './shortcuts/key-listener.tsx'
import { TopBar } from './top-bar.tsx'
import { useMediaQuery } from './use-media-query.ts'
import { useUndo } from './use-undo.ts'
import { resolveDraft, VerdictProvider } from './verdict.tsx'
import type { View } from './view-switch.tsx'
import { ViewSwitch } from './view-switch.tsx'

type AppProps = { saved?: MessageDraft | undefined; earlyTyping?: EarlyTyping }

export function App({ saved, earlyTyping = [] }: AppProps) {
  const [view, setView] = useState<View>('write')
  const [target, setTarget] = useState<{ path: FieldPath }>()
  const form = useForm<MessageDraft, unknown, Message>({
    defaultValues: saved ?? exampleDraft(),
    resolver: resolveDraft,
    mode: 'onTouched',
    shouldFocusError: false,
  })
  const threeColumns = useMediaQuery('(min-width: 1500px)')
  const oneColumn = useMediaQuery('(max-width: 1099px)')

  useEffect(() => {
    if (earlyTyping.length > 0) putEarlyTyping(form, saved ?? exampleDraft(), earlyTyping)
  }, [form, saved, earlyTyping])

  // The field may stand in a view that is shown only by this very step, so the focus follows a render later.
  useEffect(() => {
    if (target) focusField(target.path)
  }, [target])

  function goToField(path: FieldPath): void {
    if (oneColumn) setView('write')
    setTarget({ path })
  }

  useUndo(form, goToField)

  const previewTab = {
    selected: view !== 'output',
    onSelect: () => setView('preview'),
    onLeave: () => setView('output'),
  }
  return (
    <FormProvider {...form}>
      <VerdictProvider isExample={!saved}>
        <GoToFieldContext value={goToField}>
          <KeyListener />
          <div className="app" data-view={view}>
            <TopBar />
            <DraftNotices />
            {/* A window that is made narrower goes on showing the column that one works in. */}
            <main className="app-main" onFocus={(event) => threeColumns && setView(viewOf(event.target))}>
              <Editor />
              <div className="app-preview">
                <Preview />
              </div>
              <div className="app-output">
                <Output {...(!threeColumns && !oneColumn && { previewTab })} />
              </div>
            </main>
            <footer className="app-bar">
              <Overlays />
              <ActionBar />
              <ViewSwitch view={view} onChange={setView} />
            </footer>
          </div>
        </GoToFieldContext>
      </VerdictProvider>
    </FormProvider>
  )
}

function viewOf(target: Element): View {
  if (target.closest('.app-output')) return 'output'
  return target.closest('.app-preview') ? 'preview' : 'write'
}

function focusField(path: FieldPath): void {
  const field = document.querySelector<HTMLElement>(`[name="${path}"], [data-field-group="${path}"] :checked`)
  field?.scrollIntoView({ block: 'nearest' })
  field?.focus()
}
