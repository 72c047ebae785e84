import preview from '../../.storybook/preview.tsx'
import { dark } from '../looks.ts'
import { Tokens } from './tokens.tsx'

const meta = preview.meta({ title: 'Foundations/Tokens', component: Tokens, tags: ['!autodocs'] })

export const All = meta.story()
export const Dark = All.extend(dark)
