import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Configurações',
  own: 'Este é o seu endereço atual.',
  slugWarning: 'Os links com o endereço antigo deixarão de funcionar.',
  logo: 'Endereço do logotipo',
  logoHint: 'O endereço https de uma imagem.',
  logoFault: 'Digite um endereço como https://example.com/logo.png.',
  logoFailed: 'Esta imagem não pode ser exibida aqui.',
  language: 'Idioma',
  seats: 'Vagas ocupadas: {used} de {seats}',
  save: 'Salvar alterações',
  saved: 'Suas alterações foram salvas.',
  danger: 'Sair ou excluir',
  delete: 'Excluir organização',
  deleteTitle: 'Excluir a organização {organization}?',
  deleteText: 'Todos os membros perdem o acesso, e tudo o que há nela é excluído para sempre.',
}
