import type { Messages } from '@tenantry/core/messages'

interface Language {
  readonly name: string
  readonly load: () => Promise<Messages>
}

/** Every language that ships, by its tag, as it calls itself. */
export const languages: Readonly<Record<string, Language>> = {
  en: { name: 'English', load: () => import('@tenantry/core/messages/en').then(({ en }) => en) },
  ar: { name: 'العربية', load: () => import('@tenantry/core/messages/ar').then(({ ar }) => ar) },
  de: { name: 'Deutsch', load: () => import('@tenantry/core/messages/de').then(({ de }) => de) },
  es: { name: 'Español', load: () => import('@tenantry/core/messages/es').then(({ es }) => es) },
  fr: { name: 'Français', load: () => import('@tenantry/core/messages/fr').then(({ fr }) => fr) },
  it: { name: 'Italiano', load: () => import('@tenantry/core/messages/it').then(({ it }) => it) },
  ja: { name: '日本語', load: () => import('@tenantry/core/messages/ja').then(({ ja }) => ja) },
  nl: { name: 'Nederlands', load: () => import('@tenantry/core/messages/nl').then(({ nl }) => nl) },
  pl: { name: 'Polski', load: () => import('@tenantry/core/messages/pl').then(({ pl }) => pl) },
  'pt-BR': { name: 'Português (Brasil)', load: () => import('@tenantry/core/messages/pt-br').then(({ ptBr }) => ptBr) },
  uk: { name: 'Українська', load: () => import('@tenantry/core/messages/uk').then(({ uk }) => uk) },
  'zh-CN': { name: '简体中文', load: () => import('@tenantry/core/messages/zh-cn').then(({ zhCn }) => zhCn) },
}
