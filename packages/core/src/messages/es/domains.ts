import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: 'Dominios',
  text: 'Las personas con una dirección de correo de tu dominio pueden unirse por su cuenta.',
  add: 'Añadir dominio',
  status: 'Estado',
  unverified: 'Sin verificar',
  unverifiedText: 'Todavía nadie puede unirse con él.',
  email: 'Reconocido por correo',
  emailText: 'Las personas con una dirección así pueden solicitar unirse.',
  dns: 'Verificado',
  dnsText: 'Las personas con una dirección así pueden unirse de inmediato.',
  emptyTitle: 'Todavía no hay dominios',
  prove: 'Verificar {name}',
  proveText:
    'Añade este registro TXT donde gestionas tu dominio. Después, las personas con una dirección así podrán unirse de inmediato.',
  recordName: 'Nombre del registro',
  recordValue: 'Valor',
  check: 'Comprobar ahora',
  DOMAIN_NOT_VERIFIED:
    'El registro todavía no aparece. Compara su nombre y su valor con estos y vuelve a comprobarlo más tarde: un registro nuevo puede tardar una hora.',
  removeTitle: '¿Quitar {name}?',
  removeText: 'Nadie más podrá unirse con él. Quienes ya lo hicieron siguen siendo miembros.',
}
