import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Configuración',
  own: 'Esta es tu dirección actual.',
  slugWarning: 'Los enlaces con la dirección anterior dejarán de funcionar.',
  logo: 'Dirección del logotipo',
  logoHint: 'La dirección https de una imagen.',
  logoFault: 'Escribe una dirección como https://example.com/logo.png.',
  logoFailed: 'Esta imagen no se puede mostrar aquí.',
  language: 'Idioma',
  seats: 'Lugares ocupados: {used} de {seats}',
  save: 'Guardar cambios',
  saved: 'Se guardaron tus cambios.',
  danger: 'Salir o eliminar',
  delete: 'Eliminar organización',
  deleteTitle: '¿Eliminar {organization}?',
  deleteText: 'Todos los miembros perderán el acceso y todo su contenido se eliminará para siempre.',
}
