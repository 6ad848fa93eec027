import type { StartStringTable } from '../StringTable';

export const es: StartStringTable = {
  language: 'es',
  startConversation: 'Iniciar conversación',
  close: 'Cerrar',
  tryAgain: 'Reintentar',
  messageCustomer: 'Escribir a {{number}}',
  delivery_sent: 'Enviado',
  delivery_delivered: 'Entregado',
  delivery_read: 'Leído',
  deliveryReasonLoading: 'Consultando el motivo a Twilio…',
  sendTemplate: 'Enviar plantilla',
  colleagueMessage: '{{author}} escribe sobre un cliente suyo: {{text}}',
  openConversation: 'Abrir conversación',
  messageTrace: 'Rastreo de mensajes',
  conversations: 'Conversaciones',
  traceTask: 'Rastrear esta conversación',
  autoAcceptCountDown: '{{task}} se acepta en {{seconds}} s',
  autoAcceptStop: 'No aceptar',
  autoAcceptWaits: '{{task}} se ha aceptado. Se abrirá cuando deje de escribir.',
  autoAcceptOpen: 'Abrir ahora',
  autoAcceptFailed: '{{task}} no se pudo aceptar automáticamente. Acéptela usted.',
  autoAcceptHindered: '{{task}} no se aceptó automáticamente: {{reason}} Acéptela usted.',
  notAccepted_activities: 'la regla no se aplica mientras usted está en “{{activity}}”.',
  notAccepted_notOnACall: 'usted está en una llamada.',
  notAccepted_openMessagingTasksBelow: 'tiene abiertas tantas conversaciones como permite la regla.',
  orchestrationHookFailed:
    'Falló el paso propio de su centro de contacto para una tarea. Indique esta tarea a un administrador: {{taskSid}}.',
  flexTooOld:
    'Messaging Controls está desactivado: necesita Flex UI {{lowest}} o posterior, y esta versión es la {{version}}. Pida a un administrador que actualice Flex UI.',
  settingsProblems:
    'Messaging Controls omitió ajustes incorrectos ({{count}}). El primero: {{path}}: {{reason}} Vea todos en la consola del navegador.',
  settings_notAUrl: 'Tiene que ser una dirección que empiece por https://.',

  waiting: 'En espera',
  peopleTab: 'Personas',
  wrapUpTab: 'Cierre',

  chunkLoading: 'Cargando…',
  chunk_noBackend:
    'Messaging Controls aún no está configurado. Pida a un administrador que indique la dirección del backend (backendUrl).',
  chunk_unreachable: 'No pudimos cargar esta parte de Messaging Controls. Revise su conexión y reintente.',
  chunk_gone:
    'El servidor ya no tiene esta versión de Messaging Controls. Recargue Flex; si no ayuda, avise a un administrador.',
  chunk_broken:
    'Esta parte de Messaging Controls tiene un error. Recargue Flex; si no ayuda, avise a un administrador.',
  deliveryFailed: 'Este mensaje no se entregó.',
  messageOvertaken: 'Cancelado, no enviado: el cliente escribió antes.',
};
