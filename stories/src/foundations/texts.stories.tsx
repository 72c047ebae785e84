import { expect } from 'storybook/test'
import preview from '../../.storybook/preview.tsx'
import { arabic, dark } from '../looks.ts'
import { Texts } from './texts.tsx'

const meta = preview.meta({
  title: 'Foundations/Texts',
  component: Texts,
  tags: ['!autodocs'],
  args: { search: '' },
})

export const All = meta.story()
export const Found = meta.story({
  args: { search: 'retry' },
  play: async ({ canvas }) => expect(await canvas.findByText('common.retry')).toBeVisible(),
})
export const Dark = Found.extend(dark)
export const Arabic = Found.extend(arabic)
