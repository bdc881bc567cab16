import './index.css'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { askToLogIn } from './config.ts'
import { takeEarlyTyping } from './early-typing.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id root')

const app = <App earlyTyping={takeEarlyTyping(root)} />
// The development server delivers an empty page, the build a rendered one.
if (root.hasChildNodes()) hydrateRoot(root, app)
else createRoot(root).render(app)
if (document.documentElement.dataset.access === 'password') askToLogIn()
